"""A database is taken back where nobody wrote to it, and left wherever that is not sure."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from reader.library import Library
from reader.store.untouched import take_back
from tests.library.given import article_file, library


def test_one_that_nobody_wrote_to_goes_with_all_that_stands_beside_it(tmp_path: Path) -> None:
    library(tmp_path).close()
    (tmp_path / "link.db").symlink_to(tmp_path / "annotations.db")
    assert take_back(tmp_path / "link.db")
    assert [path.name for path in tmp_path.iterdir()] == ["link.db"]


def test_one_that_somebody_has_open_stays_and_can_be_written_to(tmp_path: Path) -> None:
    with library(tmp_path) as opened:
        assert not take_back(opened.path)
        assert opened.add([article_file(tmp_path)]).added


def test_one_with_anything_in_it_or_undone_stays(tmp_path: Path) -> None:
    with library(tmp_path) as opened:
        opened.add([article_file(tmp_path)])
        opened.undo().result()
    assert not take_back(tmp_path / "annotations.db")
    with Library.open(tmp_path / "annotations.db", annotator="ann") as opened:
        assert opened.redo().result() and opened.articles()


def test_what_is_no_library_stays(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("words")
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE notes (note TEXT)")
    for name in ("text.db", "other.db", "missing.db"):
        assert not take_back(tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.db", "text.db"]
