"""Hint labels: letters put on what is in view, so that typing them goes there.

A label has one letter if there are letters enough, else some have two; none is the beginning
of another, so that the last letter typed says it all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from reader.text.document import Document, Span
from reader.text.units import sentence_at, sentences_of, word_at
from reader.text.words import word_ahead, words

LETTERS = "asdfghjklwertyuiopzxcvbnm"
"""The letters of labels, those under the fingers first; `q` means back everywhere."""
MOST = 400
"""Labels that are given at once."""


def labels(count: int) -> list[str]:
    """Give `count` labels, the short ones first; there are no more than 625.

    >>> labels(3)
    ['a', 's', 'd']
    """
    size = len(LETTERS)
    opening = max(-((size - count) // (size - 1)), 0)
    singles = LETTERS[: size - opening]
    pairs = (first + second for first in LETTERS[size - opening :] for second in LETTERS)
    return [*singles[:count], *islice(pairs, max(count - len(singles), 0))]


def sentences_in(document: Document, extents: Sequence[Span]) -> list[Span]:
    """Give the sentences that begin in `extents`: what each row in view draws of its block.

    Of a sentence that began above, what is left from its first word in view comes first.
    """
    found: set[Span] = set()
    for extent in extents:
        spans = sentences_of(document, document.block_at(extent.start))
        first = bisect_left(spans, extent.start, key=_start)
        found.update(spans[first : bisect_left(spans, extent.end, key=_start)])
    if extents and (begun := _begun_above(document, extents[0].start)):
        found.add(begun)
    return sorted(found)


def words_in(document: Document, extents: Sequence[Span]) -> list[Span]:
    """Give the words that begin in `extents`: what each row in view draws of its block."""
    found: set[Span] = set()
    for extent in extents:
        for part in words(document.text, *extent):
            # A word that is broken between two rows begins on the first.
            word = word_at(document, part.start)
            if word.start == part.start:
                found.add(word)
    return sorted(found)


def nearest(targets: Sequence[Span], offset: int, most: int = MOST) -> Sequence[Span]:
    """Give at most `most` of the targets, those around `offset`."""
    here = bisect_left(targets, offset, key=_start)
    first = max(min(here - most // 2, len(targets) - most), 0)
    return targets[first : first + most]


def _begun_above(document: Document, top: int) -> Span | None:
    """Give the rest of the sentence at `top` from its first whole word, if it began before."""
    sentence = sentence_at(document, top)
    if sentence.start >= top or sentence.end <= top:
        return None
    word = word_ahead(document.text, *sentence, top)
    if word and word.start < top:
        word = word_ahead(document.text, *sentence, word.end)
    return Span(word.start, sentence.end) if word else None


def _start(span: Span) -> int:
    return span.start
