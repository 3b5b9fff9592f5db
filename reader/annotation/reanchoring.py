"""Finding a passage again in a text that was changed."""

from __future__ import annotations

from typing import Literal, NamedTuple

from reader.annotation.anchoring import context, occurrences
from reader.text.document import Span


class Place(NamedTuple):
    """What became of a passage."""

    status: Literal["moved", "review", "orphaned"]
    span: Span | None
    """Where it stands in the new text, or probably does if that is to be reviewed."""
    score: float
    """How sure that is, 0 to 1."""


class Reanchoring:
    """Finds passages of one text in another."""

    def __init__(self, old: str, new: str) -> None:
        self._old = old
        self._new = new

    def find(self, span: Span) -> Place:
        """Give where a passage of the old text stands in the new one."""
        prefix, suffix = context(self._old, span)
        places = occurrences(self._new, prefix + self._old[span.start : span.end] + suffix)
        if len(places) != 1:
            return Place("orphaned", None, 0.0)
        start = places[0] + len(prefix)
        return Place("moved", Span(start, start + span.end - span.start), 1.0)
