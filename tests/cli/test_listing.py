"""`reader list` gives articles by title, each as soon as it is read, in all three forms."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.annotation.model import ArticleRow
from reader.store import listing
from reader.store.connection import Connection
from tests.cli.transcripts import read_a_little, run
from tests.library.given import article_file, library

TITLES = ["apple", "Brook", "cedar", "Dune", "elm"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a library of five articles, whose files are in another order."""
    for number, title in enumerate(reversed(TITLES)):
        article_file(tmp_path, f"{number}.md", f"# {title}\n\nText of {title}, “said” one.\n")
    assert run(tmp_path, "add", ".").code == 0
    return tmp_path


@pytest.fixture(autouse=True)
def two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.rows._SOME", 2)


def test_articles_come_by_title_whatever_its_case(folder: Path) -> None:
    lines = run(folder, "list").out.splitlines()
    assert [line.split("\t")[1] for line in lines] == TITLES
    rows = json.loads(run(folder, "list", "--json").out)
    assert [row["title"] for row in rows] == TITLES
    found = csv.DictReader(io.StringIO(run(folder, "list", "--csv").out, newline=""))
    assert [row["title"] for row in found] == TITLES


def test_a_query_narrows_them_in_the_same_order(folder: Path) -> None:
    rows = json.loads(run(folder, "list", "text", "-brook", "--json").out)
    assert [row["title"] for row in rows] == ["apple", "cedar", "Dune", "elm"]


def test_json_is_a_list_as_it_always_is(folder: Path) -> None:
    out = run(folder, "list", "--json").out
    assert out == json.dumps(json.loads(out), indent=2, ensure_ascii=False) + "\n"
    assert run(folder, "list", "nothing", "--json").out == "[]\n"


def test_no_more_is_read_than_is_taken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    rows = listing.rows

    def noted(of: Connection, some: Sequence[int]) -> list[tuple[int, ArticleRow]]:
        read.extend(some)
        return rows(of, some)

    monkeypatch.setattr(listing, "rows", noted)
    with library(folder) as opened:
        assert next(opened.rows()).article.article.title == "apple"
        assert len(read) == 2


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"]])
def test_head_is_quiet(folder: Path, form: list[str]) -> None:
    for number in range(500):
        article_file(folder, f"more/{number}.md", f"# {'Long title ' * 9}\n\nText {number}.\n")
    assert run(folder, "add", ".").code == 0
    read_a_little(folder, "list", *form)
