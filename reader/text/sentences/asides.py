"""Brackets within a sentence: a stop in an aside does not end the sentence around it.

Only a few hundred characters around a stop are read; a bracket that is never closed, or that
stands further off, is none.
"""

from __future__ import annotations

import re

_REACH = 200
_LEADING = " \t\n\u00a0\u202f\"'“”‘’„‚«»‹›「『（(¿¡—–-"
_PAIRS = (("(", ")"), ("（", "）"))
_CLOSE = {
    ")": re.compile(rf"[^()]{{0,{_REACH}}}+\)"),
    "）": re.compile(rf"[^（）]{{0,{_REACH}}}+）"),
}


def leads_sentence(text: str, begin: int, opener: str, stop: int) -> bool:
    """Whether the last `opener` before `stop` is the first of the sentence from `begin`.

    True too if there is none, since the sentence then starts behind it.
    """
    opened = text.rfind(opener, max(begin, stop - _REACH), stop)
    return opened < 0 or is_leading(text, begin, opened)


def is_leading(text: str, begin: int, offset: int) -> bool:
    """Whether `[begin, offset)` holds no word, only white space and opening marks."""
    return offset - begin < 16 and not text[begin:offset].strip(_LEADING)


def is_opened_within(text: str, begin: int, stop: int, cut: int, end: int) -> bool:
    """Whether `stop` stands in a bracket opened amid the sentence and closed after `cut`."""
    reach = begin if stop - begin < _REACH else stop - _REACH
    for opener, closer in _PAIRS:
        opened = text.rfind(opener, reach, stop)
        if opened < 0 or is_leading(text, begin, opened):
            continue
        if text.rfind(closer, opened, stop) < 0 and _CLOSE[closer].match(text, cut, end):
            return True
    return False
