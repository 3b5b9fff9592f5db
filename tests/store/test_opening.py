"""Only what is surely ours is opened; everything else stays as it is, byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.library import Library
from reader.store import opening, schema
from reader.text.document import Span
from tests.library.given import fingerprint
from tests.store.databases import altered, ours, refused


def test_a_text_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    path.write_text("not a database " * 20)
    assert "is not a database" in refused(path)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    altered(path, "CREATE TABLE t (x)", "INSERT INTO t VALUES (1)")
    assert "another program" in refused(path)


def test_a_foreign_database_with_a_log_left_by_a_killed_writer_is_left_alone(
    tmp_path: Path,
) -> None:
    path = tmp_path / "other.db"
    program = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1])\n"
        "c.execute('PRAGMA journal_mode=WAL')\n"
        "c.execute('CREATE TABLE t (x)'); c.execute('INSERT INTO t VALUES (1)'); c.commit()\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert (tmp_path / "other.db-wal").stat().st_size
    assert "another program" in refused(path)


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    path = ours(tmp_path)
    altered(path, f"PRAGMA user_version = {schema.SCHEMA + 1}")
    assert "newer" in refused(path)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER eat BEFORE INSERT ON annotation BEGIN SELECT RAISE(IGNORE); END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE more (x)",
        "CREATE VIRTUAL TABLE words USING fts5(x)",
        "CREATE INDEX i ON annotation (note)",
        "ALTER TABLE tag ADD COLUMN more TEXT",
        "DROP INDEX log_target",
    ],
)
def test_a_database_with_anything_that_is_not_ours_is_refused(
    tmp_path: Path, statement: str
) -> None:
    path = ours(tmp_path)
    altered(path, statement)
    refused(path)


def test_a_truncated_database_is_refused(tmp_path: Path) -> None:
    path = ours(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "damaged" in refused(path)


def test_a_database_whose_schema_is_scribbled_over_is_refused(tmp_path: Path) -> None:
    path = ours(tmp_path)
    data = bytearray(path.read_bytes())
    data[100:900] = os.urandom(800)
    path.write_bytes(data)
    refused(path)


def test_a_folder_a_pipe_and_a_device_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, Path("/dev/null")):
        with pytest.raises(StoreError):
            Library.open(path, annotator="ann", create=True)


def test_in_a_read_only_place_reading_works_and_writing_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ours(tmp_path)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    if os.getuid() == 0:
        # Root may write everywhere: it is told that it may not.
        monkeypatch.setattr(opening, "_writable", lambda _: False)
    before = fingerprint(tmp_path)
    try:
        with Library.open(path, annotator="ann") as opened:
            assert opened.read_only
            [row] = opened.articles()
            assert opened.document(row.article).text
            assert len(opened.annotations()) == 1
            opened.place(row.article.id, 3)
            with pytest.raises(StoreError, match="can only be read here"):
                opened.annotate(row.article, Span(0, 3)).result()
    finally:
        tmp_path.chmod(0o755)
    assert fingerprint(tmp_path) == before
