"""Lines that follow others equal to them: only their number tells one of them from another.

Where lines came into such a row or went from it, nothing tells which of them; empty lines between
them do not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reader.annotation.scoring import PassagePair
from reader.text.document import Span

_MOST = 100
"""Equal lines counted on either side."""
_MOST_LENGTH = 2_000
"""A line longer than this is not asked for its likes."""


class EqualLines(NamedTuple):
    """The lines that are equal to one, before it and after it."""

    line: Span
    before: list[int]
    """Offsets of the equal lines before it, the nearest first."""
    after: list[int]

    @property
    def end(self) -> int:
        """Where the last of them ends."""
        last = self.after[-1] if self.after else self.line.start
        return last + self.line.end - self.line.start

    def like(self, other: EqualLines) -> bool:
        """Whether a line has as many of its likes on either side as another in its row."""
        return len(self.before) == len(other.before) and len(self.after) == len(other.after)


def proposed(pair: PassagePair) -> Span | None:
    """Give the place to propose for a passage in a row that changed; `None` if none did.

    That is the place in the line that counts from the row's first as the passage's did.
    """
    old, span, new, place = pair
    ours, theirs = row(old, span.start), row(new, place.start)
    if ours is None or theirs is None or ours.like(theirs) or span.end > ours.end:
        return None
    if old[slice(*ours.line)] != new[slice(*theirs.line)]:
        return None
    lines = [*theirs.before[::-1], theirs.line.start, *theirs.after]
    shift = lines[min(len(ours.before), len(lines) - 1)] - ours.line.start
    return Span(span.start + shift, min(span.end + shift, theirs.end))


def row(text: str, offset: int) -> EqualLines | None:
    """Give the row of the line at an offset; `None` if that line is empty, or a long one."""
    first = max(offset - _MOST_LENGTH, 0)
    start = text.rfind("\n", first, offset) + 1
    end = text.find("\n", offset, offset + _MOST_LENGTH)
    end = min(len(text), offset + _MOST_LENGTH) if end < 0 else end
    if start == end or end - max(start, first) >= _MOST_LENGTH:
        return None
    line = text[start:end]
    return EqualLines(Span(start, end), [*_before(text, start, line)], [*_after(text, end, line)])


def _before(text: str, start: int, line: str) -> Iterator[int]:
    for _ in range(_MOST):
        gap = text[max(start - _MOST, 0) : start]
        start -= len(gap) - len(gap.rstrip("\n")) + len(line)
        if start < 0 or not text.startswith(line, start) or (start and text[start - 1] != "\n"):
            return
        yield start


def _after(text: str, end: int, line: str) -> Iterator[int]:
    for _ in range(_MOST):
        gap = text[end : end + _MOST]
        start = end + len(gap) - len(gap.lstrip("\n"))
        end = start + len(line)
        if start == len(text) or not text.startswith(line, start):
            return
        if end < len(text) and text[end] != "\n":
            return
        yield start
