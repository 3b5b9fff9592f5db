"""Where a passage that was given stands in a text: surely, or not at all.

What is not sure here is sought by the ladder that also follows changed texts.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property

from reader.formats.given import GivenPassage
from reader.text.document import Span
from reader.text.normal import clean

Hinted = Callable[[Span], bool]
"""Whether a place is where one is hinted to be."""

_LETTER = re.compile(r"\S")
_MOST = 200
"""Places of one quote that are compared; what stands more often is told apart by nothing."""


def _never(place: Span) -> bool:
    return False


class Places:
    """Finds passages in one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(
        self, passage: GivenPassage, told: Span | None, is_hinted: Hinted = _never
    ) -> Span | None:
        """Give the one place that a passage can have; `told` is the one that was given with it.

        That is the place that was told if the quote stands there; else where the quote stands,
        and if that is more than once, where it stands between the words that were given with it,
        be it with other white space, or is where it is hinted to be; else where it stands itself
        with other white space.
        """
        text, quote = self.text, as_kept(passage.quote)
        if told is not None and told.start < told.end <= len(text):
            there = text[told.start : told.end]
            if not quote or there == quote or there.split() == quote.split():
                return told
        if not quote.strip():
            return None
        for places in (self._exactly(quote), self._by_letters(quote)):
            between = [place for place in places if self.is_between(place, passage)]
            near = [place for place in places if self._is_between_letters(place, passage)]
            hinted = [place for place in between or near or places if is_hinted(place)]
            for some in (places, between, near, hinted):
                if len(some) == 1:
                    return some[0]
            if places:
                return None
        return None

    def all_of(self, quote: str) -> list[Span]:
        """Give where a quote stands, up to some number; with other white space if else nowhere."""
        return self._exactly(quote) or self._by_letters(quote)

    def is_between(self, place: Span, passage: GivenPassage) -> bool:
        """Whether a place stands between the words that were given with a passage, if any were."""
        before, after = as_kept(passage.prefix), as_kept(passage.suffix)
        is_there = self.text.endswith(before, 0, place.start)
        return bool(before or after) and is_there and self.text.startswith(after, place.end)

    def _is_between_letters(self, place: Span, passage: GivenPassage) -> bool:
        """As `is_between`, with whatever white space: a browser's text has that of the markup."""
        before, after = (
            "".join(as_kept(given).split()) for given in (passage.prefix, passage.suffix)
        )
        first, behind = (bisect_left(self._at, offset) for offset in place)
        is_there = self._letters.endswith(before, 0, first)
        return bool(before or after) and is_there and self._letters.startswith(after, behind)

    def _exactly(self, quote: str) -> list[Span]:
        starts = _found(self.text, quote)
        return [Span(start, start + len(quote)) for start in starts]

    def _by_letters(self, quote: str) -> list[Span]:
        letters = "".join(quote.split())
        starts = _found(self._letters, letters)
        return [Span(self._at[start], self._at[start + len(letters) - 1] + 1) for start in starts]

    @cached_property
    def _letters(self) -> str:
        return "".join(_LETTER.findall(self.text))

    @cached_property
    def _at(self) -> array[int]:
        """Where each of the letters stands."""
        return array("I", [match.start() for match in _LETTER.finditer(self.text)])


def as_kept(given: str) -> str:
    """Give words as a text has them; a U+FEFF at their start is no byte order mark."""
    return clean(given.replace("\r\n", "\n").replace("\r", "\n"))


def _found(text: str, part: str) -> list[int]:
    """Give where a part stands, also within itself, up to more often than can be told apart."""
    found: list[int] = []
    at = text.find(part)
    while at >= 0 and len(found) < _MOST:
        found.append(at)
        at = text.find(part, at + 1)
    return found
