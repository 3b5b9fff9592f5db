"""How each construct looks: told by attributes where there is no colour, and never moved."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.style import Style

from reader.annotation.painting import Tint
from reader.text.cells import width_of
from reader.text.document import Span
from reader.text.layout import Layout
from reader.text.markdown import parse
from reader.tui.painter import Layers, paint_row
from reader.tui.palette import Palette
from reader.tui.shades import DARK

COLOURS = Palette(DARK)
NONE = Palette(DARK, colors=False)
SIXTEEN = Palette(DARK, few=True)
WIDTH = 24


NOTHING = Layers()


def painted(
    source: str, palette: Palette = COLOURS, *, row: int = 0, over: Layers = NOTHING
) -> list[tuple[str, Style]]:
    """Paint one row of a text with layers over it."""
    layout = Layout(parse(source)[0], WIDTH)
    return paint_row(layout, layout[row], over, palette)


def style_of(part: str, source: str, palette: Palette = COLOURS, over: Layers = NOTHING) -> Style:
    """Give the style of a piece that is painted."""
    return dict(painted(source, palette, over=over))[part]


def told_by(style: Style) -> set[str]:
    """Give the attributes of a style."""
    names = ("bold", "dim", "italic", "underline", "strike", "reverse")
    return {name for name in names if getattr(style, name)}


@pytest.mark.parametrize(
    ("source", "part", "attributes"),
    [
        ("# word", "word", {"bold"}),
        ("### word", "word", {"bold"}),
        ("#### word", "word", {"bold", "italic"}),
        ("a *word*", "word", {"italic"}),
        ("a **word**", "word", {"bold"}),
        ("a `word`", "word", {"bold"}),
        ("a ~~word~~", "word", {"strike"}),
        ("a [word](/u)", "word", {"italic"}),
        ("an ![word](u.jpg)", "word", {"dim", "italic"}),
    ],
)
def test_without_colours_a_construct_is_told_by_attributes(
    source: str, part: str, attributes: set[str]
) -> None:
    assert told_by(style_of(part, source, NONE)) == attributes


@pytest.mark.parametrize("palette", [NONE, SIXTEEN])
def test_where_an_underline_is_a_highlight_nothing_else_has_one(palette: Palette) -> None:
    assert told_by(style_of("word", "a [word](/u)", palette)) == {"italic"}
    assert told_by(style_of("word", "a <u>word</u>", palette)) == {"italic"}
    tints = [Tint(2, 6, "green", False)]
    assert style_of("word", "a [word](/u)", palette, over=Layers(tints)).underline


def test_a_link_is_underlined_but_within_a_highlight_where_that_means_an_overlap() -> None:
    assert style_of("word", "a [word](/u)").underline
    for overlap in (False, True):
        tints = [Tint(2, 6, "green", overlap)]
        assert style_of("word", "a [word](/u)", over=Layers(tints)).underline is overlap


def test_headings_are_told_apart_down_to_the_fourth_level() -> None:
    styles = [style_of("word", "#" * level + " word") for level in range(1, 7)]
    assert len({*styles}) == 4
    assert styles[3] == styles[4] == styles[5]


def test_code_has_its_ground_as_wide_as_the_text() -> None:
    pieces = painted("```\nif x\n```\n")
    assert [part for part, _ in pieces] == ["  ", "if x", " " * (WIDTH - 6)]
    assert {style.bgcolor for _, style in pieces} == {COLOURS.code.bgcolor}


def test_the_ground_of_code_begins_after_the_bar_of_its_quotation() -> None:
    pieces = painted("> ```\n> if x\n> ```\n")
    assert pieces[:2] == [("│ ", COLOURS.faint), ("  ", COLOURS.code_edge)]
    assert sum(width_of(part) for part, _ in pieces) == WIDTH


def test_the_sign_that_a_line_of_code_goes_on_is_faint() -> None:
    assert painted("```\n" + "x" * 30 + "\n```\n", row=1)[0] == ("↳ ", COLOURS.code_edge)


def test_the_current_sentence_lies_over_the_ground_of_code() -> None:
    style = style_of("if x", "```\nif x\n```\n", over=Layers(sentence=Span(0, 4)))
    assert style.bgcolor == COLOURS.sentence.bgcolor


def decorated(source: str, row: int = 0) -> Sequence[tuple[str, Style]]:
    """Give the decoration of a row: all that stands before its text."""
    return painted(source, row=row)[:-1]


def test_numbers_bullets_and_boxes_are_read_and_bars_are_only_seen() -> None:
    assert decorated("3. item") == [("3. ", COLOURS.dim)]
    assert decorated("- [x] item") == [("☑ ", COLOURS.dim)]
    assert decorated("> 1. item") == [("│ ", COLOURS.faint), ("1. ", COLOURS.dim)]
    assert decorated("![item](u.jpg)") == [("▨ ", COLOURS.faint)]


def test_the_bar_between_two_paragraphs_of_a_quotation_is_as_faint_as_beside_them() -> None:
    assert painted("> one\n>\n> two\n", row=1) == [("│", COLOURS.faint)]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("H<sub>2</sub>O", "H₂O"),
        ("10<sup>-6</sup> m", "10⁻⁶ m"),
        ("4<sup>th</sup>", "4th"),
        ("漢字<sup>2</sup>", "漢字²"),
    ],
)
def test_raised_and_lowered_digits_are_drawn_so_in_as_many_cells(source: str, shown: str) -> None:
    pieces = painted(source)
    assert "".join(part for part, _ in pieces) == shown
    assert width_of(shown) == width_of(parse(source)[0].text)


def test_raised_digits_stay_so_under_a_selection() -> None:
    pieces = painted("10<sup>6</sup>", over=Layers(selection=Span(0, 3)))
    assert "".join(part for part, _ in pieces) == "10⁶"
