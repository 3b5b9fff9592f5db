"""A search gives places: titles, what was written about articles, and sentences with words lit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library import Hit, Library
from reader.query import QueryError
from tests.library.given import article_file, library, marked
from tests.query.trees import typed

DAM = """# The dam

The dam closed at noon. Nobody told the town.

The town below the dam grew. A café stayed open.
"""
TOWN = "# A town\n\nIt had no dam. Its people slept.\n"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("hits")
    article_file(folder, "dam.md", DAM)
    article_file(folder, "town.md", TOWN)
    with library(folder) as made:
        made.add([folder])
        dam, town = made.article("The dam"), made.article("A town")
        marked(made, dam, "A café stayed open.", "places", note="Worth a visit")
        marked(made, town, "Its people slept.", "flood/victims")
        made.write_memo(town, "Ask about the weir.").result()
        yield made


def shown(hit: Hit) -> str:
    """Give a hit in one line, brackets around what is lit."""
    text = hit.context
    for start, end in reversed(hit.lit):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return f"{hit.article.title} {hit.where}: {text}"


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        (
            "dam",
            [
                "The dam title: The [dam]",
                "The dam text: The [dam] closed at noon.",
                "The dam text: The town below the [dam] grew.",
                "A town text: It had no [dam].",
            ],
        ),
        ("dam town grew", ["The dam text: The [town] below the [dam] [grew]."]),
        ('"closed at"', ["The dam text: The dam [closed at] noon."]),
        ("cafe", ["The dam quote: A [café] stayed open."]),
        ("visit", ["The dam note: Worth a [visit]"]),
        ("weir", ["A town note: Ask about the [weir]."]),
        ("victims", ["A town tag: flood/[victims]"]),
        ("flood dam", []),
        ("tag:flood", ["A town quote: Its people slept."]),
        ("note:ask", ["A town note: [Ask] about the weir."]),
        ("dam tag:flood", ["A town text: It had no [dam]."]),
        ("dam near:places", ["The dam text: The town below the [dam] grew."]),
        (
            "dam -near:places",
            ["The dam text: The [dam] closed at noon.", "A town text: It had no [dam]."],
        ),
        ("is:unread title:town", ["A town title: A town"]),
        ("nothing", []),
    ],
)
def test_hits_are_given_with_their_words_lit(opened: Library, query: str, hits: list[str]) -> None:
    # A title is no place near a passage.
    assert [shown(hit) for hit in opened.search(query)] == hits


def test_a_hit_in_a_text_says_where_it_stands(opened: Library) -> None:
    (hit,) = opened.search('"below the dam" grew')
    text = opened.document(hit.article).text
    assert text[hit.start : hit.end] == "below the dam grew"
    assert text[slice(*hit.sentence)] == "The town below the dam grew."
    assert [text[slice(*word)] for word in hit.words] == ["below the dam", "grew"]


def test_a_hit_on_an_annotation_names_it_and_its_place(opened: Library) -> None:
    (hit,) = opened.search("visit")
    mark = opened.annotation(hit.annotation)
    assert (hit.start, hit.end) == (mark.start, mark.end)


def test_no_more_hits_come_than_are_asked_for_or_once_it_is_stopped(opened: Library) -> None:
    assert len(list(opened.search("dam", most=2))) == 2
    found: list[Hit] = []
    for hit in opened.search("dam", stopped=lambda: len(found) == 1):
        found.append(hit)
    assert len(found) == 1


@pytest.mark.parametrize("query", ["", "  ", "dam OR", "@nobody"])
def test_what_cannot_be_searched_for_is_explained(opened: Library, query: str) -> None:
    with pytest.raises(QueryError):
        list(opened.search(query))


def test_a_long_sentence_is_cut_around_its_words(tmp_path: Path) -> None:
    article_file(tmp_path, "long.md", "# Long\n\n" + "so it went on, " * 60 + "to a weir, " * 9)
    with library(tmp_path) as opened:
        opened.add([tmp_path])
        (hit,) = opened.search("weir")
        assert hit.context.startswith("…")
        assert len(hit.context) < 250
        assert {hit.context[slice(*span)] for span in hit.lit} == {"weir"}


def test_articles_are_found_by_the_same_language(opened: Library) -> None:
    assert [row.article.article.title for row in opened.rows("noon")] == ["The dam"]
    assert len(list(opened.rows())) == 2


def test_annotations_and_records_are_narrowed_by_the_same_language(opened: Library) -> None:
    (mark,) = opened.annotations(query="-tag:places tag:*")
    assert [record.id for record in opened.records(query="tag:flood")] == [mark.id]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30) | typed)
def test_nothing_that_is_typed_does_more_than_be_explained(opened: Library, text: str) -> None:
    for ask in (
        lambda: list(opened.search(text)),
        lambda: opened.annotations(query=text),
        lambda: list(opened.rows(text)),
    ):
        with suppress(QueryError):
            ask()
