"""Finding: exact places, smart case, white space, graphemes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.find import find
from reader.text.graphemes import is_boundary
from reader.text.normal import normalise
from tests.text.strategies import texts


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Zoom zoom ZOOM", "zoom", ["Zoom", "zoom", "ZOOM"]),
        ("Zoom zoom ZOOM", "Zoom", ["Zoom"]),
        ("a.b a+b", "a+b", ["a+b"]),
        ("two\nwords two  words", "two words", ["two\nwords", "two  words"]),
        ("a bc", " b", [" b"]),
        ("İstanbul ist", "ist", ["İst", "ist"]),
        ("Straße STRASSE", "straße", ["Straße"]),
        ("ÉTÉ été", "été", ["ÉTÉ", "été"]),
        ("cafe\u0301 cafe", "cafe", ["cafe\u0301", "cafe"]),
        ("cafe\u0301", "\u0301", []),
        ("👍🏽 👍", "👍", ["👍🏽", "👍"]),
        ("aaa", "aa", ["aa"]),
        ("text", "", []),
        ("text here", " ", []),
    ],
)
def test_what_is_found(text: str, query: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find(text, query)] == found


def test_the_number_of_places_can_be_limited() -> None:
    assert find("a a a", "a", limit=2) == [(0, 1), (2, 3)]
    assert find("a a a", "a", limit=0) == []


@given(texts.map(normalise), st.integers(0, 60), st.integers(1, 10))
def test_a_passage_of_the_text_is_found_where_it_stands(text: str, start: int, size: int) -> None:
    query = text[start : start + size]
    places = find(text, query)
    if query.strip() and is_boundary(text, start) and query == query.strip():
        assert any(place.start <= start < place.end for place in places)
    for place in places:
        assert place.start < place.end
        assert is_boundary(text, place.start)
        assert is_boundary(text, place.end)


@pytest.mark.parametrize("query", [" a", "x a", "x  "])
def test_long_runs_of_white_space_are_searched_through(query: str) -> None:
    blank = " " * 300_000
    assert find(blank, query) == []
    assert len(find(blank + query.strip() + blank, query)) == 1


def test_a_straight_quotation_mark_finds_a_curly_one_and_not_the_other_way_round() -> None:
    text = "China’s firm “fight” isn't"
    assert [text[a:b] for a, b in find(text, "China's")] == ["China’s"]
    assert [text[a:b] for a, b in find(text, '"fight"')] == ["“fight”"]
    assert find(text, "isn’t") == []
