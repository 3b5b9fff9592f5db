"""The colours of tags in other tools."""

from __future__ import annotations

from reader.annotation.model import TAG_COLORS
from reader.formats import colors
from reader.tui.shades import DARK


def test_colours_are_those_of_the_app() -> None:
    assert {name: shade.ink for name, shade in DARK.tags.items()} == colors.HEX
    assert tuple(colors.HEX) == TAG_COLORS


def test_a_colour_of_ours_has_its_name_again() -> None:
    assert [colors.named(value.upper()) for value in colors.HEX.values()] == list(TAG_COLORS)
    assert colors.named("#ABCDEF") == "#abcdef"
