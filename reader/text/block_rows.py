"""One block of an article set in rows at a width in cells, with what stands around it.

A block by itself always gives the same rows, whatever stands before it: so a layout can
begin anywhere in an article, and a large one is never set whole.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.text.decoration import bars_between, lead_of
from reader.text.document import Block, Document, Span
from reader.text.tables import DrawnRun, lay_out_table
from reader.text.wrapping import wrap

_LEAST_RULE = 10
"""Cells of a rule, where there are so many; it is a third of a wider text."""


class Row(NamedTuple):
    """One row of the screen."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset past its last character."""
    block: int
    """Index of its block; -1 for a row between blocks."""
    runs: tuple[DrawnRun, ...]
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
        rows += _air(document.blocks[number - 1], block, width)
    first = len(rows)
    rows += _own_rows(document, number, block, width)
    if block.kind == "heading":
        rows += caption_rows
    return BlockRows(rows, first)


def _own_rows(document: Document, number: int, block: Block, width: int) -> list[Span | Row]:
    """Give the rows that draw the block itself."""
    lead, size = lead_of(block, width, first=True)
    room = max(width - size, 1)
    if block.kind == "rule":
        rule = _rule(room, centred=not _begins_notes(document, number))
        return [Row(block.start, block.end, number, (), lead + rule)]
    if block.kind == "table" and block.rows:
        return _table_rows(document, number, width, lead, size, room)
    if block.kind == "code":
        # The last cell stays free, so that no letter stands at the edge of its ground.
        return [*wrap(document.text, block.start, block.end, max(room - 1, 1), code=True)]
    return [*wrap(document.text, block.start, block.end, room)]


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


def _rule(room: int, *, centred: bool) -> str:
    """Give a rule that is shorter than the text, in its middle or at its left edge."""
    size = min(room, max(room // 3, _LEAST_RULE))
    return " " * ((room - size) // 2 if centred else 0) + "─" * size


def _begins_notes(document: Document, number: int) -> bool:
    """Tell whether the rule with the index `number` parts the footnotes from the text."""
    if number + 1 >= len(document.blocks):
        return False
    return any(mark.style == "footnote_text" for mark in document.blocks[number + 1].marks)


def _air(before: Block, block: Block, width: int) -> list[Row]:
    """Give the rows between two blocks: a heading stands closer to what it heads."""
    is_apart = block.kind == "heading" and not block.lead
    count = 2 if is_apart and before.kind not in ("heading", "rule") else 1
    return [_blank(block.start, bars_between(before, block, width))] * count


def _blank(offset: int, decoration: str = "") -> Row:
    return Row(offset, offset, -1, (), decoration)
