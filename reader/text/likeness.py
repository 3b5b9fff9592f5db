"""Near copies: how much of two texts is the same, told by signatures of a few hundred bytes.

A text is taken as the set of its shingles, which are four words in a row, or six characters
where nothing is put between words. A signature keeps, for each of 64 slots, the least hash that
falls there (one-permutation MinHash); a slot that nothing falls into takes over another's, found
in an order of its own, so that short texts have whole signatures too (optimal densification).
The share of slots that agree is about the share of shingles that the texts have in common
(Jaccard). Equal runs of slots, the bands, bring texts together that are worth comparing.

Hashes are CRC-32, which is the same on every machine. Case and punctuation do not count. It is
done here, and by no library: signatures are stored, so they must stay what they are; datasketch
wants numpy and SciPy, and shingling, which takes most of the time, would be left to us by all.
"""

from __future__ import annotations

import re
import struct
from functools import cache
from zlib import crc32

NEAR = 0.5
"""The likeness from which on texts are near copies."""
SLOTS = 64
SIZE = 2 * SLOTS
"""Bytes of a signature."""
_BANDS = 16
_ROWS = 3
"""Slots of a band."""
_WORDS = 4
"""Words of a shingle."""
_CHARACTERS = 6
"""Characters of a shingle in unspaced scripts."""
_LONGEST = 1_000_000
"""Characters that are looked at: books are compared by their beginnings."""
_UNSPACED = 15
"""Characters to a word from which on a script puts no spaces between words."""
_LONG = 60
"""Characters of a line that is no part of a menu."""
_ENOUGH = 250
"""Characters that such lines are to have together."""
_SHIFT = 26
"""Bits of a hash below those that say its slot."""
_NO_HASH = 1 << 32
"""More than any hash."""
_LOOKED_AT = 2000
"""Characters by which it is told whether a text is in an unspaced script."""

_SEPARATORS = bytes(byte if byte >= 128 or chr(byte).isalnum() else 32 for byte in range(256))
_BANDED = f"{2 * _ROWS}s" * _BANDS
_BANDED_SIZE = 2 * _ROWS * _BANDS
_MIXING = 0x9E3779B97F4A7C15
_MIXED = 0xC2B2AE3D27D4EB4F
_NO_WORD = re.compile(r"[^\w\s\x00-\x7f]")
_NO_LETTER = re.compile(r"[\W_]+")


def signature(text: str) -> bytes:
    """Give the signature of a canonical text; empty if it has no words."""
    lowest = [_NO_HASH] * SLOTS
    for one in _shingles(_body(text[:_LONGEST]).casefold()):
        if one < lowest[one >> _SHIFT]:
            lowest[one >> _SHIFT] = one
    least = {slot: one & 0xFFFF for slot, one in enumerate(lowest) if one < _NO_HASH}
    if not least:
        return b""
    if len(least) < SLOTS:
        order = _donors()
        least |= {
            slot: next(least[donor] for donor in order[slot] if donor in least)
            for slot in set(range(SLOTS)).difference(least)
        }
    return struct.pack(f"<{SLOTS}H", *(least[slot] for slot in range(SLOTS)))


def bands(signature: bytes) -> list[int]:
    """Give what texts worth comparing have at least one of in common: 47-bit numbers.

    Of two texts with likeness 0.5 about nine pairs in ten have a band in common, of 0.6 all but
    two in a hundred, of 0.1 one in sixty, and of 0.01 one in 60,000.
    """
    numbers = struct.unpack(_BANDED, signature[:_BANDED_SIZE]) if signature else ()
    return [
        (int.from_bytes(run, "little") * _MIXING + at * _MIXED) % 2**64 >> 17
        for at, run in enumerate(numbers)
    ]


def agreeing(one: bytes, other: bytes) -> int:
    """Give in how many of all slots two signatures agree: about the share of common shingles."""
    return sum(map(int.__eq__, _slots(one), _slots(other))) if one and other else 0


def _body(text: str) -> str:
    """Give the long lines of a text, without menus and headings, unless little is left then."""
    lines = [line for line in text.split("\n") if len(line) >= _LONG]
    body = "\n".join(lines)
    return body if len(body) >= _ENOUGH else text


def _shingles(text: str) -> list[int]:
    """Give the hashes of a text's shingles."""
    if text.isascii():
        return _of_words(text.encode())
    beginning = text[:_LOOKED_AT]
    if len(beginning.split()) * _UNSPACED < len(beginning):
        return _of_characters(_NO_LETTER.sub("", text))
    # Each such character is taken out wherever it is: there are few, and that of ASCII is bytes'.
    for character in _NO_WORD.findall("".join(set(text))):
        text = text.replace(character, " ")
    return _of_words(text.encode("utf-8", "replace"))


def _of_words(data: bytes) -> list[int]:
    words = data.translate(_SEPARATORS).split()
    if len(words) < _WORDS:
        return [crc32(b"".join(words))] if words else []
    in_a_row = zip(*(words[at:] for at in range(_WORDS)), strict=False)
    return list(map(crc32, map(b"".join, in_a_row)))


def _of_characters(text: str) -> list[int]:
    data = text.encode("utf-32-le", "replace")
    size = 4 * _CHARACTERS
    last = max(4, len(data) - size + 4)
    return [crc32(data[at : at + size]) for at in range(0, last, 4)] if data else []


def _slots(signature: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{SLOTS}H", signature)


@cache
def _donors() -> list[list[int]]:
    """Give for each slot all slots, in the order in which an empty one asks the others."""
    return [
        sorted(range(SLOTS), key=lambda other: crc32(struct.pack("<HH", slot, other)))
        for slot in range(SLOTS)
    ]
