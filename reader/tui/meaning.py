"""What a key that marks means: which passage, and which of the annotations there.

The lit annotation comes first; else it is what stands exactly on the selection or the current
sentence, or anywhere in it, as the command is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotation.model import Annotation
from reader.text.document import Span
from reader.text.selection import trimmed

if TYPE_CHECKING:
    from reader.tui.desk import Desk


class Meaning:
    """What the keys that make and change annotations mean, at one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def annotation_here(self) -> Annotation | None:
        """Give the lit annotation, else one of ours of exactly this sentence or selection."""
        pane = self._desk.pane
        if not pane.selection and (lit := pane.lit_mark()):
            return lit
        span = self.span()
        exact = pane.overlaps.exactly(*span)
        own = [mark for mark in exact if mark.annotator == self._desk.library.annotator]
        return next(iter(own or exact), None)

    def _key(self, name: str) -> str:
        """Give the key of a command, for hints."""
        return self._desk.keys.key_of(name)

    def span(self) -> Span:
        """Give the passage that a new annotation would be made on."""
        pane = self._desk.pane
        return trimmed(pane.document.text, pane.target)

    def _only_one_here(self) -> Annotation | None:
        """Give the lit annotation or the only one here; of several none, with a hint."""
        pane = self._desk.pane
        lit = None if pane.selection else pane.lit_mark()
        if lit is not None:
            return lit
        here = pane.marks_at(pane.target)
        if len(here) > 1:
            key = self._key("next_annotation")
            self._desk.say(f"{len(here)} annotations here; {key} lights one of them")
            return None
        if not here:
            self._desk.say("No annotation here")
        return here[0] if here else None
