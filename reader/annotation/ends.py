"""Whether a place begins and ends where the passage did; one that was cut short is not it.

An end stands if the first (or last) words of the passage stand there, or the words right outside
of it. An end inside a word, where the passage had a word's edge, stands only if both do.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.annotation.aligning import aligned, kept
from reader.annotation.scoring import PassagePair
from reader.annotation.seeds import is_dense
from reader.text.document import Span
from reader.text.graphemes import is_boundary, next_boundary, previous_boundary

_BESIDE = 24
"""Characters on each side of an end that are looked at."""
_DRIFTS = (0, 8, -8)
"""How many more may stand there now, a word having come in or gone."""
_STANDS = 0.6
"""Share of them that must be there."""
_WHOLE, _SURELY = 0.8, 0.75
"""Share of the passage below which more of its own ends must be there, and how much."""
_LEAST = 4
"""Characters of a line's rest that say something; of less, that the line ends near says as much."""


def ends_stand(pair: PassagePair) -> bool:
    """Whether both ends of the place are those of the passage."""
    return all(_stands(*end) for end in _ends(pair))


def may_be_cut(pair: PassagePair) -> bool:
    """Whether much of the passage is missing, and its own words at an end are not all there."""
    if stay(pair) >= _WHOLE * (pair.span.end - pair.span.start):
        return False
    return not all(_is_there(ours.inside, theirs.inside, _SURELY) for ours, theirs in _ends(pair))


def stay(pair: PassagePair) -> int:
    """Give how many characters of the passage stand at the place."""
    old, span, new, place = pair
    return kept(aligned(old[slice(*span)], new[slice(*place)]), 0, span.end - span.start)


def trimmed(pair: PassagePair) -> Span:
    """Give the place without white space at ends where the passage had none."""
    old, span, new, place = pair
    start, end = place
    if not old[span.start].isspace():
        while start < end and new[start].isspace():
            start += 1
    if not old[span.end - 1].isspace():
        while start < end and new[end - 1].isspace():
            end -= 1
    return Span(start, end)


def between_graphemes(text: str, span: Span) -> Span:
    """Give an extent widened to the characters as people see them.

    >>> tuple(between_graphemes("e\\u0301a", Span(1, 3)))
    (0, 3)
    """
    start, end = span
    if not is_boundary(text, start):
        start = previous_boundary(text, start)
    if not is_boundary(text, end):
        end = next_boundary(text, end)
    return Span(start, end)


class _Sides(NamedTuple):
    """What is on both sides of an end, each read away from it."""

    inside: str
    outside: str

    @classmethod
    def before(cls, text: str, offset: int, span: Span) -> _Sides:
        reach = _BESIDE + max(_DRIFTS)
        inside = text[offset : min(offset + reach, span.end)]
        return cls(inside, text[max(offset - reach, 0) : offset][::-1])

    @classmethod
    def after(cls, text: str, offset: int, span: Span) -> _Sides:
        reach = _BESIDE + max(_DRIFTS)
        inside = text[max(offset - reach, span.start) : offset][::-1]
        return cls(inside, text[offset : offset + reach])

    @property
    def cut(self) -> bool:
        """Whether a word goes on from one side to the other."""
        return _is_letter(self.inside[:1]) and _is_letter(self.outside[:1])


def _ends(pair: PassagePair) -> list[tuple[_Sides, _Sides]]:
    old, span, new, place = pair
    return [
        (_Sides.before(old, span.start, span), _Sides.before(new, place.start, place)),
        (_Sides.after(old, span.end, span), _Sides.after(new, place.end, place)),
    ]


def _stands(old: _Sides, new: _Sides) -> bool:
    inside = _is_there(old.inside, new.inside)
    if new.cut and not old.cut:
        return inside and _goes_on(old.outside, new.outside)
    return inside or _is_there(old.outside, new.outside)


def _is_there(old: str, new: str, share: float = _STANDS) -> bool:
    old = old[:_BESIDE]
    if not old:
        return not new
    return any(
        kept(aligned(old, new[: len(old) + drift]), 0, len(old)) >= share * len(old)
        for drift in _DRIFTS
        if len(old) + drift > 0
    )


def _goes_on(old: str, new: str) -> bool:
    """Whether what is outside is there as far as its line goes: a paragraph may have moved."""
    rest = old.split("\n", 1)[0]
    if len(rest) >= _LEAST:
        return _is_there(rest, new)
    return "\n" in new[:_LEAST] or len(new) < _LEAST


def _is_letter(letter: str) -> bool:
    # Where characters are as good as words, each is a word's edge.
    return letter.isalnum() and not is_dense(letter)
