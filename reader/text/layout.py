"""An article laid out to rows at a width in cells.

A row is a few runs of `(cell, start, end)` and decoration; painting, the caret and the mouse
all read that one structure, so that they cannot disagree. The whole article is laid out at
once, and no height is ever guessed.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import NamedTuple

from reader.text.cells import Glyph, glyphs, is_simple, width_of
from reader.text.document import Block, Document
from reader.text.tables import Run, lay_out_table
from reader.text.wrapping import wrap

_LEAST_TEXT = 12
"""Cells that decoration leaves to the text, however deep it is nested."""


class Row(NamedTuple):
    """One row of the screen."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset past its last character."""
    block: int
    """Index of its block; -1 for a row between blocks."""
    runs: tuple[Run, ...]
    """What is drawn of the text, from left to right."""
    decoration: str
    """What is drawn that is not in the text, from cell 0 on."""


class Layout:
    """The rows of a document at a width."""

    def __init__(self, document: Document, width: int, caption: str = "") -> None:
        """Lay out a document at a width in cells, at least 1.

        `caption` is decoration, a row or more, that stands below the first heading, or on top
        where the text does not begin with one.
        """
        self.document = document
        self.width = max(width, 1)
        self._starts = array("q")
        self._ends = array("q")
        self._blocks = array("q")
        self._first_rows = array("q")
        self._special: dict[int, tuple[tuple[Run, ...], str]] = {}
        blocks = document.blocks
        below_heading = bool(blocks) and blocks[0].kind == "heading"
        if caption and not below_heading:
            self._decorate(0, caption)
            self._between(0)
        for index, block in enumerate(blocks):
            if index and not block.tight:
                self._between(block.start)
            self._first_rows.append(len(self._starts))
            self._lay_out(index, block)
            if index == 0 and below_heading and caption:
                self._decorate(block.end, caption)

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: int) -> Row:
        """Give one row; an index outside raises `IndexError`."""
        start, end, number = self._starts[index], self._ends[index], self._blocks[index]
        if index in self._special:
            return Row(start, end, number, *self._special[index])
        if number < 0:
            return Row(start, end, -1, (), "")
        block = self.document.blocks[number]
        lead, size = self._lead(block, index == self._first_rows[number])
        return Row(start, end, number, (Run(size, start, end),), lead)

    def row_at(self, offset: int) -> int:
        """Give the row on which `offset` is drawn; white space at a break is on the row before."""
        if not len(self):
            return 0
        if not self.document.blocks:
            return 0
        number = self.document.block_at(offset)
        first, stop = self._rows_of(number)
        if self.document.blocks[number].kind == "table":
            return self._table_row_at(first, stop, offset)
        return max(bisect_right(self._starts, offset, first, stop) - 1, first)

    def cell_at(self, offset: int) -> int:
        """Give the cell at which `offset` is drawn, on its row; past its end for white space."""
        if not len(self):
            return 0
        row = self[self.row_at(offset)]
        run = _run_of(row, offset)
        if run is None:
            return row.runs[0].cell if row.runs else 0
        if is_simple(self.document.text, run.start, offset):
            return run.cell + offset - run.start
        for glyph in self.glyphs(run):
            if offset < glyph.end:
                return glyph.cell
        return run.cell + sum(glyph.width for glyph in self.glyphs(run))

    def offset_at(self, row: int, cell: int) -> int:
        """Give the offset of the grapheme drawn at a row and cell, or the nearest on that row.

        Rows outside count as the first and the last. A row without text gives the start of
        what follows it.
        """
        if not len(self):
            return 0
        found = self[min(max(row, 0), len(self) - 1)]
        if not found.runs:
            return found.start
        run = max(
            (run for run in found.runs if run.cell <= cell),
            key=lambda run: run.cell,
            default=found.runs[0],
        )
        last = run.start
        for glyph in self.glyphs(run):
            if cell < glyph.cell + glyph.width:
                return glyph.start
            last = glyph.start
        return last

    def glyphs(self, run: Run) -> list[Glyph]:
        """Give the graphemes of a run, each with the cell it is drawn at."""
        return glyphs(self.document.text, run.start, run.end, run.cell)

    def _rows_of(self, number: int) -> tuple[int, int]:
        """Give the first row of a block and the row past its last."""
        first = self._first_rows[number]
        following = number + 1
        stop = self._first_rows[following] if following < len(self._first_rows) else len(self)
        while stop - 1 > first and self._blocks[stop - 1] != number:
            stop -= 1
        return first, stop

    def _table_row_at(self, first: int, stop: int, offset: int) -> int:
        """Find the row of a table: cells wrap side by side, so rows are not in text order."""
        best = first
        for index in range(first, stop):
            for run in self[index].runs:
                if run.start <= offset < run.end:
                    return index
                if run.start <= offset:
                    best = index
        return best

    def _lead(self, block: Block, first: bool) -> tuple[str, int]:
        """Give a block's decoration for its first or a further row, and its width in cells."""
        lead = block.lead if first else block.hang
        if not lead:
            return "", 0
        size = width_of(lead)
        most = max(self.width - _LEAST_TEXT, 0)
        if size > most:
            # Nested deeper than the screen is wide: the innermost marks matter most.
            lead = lead[-most:] if most else ""
            size = width_of(lead)
        return lead, size

    def _lay_out(self, number: int, block: Block) -> None:
        """Append the rows of one block."""
        lead, size = self._lead(block, True)
        room = max(self.width - size, 1)
        if block.kind == "rule":
            self._append(block.start, block.end, number)
            self._special[len(self) - 1] = ((), lead + "─" * room)
        elif block.kind == "table":
            self._table(number, block, lead, size, room)
        else:
            text = self.document.text
            code = block.kind == "code"
            # The loop that a large text waits for: no call a row.
            rows = list(wrap(text, block.start, block.end, room, code=code))
            self._starts.extend([row[0] for row in rows])
            self._ends.extend([row[1] for row in rows])
            self._blocks.extend([number] * len(rows))

    def _table(self, number: int, block: Block, lead: str, size: int, room: int) -> None:
        """Append the rows of a table."""
        hang, _ = self._lead(block, False)
        for line, row in enumerate(lay_out_table(self.document.text, block, size, room)):
            starts = [run.start for run in row.runs] or [self._starts[-1] if line else block.start]
            ends = [run.end for run in row.runs] or starts
            self._append(min(starts), max(ends), number)
            decoration = (hang if line else lead) + row.decoration
            self._special[len(self) - 1] = (row.runs, decoration)

    def _append(self, start: int, end: int, block: int) -> None:
        self._starts.append(start)
        self._ends.append(end)
        self._blocks.append(block)

    def _between(self, offset: int) -> None:
        """Append a blank row before what starts at `offset`."""
        self._append(offset, offset, -1)

    def _decorate(self, offset: int, line: str) -> None:
        """Append rows of decoration alone."""
        for start, end in wrap(line, 0, len(line), self.width):
            self._append(offset, offset, -1)
            self._special[len(self) - 1] = ((), line[start:end])


def _run_of(row: Row, offset: int) -> Run | None:
    """Give the run of a row that draws an offset, or else ends at it."""
    for run in row.runs:
        if run.start <= offset < run.end:
            return run
    return next((run for run in row.runs if run.end == offset), None)
