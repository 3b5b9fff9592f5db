"""Scripts that put no spaces between words: how they are made ready for an index of words.

An index that knows words by the spaces around them would take a whole sentence of such a script
for one. So every character of it is a word there, and a word that is sought is a phrase of them.
"""

from __future__ import annotations

import re
from functools import cache

_UNSPACED = (
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303c\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f"
    "\U00016fe0-\U00018cff\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
_BEFORE = bytes(range(0xE3))
"""Bytes of characters before U+3000."""
_RADICALS = [bytes((0xE2, second)) for second in range(0xBA, 0xC0)]
"""What characters from U+2E80 to U+2FFF begin with."""


def spaced(text: str) -> str:
    """Give a text with a space around each character of an unspaced script.

    >>> spaced("1945年の春 spring")
    '1945 年  の  春  spring'
    """
    return text if text.isascii() or not _may_have(text) else _unspaced().sub(r" \g<0> ", text)


def is_unspaced(character: str) -> bool:
    """Whether a character is a word by itself in an index."""
    return _unspaced().match(character) is not None


@cache
def _unspaced() -> re.Pattern[str]:
    # Made when it is needed: it takes longer than all else of a start that needs none.
    return re.compile(_UNSPACED)


def _may_have(text: str) -> bool:
    """Whether a text has characters from U+2E80 on, where such scripts stand, and more.

    Few texts of other scripts have, and of their bytes that is known at once.
    """
    data = text.encode("utf-8", "replace")
    return bool(data.translate(None, _BEFORE)) or any(radical in data for radical in _RADICALS)
