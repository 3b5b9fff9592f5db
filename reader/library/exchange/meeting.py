"""An annotation that comes in where it was before: what is new of it is added, or told as left.

What was taken away here since it came in stays away, and is not told: that was our doing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reader.annotation.model import Annotation
from reader.annotation.tagging import matched
from reader.formats.losses import Losses
from reader.library.exchange.joining import has_all, joined
from reader.store.brought import Brought


class Met(NamedTuple):
    """What becomes of an annotation that is there already."""

    now: Annotation
    are_tags_left: bool = False
    """Whether there are tags in the file that it does not get."""
    is_note_left: bool = False
    """Whether the file has a note that it does not get."""

    def tell(self, losses: Losses) -> None:
        """Count what it does not get."""
        losses.add("other tags", "annotation", self.are_tags_left)
        losses.add("another note", "annotation", self.is_note_left)


def met(
    there: Annotation, given: Annotation, brought: Callable[[], Brought | None], entry: int = 0
) -> Met:
    """Give what becomes of an annotation that is there and comes in again.

    It gets tags and words that no import has brought yet, unless the file is older than what
    came in last; and no words where its note was changed here. One that was made here, and not
    brought by any import, is left as it is. `entry` is that of the import at hand, if it has one.
    """
    own = {matched(tag) for tag in there.tags}
    tags = [tag for tag in given.tags if matched(tag) not in own]
    is_note = not has_all(there.note, given.note)
    if not tags and not is_note:
        return Met(there)
    base = brought()
    if base is None:
        return Met(there, bool(tags), is_note)
    tags = [tag for tag in tags if matched(tag) not in base.tags]
    is_note = is_note and not any(has_all(note, given.note) for note in base.notes)
    if given.updated < base.updated and entry != base.entry:
        return Met(there, bool(tags), is_note)
    is_left = is_note and there.note != base.notes[0]
    note = given.note if is_note and not is_left else ""
    now = joined(there, given._replace(tags=tuple(tags), note=note))
    if now != there:
        now = now._replace(updated=max(there.updated, given.updated))
    return Met(now, is_note_left=is_left)
