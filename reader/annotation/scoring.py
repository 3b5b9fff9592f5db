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

_TORN = 0.25
"""Difference of the one side from which on the other must not say the contrary."""


class PassagePair(NamedTuple):
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


def better(one: PassagePair, other: PassagePair) -> float:
    """Tell which of two pairs belongs together: above 0 for the first, below for the other.

    0 says that even long contexts do not tell, or that the words themselves, or one of the
    sides, speak against the first.
    """
    torn = False
    for width, margin in _WIDTHS:
        ones, others = _apart(one, width), _apart(other, width)
        words, before, after = (
            _likeness([mine]) - _likeness([its]) for mine, its in zip(ones, others, strict=True)
        )
        torn = torn or (min(before, after) <= -_TORN and max(before, after) >= _TORN)
        difference = _likeness(ones) - _likeness(others)
        if abs(difference) >= margin:
            against = difference * words < 0 and abs(words) >= _TELLING
            return 0.0 if against or (torn and difference > 0) else difference
    return 0.0


def _apart(pair: PassagePair, width: int) -> list[tuple[int, int]]:
    """Give the edits between the words, what is before and what is after, each of how many."""
    old, span, new, place = pair
    parts = [
        (old[span.start : span.end], new[place.start : place.end]),
        (
            old[max(span.start - width, 0) : span.start],
            new[max(place.start - width, 0) : place.start],
        ),
        (old[span.end : span.end + width], new[place.end : place.end + width]),
    ]
    return [(distance(one, other), max(len(one), len(other))) for one, other in parts]


def _likeness(apart: list[tuple[int, int]]) -> float:
    edits, length = (sum(numbers) for numbers in zip(*apart, strict=True))
    return 1 - edits / length if length else 1.0
