"""Colours of other programs, and which of ours is nearest."""

from __future__ import annotations

from reader.annotation.colors import INKS, nearest
from reader.annotation.model import TAG_COLORS
from reader.tui.shades import DARK, LIGHT


def test_the_inks_are_those_of_the_themes() -> None:
    assert tuple(INKS) == TAG_COLORS
    for name, inks in INKS.items():
        assert inks == (DARK.tags[name].ink, LIGHT.tags[name].ink)
        assert [nearest(ink) for ink in inks] == [name, name]


def test_what_is_no_colour_is_near_to_none() -> None:
    assert [nearest(given) for given in ("", "red", "#12345", "#1234567", "\x1b#123456")] == [
        ""
    ] * 5
