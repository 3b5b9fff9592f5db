"""A table of pandoc's tree as a grid: every row as long as the others, a cell's blocks each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from reader.ingest.documents.inlines import plain
from reader.text.document import Align

Blocks = Sequence[dict[str, Any]]

_ALIGNS: dict[str, Align] = {"AlignRight": "right", "AlignCenter": "center"}
_SIMPLE = ("Para", "Plain", "Header")
_LONGEST_CELL = 1_000
"""Characters of a cell that is read in a column."""
_MOST_COLUMNS = 100


class Grid(NamedTuple):
    """The cells of a table, row by row."""

    cells: list[list[Blocks]]
    aligns: list[Align]
    is_layout: bool
    """Whether the table only arranges what is in it, and is read better without."""


def grid(rows: Sequence[Any], columns: Sequence[Any]) -> Grid:
    """Give the grid of rows of cells, of which one may span several rows and columns.

    Its text stands at its first place; the others that it covers are empty.
    """
    aligns: list[Align] = [_ALIGNS.get(align["t"], "left") for align, _ in columns]
    width = len(columns)
    if width < 2 or width > _MOST_COLUMNS or not all(map(_is_simple, _cells(rows))):
        return Grid([], aligns, is_layout=True)
    made: list[list[Blocks]] = []
    covered = [0] * width
    for row in rows:
        line: list[Blocks] = [()] * width
        place = 0
        for _, _, down, across, blocks in row[1]:
            while place < width and covered[place]:
                place += 1
            if place >= width:
                return Grid([], aligns, is_layout=True)
            line[place] = blocks
            for spanned in range(place, min(place + across, width)):
                covered[spanned] = down
            place += across
        made.append(line)
        covered = [max(left - 1, 0) for left in covered]
    return Grid(made, aligns, is_layout=False)


def _cells(rows: Sequence[Any]) -> list[Blocks]:
    return [cell[4] for row in rows for cell in row[1]]


def _is_simple(blocks: Blocks) -> bool:
    if not all(block["t"] in _SIMPLE for block in blocks):
        return False
    return len(plain(list(blocks))) <= _LONGEST_CELL
