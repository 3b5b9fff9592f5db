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

from reader.annotation import rows
from reader.annotation.candidates import candidates
from reader.annotation.composing import Composed, is_composed
from reader.annotation.ends import between_graphemes, ends_stand, may_be_cut, stay, trimmed
from reader.annotation.scoring import Fit, PassagePair, better, fit
from reader.annotation.seeds import Seeds, piece_length
from reader.annotation.unchanged import Unchanged
from reader.text.document import Span

_LONG = 1_200
"""Characters of a passage from which on its ends are looked for, and not all of it."""
_END = 300
_TIP, _LEAST_TIP, _MAY_STAND = 48, 12, 0.3
"""Characters of the ends of one that may have been split, and share of pieces they must have."""
_MOST_GROWN, _MOST_SPREAD = 2, 4
"""How many times as long a place may be that is taken, and one that is proposed."""
_SURE, _LIKELY = 0.70, 0.60
"""Scores of a place that is taken, and of one that is proposed."""
_QUOTE_SURE, _QUOTE_LIKELY = 0.60, 0.45
"""Shares of the passage itself that must be there."""
_NEAR = 0.15
"""Difference of scores within which two places are compared more closely."""
_WEAK = 0.3
"""Share of votes below which a candidate is not looked at, once a good place is found."""


class NewPlace(NamedTuple):
    """Where a passage of the old text stands in the new one."""

    status: Literal["moved", "review", "orphaned"]
    span: Span | None
    """Its extent in the new text; for `review` the one proposed; `None` for `orphaned`."""
    score: float
    """How well it fits, from 0 to 1; of one that is gone, how well another passage's place does."""


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

    def find(self, span: Span) -> NewPlace:
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

    def _find(self, span: Span) -> NewPlace:
        place = self._found(span)
        if place.span is None:
            return place
        there = trimmed(self._pair(span, place.span))
        if there.start == there.end:
            return _GONE
        other = rows.proposed(self._pair(span, there))
        return (
            place._replace(span=there) if other is None else NewPlace("review", other, place.score)
        )

    def _found(self, span: Span) -> NewPlace:
        same = self._unchanged.find(span)
        if same is not None:
            return NewPlace("moved", same, 1.0)
        long = span.end - span.start > _LONG
        found = self._find_ends(span) if long else self._find_by_pieces(span)
        if not long and (found.span is None or not ends_stand(self._pair(span, found.span))):
            found = self._find_split(span, found)
        elif not long and found.span and may_be_cut(self._pair(span, found.span)):
            whole = self._find_split(span, found)
            found = whole if whole.status == "moved" else found
        maybe = self._unchanged.maybe(span) if found.status == "orphaned" else None
        return found if maybe is None else NewPlace("review", maybe, _LIKELY)

    def _find_split(self, span: Span, part: NewPlace) -> NewPlace:
        """Give the place of a passage of which a part was found, from its first words to its last.

        Something may have come between them, or gone; a part alone is never sure.
        """
        if part.span is not None:
            part = part._replace(status="review")
        elif part.score:
            # It is all there, and another passage's.
            return part
        length = span.end - span.start
        place, sure = self._from_tip_to_tip(span, min(_TIP, length // 2))
        if place is None or place.end - place.start > length * _MOST_SPREAD:
            return part
        pair = self._pair(span, place)
        if (stays := stay(pair) / length) < _QUOTE_LIKELY:
            return part
        whole = stays >= _QUOTE_SURE and place.end - place.start <= length * _MOST_GROWN
        sure = sure and whole and ends_stand(pair)
        return NewPlace("moved" if sure else "review", place, stays)

    def _from_tip_to_tip(self, span: Span, reach: int) -> tuple[Span | None, bool]:
        """Give the extent from a passage's first characters to its last, and if it is sure.

        One that is sure is enough: the other is near, and in order.
        """
        tips = Span(span.start, span.start + reach), Span(span.end - reach, span.end)
        if reach < _LEAST_TIP or not all(map(self._may_stand, tips)):
            return None, False
        head, tail = (self._find_by_pieces(tip) for tip in tips)
        if head.span is None or tail.span is None or not _in_order(head.span, tail.span):
            return None, False
        return Span(head.span.start, tail.span.end), "moved" in (head.status, tail.status)

    def _may_stand(self, tip: Span) -> bool:
        """Whether enough pieces of a few words are in the new text at all: a quick question."""
        pieces = (tip.end - tip.start) // self._new_seeds.step
        hits = self._new_seeds.hits(self._old, range(*tip))
        return sum(weight for _, _, weight in hits) >= _MAY_STAND * pieces

    def _find_ends(self, span: Span) -> NewPlace:
        """Give the place of a long passage, by those of its beginning and its end."""
        head = self._find(Span(span.start, span.start + _END))
        tail = self._find(Span(span.end - _END, span.end))
        if head.span is None or tail.span is None:
            found = head.span or tail.span
            return NewPlace("review", found, 0.5) if found else _GONE
        whole = Span(head.span.start, tail.span.end)
        score = min(head.score, tail.score)
        ratio = (whole.end - whole.start) / (span.end - span.start)
        if not 0.5 <= ratio <= 2:
            return NewPlace("review", head.span, min(score, 0.5))
        sure = head.status == tail.status == "moved"
        return NewPlace("moved" if sure else "review", whole, score)

    def _find_by_pieces(self, span: Span) -> NewPlace:
        fits = self._fits(span)
        best, sure = self._chosen(span, fits)
        if best is None:
            return _GONE._replace(score=fits[0].score) if fits else _GONE
        sure = sure and best.score >= _SURE and best.quote >= _QUOTE_SURE
        return NewPlace("moved" if sure else "review", best.span, best.score)

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

    def _pair(self, span: Span, place: Span) -> PassagePair:
        return PassagePair(self._old, span, self._new, place)

    def _whole(self, place: NewPlace) -> NewPlace:
        """Give the place with its ends between characters as people see them."""
        if place.span is None:
            return place
        return place._replace(span=between_graphemes(self._given[1], place.span))


_GONE = NewPlace("orphaned", None, 0.0)


def _in_order(one: Span, other: Span) -> bool:
    return one.start < other.start and one.end < other.end


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
