"""Text as an index of words takes it: without regard to case and to accents on Latin letters.

This follows what SQLite's `unicode61` does with `remove_diacritics 2`, so that what an index found
is found in the text again. Each character is folded by itself: the length stays.
"""

from __future__ import annotations

import unicodedata

ACCENT = "\u0300"
"""Stands for an accent of its own, which an index passes over."""

_ACCENTS = frozenset(
    "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u030f\u0311\u031b"
    "\u0323\u0324\u0325\u0326\u0327\u0328\u032d\u032e\u0330\u0331"
)


class _Folded(dict[int, str]):
    """What characters become, found out when they are first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _folded(chr(code))
        return found


def folded(text: str) -> str:
    """Give a text of the same length with letters and digits folded and a space for all else.

    >>> folded("Café-Zürich, 5")
    'cafe zurich  5'
    """
    return text.translate(_KNOWN)


def _folded(character: str) -> str:
    if character in _ACCENTS:
        return ACCENT
    category = unicodedata.category(character)
    if category[0] not in "LN" and category not in ("Co", "Cn"):
        return " "
    base = unicodedata.normalize("NFD", character)[0]
    if base.isascii() and base.isalpha():
        return base.lower()
    for form in (character.casefold(), character.lower()):
        if len(form) == 1:
            return form
    return character


_KNOWN = _Folded()
