"""Long text cut into pieces, so that no step over one piece costs more than a set amount."""

from __future__ import annotations

import re

from reader.text.document import Span
from reader.text.graphemes import snap

_GAP = re.compile(r"[ \t\n]*")


def pieces(text: str, start: int, end: int, limit: int) -> list[Span]:
    """Cut `text[start:end]` into pieces of at most `limit` characters.

    A cut is made at white space if the last half of a piece has any, and that white space
    is then in neither piece; else between two graphemes.

    >>> pieces("one two three", 0, 13, 8)
    [Span(start=0, end=7), Span(start=8, end=13)]
    """
    found = []
    while end - start > limit:
        stop = start + limit
        half = start + limit // 2
        gap = max(text.rfind(white, half, stop + 1) for white in " \n\t")
        if gap <= start:
            cut = after = _between_graphemes(text, start, stop)
        else:
            cut, after = gap, _end_of_gap(text, gap, end)
            while cut > start and text[cut - 1] in " \t\n":
                cut -= 1
        if cut > start:
            found.append(Span(start, cut))
        start = after
    if start < end:
        found.append(Span(start, end))
    return found


def line_pieces(text: str, start: int, end: int, limit: int) -> list[Span]:
    """Cut `text[start:end]` into pieces of at most `limit` characters, at line ends if it can.

    Of a line end at a cut, the LF alone is in neither piece. A piece of white space alone is
    not made: the one before takes it in, the first the one after.
    """
    found: list[Span] = []
    first = start
    while start < end:
        stop = start + limit
        cut = after = end
        if end - start > limit:
            gap = text.rfind("\n", start + 1, stop + 1)
            cut = gap if gap > start else _between_graphemes(text, start, stop)
            after = cut + 1 if gap > start else cut
            if after == end:
                # A line end after which nothing comes is no cut.
                cut = end
        if not text[start:cut].isspace():
            found.append(Span(start if found else first, cut))
        elif found:
            found[-1] = Span(found[-1].start, cut)
        start = after
    return found


def _between_graphemes(text: str, start: int, stop: int) -> int:
    cut = snap(text, stop)
    return cut if cut > start else stop


def _end_of_gap(text: str, offset: int, end: int) -> int:
    found = _GAP.match(text, offset, end)
    return found.end() if found else offset
