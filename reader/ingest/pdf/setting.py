"""Paragraphs of a PDF to an article's text with its blocks and pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.ingest.pdf.paragraphs import Paragraph
from reader.text.cutting import pieces
from reader.text.document import Block, BlockKind, Document, PageMark
from reader.text.normal import RULES, clean
from reader.text.stored import StoredBlocks, StoredDocument
from reader.text.stored_columns import Columns

_LONGEST = 16_000
"""Characters of a block; a longer paragraph is several."""
_LEVELS = 6


def document_of(paragraphs: Sequence[Paragraph], labels: Sequence[str]) -> Document:
    """Set paragraphs one after another; `labels` are those of all pages, by index."""
    levels = _levels(paragraphs)
    columns = Columns()
    texts: list[str] = []
    pages: list[PageMark] = []
    offset, page = 0, -1
    for paragraph in paragraphs:
        if texts:
            texts.append("\n" if paragraph.is_tight else "\n\n")
            offset += len(texts[-1])
        place = offset
        for part, part_page in paragraph.parts:
            if part_page > page:
                page = part_page
                # A space that joins it to the part before stands on neither page.
                pages.append(PageMark(place + part.startswith(" "), labels[page]))
            place += len(part)
        text = clean("".join(part for part, _ in paragraph.parts))
        kind: BlockKind = "heading" if paragraph.size else "paragraph"
        for start, end in pieces(text, 0, len(text), _LONGEST):
            tight = paragraph.is_tight or start > 0
            level = levels.get(paragraph.size, 0)
            columns.add(Block(offset + start, offset + end, kind, level, tight=tight))
        texts.append(text)
        offset = place
    return StoredDocument("".join(texts), StoredBlocks(columns), RULES, tuple(pages))


def _levels(paragraphs: Iterable[Paragraph]) -> dict[float, int]:
    """Give the level of the headings of each size, the largest first."""
    sizes = sorted({one.size for one in paragraphs if one.size}, reverse=True)
    return {size: min(level, _LEVELS) for level, size in enumerate(sizes, 1)}
