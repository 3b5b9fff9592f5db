"""The first pages of a text whose encoding is not known yet, cut where that does no harm."""

from __future__ import annotations

import codecs
import re

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_ENDS = (b"\n\n", b"\r\n\r\n", b"\n", b"\r")
_WHOLE = re.compile(rb"[\x00-\x2f](?=[^\x00-\x2f]*\Z)")
"""The last byte that ends a character, in whatever encoding has ASCII in it."""
_HIGH = range(0xD8, 0xDC)
"""The byte by which the first half of a pair is known in UTF-16."""


def cut(data: bytes) -> bytes:
    """Cut a text after a paragraph, else after a line, else after a whole character.

    `data` has a multiple of four bytes, so that it ends between numbers of two and of four.
    """
    if data.startswith(_MARKS) or b"\0" in data:
        return data[:-2] if data[-1] in _HIGH or data[-2] in _HIGH else data
    for end in _ENDS:
        place = data.rfind(end, len(data) // 2)
        if place >= 0:
            return data[:place]
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            # Of a character that is cut in two nothing is left.
            return data[: error.start]
        found = _WHOLE.search(data, len(data) // 2)
        return data[: found.end()] if found else data
    return data
