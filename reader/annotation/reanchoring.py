"""Finding passages of one text again in another: moved, to be looked at, or gone.

A ladder, its rungs from sure to unsure: what is the same together with its surroundings; then
the places where pieces of the passage and of its surroundings gather, each laid beside the
passage and scored. A place is taken where the passage fits it better than any other place, and
it fits the passage better than any other passage of the old text. A wrong place is worse than
none.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal, NamedTuple

from reader.annotation.candidates import candidates
from reader.annotation.composing import Composed, is_composed
from reader.annotation.scoring import Fit, Pair, better, fit
from reader.annotation.seeds import Seeds, piece_length
from reader.annotation.unchanged import Unchanged
from reader.text.document import Span
from reader.text.graphemes import is_boundary, next_boundary, previous_boundary

_LONG = 1_200
"""Characters of a passage from which on its ends are looked for, and not all of it."""
_END = 300
_SURE, _LIKELY = 0.70, 0.60
"""Scores of a place that is taken, and of one that is proposed."""
_QUOTE_SURE, _QUOTE_LIKELY = 0.60, 0.45
"""Shares of the passage itself that must be there."""
_NEAR = 0.15
"""Difference of scores within which two places are compared more closely."""
_WEAK = 0.3
"""Share of votes below which a candidate is not looked at, once a good place is found."""


class Place(NamedTuple):
    """Where a passage of the old text stands in the new one."""

    status: Literal["moved", "review", "orphaned"]
    span: Span | None
    """Its extent in the new text; for `review` the one proposed; `None` for `orphaned`."""
    score: float
    """How well it fits, from 0 to 1."""


class Reanchoring:
    """Finds passages of one text in another; what both share is worked out once."""

    def __init__(self, old: str, new: str) -> None:
        self._given = old, new
        self._composed: tuple[Composed, Composed] | None = None
        if old != new and not (is_composed(old) and is_composed(new)):
            self._composed = Composed(old), Composed(new)
            old, new = (one.text for one in self._composed)
        self._old, self._new = old, new
        self._length = piece_length(old)

    @cached_property
    def _unchanged(self) -> Unchanged:
        return Unchanged(self._old, self._new)

    @cached_property
    def _old_seeds(self) -> Seeds:
        return Seeds(self._old, self._length)

    @cached_property
    def _new_seeds(self) -> Seeds:
        return Seeds(self._new, self._length)

    def find(self, span: Span) -> Place:
        """Give where a passage of the old text stands in the new one."""
        old, new = self._given
        if not 0 <= span.start < span.end <= len(old) or not new:
            return _GONE
        if self._composed is None:
            return self._whole(self._find(span))
        ours, theirs = self._composed
        inner = Span(ours.forth(span.start), ours.forth(span.end))
        place = self._find(inner) if inner.start < inner.end else _GONE
        if place.span is not None:
            start, end = map(theirs.back, place.span)
            place = place._replace(span=Span(start, end)) if start < end else _GONE
        return self._whole(place)

    def _find(self, span: Span) -> Place:
        same = self._unchanged.find(span)
        if same is not None:
            return Place("moved", same, 1.0)
        long = span.end - span.start > _LONG
        found = self._find_ends(span) if long else self._find_by_pieces(span)
        maybe = self._unchanged.maybe(span) if found.status == "orphaned" else None
        return found if maybe is None else Place("review", maybe, _LIKELY)

    def _find_ends(self, span: Span) -> Place:
        """Give the place of a long passage, by those of its beginning and its end."""
        head = self._find(Span(span.start, span.start + _END))
        tail = self._find(Span(span.end - _END, span.end))
        if head.span is None or tail.span is None:
            found = head.span or tail.span
            return Place("review", found, 0.5) if found else _GONE
        whole = Span(head.span.start, tail.span.end)
        score = min(head.score, tail.score)
        ratio = (whole.end - whole.start) / (span.end - span.start)
        if not 0.5 <= ratio <= 2:
            return Place("review", head.span, min(score, 0.5))
        sure = head.status == tail.status == "moved"
        return Place("moved" if sure else "review", whole, score)

    def _find_by_pieces(self, span: Span) -> Place:
        fits = self._fits(span)
        if not fits:
            return _GONE
        best, sure = self._chosen(span, fits)
        if best is None:
            return _GONE
        sure = sure and best.score >= _SURE and best.quote >= _QUOTE_SURE
        return Place("moved" if sure else "review", best.span, best.score)

    def _fits(self, span: Span) -> list[Fit]:
        found: list[Fit] = []
        for candidate in candidates(self._old, span, self._new_seeds):
            if candidate.share < _WEAK and any(one.score >= _SURE for one in found):
                break
            one = fit(self._old, span, self._new, candidate, self._length)
            if one is not None and not any(_overlap(one.span, other.span) for other in found):
                found.append(one)
        return sorted(
            (one for one in found if one.quote >= _QUOTE_LIKELY and one.score >= _LIKELY),
            key=lambda fit: (-fit.score, fit.span),
        )

    def _chosen(self, span: Span, fits: list[Fit]) -> tuple[Fit | None, bool]:
        """Give the place that fits best, and whether no other comes near."""
        best: Fit | None = None
        sure = True
        for one in fits:
            if best is None:
                ours = self._is_ours(span, one)
                if ours >= 0:
                    best, sure = one, ours > 0
                continue
            if best.score - one.score > _NEAR:
                break
            difference = better(self._pair(span, best.span), self._pair(span, one.span))
            if difference > 0:
                continue
            ours = self._is_ours(span, one)
            if ours > 0 > difference:
                best, sure = one, True
            elif ours >= 0:
                sure = False
        return best, sure

    def _is_ours(self, span: Span, one: Fit) -> float:
        """Tell whether a place fits this passage better than any other: above 0, or not."""
        least = 1.0
        place = one.span
        seen = False
        for candidate in candidates(self._new, place, self._old_seeds):
            if candidate.share < _WEAK and seen:
                break
            rival = fit(self._new, place, self._old, candidate, self._length)
            if rival is None or rival.score < one.score - _NEAR:
                continue
            if _overlap(rival.span, span):
                seen = True
                continue
            least = min(least, better(self._pair(span, place), self._pair(rival.span, place)))
            if least < 0:
                break
        return least

    def _pair(self, span: Span, place: Span) -> Pair:
        return Pair(self._old, span, self._new, place)

    def _whole(self, place: Place) -> Place:
        """Give the place with its ends between characters as people see them."""
        if place.span is None:
            return place
        new = self._given[1]
        start, end = place.span
        if not is_boundary(new, start):
            start = previous_boundary(new, start)
        if not is_boundary(new, end):
            end = next_boundary(new, end)
        return place._replace(span=Span(start, end))


_GONE = Place("orphaned", None, 0.0)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
