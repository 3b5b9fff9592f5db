"""One block of an article set in rows at a width in cells, with what stands around it.

A block by itself always gives the same rows, whatever stands before it: so a layout can
begin anywhere in an article, and a large one is never set whole.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.text.cells import width_of
from reader.text.document import Block, Document, Span
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


class BlockRows(NamedTuple):
    """The rows of one block, after those that part it from the block before."""

    rows: list[Span | Row]
    """A row of prose or code is the span of text that it draws; any other is a whole `Row`."""
    first: int
    """Index in `rows` of the block's own first row."""


def block_rows(document: Document, number: int, width: int, caption: str = "") -> BlockRows:
    """Set the block with index `number`.

    `caption` is decoration, a row or more, that stands below a heading that the article begins
    with, or on top of an article that begins otherwise.
    """
    block = document.blocks[number]
    rows: list[Span | Row] = []
    caption_rows = _decorations(caption, block, width) if caption and number == 0 else []
    if number == 0 and block.kind != "heading" and caption_rows:
        rows += [*caption_rows, _blank(block.start)]
    elif number and not block.tight:
        rows.append(_blank(block.start))
    first = len(rows)
    rows += _own_rows(document, number, block, width)
    if block.kind == "heading":
        rows += caption_rows
    return BlockRows(rows, first)


def lead_of(block: Block, width: int, *, first: bool) -> tuple[str, int]:
    """Give a block's decoration for its first or a further row, and its width in cells."""
    lead = block.lead if first else block.hang
    if not lead:
        return "", 0
    size = width_of(lead)
    most = max(width - _LEAST_TEXT, 0)
    if size > most:
        # Nested deeper than the screen is wide: the innermost marks matter most.
        lead = lead[-most:] if most else ""
        size = width_of(lead)
    return lead, size


def _own_rows(document: Document, number: int, block: Block, width: int) -> list[Span | Row]:
    """Give the rows that draw the block itself."""
    lead, size = lead_of(block, width, first=True)
    room = max(width - size, 1)
    if block.kind == "rule":
        return [Row(block.start, block.end, number, (), lead + "─" * room)]
    if block.kind == "table" and block.rows:
        return _table_rows(document, number, width, lead, size, room)
    return [*wrap(document.text, block.start, block.end, room, code=block.kind == "code")]


def _table_rows(
    document: Document, number: int, width: int, lead: str, size: int, room: int
) -> list[Span | Row]:
    block = document.blocks[number]
    hang, _ = lead_of(block, width, first=False)
    rows: list[Span | Row] = []
    head = _head_of(document, number)
    for line, row in enumerate(lay_out_table(document.text, block, size, room, head)):
        before = rows[-1].start if rows else block.start
        start = min([run.start for run in row.runs], default=before)
        end = max([run.end for run in row.runs], default=start)
        decoration = (lead if line == 0 else hang) + row.decoration
        rows.append(Row(start, end, number, row.runs, decoration))
    return rows


def _head_of(document: Document, number: int) -> Block | None:
    """Give the block that a table begins with, if the one with index `number` goes on with it."""
    while number and document.blocks[number].level and document.blocks[number].kind == "table":
        number -= 1
        if document.blocks[number].kind == "table" and not document.blocks[number].level:
            return document.blocks[number]
    return None


def _decorations(line: str, block: Block, width: int) -> list[Row]:
    """Give a line of decoration as rows beside a block."""
    at = block.end if block.kind == "heading" else block.start
    return [Row(at, at, -1, (), line[start:end]) for start, end in wrap(line, 0, len(line), width)]


def _blank(offset: int) -> Row:
    return Row(offset, offset, -1, (), "")
