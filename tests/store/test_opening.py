"""Only what is surely ours is opened; everything else stays as it is, byte for byte."""

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
from reader.store import connection, opening, schema
from reader.text.document import Span
from tests.library.given import article_file, fingerprint, library, library_with_article, marked


def refused(path: Path) -> str:
    """Give the reason for which a file is not opened, and make sure it and its folder stay."""
    before = fingerprint(path.parent)
    with pytest.raises(StoreError) as caught:
        Library.open(path, annotator="ann", create=True)
    assert fingerprint(path.parent) == before
    message = str(caught.value)
    assert "\n" not in message
    return message


def ours(folder: Path) -> Path:
    opened, article = library_with_article(folder)
    marked(opened, article, "170,000", "figures")
    opened.close()
    return folder / "annotations.db"


def altered(path: Path, *statements: str) -> None:
    other = sqlite3.connect(path)
    for statement in statements:
        other.execute(statement)
    other.commit()
    other.close()


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
