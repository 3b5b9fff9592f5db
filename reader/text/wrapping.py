"""Where a line of prose or code breaks, at a width in cells."""

from __future__ import annotations

from collections.abc import Iterator

from reader.text.cells import TAB, glyphs, is_simple, sizes, to_tab_stop
from reader.text.document import Span

_NOT_FIRST = frozenset("，。、！？：；）」』】》〉’”…—·ー々,.!?:;)]}%")
"""Characters that no row begins with, where words have no spaces between them."""
_NOT_LAST = frozenset("（「『【《〈‘“([{$")
"""Characters that no row ends with, there."""


def wrap(text: str, start: int, end: int, width: int, *, code: bool = False) -> Iterator[Span]:
    """Give the rows of `text[start:end]` at a width in cells, at least one.

    A line feed ends a row. Prose breaks at spaces, which then belong to no row, and between
    wide characters; what has neither is broken where the row is full. So is `code`, or after a
    space in the row's second half, which stays. A width below 1 counts as 1.
    """
    width = max(width, 1)
    line = start
    while True:
        stop = text.find("\n", line, end)
        last = end if stop < 0 else stop
        if last - line <= width // TAB or (last - line <= width and is_simple(text, line, last)):
            yield Span(line, last)
        elif is_simple(text, line, last):
            yield from _wrap_simple(text, line, last, width, code)
        else:
            yield from _wrap_wide(text, line, last, width, code)
        if stop < 0:
            return
        line = stop + 1


def _wrap_simple(text: str, start: int, end: int, width: int, code: bool) -> Iterator[Span]:
    """Wrap a line in which every character takes one cell."""
    while end - start > width:
        cut = -1 if code else text.rfind(" ", start + 1, start + width + 1)
        if cut < 0:
            last = _code_cut(text, start, start + width) if code else start + width
            yield Span(start, last)
            start = last
            continue
        last = cut
        while last > start and text[last - 1] == " ":
            last -= 1
        yield Span(start, last)
        start = cut + 1
        while start < end and text[start] == " ":
            start += 1
    if start < end or not code:
        yield Span(start, end)


def _wrap_wide(text: str, start: int, end: int, width: int, code: bool) -> Iterator[Span]:
    """Wrap a line with wide, combining or tab characters, grapheme by grapheme."""
    row, used = start, 0
    cut = resume = -1
    wide_before = False
    for first, last, cells in sizes(text, start, end):
        size = cells if cells >= 0 else to_tab_stop(used)
        if not code and text[first] == " " and last == first + 1:
            # A run of spaces breaks before its first and goes on after its last.
            if resume != first:
                cut = first
            resume = last
            used += size
            wide_before = False
            continue
        if code:
            if first > row and _code_cut(text, row, first) == first and used > width // 2:
                cut = resume = first
        elif _breaks_before(text, first, size, wide_before) and first > row and resume != first:
            cut = resume = first
        wide_before = size == 2
        while used + size > width and first > row:
            if cut < row:
                cut = resume = first
            if cut > row or row == start:
                yield Span(row, cut)
            row = resume
            used = sum(glyph.width for glyph in glyphs(text, row, first))
            size = cells if cells >= 0 else to_tab_stop(used)
            cut = resume = -1
        used += size
    yield Span(row, end)


def _code_cut(text: str, row: int, full: int) -> int:
    """Give where a row of code ends that is full at `full`: after a space, if one is near."""
    if text[full] == " ":
        return full
    space = text.rfind(" ", (row + full) // 2, full)
    return full if space < 0 or text[row:space].isspace() else space + 1


def _breaks_before(text: str, offset: int, size: int, wide_before: bool) -> bool:
    """Tell whether a row may end before a grapheme with no space there."""
    if not (wide_before or size == 2) or offset == 0:
        return False
    return text[offset] not in _NOT_FIRST and text[offset - 1] not in _NOT_LAST
