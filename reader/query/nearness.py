"""Which places of a text stand near one another."""

from __future__ import annotations

from reader.text.document import Document, Span


def is_near(document: Document, one: Span, other: Span) -> bool:
    """Whether a place is in the paragraph of another, or no word is between the two."""
    if not document.blocks:
        return False
    first, second = sorted((one, other))
    if second.start < first.end:
        return True
    if document.block_at(first.end - 1) == document.block_at(second.start):
        return True
    gap = document.text[first.end : second.start]
    return not any(map(str.isalnum, gap))
