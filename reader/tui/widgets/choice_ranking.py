"""Which choices fit what is typed, the best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.fuzzy import Matcher

if TYPE_CHECKING:
    from reader.tui.widgets.picker import Choice

_MANY = 1000
"""Choices from which on they are matched by a quicker rule."""


def ranked(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Give the choices that fit what is typed, best first; all of them for nothing typed."""
    if not typed:
        return list(choices)
    match = Matcher(typed).match if len(choices) <= _MANY else partial(_has_letters, typed.lower())
    scored = [(_score(match, choice.text, typed), choice) for choice in choices]
    fitting = [pair for pair in scored if pair[0] > 0]
    return [choice for _, choice in sorted(fitting, key=lambda pair: -pair[0])]


def _has_letters(typed: str, text: str) -> float:
    """Give 1 if the letters typed stand in a text in order: quicker than a `Matcher`."""
    text, place = text.lower(), -1
    for letter in typed:
        place = text.find(letter, place + 1)
        if place < 0:
            return 0.0
    return 1.0


def _score(match: Callable[[str], float], text: str, typed: str) -> float:
    """Rank a match: the whole name first, then the beginning of one of its parts."""
    folded, wanted = text.casefold(), typed.casefold()
    score = match(text)
    if folded == wanted:
        return score + 1000
    if any(part.startswith(wanted) for part in folded.replace("/", " ").split()):
        return score + 100
    return score + 10 if wanted in folded else score
