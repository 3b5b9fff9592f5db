"""What leads on from a place in a text: its links, its footnotes, and the ways back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from reader.text.document import Block, Document, Mark, MarkStyle, Span
from reader.text.units import sentence_at, word_at

_LEADING: tuple[MarkStyle, ...] = ("link", "footnote")
_NO_SLUG = re.compile(r"[^\w\- ]")


def ways_from(document: Document, offset: int) -> list[Mark]:
    """Give what leads on at `offset`: the link of the current word, else those of the sentence.

    A footnote's reference counts as a link. In a footnote's text the mark that leads back to
    its reference comes last. What leads to the same place is given once.
    """
    if not document.blocks:
        return []
    sentence, word = sentence_at(document, offset), word_at(document, offset)
    block = document.blocks[document.block_at(sentence.start)]
    links = [mark for mark in block.marks if mark.style in _LEADING and _touches(mark, sentence)]
    texts = [
        mark for mark in block.marks if mark.style == "footnote_text" and _touches(mark, sentence)
    ]
    at_word = [mark for mark in links if _touches(mark, word)]
    found = {(mark.style, mark.target): mark for mark in reversed(at_word[:1] or links)}
    return [*reversed(found.values()), *texts[:1]]


def footnote_text(document: Document, target: str) -> int | None:
    """Give where the text of a footnote begins."""
    return _marked(reversed(document.blocks), "footnote_text", target)


def footnote_reference(document: Document, target: str) -> int | None:
    """Give where a footnote is referred to first."""
    return _marked(document.blocks, "footnote", target)


def slug(heading: str) -> str:
    """Give the name by which links know a heading, as GitHub makes it.

    >>> slug("What we did, and why")
    'what-we-did-and-why'
    """
    return _NO_SLUG.sub("", heading.strip().lower()).replace(" ", "-")


def heading_named(document: Document, name: str) -> int | None:
    """Give where the heading begins that a link's fragment names.

    Of headings that read alike the second is `name-1`, the third `name-2` and so on.
    """
    wanted = name.lower()
    seen: Counter[str] = Counter()
    for index in document.headings:
        block = document.blocks[index]
        found = slug(document.text[block.start : block.end])
        if wanted == (f"{found}-{seen[found]}" if seen[found] else found):
            return block.start
        seen[found] += 1
    return None


def _marked(blocks: Iterable[Block], style: MarkStyle, target: str) -> int | None:
    for block in blocks:
        for mark in block.marks:
            if mark.style == style and mark.target == target:
                return mark.start
    return None


def _touches(mark: Mark, span: Span) -> bool:
    return mark.start < span.end and mark.end > span.start
