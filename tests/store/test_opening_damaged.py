"""Databases that were left half written, or are damaged: taken back, or told in one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.store import opening
from tests.library.given import library, marked
from tests.store.databases import altered, ours, refused

KILLED_IN_A_WRITE = """
import os, sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("PRAGMA journal_mode = DELETE")
other.execute("PRAGMA cache_size = 1")
other.execute("BEGIN")
other.execute("UPDATE article SET title = 'half a step'")
if len(sys.argv) > 2:
    other.execute("CREATE TABLE foreign_one (x)")
for number in range(200):
    row = (str(number), "x" * 9999)
    other.execute("INSERT INTO log_text VALUES (?, 'h', 1, '', ?, x'00', 1)", row)
os.kill(os.getpid(), 9)
"""


def half_written(folder: Path) -> Path:
    """Give a database whose writer was killed where there is no write-ahead log."""
    path = ours(folder)
    subprocess.run([sys.executable, "-c", KILLED_IN_A_WRITE, str(path)], check=False)
    assert (folder / "annotations.db-journal").stat().st_size
    return path


def test_what_a_killed_writer_left_half_written_is_taken_back(tmp_path: Path) -> None:
    half_written(tmp_path)
    with library(tmp_path) as opened:
        [row] = opened.articles()
        assert row.article.title == "Numbers"
        assert len(opened.annotations()) == 1
        marked(opened, row.article, "large")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".reader")] == []


def test_a_half_written_database_that_is_not_ours_stays_as_it_is(tmp_path: Path) -> None:
    path = ours(tmp_path)
    altered(path, "CREATE TABLE foreign_one (x)")
    subprocess.run([sys.executable, "-c", KILLED_IN_A_WRITE, str(path)], check=False)
    assert (tmp_path / "annotations.db-journal").stat().st_size
    assert "holds a table that is not ours" in refused(path)


def test_a_half_written_database_in_a_read_only_place_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = half_written(tmp_path)
    monkeypatch.setattr(opening, "_writable", lambda _: False)
    assert "in the middle of a write" in refused(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE version SET blocks = CAST('[[' AS BLOB)",
        "UPDATE version SET blocks = CAST('[[0, 999999, 0]]' AS BLOB)",
        "UPDATE version SET text = CAST(x'53454352455420ff' AS TEXT)",
        "UPDATE article SET metadata = '{'",
        "UPDATE article SET metadata = '[]'",
        "UPDATE article SET title = CAST(x'53454352455420ff' AS TEXT)",
        "UPDATE log_change SET before = '{', after = '['",
    ],
)
def test_damaged_rows_are_one_line_and_stay(tmp_path: Path, statement: str) -> None:
    path = ours(tmp_path)
    altered(path, statement)
    before = path.read_bytes()
    with library(tmp_path) as opened:
        with pytest.raises(StoreError, match="is damaged") as caught:
            [row] = opened.articles()
            opened.document(row.article)
            opened.undo().result()
        message = str(caught.value)
        assert "\n" not in message
        assert "SECRET" not in message
        if "log_change" not in statement:
            with pytest.raises(StoreError, match="is damaged"):
                opened.records()
    assert path.read_bytes() == before


def test_a_schema_that_is_not_utf_8_is_damaged(tmp_path: Path) -> None:
    path = ours(tmp_path)
    data = path.read_bytes()
    assert data.count(b"CREATE INDEX log_target") == 1
    path.write_bytes(data.replace(b"CREATE INDEX log_target", b"CREATE INDEX log_t\xffrget"))
    refused(path)
    path.write_bytes(data.replace(b"CREATE INDEX log_target", b"CREATE INDE\xff log_target"))
    assert "is damaged" in refused(path)


def test_an_index_is_called_an_index(tmp_path: Path) -> None:
    path = ours(tmp_path)
    altered(path, "CREATE INDEX foreign_one ON article (title)")
    assert "holds an index that is not ours" in refused(path)
