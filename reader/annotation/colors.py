"""Which of our colours is nearest to one that another program gave."""

from __future__ import annotations

import re

_HEX = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)

INKS: dict[str, tuple[str, str]] = {
    "amber": ("#e5b567", "#7d5200"),
    "green": ("#84d8b8", "#0f5f48"),
    "rose": ("#f093a8", "#99213f"),
    "blue": ("#a4c8fa", "#1a4f9c"),
    "violet": ("#c5a3f0", "#5b2d9a"),
    "teal": ("#7bd6de", "#0b5a63"),
    "orange": ("#f0a274", "#8a3c07"),
    "olive": ("#b8c46c", "#535c06"),
}
"""Each of `TAG_COLORS` as the dark and the light theme write it."""


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
