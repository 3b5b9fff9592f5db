"""Runs of blocks that one row stands for: a matter of the layout alone, no offset moves."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from reader.text.block_rows import BlockRows, Row
from reader.text.cells import width_of
from reader.text.document import Document, Span


class Folds(NamedTuple):
    """What is folded in an article, and the key that its rows name."""

    runs: tuple[range, ...] = ()
    """Indices of blocks, each run of one or more, in order and apart."""
    key: str = ""
    """The key that shows them."""

    def run_at(self, number: int) -> range | None:
        """Give the run that holds the block with index `number`, if one does."""
        if not self.runs:
            return None
        place = bisect_right(self.runs, number, key=_start) - 1
        return self.runs[place] if place >= 0 and number < self.runs[place].stop else None


NO_FOLDS = Folds()


def extent(document: Document, run: range) -> Span:
    """Give the extent of a run of blocks."""
    return Span(document.blocks[run.start].start, document.blocks[run.stop - 1].end)


def folded_rows(document: Document, rows: BlockRows, run: range, key: str, width: int) -> BlockRows:
    """Give what is shown in place of a folded run whose first block is set in `rows`.

    That is one row, with what stands around the block. A run that is a single row is left as it
    is: it takes no more room than what would tell of it.
    """
    around = [row for row in rows.rows if isinstance(row, Row) and row.block < 0]
    if len(run) == 1 and len(rows.rows) - len(around) <= 1:
        return rows
    start, end = extent(document, run)
    told = Row(start, end, run.start, (), told_of(len(run), key, width))
    return BlockRows([*around[: rows.first], told, *around[rows.first :]], rows.first)


def told_of(count: int, key: str, width: int) -> str:
    """Give what is told of a fold of so many lines, as much as has room in `width` cells."""
    lines = f"⋯ {count:,} {'line' if count == 1 else 'lines'}"
    tellings = (f"{lines} of menus and links ({key} shows them)", f"{lines} ({key} shows them)")
    fitting = (telling for telling in (*tellings, lines) if width_of(telling) <= width)
    return next(fitting, "⋯")


def _start(run: range) -> int:
    return run.start
