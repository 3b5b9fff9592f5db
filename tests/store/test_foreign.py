"""Another program's database: read exactly, believed in nothing, left as it is."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import FormatError
from reader.store.foreign import opened


def made(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return made(
        tmp_path / "other.db",
        "CREATE TABLE codes (id INTEGER PRIMARY KEY, name TEXT, parent)",
        "INSERT INTO codes VALUES (1, 'sea', NULL), (2, 'air', 1), (3, 'land', x'00ff')",
    )


def test_rows_come_as_they_stand_or_in_an_order(database: Path) -> None:
    with opened(database) as found:
        assert found.columns("codes") == {"id", "name", "parent"}
        assert [*found.rows("codes", ["name"])] == [("sea",), ("air",), ("land",)]
        by_name = [*found.rows("codes", ["id", "parent"], order=["name"])]
        assert by_name == [(2, 1), (3, b"\x00\xff"), (1, None)]
        assert [*found.rows("codes", ["id"], order=["parent"])] == [(1,), (2,), (3,)]


def test_two_tables_are_read_at_once(database: Path) -> None:
    with opened(database) as found:
        pairs = [
            (a, b) for (a,) in found.rows("codes", ["id"]) for (b,) in found.rows("codes", ["id"])
        ]
    assert len(pairs) == 9


def test_behind_a_link_the_log_beside_its_database_is_read(database: Path, tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "link.db"
    link.symlink_to(database)
    with closing(sqlite3.connect(database)) as writing:
        writing.execute("PRAGMA journal_mode = WAL")
        writing.execute("INSERT INTO codes VALUES (4, 'new', NULL)")
        writing.commit()
        with opened(link) as found:
            assert len([*found.rows("codes", ["id"])]) == 4
    database.with_name("other.db-journal").write_bytes(bytes.fromhex("d9d505f920a163d7"))
    with pytest.raises(FormatError, match="middle of writing"), opened(link):
        pass
    link.unlink()
    link.symlink_to(link)
    with pytest.raises(FormatError, match="leads nowhere"), opened(link):
        pass


def test_the_original_and_its_folder_stay_as_they_are(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    before = database.read_bytes()
    with opened(database) as found:
        assert len([*found.rows("codes", ["id"])]) == 3
        assert [*database.parent.iterdir()] == [database]
    assert (database.read_bytes(), [*database.parent.iterdir()]) == (before, [database])


def test_what_stands_only_in_the_log_is_read_too(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO codes VALUES (4, 'fire', 1)")
        connection.commit()
        digests = {
            one.name: hashlib.sha256(one.read_bytes()).digest()
            for one in database.parent.iterdir()
            if not one.name.endswith("-shm")
        }
        with opened(database) as found:
            assert len([*found.rows("codes", ["id"])]) == 4
        for name, digest in digests.items():
            assert hashlib.sha256((database.parent / name).read_bytes()).digest() == digest


def test_views_and_virtual_tables_are_no_tables(tmp_path: Path) -> None:
    path = made(
        tmp_path / "other.db",
        "CREATE VIEW codes AS SELECT 1 AS id",
        "CREATE VIRTUAL TABLE words USING fts5(text)",
        "CREATE TABLE plain (id, twice GENERATED ALWAYS AS (id * 2))",
    )
    with opened(path) as found:
        assert not found.columns("codes") and not found.columns("words")
        assert found.columns("plain") == {"id"}
        for table, column in (("codes", "id"), ("words", "text"), ("plain", "twice"), ("no", "id")):
            with pytest.raises(FormatError):
                [*found.rows(table, [column])]


def test_names_are_only_names(database: Path) -> None:
    with opened(database) as found:
        for name in ('codes" --', "codes; DROP TABLE codes", "", "a\0b"):
            with pytest.raises(FormatError):
                [*found.rows(name, ["id"])]
            with pytest.raises(FormatError):
                [*found.rows("codes", [name])]


def test_text_that_is_no_utf_8_is_read_leniently(tmp_path: Path) -> None:
    path = made(
        tmp_path / "o.db", "CREATE TABLE t (a)", "INSERT INTO t VALUES (CAST(x'61ff' AS TEXT))"
    )
    with opened(path) as found:
        assert [*found.rows("t", ["a"])] == [("a\ufffd",)]


def test_what_is_no_database_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("hello")
    (tmp_path / "empty.db").touch()
    os.mkfifo(tmp_path / "pipe.db")
    (tmp_path / "folder.db").mkdir()
    for name in ("text.db", "empty.db", "pipe.db", "folder.db", "missing.db"):
        with pytest.raises(FormatError), opened(tmp_path / name):
            pass


def test_one_larger_than_the_limit_is_refused(database: Path) -> None:
    with pytest.raises(FormatError, match="limit is 100"), opened(database, 100):
        pass


def test_one_that_is_being_written_is_refused(database: Path) -> None:
    journal = database.with_name("other.db-journal")
    journal.write_bytes(bytes.fromhex("d9d505f920a163d7") + bytes(504))
    with pytest.raises(FormatError, match="middle of writing"), opened(database):
        pass
    journal.write_bytes(bytes(512))
    with opened(database) as found:
        assert found.columns("codes")


def test_a_table_that_goes_on_for_ever_ends(tmp_path: Path) -> None:
    path = made(
        tmp_path / "other.db",
        "CREATE TABLE t (a)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
        " INSERT INTO t SELECT 'row ' || i FROM n",
    )
    data = bytearray(path.read_bytes())
    page = struct.unpack_from(">H", data, 16)[0]
    root = next(at for at in range(page, len(data), page) if data[at] == 5)
    count = struct.unpack_from(">H", data, root + 3)[0]
    for index in range(count):
        # Every child is the page of the children themselves, as deep as that may go.
        at = root + struct.unpack_from(">H", data, root + 12 + 2 * index)[0]
        first = root + struct.unpack_from(">H", data, root + 12)[0]
        data[at : at + 4] = data[first : first + 4]
    path.write_bytes(data)
    with opened(path) as found, pytest.raises(FormatError):
        rows = 0
        for _ in found.rows("t", ["a"]):
            rows += 1
        assert rows < 2_000_000
        raise FormatError("it ended by itself")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(16, 8191), st.integers(0, 255)), min_size=1, max_size=40))
def test_damage_is_one_line(database: Path, changes: list[tuple[int, int]]) -> None:
    data = bytearray(database.read_bytes())
    for place, value in changes:
        data[place % len(data)] = value
    damaged = database.with_name("damaged.db")
    damaged.write_bytes(data)
    try:
        with opened(damaged) as found:
            for _ in found.rows("codes", ["id", "name"], order=["name"]):
                pass
    except FormatError as error:
        assert "\n" not in error.what
