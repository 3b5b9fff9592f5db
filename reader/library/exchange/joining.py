"""Annotations of one passage that become one: it has the tags and the notes of all of them.

A note is added as paragraphs of its own, unless all of its own are there already.
"""

from __future__ import annotations

from reader.annotation.model import Annotation
from reader.annotation.tagging import matched

_BETWEEN = "\n\n"


class Joining:
    """An annotation that others are joined with, one after the other."""

    def __init__(self, first: Annotation) -> None:
        self._first = first
        self._tags: dict[str, str] = {}
        """Paths, by the form in which they are compared."""
        self._notes: list[str] = []
        self._ended: set[str] = set()
        """The paragraphs of the notes but for the last, to which line ends may come yet."""
        self._last = ""
        self._add_tags(first)
        self._become(first.note)

    def add(self, other: Annotation) -> None:
        """Join another one with it; what it has by now is not gone through again."""
        self._add_tags(other)
        note = other.note
        paragraphs = {*note.split(_BETWEEN)}
        if not note or paragraphs - {self._last} <= self._ended:
            return
        if self._is_within(paragraphs):
            self._become(note)
        else:
            # What stands on both sides of the blank line between them may be line ends as well.
            *ended, self._last = f"{self._last}{_BETWEEN}{note}".split(_BETWEEN)
            self._ended.update(ended)
            self._notes.append(note)

    @property
    def whole(self) -> Annotation:
        """The first one with the tags and the notes of all."""
        note = _BETWEEN.join(self._notes)
        return self._first._replace(tags=tuple(self._tags.values()), note=note)

    def _add_tags(self, one: Annotation) -> None:
        for path in one.tags:
            self._tags.setdefault(matched(path), path)

    def _become(self, note: str) -> None:
        """Have this note in the place of what there was."""
        self._notes = [note]
        *ended, self._last = note.split(_BETWEEN)
        self._ended = {*ended}

    def _is_within(self, paragraphs: set[str]) -> bool:
        """Whether all of the note stands among some paragraphs."""
        is_blank = self._notes == [""]
        return is_blank or (self._last in paragraphs and self._ended <= paragraphs)


def joined(first: Annotation, other: Annotation) -> Annotation:
    """Give an annotation with the tags and the note of another one of the same passage."""
    both = Joining(first)
    both.add(other)
    return both.whole


def has_all(note: str, other: str) -> bool:
    r"""Whether all of another note stands in a note, as paragraphs of it.

    >>> has_all("software\n\nwar", "war"), has_all("software", "war")
    (True, False)
    """
    return not other or {*other.split(_BETWEEN)} <= {*note.split(_BETWEEN)}
