"""How well a place fits a passage: how much of it is there, and of what stood around it."""

from __future__ import annotations

from typing import NamedTuple

from reader.annotation.aligning import aligned, aligned_early, distance, kept, opposite
from reader.annotation.candidates import Candidate
from reader.text.document import Span

_CONTEXT = 48
"""Characters before and after that are scored."""
_MARGIN = 40
"""Characters beyond them, as the ends of what is laid side by side are not known exactly."""
_LEAST = 0.3
"""Share of the passage that must be at a place: less stands anywhere."""
_WIDTHS = ((48, 0.12), (400, 0.08), (1600, 0.05))
"""Contexts to tell likes apart by, and how much better the better one must fit."""
_TELLING = 0.05
"""Difference of the words themselves that contexts must not speak against."""


class Pair(NamedTuple):
    """A passage of one text, and a place in another."""

    old: str
    span: Span
    new: str
    place: Span


class Fit(NamedTuple):
    """A place, and how well it fits a passage; each part from 0 to 1."""

    span: Span
    quote: float
    """How much of the passage stands there, and nothing else."""
    score: float
    """That together with what stood beside it, or, if it is long, for itself."""


def fit(old: str, span: Span, new: str, candidate: Candidate, piece: int) -> Fit | None:
    """Give the exact place that a candidate means, or `None` where next to nothing is there.

    `piece` is the length of a piece that tells one place from another.
    """
    window, new_window = _windows(old, span, new, candidate)
    late = aligned(old[slice(*window)], new[slice(*new_window)])
    inner = Span(span.start - window.start, span.end - window.start)
    length = span.end - span.start
    stays = kept(late, *inner)
    if stays < length * _LEAST:
        return None
    place = opposite(aligned_early(old[slice(*window)], new[slice(*new_window)]), late, inner)
    if place is None:
        return None
    before = Span(max(inner.start - _CONTEXT, 0), inner.start)
    after = Span(inner.end, min(inner.end + _CONTEXT, window.end - window.start))
    longer = max(length, place.end - place.start)
    quote = min(stays / longer, 1.0)
    # One side is enough: at the edge of a paragraph that was moved the other is another's.
    beside = max((kept(late, *part), part.end - part.start) for part in (before, after))
    score = min((quote * longer + beside[0]) / (longer + beside[1]), 1.0)
    alone = quote * length / (length + 1.5 * piece)
    start, end = place.start + new_window.start, place.end + new_window.start
    return Fit(Span(start, end), quote, max(score, alone))


def _windows(old: str, span: Span, new: str, candidate: Candidate) -> tuple[Span, Span]:
    """Give the passage with its surroundings, and the extent of the other text to lay beside."""
    around = _CONTEXT + _MARGIN
    first, last = max(span.start - around, 0), min(span.end + around, len(old))
    starts = (first + candidate.shift_at(at) for at in (first, span.start))
    ends = (last + candidate.shift_at(at) for at in (span.end, last))
    new_last = min(max(ends), len(new))
    return Span(first, last), Span(min(max(min(starts), 0), new_last), new_last)


def better(one: Pair, other: Pair) -> float:
    """Tell which of two pairs belongs together: above 0 for the first, below for the other.

    0 says that even long contexts do not tell, or that they tell against the words themselves.
    """
    words = _likeness(one, 0) - _likeness(other, 0)
    for width, margin in _WIDTHS:
        difference = _likeness(one, width) - _likeness(other, width)
        if abs(difference) >= margin:
            return difference if difference * words >= 0 or abs(words) < _TELLING else 0.0
    return 0.0


def _likeness(pair: Pair, width: int) -> float:
    old, span, new, place = pair
    parts = [(old[span.start : span.end], new[place.start : place.end])]
    if width:
        befores = (
            old[max(span.start - width, 0) : span.start],
            new[max(place.start - width, 0) : place.start],
        )
        parts += [befores, (old[span.end : span.end + width], new[place.end : place.end + width])]
    total = sum(max(len(one), len(other)) for one, other in parts)
    return 1 - sum(distance(one, other) for one, other in parts) / total
