"""Finding the place one was at in a text that was changed meanwhile."""

from __future__ import annotations

from reader.text.document import Span

_FURTHEST = 200_000
"""Characters to either side of where a sentence stood in which it is sought."""


def again(before: str, sentence: Span, now: str) -> int:
    """Give the offset in the text `now` at which one is who was in `sentence` of `before`.

    It is where the same words stand, of several the nearest; where they are gone, the
    same offset.

    >>> again("One. Two. Three.", Span(5, 9), "New. One. Two. Three.")
    10
    """
    words = before[sentence.start : sentence.end]
    grown = len(now) - len(before)
    places = [
        place
        for about in (sentence.start, sentence.start + grown)
        for place in _around(now, words, about)
    ]
    if places:
        return min(places, key=lambda place: min(_apart(place, sentence.start, grown)))
    return min(sentence.start, max(len(now) - 1, 0))


def _apart(place: int, start: int, grown: int) -> tuple[int, int]:
    """Give how far a place is from one that did not move, and one that moved with the end."""
    return abs(place - start), abs(place - start - grown)


def _around(text: str, words: str, about: int) -> list[int]:
    """Give where `words` stand last before and first from the offset `about` on."""
    if not words:
        return []
    about = min(max(about, 0), len(text))
    found = (
        text.rfind(words, max(about - _FURTHEST, 0), about + len(words) - 1),
        text.find(words, about, about + _FURTHEST),
    )
    return [place for place in found if place >= 0]
