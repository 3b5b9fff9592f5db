"""Stepping over characters as people see them, past the gaps between blocks.

A start may stand before any character of a block, an end after any; neither stands in
the white space between two blocks. At an end of the text they stay.
"""

from __future__ import annotations

from reader.text.document import Block, Document, Span
from reader.text.graphemes import next_boundary, previous_boundary, snap


def character_at(document: Document, offset: int) -> Span:
    """Give the character that holds `offset`, or the last of the text."""
    text = document.text
    start = snap(text, max(min(offset, len(text) - 1), 0))
    return Span(start, next_boundary(text, start))


def end_after(document: Document, offset: int) -> int:
    """Give the first end after `offset`."""
    block = _ending_after(document, offset)
    return next_boundary(document.text, max(offset, block.start)) if block else offset


def start_after(document: Document, offset: int) -> int:
    """Give the first start after `offset`."""
    following = next_boundary(document.text, offset)
    block = _ending_after(document, following)
    return max(following, block.start) if block else offset


def start_before(document: Document, offset: int) -> int:
    """Give the last start before `offset`."""
    block = _starting_before(document, offset)
    return previous_boundary(document.text, min(offset, block.end)) if block else offset


def end_before(document: Document, offset: int) -> int:
    """Give the last end before `offset`."""
    preceding = previous_boundary(document.text, offset)
    block = _starting_before(document, preceding)
    return min(preceding, block.end) if block else preceding


def _ending_after(document: Document, offset: int) -> Block | None:
    """Give the first block with text that ends after `offset`."""
    if not document.blocks:
        return None
    for index in range(document.block_at(offset), len(document.blocks)):
        block = document.blocks[index]
        if block.end > max(offset, block.start):
            return block
    return None


def _starting_before(document: Document, offset: int) -> Block | None:
    """Give the last block with text that starts before `offset`."""
    if not document.blocks:
        return None
    for index in range(document.block_at(offset), -1, -1):
        block = document.blocks[index]
        if block.start < min(offset, block.end):
            return block
    return None
