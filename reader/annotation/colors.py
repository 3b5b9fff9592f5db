"""The colours of tags: as the app's themes and as other programs write them.

Other programs have the ink of the dark theme, which is light enough to lie under black text, as
they have it, and strong enough to be told from white.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_HEX = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)


class Ink(NamedTuple):
    """One colour as each theme writes with it, as hex."""

    dark: str
    light: str


INKS = {
    "amber": Ink("#e5b567", "#7d5200"),
    "green": Ink("#84d8b8", "#0f5f48"),
    "rose": Ink("#f093a8", "#99213f"),
    "blue": Ink("#a4c8fa", "#1a4f9c"),
    "violet": Ink("#c5a3f0", "#5b2d9a"),
    "teal": Ink("#7bd6de", "#0b5a63"),
    "orange": Ink("#f0a274", "#8a3c07"),
    "olive": Ink("#b8c46c", "#535c06"),
}
"""Each of `TAG_COLORS`, in their order."""

HEX = {name: ink.dark for name, ink in INKS.items()}
"""Each as other programs write it."""

_NAMES = {value: name for name, value in HEX.items()}


def named(value: str) -> str:
    """Give the name of a colour that is one of ours, and any other as it is, in small letters."""
    return _NAMES.get(value.lower(), value.lower())


def nearest(given: str) -> str:
    """Give the name of our colour that is nearest to `#rrggbb`, or nothing if that is no colour.

    >>> nearest("#FF0000"), nearest("#ffff00"), nearest("red")
    ('rose', 'amber', '')
    """
    wanted = _parts(given)
    if wanted is None:
        return ""
    return min(INKS, key=lambda name: min(_distance(wanted, ink) for ink in INKS[name]))


def _distance(wanted: tuple[int, ...], ink: str) -> int:
    parts = _parts(ink)
    assert parts is not None
    return sum((one - other) ** 2 for one, other in zip(wanted, parts, strict=True))


def _parts(given: str) -> tuple[int, ...] | None:
    match = _HEX.fullmatch(given.strip())
    return tuple(int(part, 16) for part in match.groups()) if match else None
