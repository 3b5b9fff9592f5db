"""Wrapping: nothing but spaces at a break is left out, and no row is too wide."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.cells import clusters, glyphs, width_of
from reader.text.document import Span
from reader.text.normal import normalise
from reader.text.wrapping import wrap
from tests.text.strategies import texts

normal_texts = texts.map(normalise)


def rows(text: str, width: int, *, code: bool = False) -> list[str]:
    return [text[start:end] for start, end in wrap(text, 0, len(text), width, code=code)]


@given(normal_texts, st.integers(1, 40), st.booleans())
def test_rows_are_in_order_and_leave_out_only_spaces_and_line_ends(
    text: str, width: int, code: bool
) -> None:
    place = 0
    for start, end in wrap(text, 0, len(text), width, code=code):
        assert place <= start <= end
        left_out = text[place:start]
        assert set(left_out) <= ({"\n"} if code else {" ", "\n"})
        place = end
    assert set(text[place:]) <= ({"\n"} if code else {" ", "\n"})


@given(normal_texts, st.integers(1, 40), st.booleans())
def test_no_row_is_wider_than_asked_unless_one_grapheme_is(
    text: str, width: int, code: bool
) -> None:
    for start, end in wrap(text, 0, len(text), width, code=code):
        shown = text[start:end].rstrip(" ") if not code else text[start:end]
        wide = [glyph for glyph in glyphs(shown, 0, len(shown)) if glyph.width]
        assert width_of(shown) <= width or len(wide) == 1


@given(normal_texts, st.integers(1, 40), st.booleans())
def test_no_row_begins_or_ends_inside_a_grapheme(text: str, width: int, code: bool) -> None:
    edges = {0, *(end for _, end in clusters(text, 0, len(text)))}
    for start, end in wrap(text, 0, len(text), width, code=code):
        assert start in edges
        assert end in edges


@given(normal_texts, st.integers(1, 40))
def test_a_line_feed_always_ends_a_row(text: str, width: int) -> None:
    assert all("\n" not in row for row in rows(text, width))
    assert len(rows(text, width)) >= text.count("\n") + 1


@given(st.lists(st.text("abc", min_size=1, max_size=9), max_size=30), st.integers(9, 30))
def test_words_that_fit_stay_whole_and_rows_are_filled(words: list[str], width: int) -> None:
    found = rows(" ".join(words), width)
    assert [word for row in found for word in row.split()] == words
    for row, following in itertools.pairwise(found):
        assert len(row) + 1 + len(following.split()[0]) > width


def test_spaces_at_a_break_belong_to_no_row() -> None:
    assert rows("one two", 3) == ["one", "two"]
    assert rows("one   two", 4) == ["one", "two"]


def test_a_word_longer_than_the_row_is_broken_where_the_row_is_full() -> None:
    assert rows("abcdefgh", 3) == ["abc", "def", "gh"]


def test_code_keeps_its_spaces_and_breaks_where_the_row_is_full() -> None:
    assert rows("    if x:", 6, code=True) == ["    if", " x:"]
    assert rows("    return", 7, code=True) == ["    ret", "urn"]
    assert rows("a bcdefgh", 6, code=True) == ["a bcde", "fgh"]


def test_code_breaks_after_a_space_that_is_near_the_end_of_the_row() -> None:
    assert rows("ab cd efgh", 8, code=True) == ["ab cd ", "efgh"]
    assert rows("ab cd e漢gh", 8, code=True) == ["ab cd ", "e漢gh"]


def test_text_without_spaces_breaks_between_wide_characters() -> None:
    assert rows("漢字漢字漢", 4) == ["漢字", "漢字", "漢"]


def test_no_row_begins_with_a_full_stop_or_ends_with_an_opening_bracket() -> None:
    assert rows("漢字漢字。漢", 8) == ["漢字漢", "字。漢"]
    assert rows("漢字漢「漢字", 8) == ["漢字漢", "「漢字"]


def test_wide_characters_count_double() -> None:
    assert rows("漢字 ab cd", 7) == ["漢字 ab", "cd"]


def test_only_the_extent_asked_for_is_wrapped() -> None:
    assert list(wrap("xx one two yy", 3, 10, 4)) == [Span(3, 6), Span(7, 10)]


@pytest.mark.parametrize("text", ["", "\n", "a\n", "\na"])
def test_empty_lines_are_rows(text: str) -> None:
    assert rows(text, 5) == text.split("\n")


@pytest.mark.parametrize("width", [0, -8])
def test_a_width_below_one_counts_as_one(width: int) -> None:
    assert rows("ab c", width) == rows("ab c", 1)
