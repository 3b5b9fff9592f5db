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


def spaced(text: str) -> str:
    """Give a text with a space around each character of an unspaced script.

    >>> spaced("1945年の春 spring")
    '1945 年  の  春  spring'
    """
    return (
        text if text.isascii() or not _behind().search(text) else _unspaced().sub(r" \g<0> ", text)
    )


def is_unspaced(character: str) -> bool:
    """Whether a character is a word by itself in an index."""
    return _unspaced().match(character) is not None


@cache
def _unspaced() -> re.Pattern[str]:
    # Made when it is needed: it takes longer than all else of a start that needs none.
    return re.compile(_UNSPACED)


@cache
def _behind() -> re.Pattern[str]:
    # Where such scripts stand, and more: soon looked for, and in few texts of other scripts.
    return re.compile("[\u2e80-\U0010ffff]")
