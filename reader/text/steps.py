"""Stepping over units of a kind, whatever block they stand in: ends and starts around a gap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from reader.text import words
from reader.text.document import Document, Span
from reader.text.units import block_after, block_before, extent, sentences_of, text_block

InBlock = Callable[[Document, int, int], Span | None]
"""From a document, a block's index and an offset to a unit of that block."""


class Steps(NamedTuple):
    """A kind of unit to step over."""

    ahead_in_block: InBlock
    """The block's first unit that ends after the offset."""
    behind_in_block: InBlock
    """The block's last unit that starts before the offset."""

    def ahead(self, document: Document, offset: int) -> Span | None:
        """Give the first unit that ends after `offset`."""
        index = text_block(document, offset)
        while index is not None:
            found = self.ahead_in_block(document, index, offset)
            if found:
                return found
            index = block_after(document, index)
        return None

    def behind(self, document: Document, offset: int) -> Span | None:
        """Give the last unit that starts before `offset`."""
        index = text_block(document, offset)
        while index is not None:
            found = self.behind_in_block(document, index, offset)
            if found:
                return found
            index = block_before(document, index)
        return None

    def end_after(self, document: Document, offset: int) -> int | None:
        """Give the first end of a unit after `offset`."""
        unit = self.ahead(document, offset)
        return unit.end if unit else None

    def start_after(self, document: Document, offset: int) -> int | None:
        """Give the first start of a unit after `offset`."""
        unit = self.ahead(document, offset)
        if unit and unit.start <= offset:
            unit = self.ahead(document, unit.end)
        return unit.start if unit else None

    def start_before(self, document: Document, offset: int) -> int | None:
        """Give the last start of a unit before `offset`."""
        unit = self.behind(document, offset)
        return unit.start if unit else None

    def end_before(self, document: Document, offset: int) -> int | None:
        """Give the last end of a unit before `offset`."""
        unit = self.behind(document, offset)
        if unit and unit.end >= offset:
            unit = self.behind(document, unit.start)
        return unit.end if unit else None


def _word_ahead(document: Document, index: int, offset: int) -> Span | None:
    start, end = extent(document, index)
    found = words.word_ahead(document.text, start, end, max(offset, start))
    if found or offset > start:
        return found
    # A block without words is one.
    return Span(start, end)


def _word_behind(document: Document, index: int, offset: int) -> Span | None:
    start, end = extent(document, index)
    found = words.word_behind(document.text, start, end, offset)
    if found or offset < end:
        return found
    return Span(start, end)


def _sentence_ahead(document: Document, index: int, offset: int) -> Span | None:
    spans = sentences_of(document, index)
    place = bisect_right(spans, offset, key=lambda span: span.end)
    return spans[place] if place < len(spans) else None


def _sentence_behind(document: Document, index: int, offset: int) -> Span | None:
    spans = sentences_of(document, index)
    place = bisect_left(spans, offset, key=lambda span: span.start)
    return spans[place - 1] if place else None


def _paragraph_ahead(document: Document, index: int, offset: int) -> Span | None:
    span = extent(document, index)
    return span if span.end > offset else None


def _paragraph_behind(document: Document, index: int, offset: int) -> Span | None:
    span = extent(document, index)
    return span if span.start < offset else None


WORDS = Steps(_word_ahead, _word_behind)
SENTENCES = Steps(_sentence_ahead, _sentence_behind)
PARAGRAPHS = Steps(_paragraph_ahead, _paragraph_behind)
