"""The units of a document that one can stand in, step over and select.

Sentences are found when they are first asked for, block by block, and kept with the
document. Blocks without text are passed over by everything here; a document without
text answers `Span(0, 0)`.
"""

from __future__ import annotations

from bisect import bisect_right

from reader.text import words
from reader.text.document import Block, Document, Span
from reader.text.graphemes import trimmed

NOWHERE = Span(0, 0)
"""The unit of a document without text."""


def sentences_of(document: Document, block_index: int) -> list[Span]:
    """Give the sentences of a block, in order; none for one without text.

    A heading is one sentence, as is each line of a code block and each row of a table.
    """
    found = document.sentences.get(block_index)
    if found is None:
        found = _sentences(document.text, document.blocks[block_index])
        document.sentences[block_index] = found
    return found


def text_block(document: Document, offset: int) -> int | None:
    """Give the index of the block with text that holds `offset`, else of one nearby.

    That is the nearest before, or the first of all; `None` if there is no text.
    """
    if not document.blocks:
        return None
    index = document.block_at(offset)
    if sentences_of(document, index):
        return index
    before = block_before(document, index)
    return before if before is not None else block_after(document, index)


def block_after(document: Document, index: int) -> int | None:
    """Give the index of the next block with text after the one at `index`."""
    following = range(index + 1, len(document.blocks))
    return next((other for other in following if sentences_of(document, other)), None)


def block_before(document: Document, index: int) -> int | None:
    """Give the index of the last block with text before the one at `index`."""
    preceding = range(index - 1, -1, -1)
    return next((other for other in preceding if sentences_of(document, other)), None)


def sentence_index(document: Document, offset: int) -> tuple[int, int] | None:
    """Give the block and the place in it of the sentence that holds `offset`.

    Between two sentences that is the former; `None` if there is no text.
    """
    block = text_block(document, offset)
    if block is None:
        return None
    spans = sentences_of(document, block)
    return block, max(bisect_right(spans, offset, key=_start) - 1, 0)


def sentence_at(document: Document, offset: int) -> Span:
    """Give the sentence that holds `offset`, or the nearest one before it."""
    place = sentence_index(document, offset)
    return sentences_of(document, place[0])[place[1]] if place else NOWHERE


def clause_at(document: Document, offset: int) -> Span:
    """Give the clause that holds `offset`, or the nearest one before it."""
    from reader.text.sentences import clauses

    sentence = sentence_at(document, offset)
    found = clauses(document.text, *sentence)
    if not found:
        return sentence
    return found[max(bisect_right(found, offset, key=_start) - 1, 0)]


def word_at(document: Document, offset: int) -> Span:
    """Give the word of the sentence at `offset` that holds it, else the next, else the last.

    A sentence without words is one word.
    """
    sentence = sentence_at(document, offset)
    return words.word_at(document.text, *sentence, offset)


def paragraph_at(document: Document, offset: int) -> Span:
    """Give the extent of the block that holds `offset`, or of the nearest one before it."""
    index = text_block(document, offset)
    if index is None:
        return NOWHERE
    return extent(document, index)


def extent(document: Document, block_index: int) -> Span:
    """Give the extent of a block, without white space around it."""
    spans = sentences_of(document, block_index)
    if not spans:
        block = document.blocks[block_index]
        return Span(block.start, block.end)
    return Span(spans[0].start, spans[-1].end)


def section_at(document: Document, offset: int) -> Span:
    """Give the section around `offset`: from its heading to the next of the same rank.

    What stands before the first heading is a section too; without any heading the
    whole text is one.
    """
    index = text_block(document, offset)
    if index is None:
        return NOWHERE
    headings = document.headings
    place = bisect_right(headings, index)
    first, level = 0, 6
    if place:
        first = headings[place - 1]
        level = document.blocks[first].level
    ends = (other for other in headings[place:] if document.blocks[other].level <= level)
    return _between(document, first, next(ends, len(document.blocks)))


def whole(document: Document) -> Span:
    """Give the extent of all text, without white space around it."""
    return _between(document, 0, len(document.blocks))


def _between(document: Document, first: int, past: int) -> Span:
    """Give the extent of the text of the blocks `[first, past)`."""
    opening = block_after(document, first - 1)
    closing = block_before(document, past)
    if opening is None or closing is None:
        return NOWHERE
    return Span(extent(document, opening).start, extent(document, closing).end)


def _start(span: Span) -> int:
    return span.start


def _sentences(text: str, block: Block) -> list[Span]:
    start, end = block.start, block.end
    if block.kind == "paragraph":
        # Imported when there is prose: the rules and words of six languages are much to load.
        from reader.text.sentences import split

        return split(text, start, end)
    if block.kind == "code":
        spans = _lines(text, start, end)
    elif block.kind == "table":
        spans = [Span(row[0].start, row[-1].end) for row in block.rows if row]
    else:
        spans = [Span(start, end)]
    return [trimmed(text, span) for span in spans if text[span.start : span.end].strip()]


def _lines(text: str, start: int, end: int) -> list[Span]:
    spans = []
    while start < end:
        line_end = text.find("\n", start, end)
        if line_end < 0:
            line_end = end
        spans.append(Span(start, line_end))
        start = line_end + 1
    return spans
