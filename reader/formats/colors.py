"""The colours of tags as other tools write them.

Each has the ink of the dark theme, which is light enough to lie under black text, as other tools
have it, and strong enough to be told from white.
"""

from __future__ import annotations

HEX = {
    "amber": "#e5b567",
    "green": "#84d8b8",
    "rose": "#f093a8",
    "blue": "#a4c8fa",
    "violet": "#c5a3f0",
    "teal": "#7bd6de",
    "orange": "#f0a274",
    "olive": "#b8c46c",
}
"""Colours by their names, in the order of `TAG_COLORS`."""

_NAMES = {value: name for name, value in HEX.items()}


def named(value: str) -> str:
    """Give the name of a colour that is one of ours, and any other as it is, in small letters."""
    return _NAMES.get(value.lower(), value.lower())
