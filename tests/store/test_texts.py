"""Where texts stand: one behind the other, and again in their places when they come back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from reader.library import Library
from tests.library.given import article_file, library


def places(opened: Library) -> dict[str, int]:
    """Give the number of each article's text, by the name of its file."""
    query = "SELECT a.path, v.number FROM version v JOIN article a ON a.id = v.article"
    with closing(sqlite3.connect(opened.path)) as connection:
        return {Path(path).stem: number for path, number in connection.execute(query)}


def test_a_text_that_comes_back_stands_where_it_stood(tmp_path: Path) -> None:
    files = [article_file(tmp_path, f"{name}.md", f"# {name}\n\nText.\n") for name in "abc"]
    with library(tmp_path) as opened:
        first, *_ = opened.add(files).added
        before = places(opened)
        opened.remove_article(first).result()
        assert places(opened) != before
        opened.undo().result()
        assert places(opened) == before


def test_a_text_whose_place_is_taken_comes_back_behind_the_others(tmp_path: Path) -> None:
    with library(tmp_path) as opened, library(tmp_path) as other:
        [first] = opened.add([article_file(tmp_path, "a.md", "# A\n\nText.\n")]).added
        opened.remove_article(first).result()
        other.add([article_file(tmp_path, "b.md", "# B\n\nText.\n")])
        taken = places(opened)
        opened.undo().result()
        assert places(opened) == taken | {"a": taken["b"] + 1}
        assert opened.document(first).text == "A\n\nText."
