"""Short pieces of a text by what they are, to see at once where in it something else stands.

Every so many characters one piece is kept, in a text of any length about as many, so that the
index of a long text costs no more than that of a book. What asks looks up all of its own
pieces, so nothing is missed by how the two are out of step.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable

_MOST = 80_000
"""Pieces kept of one text."""
_FEWEST = 2_000
"""Pieces kept of a text that has as many."""
_COMMON = 6
"""A piece that stands more often than this says nothing of where one is."""
_LENGTH = 8
_DENSE_LENGTH = 4
"""Characters of a piece where a character is as good as half a word."""
_SAMPLE = 4096
_DENSE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


Hit = tuple[int, int, float]
"""A piece that stands in both texts: its offset in the one that asks, its offset in the one that
is asked, and 1, or less for a piece that stands there more often."""


def piece_length(text: str) -> int:
    """Give how long pieces of such a text are to be: shorter where characters say more."""
    middle = max(len(text) - _SAMPLE, 0) // 2
    sample = text[middle : middle + _SAMPLE]
    return _DENSE_LENGTH if len(_DENSE.findall(sample)) * 4 > len(sample) else _LENGTH


def is_dense(letter: str) -> bool:
    """Whether a character says as much as half a word."""
    return _DENSE.match(letter) is not None


class Seeds:
    """The places of a text's pieces."""

    def __init__(self, text: str, length: int) -> None:
        self.step = max(len(text) // _MOST, min(length // 2, len(text) // _FEWEST), 1)
        """Characters from one piece that is kept to the next."""
        self.length = length
        self._last: dict[str, int] = {}
        # Places are numbers of steps. Each knows the one before it with the same piece, and
        # how many such there are so far.
        self._before = array("i")
        self._count = array("B")
        self._fill(text)

    def _fill(self, text: str) -> None:
        last, count = self._last, self._count
        add_before, add_count = self._before.append, count.append
        step, length = self.step, self.length
        for place in range(max(len(text) - length, -1) // step + 1):
            piece = text[place * step : place * step + length]
            earlier = last.get(piece, -1)
            add_before(earlier)
            add_count(1 if earlier < 0 else min(count[earlier] + 1, _COMMON + 1))
            last[piece] = place

    def hits(self, text: str, offsets: Iterable[int]) -> list[Hit]:
        """Give where the pieces at these offsets of `text` stand here, common ones left out."""
        found: list[Hit] = []
        last, before, count = self._last, self._before, self._count
        step, length = self.step, self.length
        for offset in offsets:
            place = last.get(text[offset : offset + length], -1)
            if place < 0 or (times := count[place]) > _COMMON:
                continue
            while place >= 0:
                found.append((offset, place * step, 1 / times))
                place = before[place]
        return found
