"""The words of one page, with their places, as pdfium gives its characters.

Pdfium puts the characters of a page in order and parts them by spaces and line ends of its own
where the page leaves gaps. Here they are made words, each with the place it is drawn at.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from ctypes import c_double, c_ushort
from typing import Any, NamedTuple

_HYPHENS = ("\x02", "\ufffe")
"""What pdfium gives for a hyphen at the end of a line, by one door and by the other."""
_WORD = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_MEANINGLESS = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
_AS_DRAWN = str.maketrans({
    "\x00": "\ufffd", "\x02": "-", "\xad": "-", "\uf0b7": "•", "\uf0a7": "▪",
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st", "\ufeff": "", "\ufffe": "-", "\uffff": "", "\u200b": "",
})  # fmt: skip
"""A soft hyphen that is drawn is a hyphen; ligatures are their letters, two bullets of symbol
fonts bullets; a character that the file gives no meaning is told to be one, and what draws nothing
goes."""


class Word(NamedTuple):
    """Characters that stand together, and where; lengths are points.

    Places are told along the direction that the word is written in, so that words on a page that
    is turned are as those on one that is not.
    """

    text: str
    left: float
    """Where it begins, along its direction."""
    right: float
    """Where it ends."""
    base: float
    """Its baseline, rising across its direction."""
    size: float
    """The size of its font as it is drawn."""
    angle: int = 0
    """The direction it is written in, in degrees."""
    is_apart: bool = True
    """Whether there is a space between it and the word before."""


def words_of(handle: Any, characters: int) -> Iterator[Word]:
    """Yield the words of a text page of pdfium that has so many characters."""
    text = _text_of(handle, characters)
    places = _Places(handle)
    for match in _WORD.finditer(text):
        drawn = _drawn(match[0])
        if drawn:
            start, end = match.span()
            is_apart = text[start - 1 : start] not in _HYPHENS
            yield places.word(drawn, start, end - 1, is_apart)


class _Places:
    """Tells where characters of one page stand; it asks for a direction once a line."""

    def __init__(self, handle: Any) -> None:
        # Imported here: only PDFs need it.
        import pypdfium2.raw as pdfium

        self._pdfium, self._handle = pdfium, handle
        self._x, self._y = c_double(), c_double()
        self._matrix, self._box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
        self._known = (math.nan, math.nan)
        """The baseline and the nominal size of the font that the next two are of."""
        self._scale = 1.0
        self._angle = 0.0

    def word(self, text: str, first: int, last: int, is_apart: bool) -> Word:
        """Make a word of characters that stand from one index to another."""
        pdfium, handle, box = self._pdfium, self._handle, self._box
        pdfium.FPDFText_GetCharOrigin(handle, first, self._x, self._y)
        pdfium.FPDFText_GetLooseCharBox(handle, last, box)
        x, y = self._x.value, self._y.value
        size = pdfium.FPDFText_GetFontSize(handle, first)
        if (y, size) != self._known:
            self._turn(first)
            self._known = (y, size)
        size *= self._scale
        if not self._angle:
            return Word(text, x, box.right, y, size, 0, is_apart)
        along, up = math.cos(self._angle), math.sin(self._angle)
        right = max(
            one * along + other * up
            for one in (box.left, box.right)
            for other in (box.bottom, box.top)
        )
        angle = round(math.degrees(self._angle))
        return Word(text, x * along + y * up, right, y * along - x * up, size, angle, is_apart)

    def _turn(self, index: int) -> None:
        """Look in which direction the character at an index is written, and how large."""
        matrix = self._matrix
        self._pdfium.FPDFText_GetMatrix(self._handle, index, matrix)
        self._scale = math.hypot(matrix.c, matrix.d)
        is_upright = abs(matrix.b) <= abs(matrix.a) / 20 and matrix.a > 0
        self._angle = 0.0 if is_upright else math.atan2(matrix.b, matrix.a)


def _text_of(handle: Any, characters: int) -> str:
    """Give the characters of a page, one for each index of pdfium; those past U+FFFF in halves."""
    import pypdfium2.raw as pdfium

    buffer = (c_ushort * (characters + 1))()
    written = pdfium.FPDFText_GetText(handle, 0, characters, buffer)
    if written == characters + 1:
        return "".join(map(chr, buffer[:characters]))
    # It leaves out some, so that its indices are not those of places.
    codes = (pdfium.FPDFText_GetUnicode(handle, index) for index in range(characters))
    return "".join([chr(code) if code <= 0x10FFFF else "\0" for code in codes])


def _drawn(text: str) -> str:
    """Give a word as it is drawn."""
    if text.isascii() and text.isprintable():
        return text
    drawn = text.translate(_AS_DRAWN)
    return drawn.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def unknown(text: str) -> int:
    """Count the characters of a text whose meaning the file does not tell."""
    return len(_MEANINGLESS.findall(text))
