"""Colours as other programs write them, and which of ours is nearest to theirs."""

from __future__ import annotations

from reader.annotation.colors import HEX, INKS, named, nearest
from reader.annotation.model import TAG_COLORS


def test_each_colour_of_a_tag_is_nearest_to_itself() -> None:
    assert tuple(INKS) == TAG_COLORS
    for name, inks in INKS.items():
        assert [nearest(ink) for ink in inks] == [name, name]


def test_what_is_no_colour_is_near_to_none() -> None:
    assert [nearest(given) for given in ("", "red", "#12345", "#1234567", "\x1b#123456")] == [
        ""
    ] * 5


def test_a_colour_of_ours_has_its_name_again() -> None:
    assert [named(value.upper()) for value in HEX.values()] == list(TAG_COLORS)
    assert named("#ABCDEF") == "#abcdef"
