"""An article laid out to rows at a width in cells, as far as one has looked.

A row is a few runs of `(cell, start, end)` and decoration; painting, the caret and the mouse
all read that one structure, so that they cannot disagree. Blocks are set when a row of theirs is
asked for, from the block that the layout begins with on to both sides: a screen of 10 MB costs
what a screen of 10 KB does, and no height is ever guessed, as none that is not known is told.

Rows are numbered from the first row of the block that the layout begins with, row 0; those
before it have negative numbers.
"""

from __future__ import annotations

from bisect import bisect_right

from reader.text.block_rows import BlockRows, Row, block_rows
from reader.text.cells import Glyph, glyphs, is_simple
from reader.text.decoration import lead_of
from reader.text.document import Document, Span
from reader.text.folds import NO_FOLDS, Folds, folded_rows
from reader.text.tables import DrawnRun

_NEAR = 60_000
"""Characters that are laid out to get somewhere; what is farther is better begun with anew."""


class Layout:
    """The rows of a document at a width."""

    def __init__(
        self,
        document: Document,
        width: int,
        caption: str = "",
        *,
        begin: int = 0,
        folds: Folds = NO_FOLDS,
    ):
        """Lay out a document at a width in cells, at least 1.

        It begins with the block that holds the offset `begin`. `caption` is decoration, a row or
        more, that stands below a heading that the article begins with, else on top. In place of
        each of the `folds` stands one row.
        """
        self.document = document
        self.width = max(width, 1)
        self._caption = caption
        self._folds = folds
        self._pieces: list[BlockRows] = []
        self._firsts: list[int] = []
        """The first row of each piece."""
        self._first_block = self._shown_at(begin) if document.blocks else 0
        self._stop_row = 0
        """The row past the last that is laid out."""
        if document.blocks:
            self._lay_out_after()

    def __getitem__(self, row: int) -> Row:
        """Give one row; an index outside the article raises `IndexError`."""
        if self.clamped(row) != row or not self._pieces:
            raise IndexError(f"no row {row}")
        place = bisect_right(self._firsts, row) - 1
        piece = self._pieces[place]
        index = row - self._firsts[place]
        found = piece.rows[index]
        if isinstance(found, Row):
            return found
        number = self._first_block + place
        block = self.document.blocks[number]
        start, end = found
        first = index == piece.first
        broken = block.kind == "code" and not first and self.document.text[start - 1] != "\n"
        lead, size = lead_of(block, self.width, first=first, broken=broken)
        return Row(start, end, number, (DrawnRun(size, start, end),), lead)

    def clamped(self, row: int) -> int:
        """Give `row` if the article has it, else its first or last row, whichever is nearer.

        An article without blocks has no rows; the answer is 0.
        """
        while row >= self._stop_row and self._lay_out_after():
            pass
        while self._pieces and row < self._firsts[0] and self._lay_out_before():
            pass
        if not self._pieces:
            return 0
        return min(max(row, self._firsts[0]), self._stop_row - 1)

    def window(self, top: int, count: int) -> range:
        """Give the numbers of the rows that the article has of `[top, top + count)`."""
        if not self._pieces:
            return range(0)
        return range(self.clamped(top), self.clamped(top + count - 1) + 1)

    def rows(self) -> range:
        """Give the numbers of all rows, which lays the whole article out."""
        if not self._pieces:
            return range(0)
        while self._lay_out_after() or self._lay_out_before():
            pass
        return range(self._firsts[0], self._stop_row)

    def is_near(self, offset: int) -> bool:
        """Tell whether the row of an offset is laid out, or soon would be."""
        if not self._pieces:
            return True
        blocks = self.document.blocks
        first, last = self._first_block, self._first_block + len(self._pieces) - 1
        return blocks[first].start - _NEAR <= offset <= blocks[last].end + _NEAR

    def row_at(self, offset: int) -> int:
        """Give the row on which `offset` is drawn; white space at a break is on the row before.

        What stands between is laid out: see `is_near`.
        """
        if not self._pieces:
            return 0
        number = self._shown_at(offset)
        while number >= self._first_block + len(self._pieces):
            self._lay_out_after()
        while number < self._first_block:
            self._lay_out_before()
        place = number - self._first_block
        piece = self._pieces[place]
        if self.document.blocks[number].kind == "table":
            return self._firsts[place] + _table_row_at(piece, offset)
        index = bisect_right(piece.rows, offset, piece.first, key=_start) - 1
        while index > piece.first and isinstance(piece.rows[index], Row):
            # The caption below a heading.
            index -= 1
        return self._firsts[place] + max(index, piece.first)

    def cell_at(self, offset: int) -> int:
        """Give the cell at which `offset` is drawn, on its row; past its end for white space."""
        if not self._pieces:
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
        if not self._pieces:
            return 0
        found = self[self.clamped(row)]
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

    def glyphs(self, run: DrawnRun) -> list[Glyph]:
        """Give the graphemes of a run, each with the cell it is drawn at."""
        return glyphs(self.document.text, run.start, run.end, run.cell)

    def _shown_at(self, offset: int) -> int:
        """Give the index of the block whose rows show an offset: of a fold, its first."""
        number = self.document.block_at(offset)
        run = self._folds.run_at(number)
        return number if run is None else run.start

    def _set(self, number: int) -> BlockRows:
        """Set one block; what is folded has no rows behind its first block."""
        run = self._folds.run_at(number)
        if run is not None and number > run.start:
            return BlockRows([], 0)
        rows = block_rows(self.document, number, self.width, self._caption)
        if run is None:
            return rows
        return folded_rows(self.document, rows, run, self._folds.key, self.width)

    def shortens(self, run: range) -> bool:
        """Whether a fold of a run of blocks shows fewer rows than the run."""
        rows = block_rows(self.document, run.start, self.width, self._caption)
        return len(run) > 1 or folded_rows(self.document, rows, run, "", self.width) is not rows

    def _lay_out_after(self) -> bool:
        """Set the block after the last that is set; False at the end of the article."""
        number = self._first_block + len(self._pieces)
        if number >= len(self.document.blocks):
            return False
        piece = self._set(number)
        self._pieces.append(piece)
        self._firsts.append(self._stop_row)
        self._stop_row += len(piece.rows)
        return True

    def _lay_out_before(self) -> bool:
        """Set the block before the first that is set; False at the beginning of the article."""
        if self._first_block == 0:
            return False
        self._first_block -= 1
        piece = self._set(self._first_block)
        self._pieces.insert(0, piece)
        self._firsts.insert(0, self._firsts[0] - len(piece.rows))
        return True


def _start(row: Span | Row) -> int:
    return row.start


def _table_row_at(piece: BlockRows, offset: int) -> int:
    """Find the row of a table: cells wrap side by side, so rows are not in text order."""
    best = piece.first
    for index, row in enumerate(piece.rows):
        for run in row.runs if isinstance(row, Row) else ():
            if run.start <= offset < run.end:
                return index
            if run.start <= offset:
                best = index
    return best


def _run_of(row: Row, offset: int) -> DrawnRun | None:
    """Give the run of a row that draws an offset, or else ends at it."""
    for run in row.runs:
        if run.start <= offset < run.end:
            return run
    return next((run for run in row.runs if run.end == offset), None)
