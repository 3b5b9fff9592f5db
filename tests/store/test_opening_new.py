"""Making a database and keeping it: nothing that is not asked for, private, and on disk."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.library import Library
from reader.store import connection, schema
from tests.library.given import article_file, library, library_with_article
from tests.store.databases import altered, ours


def test_nothing_is_made_unless_asked_for(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Library.open(tmp_path / "annotations.db", annotator="ann")
    assert "there is no database" in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_an_empty_file_is_ours_only_when_one_may_be_made(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    path.touch()
    with pytest.raises(StoreError):
        Library.open(path, annotator="ann")
    assert path.stat().st_size == 0
    Library.open(path, annotator="ann", create=True).close()
    assert path.stat().st_size


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_none_is_made_where_the_log_of_another_is_left(tmp_path: Path, suffix: str) -> None:
    path = ours(tmp_path)
    path.unlink()
    left = tmp_path / f"annotations.db{suffix}"
    left.write_bytes(b"pages of a database that is gone")
    with pytest.raises(StoreError, match="is left of a database that is gone"):
        Library.open(path, annotator="ann", create=True)
    assert not path.exists()
    assert left.read_bytes()


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Library.open(tmp_path / "no" / "annotations.db", annotator="ann", create=True)
    assert "there is no folder" in str(caught.value)


@pytest.mark.parametrize(
    "name", ["a?mode=memory#b.db", "per%20cent.db", "ü 'quoted'.db", "a\nb.db"]
)
def test_any_name_names_the_file_itself(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    opened = Library.open(path, annotator="ann", create=True)
    opened.add([article_file(tmp_path / "articles")])
    opened.close()
    assert path.stat().st_size
    with Library.open(path, annotator="ann") as again:
        assert len(again.articles()) == 1


def test_a_name_that_is_no_text_works(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.db")
    with Library.open(path, annotator="ann", create=True) as opened:
        assert opened.created
    assert path.stat().st_size


def test_database_and_companions_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        opened, _ = library_with_article(tmp_path)
    finally:
        os.umask(before)
    try:
        files = list(tmp_path.glob("annotations.db*"))
        assert len(files) == 3
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    finally:
        opened.close()


def test_nothing_but_the_database_is_left_after_closing(tmp_path: Path) -> None:
    path = ours(tmp_path)
    with Library.open(path, annotator="ann") as opened:
        opened.articles()
    assert {path.name for path in tmp_path.iterdir()} == {"annotations.db", "numbers.md"}


def test_commits_are_on_disk_and_keys_are_checked(tmp_path: Path) -> None:
    writing, logging = connection.connect_for_writing(ours(tmp_path))
    assert logging
    settings = {
        name: writing.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
    }
    writing.close()
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
    }


def test_without_write_ahead_logging_there_is_more_synchronisation(tmp_path: Path) -> None:
    path = ours(tmp_path)
    altered(path, "PRAGMA journal_mode = DELETE")
    other = sqlite3.connect(f"{path.as_uri()}?vfs=unix-dotfile", uri=True)
    assert not connection.durable(other)
    assert other.execute("PRAGMA synchronous").fetchone() == (3,)
    other.close()


def test_the_digest_is_that_of_a_new_database(tmp_path: Path) -> None:
    reading = connection.connect(ours(tmp_path), "ro")
    found = schema.objects(reading)
    reading.close()
    assert {name: kind for kind, name, _ in found} == schema.OBJECTS
    assert schema.digest(found) == schema.DIGESTS[schema.SCHEMA]


def test_opening_a_current_database_imports_no_more_than_sqlite(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from reader.library import Library\n"
        "library = Library.open(Path(sys.argv[1]), annotator='ann')\n"
        "assert len(library.articles()) == 1\n"
        "library.close()\n"
        "loaded = {'sqlite_utils', 'textual', 'markdown_it', 'yaml', 'click'} & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    subprocess.run([sys.executable, "-c", program, str(ours(tmp_path))], check=True)


def test_two_that_make_the_same_database_share_it(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from reader.library import Library\n"
        "library = Library.open(Path(sys.argv[1]), annotator=sys.argv[2], create=True)\n"
        "library.add([sys.argv[3]])\n"
        "library.close()\n"
    )
    path = tmp_path / "annotations.db"
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                program,
                str(path),
                name,
                str(article_file(tmp_path, f"{name}.md")),
            ]
        )
        for name in ("one", "two", "three")
    ]
    assert [process.wait() for process in running] == [0, 0, 0]
    with library(tmp_path) as opened:
        assert len(opened.articles()) == 3
