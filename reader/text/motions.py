"""Motions: from one current word to another.

The reading pane's whole state is one offset, the start of the current word; the current
sentence is the one that holds it. Each function takes a document and such an offset and
gives another. Units are stepped over whole, and at an end a motion stays where it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from reader.text import words
from reader.text.document import Document, Span
from reader.text.units import (
    block_after,
    block_before,
    extent,
    sentence_at,
    sentence_index,
    sentences_of,
    text_block,
    word_at,
)


def next_sentence(document: Document, offset: int) -> int:
    """Give the first word of the next sentence."""
    place = sentence_index(document, offset)
    if place is None:
        return 0
    block, index = place
    spans = sentences_of(document, block)
    if index + 1 < len(spans):
        return _first_word(document, spans[index + 1])
    following = block_after(document, block)
    if following is None:
        return offset
    return _first_word(document, sentences_of(document, following)[0])


def previous_sentence(document: Document, offset: int) -> int:
    """Give the first word of the sentence before the current one."""
    place = sentence_index(document, offset)
    if place is None:
        return 0
    block, index = place
    if index:
        return _first_word(document, sentences_of(document, block)[index - 1])
    preceding = block_before(document, block)
    if preceding is None:
        return offset
    return _first_word(document, sentences_of(document, preceding)[-1])


def next_paragraph(document: Document, offset: int) -> int:
    """Give the first word of the next block."""
    block = text_block(document, offset)
    following = None if block is None else block_after(document, block)
    return offset if following is None else _block_start(document, following)


def previous_paragraph(document: Document, offset: int) -> int:
    """Give the first word of the block before the current one."""
    block = text_block(document, offset)
    preceding = None if block is None else block_before(document, block)
    return offset if preceding is None else _block_start(document, preceding)


def next_word(document: Document, offset: int) -> int:
    """Give the next word, in the next sentence if need be."""
    sentence = sentence_at(document, offset)
    current = words.word_at(document.text, *sentence, offset)
    ahead = words.word_ahead(document.text, *sentence, max(current.end, offset))
    return ahead.start if ahead else next_sentence(document, offset)


def previous_word(document: Document, offset: int) -> int:
    """Give the word before the current one, in the sentence before if need be."""
    sentence = sentence_at(document, offset)
    current = words.word_at(document.text, *sentence, offset)
    behind = words.word_behind(document.text, *sentence, current.start)
    if behind:
        return behind.start
    before = previous_sentence(document, offset)
    if before == offset:
        return offset
    sentence = sentence_at(document, before)
    return words.word_at(document.text, *sentence, sentence.end).start


def top(document: Document, offset: int = 0) -> int:
    """Give the first word of the text."""
    return word_at(document, 0).start


def bottom(document: Document, offset: int = 0) -> int:
    """Give the first word of the last sentence."""
    return _first_word(document, sentence_at(document, len(document.text)))


def next_heading(document: Document, offset: int) -> int:
    """Give the first word of the next heading."""
    block = text_block(document, offset)
    place = bisect_right(document.headings, -1 if block is None else block)
    for index in document.headings[place:]:
        if sentences_of(document, index):
            return _block_start(document, index)
    return offset


def previous_heading(document: Document, offset: int) -> int:
    """Give the first word of the last heading before the current block."""
    block = text_block(document, offset)
    place = bisect_left(document.headings, 0 if block is None else block)
    for index in reversed(document.headings[:place]):
        if sentences_of(document, index):
            return _block_start(document, index)
    return offset


def _block_start(document: Document, index: int) -> int:
    return _first_word(document, Span(*extent(document, index)))


def _first_word(document: Document, sentence: Span) -> int:
    return words.word_at(document.text, *sentence, sentence.start).start
