"""What is drawn around a block and is not in the text: bullets, bars, and signs of what it is.

Code stands in from its neighbours, and where a line of it is broken the next row says so; a
picture has a sign before the words that stand for it.
"""

from __future__ import annotations

from itertools import takewhile

from reader.text.cells import width_of
from reader.text.document import Block

LEAST_TEXT = 12
"""Cells that decoration leaves to the text, however deep it is nested."""
INDENT = "  "
"""What stands before code, and before further rows of a picture's words."""
BROKEN = "↳ "
"""What stands there where a line of code goes on."""
PICTURE = "▨ "
"""The sign of a picture."""


def lead_of(block: Block, width: int, *, first: bool, broken: bool = False) -> tuple[str, int]:
    """Give a block's decoration for its first or a further row, and its width in cells.

    `broken` says that the row goes on with a line of code.
    """
    lead = _whole_lead(block, first=first, broken=broken)
    if not lead:
        return "", 0
    size = width_of(lead)
    most = max(width - LEAST_TEXT, 0)
    if size > most:
        # Nested deeper than the screen is wide: the innermost marks matter most.
        lead = lead[-most:] if most else ""
        size = width_of(lead)
    return lead, size


def bars_between(before: Block, after: Block, width: int) -> str:
    """Give the bars on a row between two blocks: those of the quotations that hold both."""
    if not (before.hang and after.lead):
        return ""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(before.hang, after.lead, strict=False))
    bars = "".join([character for character, _ in alike]).rstrip()
    lead, _ = lead_of(after, width, first=True)
    return bars[len(_whole_lead(after, first=True)) - len(lead) :]


def _whole_lead(block: Block, *, first: bool, broken: bool = False) -> str:
    """Give a block's decoration, however wide it is."""
    lead = block.lead if first else block.hang
    if block.kind == "code":
        return lead + (BROKEN if broken else INDENT)
    if block.marks and _is_picture(block):
        return lead + (PICTURE if first else INDENT)
    return lead


def _is_picture(block: Block) -> bool:
    """Tell whether an image is all there is in a block."""
    for mark in block.marks:
        if (mark.start, mark.end) != (block.start, block.end):
            return False
        if mark.style == "image":
            return True
    return False
