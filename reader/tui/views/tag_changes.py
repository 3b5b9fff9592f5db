"""What the keys of the tag screen change: each asks for what it needs, and says what it will do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from reader.annotation.codebook import is_below
from reader.annotation.model import TAG_COLORS, Tag
from reader.annotation.tag_tree import TagRow
from reader.annotation.tagging import matched
from reader.errors import ReaderError
from reader.library.tagging.wording import of_deleting, of_merging
from reader.tui.widgets.confirm import Confirm
from reader.tui.widgets.picker import Choice
from reader.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from reader.tui.desk import Desk
    from reader.tui.drawn import Drawn

_WIDTH = 52


class TagChanges:
    """The changes that one view asks for."""

    def __init__(self, desk: Desk, view: Drawn) -> None:
        self._desk, self._view = desk, view
        self._book, self._work = desk.library.codebook, desk.tag_work

    def rename(self, row: TagRow) -> None:
        """Let the user type another path for a tag and those below it."""
        along = f" and {row.below} below" if row.below else ""

        def taken(typed: str) -> None:
            if typed.strip() and typed != row.path:
                self._work.wait_for(self._book.rename(row.path, typed))

        self._open(Prompt(f"rename{along} to", value=row.path, taken=taken))

    def describe(self, tag: Tag) -> None:
        """Let the user type what a tag is for."""

        def taken(typed: str) -> None:
            if typed != tag.description:
                self._work.wait_for(self._book.describe(tag.path, typed))

        self._open(Prompt("what it is for", value=tag.description, taken=taken))

    def color(self, tag: Tag) -> None:
        """Let the user pick another colour."""
        choices = [Choice(name, name, color=name) for name in TAG_COLORS]
        start = TAG_COLORS.index(tag.color) if tag.color in TAG_COLORS else 0
        self._pick(
            f"colour of {tag.path}",
            choices,
            lambda name: self._work.wait_for(self._book.color(tag.path, name)),
            start=start,
        )

    def pin(self, tag: Tag, slot: int) -> None:
        """Give a tag a key, or take it off its key."""
        self._work.wait_for(self._book.pin(tag.path, slot))

    def move(self, row: TagRow, rows: Sequence[TagRow]) -> None:
        """Let the user pick below which tag one goes."""
        top = [Choice("", "to the top")] if row.level else []
        choices = [*top, *self._others(row, rows)]
        self._pick(
            f"move {row.path} below",
            choices,
            lambda parent: self._work.wait_for(self._book.move(row.path, parent)),
            new=_new,
        )

    def merge(self, row: TagRow, rows: Sequence[TagRow]) -> None:
        """Let the user pick what a tag is merged into; then say what that will do."""

        def picked(target: str) -> None:
            effect = self._book.effect_of_merging([row.path], target)
            what = f"Merge {row.path} into {target}: {of_merging(effect)}"
            self._confirm(
                what, "merges", partial(self._book.merge, [row.path], target), "tags_merge"
            )

        self._pick(f"merge {row.path} into", self._others(row, rows), picked)

    def delete(self, row: TagRow) -> None:
        """Say what deleting a tag will do, and do it at a second key."""
        effect = self._book.effect_of_deleting([row.path])
        what = f"Delete the tag {row.path}: {of_deleting(effect)}"
        self._confirm(what, "deletes", partial(self._book.delete, [row.path]), "tags_delete")

    def split(self, tag: str, annotations: Sequence[str]) -> None:
        """Let the user pick the tag that some passages of another are sent to."""
        rows = [row for row in self._book.rows() if matched(row.path) != matched(tag)]

        def picked(target: str) -> None:
            self._work.run(partial(self._book.split, tag, target, annotations))

        self._pick(
            f"send {len(annotations)} of {tag} to",
            [self._choice(row) for row in rows if row.tag],
            picked,
            new=_new,
        )

    def _others(self, row: TagRow, rows: Sequence[TagRow]) -> list[Choice]:
        """Give the tags that are neither one nor below it."""
        return [
            self._choice(other)
            for other in rows
            if other.key != row.key and not is_below(other.path, row.path)
        ]

    def _choice(self, row: TagRow) -> Choice:
        color = row.tag.color if row.tag else ""
        count = f"{row.annotations:,}" if row.tag else ""
        return Choice(matched(row.path), row.path, count, color)

    def _pick(
        self,
        title: str,
        choices: Sequence[Choice],
        picked: Callable[[str], None],
        **options: Any,
    ) -> None:
        """Open a picker; what goes wrong after it is said, as after a key."""

        def guarded(chosen: list[Choice]) -> None:
            try:
                # The one without a value is no tag: the top.
                picked(chosen[0].text if chosen[0].value else "")
            except ReaderError as error:
                self._desk.say(str(error), error=True)

        self._desk.overlays.pick(title, choices, guarded, width=_WIDTH, **options)

    def _confirm(self, what: str, verb: str, change: Callable[..., Any], command: str) -> None:
        key = self._desk.keys.key_of(command)
        self._open(Confirm(what, verb, lambda: self._work.run(change), key=key))

    def _open(self, field: Prompt | Confirm) -> None:
        self._desk.overlays.open(field, self._desk, after=self._view)


def _new(typed: str) -> Choice:
    return Choice(matched(typed), typed, made=True)
