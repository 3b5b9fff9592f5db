"""The words of a query are found again in the text, in the sentences that have most of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.query import parse
from reader.query.lighting import best, places, to_light, united
from reader.query.nearness import is_near
from reader.text.document import Document, Span
from reader.text.markdown import parse as markdown


def lit(text: str, query: str) -> str:
    """Give the text with brackets around what is lit."""
    things = to_light(parse(query))
    for start, end in reversed(united(places(text, things))):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("zoom", "[Zoom] zooms [ZOOM]: re-[zoom]"),
        ("zoom*", "[Zoom] [zooms] rezoom"),
        ("cafe", "[Café] [cafe\u0301] cafés"),
        ("CAFÉ", "[café] [cafe]"),
        ('"account closures"', "[account closures], [account\nclosures] account of closures"),
        ('"account clos"*', "[account closures] [account clos]"),
        ("state-backed", "[state-backed] [state backed] statebacked"),
        ("a -b", "[a] b"),
        ("a OR (b c)", "[a] [b] [c]"),
        ("天安", "[天安]門 天 [天 安]"),
        ("新闻自由", "论[新闻自由]的意义"),
        ("COVID19疫情", "[COVID19疫情] COVID19 xy疫情"),
        ('"b a b"', "xb a [b a b]"),
        ("tag:x source:y", "x y"),
    ],
)
def test_words_are_lit_as_the_index_finds_them(query: str, text: str) -> None:
    assert lit(text.replace("[", "").replace("]", ""), query) == text


@given(st.text(max_size=60), st.sampled_from(["a", "a*", '"a b"', "国", "é b*"]))
def test_what_is_lit_lies_in_the_text(text: str, query: str) -> None:
    for place in places(text, to_light(parse(query))):
        assert 0 <= place.start < place.end <= len(text)


def _document(source: str) -> Document:
    return markdown(source)[0]


TEXT = """# Rivers

The dam was closed. Nobody told the town below the dam.

The town grew. When the dam broke, the town had an hour.

- the town
- the dam
"""


def sentences(query: str, most: int = 3) -> list[str]:
    document = _document(TEXT)
    return [
        document.text[slice(*one.sentence)] for one in best(document, to_light(parse(query)), most)
    ]


def test_the_sentences_with_most_of_the_words_are_given_by_place() -> None:
    assert sentences("town dam") == [
        "Nobody told the town below the dam.",
        "When the dam broke, the town had an hour.",
    ]
    assert sentences("dam hour town") == ["When the dam broke, the town had an hour."]
    assert sentences("rivers") == ["Rivers"]
    assert sentences("lake") == []


def test_sentences_that_do_not_count_are_passed_over() -> None:
    document = _document(TEXT)
    start = document.text.index("When")
    found = best(document, to_light(parse("dam")), 3, keep=lambda span: span.start >= start)
    assert [document.text[slice(*one.words[0])] for one in found] == ["dam", "dam"]
    assert all(one.sentence.start >= start for one in found)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("The dam was", "town below", True),
        ("below the dam.", "The town grew.", True),
        ("The dam was", "The town grew.", False),
        ("Rivers", "The dam was closed.", True),
        ("Rivers", "Nobody", False),
        ("dam was", "was closed", True),
    ],
)
def test_places_are_near_in_one_paragraph_or_side_by_side(one: str, other: str, near: bool) -> None:
    document = _document(TEXT)
    spans = [
        Span(document.text.index(part), document.text.index(part) + len(part))
        for part in (one, other)
    ]
    assert is_near(document, *spans) is near
    assert is_near(document, *reversed(spans)) is near
