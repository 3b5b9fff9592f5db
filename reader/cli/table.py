"""Rows in columns that fit a terminal: what is too wide is cut, and nothing in a cell can act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Self

from reader.text.cells import sizes, width_of
from reader.text.normal import visible

_WIDEST = 2_000
"""Characters of a cell that are looked at."""
_MEASURED = 1_000
"""Rows that say how wide the columns are; those after them are cut to that."""


class LitCell(str):
    """A cell in which some words are to be seen at once."""

    spans: Sequence[tuple[int, int]] = ()
    """Where they are, in order."""

    def __new__(cls, text: str, spans: Sequence[tuple[int, int]]) -> Self:
        cell = super().__new__(cls, text)
        cell.spans = spans
        return cell


def drawn(headings: Sequence[str], found: Iterable[Sequence[str]], columns: int) -> Iterator[str]:
    """Give a line for the headings and one for each row of cells, as they come.

    All lines fit `columns` cells; the widest columns give way.
    """
    coming = iter(found)
    first = [
        [_bounded(cell) for cell in row] for row in chain([headings], islice(coming, _MEASURED))
    ]
    measured = zip(*first, strict=True)
    widths = [max(width_of(visible(cell)) for cell in column) for column in measured]
    widths = _fitted(widths, columns)
    for row in chain(first, ([_bounded(cell) for cell in row] for row in coming)):
        yield _line(row, widths)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    parts = []
    for cell, width in zip(row, widths, strict=True):
        shown = _cut(visible(cell), width)
        parts.append(_lit(shown, cell) + " " * (width - width_of(shown)))
    return "  ".join(parts).rstrip()


def _lit(shown: str, cell: str) -> str:
    """Give what is shown of a cell with its words in bold."""
    if not isinstance(cell, LitCell):
        return shown
    parts, last = [], 0
    for ends in cell.spans:
        # What is shown of a character may be longer than it.
        start, end = (len(visible(cell[:place])) for place in ends)
        if end <= len(shown) - shown.endswith("…"):
            parts += [shown[last:start], f"\x1b[1m{shown[start:end]}\x1b[22m"]
            last = end
    return "".join([*parts, shown[last:]])


def _fitted(widths: list[int], room: int) -> list[int]:
    """Take from the widest columns until all fit."""
    widths = list(widths)
    over = sum(widths) + 2 * (len(widths) - 1) - room
    while over > 0 and max(widths) > 8:
        widest = widths.index(max(widths))
        widths[widest] -= 1
        over -= 1
    return widths


def _cut(cell: str, width: int) -> str:
    """Give what of a cell's start fits, with a sign if that is not all."""
    if width_of(cell) <= width:
        return cell
    used = end = 0
    for _, after, size in sizes(cell, 0, len(cell)):
        if used + size > width - 1:
            break
        used, end = used + size, after
    return cell[:end] + "…"


def _bounded(cell: str) -> str:
    """Give as much of a cell as any terminal could show."""
    return cell if len(cell) <= _WIDEST else str(cell[:_WIDEST]) + "…"
