"""The words of one page, with their places, as pdfium gives its characters.

Pdfium puts the characters of a page in order and parts them by spaces and line ends of its own
where the page leaves gaps. Here they are made words, each with the place it is drawn at.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from ctypes import c_double
from typing import Any, NamedTuple

HYPHEN = 2
"""What pdfium gives for a hyphen at the end of a line."""
_WHITE = frozenset(code for code in range(0x3001) if chr(code).isspace()) | {HYPHEN}
_NOTHING = frozenset((0xFEFF, 0xFFFE, 0xFFFF, 0x200B))
"""Characters that no page draws."""
_UNKNOWN = 0xFFFD
_AS_DRAWN = {
    0x00: "\ufffd", 0xAD: "-", 0xF0B7: "•", 0xF0A7: "▪",
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st",
}  # fmt: skip
"""A soft hyphen that is drawn is a hyphen; ligatures are their letters, two bullets of symbol
fonts bullets; a character that the file gives no meaning is told to be one."""


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
    # Imported here: only PDFs need it.
    import pypdfium2.raw as pdfium

    code_at = pdfium.FPDFText_GetUnicode
    codes: list[int] = []
    first, is_apart = 0, True
    for index in range(characters):
        code = code_at(handle, index)
        if code == HYPHEN:
            codes.append(0x2D)
        elif code not in _WHITE:
            if not codes:
                first = index
            if code not in _NOTHING:
                codes.append(code)
            continue
        if codes:
            last = index if code == HYPHEN else index - 1
            yield _word(handle, codes, first, last, is_apart)
        codes, is_apart = [], code != HYPHEN
    if codes:
        yield _word(handle, codes, first, characters - 1, is_apart)


def _word(handle: Any, codes: list[int], first: int, last: int, is_apart: bool) -> Word:
    """Make a word of characters that stand from one index to another."""
    import pypdfium2.raw as pdfium

    x, y = c_double(), c_double()
    matrix, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    pdfium.FPDFText_GetCharOrigin(handle, first, x, y)
    pdfium.FPDFText_GetMatrix(handle, first, matrix)
    pdfium.FPDFText_GetLooseCharBox(handle, last, box)
    size = pdfium.FPDFText_GetFontSize(handle, first) * math.hypot(matrix.c, matrix.d)
    text = _text(codes)
    if abs(matrix.b) <= abs(matrix.a) / 20 and matrix.a > 0:
        return Word(text, x.value, box.right, y.value, size, 0, is_apart)
    angle = math.atan2(matrix.b, matrix.a)
    along, up = math.cos(angle), math.sin(angle)
    corners = ((one, other) for one in (box.left, box.right) for other in (box.bottom, box.top))
    return Word(
        text,
        x.value * along + y.value * up,
        max(one * along + other * up for one, other in corners),
        y.value * along - x.value * up,
        size,
        round(math.degrees(angle)),
        is_apart,
    )


def _text(codes: list[int]) -> str:
    text = "".join([_AS_DRAWN.get(code) or chr(code) for code in codes if code <= 0x10FFFF])
    if text.isascii() or not any(0xD800 <= code < 0xE000 for code in codes):
        return text
    # Characters beyond the first plane come in halves.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def unknown(text: str) -> int:
    """Count the characters of a text whose meaning the file does not tell."""
    return text.count(chr(_UNKNOWN)) + sum("\ue000" <= one <= "\uf8ff" for one in text)
