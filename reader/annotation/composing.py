"""Texts whose accents are written in different ways, made alike to be compared.

é may be one character or an e and an accent, 각 one or three. Where either text has any that could
be fewer, both are composed (Unicode's form C), and offsets are led from each to its composed form
and back. A text that is composed already, as most are, costs one look.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

_MARKS = (
    "\u0300-\u036f\u0653-\u0655\u093c\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5"
    "\u0cd6\u0d3e\u0d57\u0dca\u0dcf\u0ddf\u102e\u1b35\u3099\u309a"
)
_LETTER = re.compile(
    f"[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[^{_MARKS}][{_MARKS}]{{1,16}}", re.DOTALL
)
"""A syllable in parts, or a letter and its accents; no letter has more than a few."""


def is_composed(text: str) -> bool:
    """Whether composing would change nothing."""
    return unicodedata.is_normalized("NFC", text)


class Composed:
    """A text in its composed form, with the way from the offsets of each to the other's.

    >>> composed = Composed("cafe\\u0301s")
    >>> composed.text, composed.forth(5), composed.back(4)
    ('cafés', 4, 5)
    """

    def __init__(self, text: str) -> None:
        self._ours: list[int] = [0]
        self._theirs: list[int] = [0]
        self.text = self._compose(text)
        """The composed form."""
        self._ours.append(len(text))
        self._theirs.append(len(self.text))

    def _compose(self, text: str) -> str:
        parts = []
        done = length = 0
        for found in _LETTER.finditer(text):
            start, end = found.span()
            composed = unicodedata.normalize("NFC", found[0])
            if composed != found[0]:
                length += start - done + len(composed)
                parts += [text[done:start], composed]
                self._ours += [start, end]
                self._theirs += [length - len(composed), length]
                done = end
        return "".join([*parts, text[done:]])

    def forth(self, offset: int) -> int:
        """Give the offset in the composed text that an offset of the text means."""
        return _led(self._ours, self._theirs, offset)

    def back(self, offset: int) -> int:
        """Give the offset in the text that an offset of the composed one means."""
        return _led(self._theirs, self._ours, offset)


def _led(these: list[int], those: list[int], offset: int) -> int:
    at = bisect_right(these, offset) - 1
    reached = those[at] + offset - these[at]
    return min(reached, those[at + 1]) if at + 1 < len(those) else reached
