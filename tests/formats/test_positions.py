"""Places as other tools count them: exact both ways."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.positions import (
    NOWHERE,
    Measure,
    offsets,
    plain_offsets,
    positions,
    with_plain_line_ends,
)

_MEASURES: tuple[Measure, ...] = get_args(Measure)
_TEXT = st.text(st.sampled_from("ab é中😀𝒳\u0301") | st.characters(exclude_categories=["Cs"]))
_LF_TEXT = st.text(st.sampled_from("ab\n😀中"))


@pytest.mark.parametrize(
    ("measure", "counted"),
    [
        ("codepoint", [0, 1, 2, 3, 4]),
        ("utf16", [0, 1, 3, 4, 5]),
        ("utf8", [0, 2, 6, 7, 10]),
        ("codepoint-crlf", [0, 1, 2, 4, 5]),
        ("utf16-crlf", [0, 1, 3, 5, 6]),
    ],
)
def test_each_tool_counts_in_its_own_way(measure: Measure, counted: list[int]) -> None:
    text = "é😀\n中"
    assert positions(text, range(5), measure) == counted
    assert offsets(text, counted, measure) == [0, 1, 2, 3, 4]


@given(_LF_TEXT, st.sampled_from(_MEASURES))
def test_a_place_is_as_far_as_the_text_before_it_is_long(text: str, measure: Measure) -> None:
    counted = text.replace("\n", "\r\n") if measure.endswith("crlf") else text
    whole = {
        "codepoint": len(counted),
        "utf16": len(counted.encode("utf-16-le")) // 2,
        "utf8": len(counted.encode()),
    }[measure.partition("-")[0]]
    assert positions(text, [len(text)], measure) == [whole]


@given(_TEXT, st.sampled_from(_MEASURES), st.data())
def test_any_place_comes_back(text: str, measure: Measure, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(text))))
    assert offsets(text, positions(text, places, measure), measure) == places


@given(_TEXT, st.sampled_from(_MEASURES))
def test_what_is_no_place_is_nowhere(text: str, measure: Measure) -> None:
    counted = positions(text, range(len(text) + 1), measure)
    between = set(range(-3, counted[-1] + 4)) - set(counted)
    assert set(offsets(text, between, measure)) == {NOWHERE}


def test_half_characters_are_counted_and_never_refused() -> None:
    text = "a\ud83d b\udc00"
    for measure in _MEASURES:
        assert offsets(text, positions(text, range(6), measure), measure) == list(range(6))


@given(st.text(st.sampled_from("a\r\n中")), st.data())
def test_places_follow_line_ends_that_become_one(text: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(text))))
    between = {place for place in places if text[max(place - 1, 0) : place + 1] == "\r\n"}
    expected = [len(with_plain_line_ends(text[:place])) - (place in between) for place in places]
    assert plain_offsets(text, [*places, NOWHERE]) == [*expected, NOWHERE]


def test_ten_thousand_places_in_ten_megabytes() -> None:
    text = "line 😀 中文\n" * 900_000
    places = range(0, len(text), len(text) // 10_000)
    for measure in _MEASURES:
        assert offsets(text, positions(text, places, measure), measure) == list(places)
