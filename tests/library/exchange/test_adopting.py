"""A file that is taken in after annotations of its text were imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.formats.given import GivenPassage, GivenText
from reader.library import Library
from tests.library.exchange.given import take_in
from tests.library.exchange.test_round_trips import records
from tests.library.given import article_file

URL = "https://example.org/tide"
WORDS = "The tide comes in.\n\nSalt dries on the stones.\n\nThe tide goes out.\n"
FACTS = f"---\ntitle: Tides\nauthor: A. Writer\nurl: {URL}\n---\n\n"
MARKS = [
    GivenPassage("Salt dries", note="why", tags=("sea",)),
    GivenPassage("The tide", note="which"),
    GivenPassage("goes   out."),
]
BY_URL = GivenText("Something else", MARKS, url=URL, published="2024-05-06", key="t")
BY_TITLE = GivenText("tides", MARKS, author="a. writer", key="t")


@pytest.mark.parametrize("told", [BY_URL, BY_TITLE])
def test_its_file_becomes_the_text_of_what_was_made_of_quotes(
    lib: Library, tmp_path: Path, told: GivenText
) -> None:
    made = take_in(lib, told).made[0]
    file = article_file(tmp_path, "tide.md", FACTS + WORDS)
    report = lib.add([file])
    [row] = lib.articles()
    assert (row.article.id, row.article.path, row.article.title) == (made.id, str(file), "Tides")
    assert row.article.published == told.published and not row.article.metadata.get("made_of")
    found = {one.quote: one.status for one in records(lib)}
    assert found == {"Salt dries": "moved", "The tide": "review", "goes out.": "moved"}
    assert ([one.id for one in report.moved], report.review) == ([made.id], 1)
    assert take_in(lib, told).entry is None
    assert not lib.add([file]).changed
    lib.undo().result()
    assert [row.article.path for row in lib.articles()] == [made.path]
    assert {one.status for one in records(lib)} == {"anchored"}


def test_its_file_is_a_newer_version_of_a_text_that_came_along(
    lib: Library, tmp_path: Path
) -> None:
    older = WORDS.replace("in.", "in again and again.")
    take_in(lib, BY_URL._replace(text=older))
    lib.add([article_file(tmp_path, "tide.md", FACTS + WORDS)])
    assert [lib.document(row.article).text for row in lib.articles()] == [WORDS.strip()]
    assert {one.status for one in records(lib)} == {"moved", "review"}


@pytest.mark.parametrize(
    "told",
    [
        BY_URL._replace(passages=[*MARKS[:1], *(GivenPassage(f"Not {n}") for n in range(2))]),
        BY_TITLE._replace(author=""),
        BY_TITLE._replace(passages=[GivenPassage(note="A memo.")], text="Other words."),
    ],
)
def test_what_is_not_surely_the_same_stays_by_itself(
    lib: Library, tmp_path: Path, told: GivenText
) -> None:
    take_in(lib, told)
    lib.add([article_file(tmp_path, "tide.md", FACTS + WORDS)])
    assert len(lib.articles()) == 2


def test_two_files_of_one_address_are_not_both_what_was_imported(
    lib: Library, tmp_path: Path
) -> None:
    take_in(lib, BY_URL)
    files = [article_file(tmp_path, f"{n}.md", f"{FACTS}{WORDS}\n{n}\n") for n in "ab"]
    assert len(lib.add(files).moved) == 1
    assert sorted(row.article.path for row in lib.articles()) == [str(one) for one in files]


def test_a_quote_that_cuts_a_character_of_the_file_gets_all_of_it(
    lib: Library, tmp_path: Path
) -> None:
    take_in(lib, GivenText("Tides", [GivenPassage("cafe")], url=URL, key="t"))
    lib.add([article_file(tmp_path, "tide.md", f"{FACTS}One cafe\u0301 by the sea.\n")])
    assert [one.quote for one in records(lib)] == ["cafe\u0301"]
