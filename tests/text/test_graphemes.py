"""Grapheme boundaries: the same as the regex package's, wherever one asks."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given

from reader.text.document import Span
from reader.text.graphemes import (
    is_boundary,
    joins,
    next_boundary,
    previous_boundary,
    snap,
    trimmed,
)
from reader.text.normal import normalise
from tests.text.strategies import texts


def boundaries(text: str) -> list[int]:
    return [0, *(match.end() for match in regex.finditer(r"\X", text))]


@given(texts.map(normalise))
def test_boundaries_are_those_of_the_whole_text(text: str) -> None:
    found = boundaries(text)
    for offset in range(len(text) + 1):
        before = [other for other in found if other < offset]
        after = [other for other in found if other > offset]
        assert is_boundary(text, offset) == (offset in found)
        assert next_boundary(text, offset) == (after[0] if after else len(text))
        assert previous_boundary(text, offset) == (before[-1] if before else 0)
        assert snap(text, offset) == max(other for other in found if other <= offset)


def test_a_character_that_joins_nothing_is_its_own_grapheme() -> None:
    for code in range(0x110000):
        character = chr(code)
        if 0xD800 <= code < 0xE000 or character == "\r" or joins(character):
            continue
        assert len(regex.findall(r"\X", f"각{character}{character}👩a")) == 5, hex(code)


@pytest.mark.parametrize(
    "emoji", ["👩‍⚕️", "👨‍👩‍👧", "👍🏽", "🇩🇪", "1️⃣", "e\u0301\u0323", "क्षि", "각"]
)
def test_a_grapheme_of_many_code_points_is_one_step(emoji: str) -> None:
    text = f"a{emoji}b"
    assert next_boundary(text, 1) == len(text) - 1
    assert previous_boundary(text, len(text) - 1) == 1
    assert snap(text, len(text) - 2) == (1 if len(emoji) > 1 else len(text) - 2)


def test_flags_are_counted_in_pairs() -> None:
    text = "🇩🇪🇫🇷🇯"
    assert [offset for offset in range(6) if is_boundary(text, offset)] == [0, 2, 4, 5]


def test_flags_in_a_long_run_are_counted_from_its_beginning() -> None:
    text = "a" + "🇩🇪" * 20_000
    for offset in (1, 3, 9_001, 31_999):
        assert is_boundary(text, offset)
        assert not is_boundary(text, offset + 1)
        assert (previous_boundary(text, offset + 2), snap(text, offset + 1)) == (offset, offset)
        assert next_boundary(text, offset) == offset + 2


def test_all_answers_agree_far_inside_a_run_of_flags() -> None:
    text = "🇩🇪" * 100_000
    for offset in (100_002, 150_000):
        before = previous_boundary(text, offset)
        assert before == offset - 2
        assert next_boundary(text, before) == offset
        assert is_boundary(text, before)


@pytest.mark.parametrize("text", ["a" + "\u0301" * 300_000, "🇩" * 300_000, "👩\u200d" * 150_000])
def test_of_an_endless_grapheme_the_answers_agree(text: str) -> None:
    for offset in (0, 5, len(text) // 2, len(text) - 1, len(text)):
        assert previous_boundary(text, offset) <= snap(text, offset) <= next_boundary(text, offset)


def test_trimming_keeps_white_space_that_carries_a_mark() -> None:
    assert trimmed("  ab\n", Span(0, 5)) == Span(2, 4)
    assert trimmed("  \u0301b", Span(0, 4)) == Span(1, 4)
    assert trimmed("a\u0600 ", Span(0, 3)) == Span(0, 3)
    assert trimmed(" \n ", Span(0, 3)) == Span(0, 3)
