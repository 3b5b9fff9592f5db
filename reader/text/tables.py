"""Tables laid out in columns whose cells wrap, or folded to records where they cannot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reader.text.cells import drawn, is_simple, width_of
from reader.text.document import Block, Span
from reader.text.wrapping import wrap

_GAP = 3
_LONGEST_WORD = 16
"""Cells up to which a column keeps its longest word whole."""
_LEAST_VALUE = 12
"""Cells that the name of its column leaves to a value and the gap between them."""


class DrawnRun(NamedTuple):
    """A stretch of text drawn from one cell on: `text[start:end]` at `cell`."""

    cell: int
    start: int
    end: int


class TableRow(NamedTuple):
    """One row of a laid-out table: its runs, and decoration drawn before them."""

    runs: tuple[DrawnRun, ...]
    decoration: str = ""


def lay_out_table(
    text: str, block: Block, cell: int, width: int, head: Block | None = None
) -> Iterator[TableRow]:
    """Give the rows of a table drawn from `cell` on, at most `width` cells wide.

    `head` is the block that the table begins with, where `block` goes on with it: what goes on
    has that one's columns and no header of its own.

    Columns are as wide as what is in them, where there is room; else the widest give way
    and their cells wrap, and a row that takes several has air around it. Where a column could
    not keep its words whole, each row of the table becomes a record: one line a cell, behind
    its column's name.
    """
    if not block.rows:
        return
    first = head or block
    columns = max(len(row) for row in (*first.rows, *block.rows))
    widths = _column_widths(text, first, columns, width)
    if not widths:
        yield from _records(text, block, cell, width, first)
        return
    was_tall = False
    for number, row in enumerate(block.rows):
        is_header = number == 0 and head is None
        lines = list(_row(text, row, block, cell, widths, on_rule=is_header))
        is_tall = len(lines) > 1 and not is_header
        if was_tall or (is_tall and number > (head is None)):
            yield TableRow(())
        yield from lines
        was_tall = is_tall
        if is_header:
            yield TableRow((), (" " * _GAP).join("─" * size for size in widths))


def _column_widths(text: str, block: Block, columns: int, width: int) -> list[int]:
    """Give each column's width in cells, or nothing where they cannot all be had."""
    wanted, least = [1] * columns, [1] * columns
    for row in block.rows:
        for column, span in enumerate(row):
            cell = text[span.start : span.end]
            wanted[column] = max(wanted[column], width_of(cell))
            longest = max(map(width_of, cell.split()), default=1)
            least[column] = max(least[column], min(longest, _LONGEST_WORD))
    room = width - _GAP * (columns - 1)
    if sum(least) > room:
        return []
    while (excess := sum(wanted) - room) > 0:
        # The widest that can gives way first, so that short columns stay whole.
        giving = [column for column in range(columns) if wanted[column] > least[column]]
        widest = max(giving, key=lambda column: wanted[column])
        others = [wanted[column] for column in giving if column != widest]
        floor = max(least[widest], min(max(others, default=0), wanted[widest] - 1))
        wanted[widest] -= min(excess, wanted[widest] - floor)
    return wanted


def _row(
    text: str,
    row: tuple[Span, ...],
    block: Block,
    cell: int,
    widths: list[int],
    *,
    on_rule: bool = False,
) -> Iterator[TableRow]:
    """Give the screen rows of one row of a table; `on_rule` has its cells stand on a rule."""
    wrapped = [
        list(wrap(text, span.start, span.end, size))
        for span, size in zip(row, widths, strict=False)
    ]
    height = max(map(len, wrapped), default=0)
    for line in range(height):
        runs, left = [], cell
        for column, spans in enumerate(wrapped):
            place = line - (height - len(spans)) if on_rule else line
            if 0 <= place < len(spans):
                span = spans[place]
                free = widths[column] - width_of(text[span.start : span.end])
                align = block.aligns[column] if column < len(block.aligns) else "left"
                shift = {"left": 0, "center": free // 2, "right": free}[align]
                runs.append(DrawnRun(left + max(shift, 0), span.start, span.end))
            left += widths[column] + _GAP
        yield TableRow(tuple(runs))


def _records(text: str, block: Block, cell: int, width: int, first: Block) -> Iterator[TableRow]:
    """Give a table row by row as records, its header's cells first and as their names after."""
    header = first.rows[0]
    names = [drawn(text[span.start : span.end]) for span in header]
    size = _name_size(text, first, names, width)
    if block is first:
        yield from _names(text, header, cell, width)
    for row in block.rows[1:] if block is first else block.rows:
        yield TableRow((), "─" * min(size, width))
        for column, span in enumerate(row):
            name = _fit(names[column], size) if column < len(names) else ""
            taken = size + 2 if size + _LEAST_VALUE <= width else 0
            lead = name + " " * (taken - width_of(name)) if taken else ""
            for line, part in enumerate(wrap(text, span.start, span.end, max(width - taken, 1))):
                decoration = lead if line == 0 else " " * taken
                yield TableRow((DrawnRun(cell + taken, part.start, part.end),), decoration)


def _name_size(text: str, first: Block, names: list[str], width: int) -> int:
    """Give the cells of the columns' names: all they need, where the values leave it."""
    values = [text[span.start : span.end] for row in first.rows[1:] for span in row]
    spare = width - 2 - max(map(width_of, values), default=0)
    most = max(width * 2 // 5, min(spare, width - _LEAST_VALUE), 1)
    return min(max(map(width_of, names), default=0), most)


def _names(text: str, header: tuple[Span, ...], cell: int, width: int) -> Iterator[TableRow]:
    """Give the cells of a header one after the other, as many on a row as find room."""
    runs: list[DrawnRun] = []
    left = 0
    for span in header:
        parts = list(wrap(text, span.start, span.end, width))
        size = width_of(text[parts[0].start : parts[0].end])
        if runs and (len(parts) > 1 or left + size > width):
            yield TableRow(tuple(runs))
            runs, left = [], 0
        if len(parts) > 1:
            yield from (TableRow((DrawnRun(cell, *part),)) for part in parts)
        elif size:
            runs.append(DrawnRun(cell + left, *parts[0]))
            left += size + _GAP
    if runs:
        yield TableRow(tuple(runs))


def _fit(name: str, size: int) -> str:
    """Cut a column's name to `size` cells, with an ellipsis where it was longer."""
    if width_of(name) <= size:
        return name
    if not is_simple(name, 0, len(name)):
        return "…"
    return name[: max(size - 1, 0)].rstrip() + "…"
