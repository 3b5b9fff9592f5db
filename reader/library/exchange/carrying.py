"""Positions in a text as it was given, carried to the canonical text that was made of it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from typing import Protocol

from reader.text.document import Span
from reader.text.graphemes import is_boundary, next_boundary, previous_boundary
from reader.text.normal import clean

_RETURN = re.compile("\r(?=\n)")
_MARK = "\ufeff"
_LETTER = re.compile(r"\S")


class Carrying(Protocol):
    """Gives where a passage of the given text stands in the canonical one."""

    def carry(self, start: int, end: int) -> Span | None:
        """Give the extent, or `None` if it is none of the given text."""


class LineEnds:
    """From a text to what `normalise` makes of it: a mark and the first halves of line ends go.

    >>> LineEnds("a\\r\\nbc").carry(3, 5)
    Span(start=2, end=4)
    """

    def __init__(self, given: str) -> None:
        self._length = len(given)
        first = [0] if given.startswith(_MARK) else []
        found = _RETURN.finditer(given) if "\r" in given else ()
        self._gone = array("I", [*first, *(match.start() for match in found)])

    def carry(self, start: int, end: int) -> Span | None:
        """Give the extent of `[start, end)`; what lies outside is none."""
        if not 0 <= start <= end <= self._length:
            return None
        return Span(self._offset(start), self._offset(end))

    def _offset(self, offset: int) -> int:
        return offset - bisect_left(self._gone, offset)


class Letters:
    """From a text to one of the same characters with other white space between them."""

    def __init__(self, given: str, text: str) -> None:
        self._length = len(given)
        self._given, self._text = (
            array("I", [match.start() for match in _LETTER.finditer(one)])
            for one in (_cleaned(given), text)
        )

    @staticmethod
    def are_same(given: str, text: str) -> bool:
        """Whether two texts have the same characters, white space aside."""
        return "".join(_cleaned(given).split()) == "".join(text.split())

    def carry(self, start: int, end: int) -> Span | None:
        """Give the extent from the first character within `[start, end)` to the last."""
        if not 0 <= start <= end <= self._length:
            return None
        first = bisect_left(self._given, start)
        last = bisect_right(self._given, end - 1) - 1
        if last < first:
            return None
        return Span(self._text[first], self._text[last] + 1)


def _cleaned(given: str) -> str:
    """Give a text of the same length with the characters that a canonical one has of it.

    Some of its blanks, such as U+2028, are characters there; the mark at its beginning is none.
    """
    return clean(f" {given[1:]}" if given.startswith(_MARK) else given)


def whole(text: str, span: Span) -> Span:
    """Give a passage with no character cut: it is widened to whole ones.

    >>> whole("cafe\\u0301s", Span(0, 4))
    Span(start=0, end=5)
    """
    start, end = span
    if not is_boundary(text, start):
        start = previous_boundary(text, start)
    if not is_boundary(text, end):
        end = next_boundary(text, end)
    return Span(start, end)
