"""The palette: every ink can be read on every ground that it is drawn on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.style import Style

from reader.annotation.model import TAG_COLORS
from reader.config import Settings, Theme
from reader.library import Library
from reader.tui.palette import DARK, LIGHT, Palette, Shades
from tests.tui.given import reading

LEAST = 4.5
"""The contrast that WCAG 2 asks for text of this size, level AA."""


def luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grounds(shades: Shades) -> Iterator[tuple[str, str]]:
    """Give what text that is read may stand on."""
    yield "ground", shades.ground
    yield "raised", shades.raised
    yield "sentence", shades.sentence
    yield "word", shades.word
    yield "selection", shades.selection
    yield "search", shades.search
    for name, shade in shades.tags.items():
        yield f"{name} tint", shade.tint
        yield f"{name} lit", shade.lit


def colors_of(style: Style) -> tuple[str, str]:
    """Give ink and ground of a style."""
    assert style.color is not None
    assert style.bgcolor is not None
    return style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex


@pytest.mark.parametrize("shades", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("ink", ["text", "strong"])
def test_text_can_be_read_on_every_ground(shades: Shades, ink: str) -> None:
    for name, ground in grounds(shades):
        assert contrast(getattr(shades, ink), ground) >= LEAST, name


@pytest.mark.parametrize("shades", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("ink", ["dim", "accent", "error"])
def test_what_is_quiet_can_be_read_too(shades: Shades, ink: str) -> None:
    for name in ("ground", "raised", "sentence"):
        assert contrast(getattr(shades, ink), getattr(shades, name)) >= LEAST, name


@pytest.mark.parametrize("shades", [DARK, LIGHT], ids=["dark", "light"])
def test_headings_and_links_can_be_read_where_they_are_highlighted(shades: Shades) -> None:
    for name, shade in shades.tags.items():
        assert contrast(shades.accent, shade.tint) >= LEAST, name


@pytest.mark.parametrize("shades", [DARK, LIGHT], ids=["dark", "light"])
def test_chips_and_marks_can_be_read(shades: Shades) -> None:
    palette = Palette(shades)
    for color in TAG_COLORS:
        for style in (
            palette.chip(color),
            palette.chip(color, bright=False),
            palette.ink(color),
            palette.raised(palette.ink(color)),
        ):
            assert contrast(*colors_of(style)) >= LEAST, color


@pytest.mark.parametrize("shades", [DARK, LIGHT], ids=["dark", "light"])
def test_hint_labels_can_be_read(shades: Shades) -> None:
    assert contrast(*colors_of(Palette(shades).hint)) >= LEAST


@pytest.mark.parametrize("shades", [DARK, LIGHT], ids=["dark", "light"])
def test_every_layer_has_a_ground_of_its_own(shades: Shades) -> None:
    seen = dict(grounds(shades))
    assert len(set(seen.values())) == len(seen)


@pytest.mark.parametrize("shades", [DARK, LIGHT], ids=["dark", "light"])
def test_every_tag_colour_has_shades(shades: Shades) -> None:
    assert set(shades.tags) == set(TAG_COLORS)
    assert len({shade.ink for shade in shades.tags.values()}) == len(TAG_COLORS)


def test_a_colour_that_no_theme_knows_is_drawn_as_the_first() -> None:
    palette = Palette(DARK)
    assert palette.chip("nonesuch") == palette.chip("amber")


@pytest.mark.parametrize("plain", [{"colors": False}, {"few": True}], ids=["none", "sixteen"])
def test_without_tints_marks_are_told_by_attributes(plain: dict[str, bool]) -> None:
    palette = Palette(DARK, **plain)
    assert palette.mark("amber").underline
    assert palette.mark("amber").bgcolor is None
    assert palette.selection.reverse
    assert palette.hint.reverse
    assert palette.hint != palette.selection
    assert palette.sentence.bgcolor is None
    assert not palette.sentence.underline
    assert palette.mark("amber", overlap=True) != palette.mark("amber")


def test_overlapping_marks_are_underlined_in_colour_too() -> None:
    palette = Palette(DARK)
    assert palette.mark("amber", overlap=True).underline
    assert not palette.mark("amber").underline


def test_without_colours_no_style_has_one() -> None:
    palette = Palette(DARK, colors=False)
    styles = [palette.text, palette.strong, palette.dim, palette.faint, palette.accent]
    styles += [palette.key, palette.error, palette.sentence, palette.word, palette.selection]
    styles += [
        palette.hint,
        palette.search,
        palette.mark("green"),
        palette.chip("green"),
        palette.ink("green"),
    ]
    styles += [palette.raised(style) for style in styles]
    for style in styles:
        assert style.color is None
        assert style.bgcolor is None


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_fields_have_the_ground_of_our_theme(library: Library, theme: Theme) -> None:
    settings = Settings("ann", theme=theme)
    async with reading(library, settings=settings) as hands:
        await hands.press("t")
        field = hands.desk.overlays.field
        assert field is not None
        assert field.styles.background.hex.lower() == hands.app.palette.shades.raised
