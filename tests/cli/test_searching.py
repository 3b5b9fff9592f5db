"""`search`, `list`, `annotations` and `export` take one language, and say where it was not kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cli.asking import caret
from reader.query import QueryError, parse
from tests.cli.transcripts import annotated, on_a_terminal, run
from tests.library.given import article_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a library of one article."""
    article_file(tmp_path)
    assert run(tmp_path, "add", "numbers.md").code == 0
    return tmp_path


def test_hits_come_ranked_with_their_places(folder: Path) -> None:
    hits = json.loads(run(folder, "search", "numbers", "large", "--json").out)
    assert [hit["where"] for hit in hits] == ["text", "text"]
    text = run(folder, "show", "numbers").out
    assert text[hits[0]["start"] : hits[0]["end"]] == "numbers were large"
    assert hits[0]["context"] == "The numbers were large."


def test_words_are_bold_on_a_terminal(folder: Path) -> None:
    shown = on_a_terminal(folder, "search", "accounts")
    assert "170,000 \x1b[1maccounts\x1b[22m." in shown
    assert "\x1b" not in run(folder, "search", "accounts").out


def test_the_value_of_an_option_may_begin_with_a_minus(folder: Path) -> None:
    assert "@-z" in run(folder, "search", "--save", "-z", "numbers", "-river").err
    found = json.loads(run(folder, "search", "--saved", "--json").out)
    assert [(one["name"], one["query"]) for one in found] == [("-z", "numbers -river")]
    assert run(folder, "search", "--unsave", "-z").code == 0
    assert run(folder, "search", "--saved").out == ""


def test_what_is_left_out_is_no_option(folder: Path) -> None:
    assert run(folder, "list", "-accounts").out == ""
    assert run(folder, "list", "-tag:x", "numbers", "--json").code == 0
    assert run(folder, "search", "-hotel", "accounts").out.count("\n") == 1
    assert run(folder, "list", "--", "-accounts").out == ""
    assert run(folder, "list", "--odd").code == 2


def test_articles_annotations_and_exports_are_narrowed_alike(folder: Path) -> None:
    made = annotated(folder, "--tag", "actors/state", "--note", "much")
    assert run(folder, "list", "tag:actors").out.count("\n") == 1
    assert run(folder, "list", "tag:none").out == ""
    assert run(folder, "annotations", "note:much", "-tag:places").out.startswith(made)
    assert made in run(folder, "export", "--query", "tag:ACTORS near:actors").out
    assert made not in run(folder, "export", "--query", "tag:places").out
    assert run(folder, "annotations", "tag:actors", "--tag", "places").out == ""


def test_an_error_is_shown_at_its_place(folder: Path) -> None:
    ran = run(folder, "search", "zoom", "tga:x")
    assert ran.code == 2
    assert ran.err.startswith("reader: error: no field is called “tga” (at “tga:x”); did you mean")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("zoom tga:x", ["  zoom tga:x", "       ^"]),
        ("漢字\x1b tga:x", ["  漢字␛ tga:x", "        ^"]),
        ("zoom OR", ["  zoom OR", "       ^"]),
        ("a (" + "b " * 60 + "tga:x", ["  …" + "b " * 25 + "tga:x", "   " + " " * 50 + "^"]),
    ],
)
def test_a_caret_stands_below_the_place_of_an_error(query: str, rows: list[str]) -> None:
    with pytest.raises(QueryError) as raised:
        parse(query)
    assert caret(raised.value) == rows


@pytest.mark.parametrize(
    ("command", "query"),
    [
        ("search", '"'),
        ("search", "-()"),
        ("search", "@odd"),
        ("list", "a OR"),
        ("annotations", "is:odd"),
        ("export --query", "("),
    ],
)
def test_what_cannot_be_understood_is_misuse(folder: Path, command: str, query: str) -> None:
    ran = run(folder, *command.split(), query)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def test_hits_are_limited_and_told_so(folder: Path) -> None:
    ran = run(folder, "search", "numbers", "--limit", "1")
    assert ran.out.count("\n") == 1
    assert "--limit 0 gives all" in ran.err
    assert run(folder, "search", "numbers", "--limit", "0").out.count("\n") > 1


def test_searches_are_saved_listed_called_and_deleted(folder: Path) -> None:
    assert "Saved the search @big" in run(folder, "search", "--save", "big", "170 twitter").err
    assert run(folder, "search", "--saved").out == "@big\t170 twitter\n"
    assert json.loads(run(folder, "search", "--saved", "--json").out)[0]["name"] == "big"
    assert run(folder, "list", "@big").out.count("\n") == 1
    assert run(folder, "search", "--unsave", "big").code == 0
    assert run(folder, "list", "@big").code == 2
    run(folder, "undo")
    assert run(folder, "list", "@big").code == 0
    assert run(folder, "search").code == 2
    assert run(folder, "search", "--saved", "x").code == 2


def test_it_is_said_where_not_all_articles_are_looked_through(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "looked through" not in run(folder, "search", "numbers", "--limit", "0").err
    monkeypatch.setattr("reader.library.searching.ARTICLES", 1)
    assert "likeliest articles are looked through" in run(folder, "search", "numbers").err
