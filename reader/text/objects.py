"""Growing and shrinking a passage through the units around it."""

from __future__ import annotations

from collections.abc import Callable

from reader.text.document import Document, Span
from reader.text.units import (
    clause_at,
    paragraph_at,
    section_at,
    sentence_at,
    whole,
    word_at,
)

_SMALL_TO_LARGE: tuple[Callable[[Document, int], Span], ...] = (
    word_at,
    clause_at,
    sentence_at,
    paragraph_at,
    section_at,
)


def grow(document: Document, span: Span) -> Span:
    """Give the smallest unit around `span` that is larger, at last the whole text.

    Units are word, clause, sentence, paragraph and section. What nothing is larger
    than stays.
    """
    for unit_at in _SMALL_TO_LARGE:
        unit = unit_at(document, span.start)
        if unit != span and _holds(unit, span):
            return unit
    everything = whole(document)
    return everything if _holds(everything, span) else span


def shrink(document: Document, span: Span, offset: int) -> Span:
    """Give the largest unit around `offset` that is smaller than `span` and inside it.

    What nothing is smaller than stays.
    """
    for unit_at in reversed(_SMALL_TO_LARGE):
        unit = unit_at(document, offset)
        if unit != span and _holds(span, unit) and unit.start < unit.end:
            return unit
    return span


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
