"""Cells: our count is Rich's count of what is drawn, whatever the script."""

from __future__ import annotations

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.text.cells import (
    TAB,
    clusters,
    drawn,
    glyphs,
    is_simple,
    shape,
    sizes,
    to_tab_stop,
    width_of,
)
from reader.text.normal import normalise
from tests.text.strategies import texts

normal_texts = texts.map(normalise)
tabless = normal_texts.map(lambda text: text.replace("\t", " ").replace("\n", " "))


@given(tabless)
@example("\u200d\u200dword")
@example("🇩🇪\u200d👩\u200d⚕️")
def test_the_width_of_a_line_is_that_of_what_is_drawn(text: str) -> None:
    assert width_of(text) == cell_len(drawn(text))


@given(tabless)
def test_graphemes_stand_side_by_side_and_cover_the_text(text: str) -> None:
    found = glyphs(text, 0, len(text), 3)
    assert "".join(text[glyph.start : glyph.end] for glyph in found) == text
    cell = 3
    for glyph in found:
        assert glyph.cell == cell
        assert glyph.width == cell_len(drawn(text[glyph.start : glyph.end]))
        cell += glyph.width


@given(normal_texts, st.data())
def test_graphemes_are_the_same_from_any_boundary_on(text: str, data: st.DataObject) -> None:
    whole = [(glyph.start, glyph.end) for glyph in glyphs(text, 0, len(text))]
    start = data.draw(st.sampled_from([0, *(end for _, end in whole)]))
    part = [(glyph.start, glyph.end) for glyph in glyphs(text, start, len(text))]
    assert part == [pair for pair in whole if pair[0] >= start]


def test_what_counts_as_simple_is_one_cell_and_one_grapheme() -> None:
    for code in range(0x110000):
        character = chr(code)
        if is_simple(character, 0, 1):
            assert cell_len(character) == 1, hex(code)
            assert drawn(character) == character, hex(code)
            assert list(clusters(f"a{character}b", 0, 3)) == [(0, 1), (1, 2), (2, 3)], hex(code)


@pytest.mark.parametrize(
    ("grapheme", "width"),
    [("a", 1), ("é", 1), ("e\u0301", 1), ("漢", 2), ("👩‍⚕️", 2), ("👍🏽", 2), ("🇩🇪", 2), ("ｱ", 1)],
)
def test_a_grapheme_has_its_width_however_many_code_points_it_is(grapheme: str, width: int) -> None:
    assert list(sizes(grapheme, 0, len(grapheme))) == [(0, len(grapheme), width)]
    assert width_of(f"a{grapheme}b") == width + 2


@pytest.mark.parametrize(("before", "width"), [(0, 4), (1, 3), (3, 1), (4, 4), (6, 2)])
def test_a_tab_reaches_to_the_next_stop(before: int, width: int) -> None:
    assert TAB == 4
    assert to_tab_stop(before) == width
    assert width_of("x" * before + "\t") == before + width


@pytest.mark.parametrize("character", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u3164", "\u180e"])
def test_an_invisible_character_is_drawn_as_a_mark_one_cell_wide(character: str) -> None:
    mark = drawn(character)
    assert mark != character
    assert mark.isprintable()
    assert cell_len(mark) == 1
    assert width_of(f"a{character}b") == 3


def test_a_joiner_inside_an_emoji_is_left_as_it_is() -> None:
    assert drawn("👩‍⚕️") == "👩‍⚕️"


def test_what_takes_two_cells_and_stands_alone_is_known_by_its_class() -> None:
    """The quick way by character classes counts as the painter and the grapheme rules do."""
    for code in range(0x3000, 0x10000):
        text = f"a{chr(code)}b"
        if not 0xD800 <= code < 0xE000:
            quick = [width for _, _, width in sizes(text, 0, len(text))]
            slow = [cell_len(drawn(text[one:two])) for one, two in clusters(text, 0, len(text))]
            assert quick == slow, hex(code)


@pytest.mark.parametrize("after", ["", "🇩", "\u0301", "🇩\u200d👩", "a"])
@pytest.mark.parametrize("pairs", [1, 31, 32, 33, 64, 200])
def test_graphemes_in_a_run_of_flags_are_those_of_the_whole(pairs: int, after: str) -> None:
    text = "a" + "🇩🇪" * pairs + after + "b" + "🇫🇷" * pairs + after
    whole = [match.span() for match in regex.finditer(r"\X", text)]
    assert clusters(text, 0, len(text)) == whole
    assert clusters(text, 1, len(text)) == whole[1:]


def test_a_joiner_after_a_sign_that_is_no_emoji_is_drawn_as_a_mark_or_not_at_all() -> None:
    for text in ("␀\u200d👩\u200d⚕️", "─\u200d👩", "👩\u200d⚕️"):
        assert width_of(text) == cell_len(drawn(text))


def test_of_a_grapheme_heaped_with_marks_only_some_are_drawn() -> None:
    heaped = "a" + "\u0301" * 5_000 + "b"
    assert width_of(heaped) == 2
    assert len(shape(heaped[:-1])) < 100
    joined = "👨" + "\u200d👩" * 5_000
    assert width_of(joined) == 2
    assert len(shape(joined)) < 100
