"""What encoding bytes may be in that do not tell it: found by what they would say in it.

Two kinds are told by their form: UTF-16 without a byte order mark, by its zero bytes, and
encodings that shift between character sets within ASCII. All others are guessed.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from reader.errors import IngestError

_SAMPLE = 256 * 1024
"""Bytes that a guess is made of."""
_LOOKED_AT = 3000
"""Bytes of it in which letters are looked at."""
_FOREIGN = re.compile(rb"[\x80-\xff][^\n]*\n?")
_ASCII = bytes(range(128))
_BEFORE = 200
"""Bytes that are looked at before the first in a line that is not ASCII."""
_BOUNDARY = re.compile(rb"[\x00-\x2f](?=[^\x00-\x2f]*\Z)")
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_SHIFTED = ("iso2022_jp_2", "iso2022_jp_ext", "iso2022_kr")
_WIDE_SAMPLE = 50_000
"""Characters by which text of two or four bytes a character is told."""
_MARKS = " \n\t\u3000。、，．"
_CLEAR = 0.95
"""Share of the characters of two scripts, in a text that is plainly one."""


def guess(data: bytes) -> tuple[str, str] | None:
    """Give text and encoding of bytes that are neither UTF-8 nor UTF-16, if any is plausible."""
    for encoding in _guesses(_sample(data)):
        try:
            return data.decode(encoding), encoding
        except UnicodeError:
            continue
    return None


def _guesses(sample: bytes) -> Iterator[str]:
    """Give encodings, the likeliest first: those that read as a language, then a detector's."""
    from reader.ingest import plausible

    scores = {one: plausible.score(_begun(sample, one), one) for one in plausible.ENCODINGS}
    ranked = sorted(scores, key=lambda one: -round(scores[one], 2))
    yield from (one for one in ranked if scores[one] >= plausible.ENOUGH)
    # Imported here: hardly a file needs it.
    from charset_normalizer import from_bytes

    for match in from_bytes(sample, steps=10):
        yield match.encoding


def _begun(sample: bytes, encoding: str) -> str:
    """Give the beginning of a sample in an encoding; "" where it is not in it."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(sample[:_LOOKED_AT])
    except UnicodeError:
        return ""


def wide(data: bytes) -> tuple[str, str, bool] | None:
    """Give the text of bytes with zeros in them as UTF-16 or UTF-32 without a byte order mark.

    With it come the encoding, and whether it is not plain that it is this one.
    """
    found: list[tuple[bool, int, str, str]] = []
    for encoding in _WIDE:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        counted = Counter(text[:_WIDE_SAMPLE])
        ascii_ones = sum(number for one, number in counted.items() if one < "\x80")
        if "\0" not in counted and _assigned(counted) > 0.99 and _is_written(counted):
            found.append((_is_clear(counted), ascii_ones, encoding, text))
    if not found:
        return None
    clear, _, encoding, text = max(found)
    return text, encoding, not clear


def shifted(data: bytes) -> tuple[str, str, bool] | None:
    """Give the text of bytes that are ASCII and hold the signs of ISO-2022; always a guess."""
    if b"\x1b$" not in data or not data.isascii():
        return None
    for encoding in _SHIFTED:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\x1b" not in text and not text.isascii():
            return text, encoding, True
    return None


def refuse_damaged(data: bytes) -> None:
    """Raise `IngestError` for UTF-8 with a few bytes amiss: in another encoding all would be."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - bad - (len(data) - len(data.translate(None, _ASCII)))
    if good >= 3 * bad:
        line = text.count("\n", 0, text.find("\ufffd")) + 1
        raise IngestError(f"is UTF-8 with damage (line {line:,}); save it anew as UTF-8")


def _sample(data: bytes) -> bytes:
    """Give lines that are not ASCII, in all at most `_SAMPLE` bytes and cut inside no character."""
    if len(data) <= _LOOKED_AT:
        return data
    lines: list[bytes] = []
    size = 0
    for match in _FOREIGN.finditer(data):
        first = max(0, match.start() - _BEFORE)
        start = max(data.rfind(b"\n", first, match.start()) + 1, first)
        lines.append(data[start : min(match.end(), start + _SAMPLE)])
        size += len(lines[-1])
        if size >= _SAMPLE:
            break
    sample = b"".join(lines)
    if size < _SAMPLE:
        return sample
    # What is below "0" is no part of a longer character in any encoding that comes here.
    found = _BOUNDARY.search(sample, _SAMPLE - 2000, _SAMPLE)
    return sample[: found.end()] if found else sample[:_SAMPLE]


def _assigned(counted: Counter[str]) -> float:
    """Give the share of characters that Unicode knows as such."""
    kinds = ("Cn", "Co", "Cs", "Cc")
    allowed = "\t\n\r\f\x0b\x1b\x08"
    unknown = sum(
        number
        for one, number in counted.items()
        if one not in allowed and unicodedata.category(one) in kinds
    )
    return 1 - unknown / counted.total()


def _is_written(counted: Counter[str]) -> bool:
    """Tell whether there are marks between words or sentences, or letters of ASCII."""
    marks = sum(counted[one] for one in _MARKS)
    letters = sum(number for one, number in counted.items() if one.isascii() and one.isalnum())
    return marks * 100 >= counted.total() or letters * 2 >= counted.total()


def _is_clear(counted: Counter[str]) -> bool:
    """Tell whether most characters are Latin, punctuation or of two other groups at most."""
    groups: Counter[int] = Counter()
    for one, number in counted.items():
        groups[_group(ord(one))] += number
    common = groups.pop(0, 0) + groups.pop(0x20, 0)
    return common + sum(number for _, number in groups.most_common(2)) >= _CLEAR * counted.total()


def _group(point: int) -> int:
    """Give a number for the range of Unicode that a character is in, about its script."""
    if point < 0x250:
        return 0
    if 0x2E00 <= point < 0xA000 or 0xF900 <= point < 0xFB00 or 0xFF00 <= point < 0xFFF0:
        return 0x4E
    if 0xAC00 <= point < 0xD7B0:
        return 0xAC
    return point >> 8 if point < 0x2E00 else point >> 12
