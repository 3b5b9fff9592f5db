"""The palette: every ink can be read on every ground that it is drawn on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style

from reader.annotation.model import TAG_COLORS
from reader.config import Settings, Theme
from reader.library import Library
from reader.text.document import MarkStyle
from reader.tui import constructs
from reader.tui.palette import Palette
from reader.tui.shades import DARK, DARK_256, LIGHT, LIGHT_256, Shades, TagShade
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
    yield "code", shades.code
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


def nearest(color: str) -> str:
    """Give what a terminal of 256 colours shows."""
    return Color.parse(color).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


def shown(shades: Shades) -> Shades:
    """Give shades as a terminal of 256 colours shows them."""
    colors = shades._asdict()
    drawn = {
        name: nearest(color)
        for name, color in colors.items()
        if isinstance(color, str) and color.startswith("#")
    }
    tags = {
        name: TagShade(nearest(tag.ink), nearest(tag.tint), nearest(tag.lit))
        for name, tag in shades.tags.items()
    }
    return shades._replace(tags=tags, **drawn)  # type: ignore[arg-type]  # colours, all of them


def styles_over_text(palette: Palette) -> Iterator[tuple[str, Style]]:
    """Give all that text is read in, by name: the layers that lie over it and their order."""
    layers = {"sentence": palette.sentence, "word": palette.word, "search": palette.search}
    layers["selection"] = palette.selection
    for color in TAG_COLORS:
        layers[f"{color} tint"] = palette.mark(color, overlap=True)
        layers[f"{color} lit"] = palette.mark(color, lit=True)
    bases = {base: getattr(palette, base) for base in ("text", "strong", "dim", "accent", "code")}
    bases |= {f"heading {level}": constructs.heading(level, palette) for level in range(1, 7)}
    for style in get_args(MarkStyle):
        layer = constructs.inline(style, palette)
        bases |= {style: palette.text + layer, f"{style} in code": palette.code + layer}
    for base, style in bases.items():
        yield base, style
        for name, layer in layers.items():
            yield f"{base} on {name}", style + layer


FINE = pytest.mark.parametrize("shades", [DARK, LIGHT], ids=["dark", "light"])
# Of 256 colours few are near each other: there it must do what is asked for large text.
EACH = pytest.mark.parametrize(
    ("shades", "least"),
    [(DARK, LEAST), (LIGHT, LEAST), (shown(DARK_256), 3.0), (shown(LIGHT_256), 3.0)],
    ids=["dark", "light", "dark-256", "light-256"],
)


@EACH
@pytest.mark.parametrize("ink", ["text", "strong"])
def test_text_can_be_read_on_every_ground(shades: Shades, least: float, ink: str) -> None:
    for name, ground in grounds(shades):
        if not name.endswith("lit") or ink == "strong":
            assert contrast(getattr(shades, ink), ground) >= least, name


@EACH
def test_plain_text_stands_out(shades: Shades, least: float) -> None:
    for name in ("ground", "raised", "code", "sentence"):
        assert contrast(shades.text, getattr(shades, name)) >= 7, name
    assert contrast(shades.text, shades.tags["amber"].lit) >= least / 2


@FINE
def test_whatever_lies_over_text_leaves_it_readable(shades: Shades) -> None:
    for name, style in styles_over_text(Palette(shades)):
        assert contrast(*colors_of(style)) >= LEAST, name


@EACH
@pytest.mark.parametrize("ink", ["dim", "accent", "error"])
def test_what_is_quiet_can_be_read_too(shades: Shades, least: float, ink: str) -> None:
    for name in ("ground", "raised", "code", "sentence"):
        assert contrast(getattr(shades, ink), getattr(shades, name)) >= least, name


@EACH
@pytest.mark.parametrize("style", get_args(MarkStyle))
def test_what_stands_in_code_can_be_read(shades: Shades, least: float, style: MarkStyle) -> None:
    palette = Palette(shades)
    assert contrast(*colors_of(palette.code + constructs.inline(style, palette))) >= least


@EACH
def test_chips_and_marks_can_be_read(shades: Shades, least: float) -> None:
    palette = Palette(shades)
    for color in TAG_COLORS:
        for style in (
            palette.chip(color),
            palette.chip(color, bright=False),
            palette.ink(color),
            palette.raised(palette.ink(color)),
        ):
            assert contrast(*colors_of(style)) >= least, color


@EACH
def test_hint_labels_can_be_read(shades: Shades, least: float) -> None:
    assert contrast(*colors_of(Palette(shades).hint)) >= least


@pytest.mark.parametrize(("coarse", "fine"), [(DARK_256, DARK), (LIGHT_256, LIGHT)])
def test_of_256_colours_the_ground_is_what_textual_makes_of_its_own(
    coarse: Shades, fine: Shades
) -> None:
    assert nearest(coarse.ground) == nearest(fine.ground)


@EACH
def test_every_layer_has_a_ground_of_its_own(shades: Shades, least: float) -> None:
    seen = dict(grounds(shades))
    # Nothing that is raised is ever beside the text.
    raised = seen.pop("raised")
    assert raised not in {**seen, "code": ""}.values()
    assert len(set(seen.values())) == len(seen)


@EACH
def test_every_tag_colour_has_shades(shades: Shades, least: float) -> None:
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


def test_with_sixteen_colours_chips_are_quiet_but_for_the_current_one() -> None:
    palette = Palette(LIGHT, few=True)
    assert palette.chip("green", bright=False) == palette.dim
    assert palette.chip("green").bold
    assert palette.chip("green").bgcolor is None


def test_what_is_lit_is_drawn_in_the_strongest_ink() -> None:
    link = Style(color=DARK.accent)
    lit = link + Palette(DARK).mark("green", lit=True)
    assert lit.color is not None
    assert lit.color.get_truecolor().hex == DARK.strong


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
    styles += [palette.code, palette.code_edge]
    styles += [constructs.inline(style, palette) for style in get_args(MarkStyle)]
    styles += [constructs.heading(level, palette) for level in range(1, 7)]
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
