"""How other tools count places in a text.

Ours are code points. Others count UTF-16 units (JavaScript, .NET), bytes of UTF-8, or take a line
end for two although the text that they show has one character there. Texts are cut at the places
and the pieces measured whole, so that what it takes grows with the text and hardly with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

Measure = Literal["codepoint", "utf16", "utf8", "codepoint-crlf", "utf16-crlf"]
"""What is counted; with `-crlf`, each LF of the text as two."""

NOWHERE = -1
"""The offset of a position that is in no text: outside, or within one character."""

_WIDTHS = {"codepoint": 1, "utf16": 2, "utf8": 1}
_ENCODINGS = {"utf16": "utf-16-le", "utf8": "utf-8"}


def positions(text: str, offsets: Iterable[int], measure: Measure) -> list[int]:
    """Give offsets into `text`, all of them within it, as another tool counts them.

    >>> positions("a😀b", [0, 1, 2, 3], "utf16")
    [0, 1, 3, 4]
    """
    asked = list(offsets)
    cuts = sorted({0, *asked})
    found, at = {0: 0}, 0
    for start, end in pairwise(cuts):
        at += _length(text[start:end], measure)
        found[end] = at
    return [found[offset] for offset in asked]


def offsets(text: str, positions: Iterable[int], measure: Measure) -> list[int]:
    """Give places counted by another tool as offsets into `text`, `NOWHERE` for what is none.

    >>> offsets("a😀b", [0, 1, 2, 3, 4, 5], "utf16")
    [0, 1, -1, 2, 3, -1]
    """
    asked = list(positions)
    unit, ends = _parts(measure)
    counted = text.replace("\n", "\r\n") if ends else text
    data = counted if unit == "codepoint" else _encoded(counted, unit)
    length = len(data) // _WIDTHS[unit]
    cuts = [at for at in sorted({0, *asked}) if _is_between(data, at, length, unit, ends)]
    found, offset = {0: 0}, 0
    for start, end in pairwise(cuts):
        offset += _characters(data, start, end, unit, ends)
        found[end] = offset
    return [found.get(position, NOWHERE) for position in asked]


def with_plain_line_ends(text: str) -> str:
    """Give a text with every line end, CRLF or CR, as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def plain_offsets(text: str, offsets: Iterable[int]) -> list[int]:
    """Give offsets into a text as they are in it `with_plain_line_ends`; nowhere stays so.

    >>> plain_offsets("a\\r\\nb", [0, 1, 3, 4])
    [0, 1, 2, 3]
    """
    asked = list(offsets)
    cuts = sorted({0, *(offset for offset in asked if offset >= 0)})
    found, gone = {0: 0, NOWHERE: NOWHERE}, 0
    for start, end in pairwise(cuts):
        # A place within a line end falls before it, and the line end counts with what follows.
        gone += text.count("\r\n", max(start - 1, 0) if _splits(text, start) else start, end)
        found[end] = end - gone - _splits(text, end)
    return [found[offset] for offset in asked]


def _parts(measure: Measure) -> tuple[str, bool]:
    """Give the unit of a measure, and whether it takes line ends for two."""
    unit, _, ends = measure.partition("-")
    return unit, bool(ends)


def _encoded(text: str, unit: str) -> bytes:
    return text.encode(_ENCODINGS[unit], "surrogatepass")


def _length(piece: str, measure: Measure) -> int:
    unit, ends = _parts(measure)
    more = piece.count("\n") if ends else 0
    if unit == "codepoint" or piece.isascii():
        return len(piece) + more
    return len(_encoded(piece, unit)) // _WIDTHS[unit] + more


def _characters(data: str | bytes, start: int, end: int, unit: str, ends: bool) -> int:
    """Count the characters of the text between two places, which are between characters."""
    width = _WIDTHS[unit]
    piece = data[start * width : end * width]
    if isinstance(piece, bytes):
        piece = piece.decode(_ENCODINGS[unit], "surrogatepass")
    return len(piece) - (piece.count("\n") if ends else 0)


def _is_between(data: str | bytes, at: int, length: int, unit: str, ends: bool) -> bool:
    """Whether a place is in the text and between two characters, or at an end."""
    if not 0 < at < length:
        return 0 <= at <= length
    width = _WIDTHS[unit]
    before, after = data[(at - 1) * width : at * width], data[at * width : (at + 1) * width]
    if isinstance(before, str) or isinstance(after, str):
        return not (ends and after == "\n")
    if unit == "utf8":
        return not 0x80 <= after[0] < 0xC0
    low, high = 0xDC <= after[1] < 0xE0, 0xD8 <= before[1] < 0xDC
    return not (low and high) and not (ends and after == b"\n\0")


def _splits(text: str, offset: int) -> bool:
    """Whether an offset is between CR and LF."""
    return offset > 0 and text[offset - 1 : offset + 1] == "\r\n"
