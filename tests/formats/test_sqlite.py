"""The database to hand on: sound, complete, told apart from a library, and read by Datasette."""

from __future__ import annotations

import csv
import io
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import MisuseError, StoreError
from reader.formats.sqlite.write import rows
from reader.library import Library
from reader.store import published, schema
from tests.cli.transcripts import PROGRAM, environment
from tests.formats import test_brat
from tests.formats.given import Given
from tests.library.given import fingerprint, library_with_article, marked

NOTE = 'say "so",\r\n\t=1 🚀 \x00 三月'


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened, article = library_with_article(tmp_path)
    marked(opened, article, "José", "people/José", "b", note=NOTE)
    marked(opened, article, "A last sentence", "b")
    opened.close()
    with Library.open(tmp_path / "annotations.db", annotator="ann") as again:
        yield again


def queried(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def csv_rows(library: Library) -> list[tuple[str, ...]]:
    from reader.formats.export import Options

    sink = io.StringIO(newline="")
    library.export(sink, "csv", options=Options(raw=True))
    return [tuple(row) for row in csv.reader(io.StringIO(sink.getvalue(), newline=""))]


def test_it_is_sound_and_holds_what_the_csv_does(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "out.db"
    done = library.export(path, "sqlite")
    assert (done.words, bool(done.losses)) == ("2 annotations in 1 article", False)
    assert queried(path, "PRAGMA integrity_check") == [("ok",)]
    assert queried(path, "PRAGMA foreign_key_check") == []
    assert queried(path, "SELECT type FROM sqlite_master WHERE type = 'trigger'") == []
    names, *rows = csv_rows(library)
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT * FROM passages")
        assert tuple(column[0] for column in found.description) == names
        assert [tuple(map(str, row)) for row in found] == rows
    assert path.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob(".*.part*"))


def test_its_views_and_its_search_can_be_asked(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "out.db"
    library.export(path, "sqlite")
    assert queried(path, "SELECT tag, annotations, articles FROM tag_counts") == [
        ("b", 2, 1),
        ("people/José", 1, 1),
    ]
    assert queried(path, "SELECT tag, other FROM tags_together") == [("b", "people/José")]
    assert queried(path, "SELECT annotations FROM article_counts") == [(2,)]
    for view in ("orphans", "unsure", "memos"):
        assert queried(path, f"SELECT * FROM {view}") == []
    search = (
        "SELECT n.quote FROM annotations_fts f JOIN annotations n ON n.number = f.rowid"
        " WHERE annotations_fts MATCH 'jose'"
    )
    assert queried(path, search) == [("José",)]
    assert queried(path, "SELECT count(*) FROM texts_fts WHERE texts_fts MATCH 'twitter'") == [(1,)]
    [(text, start, end, quote)] = queried(
        path,
        'SELECT x.text, n."start", n."end", n.quote FROM annotations n JOIN texts x'
        " ON x.article = n.article AND x.text_hash = n.text_hash WHERE n.note <> ''",
    )
    assert str(text)[int(str(start)) : int(str(end))] == quote


def test_only_what_is_asked_for_is_in_it(library: Library, tmp_path: Path) -> None:
    library.export(tmp_path / "out.db", "sqlite", tag="people")
    assert queried(tmp_path / "out.db", "SELECT quote FROM annotations") == [("José",)]
    library.export(tmp_path / "none.db", "sqlite", tag="nothing")
    assert queried(tmp_path / "none.db", "SELECT * FROM articles") == []


def test_it_is_never_taken_for_a_library(library: Library, tmp_path: Path) -> None:
    library.export(tmp_path / "out.db", "sqlite")
    assert published.APPLICATION_ID != schema.APPLICATION_ID
    before = fingerprint(tmp_path)
    with pytest.raises(StoreError, match="is a database of another program"):
        Library.open(tmp_path / "out.db", annotator="ann")
    assert fingerprint(tmp_path) == before


def test_no_database_is_written_over(library: Library, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE t (a)")
    before = (tmp_path / "other.db").read_bytes()
    for name in ("other.db", "annotations.db"):
        with pytest.raises(MisuseError, match="is a database"):
            library.export(tmp_path / name, "sqlite")
    assert (tmp_path / "other.db").read_bytes() == before


def test_its_own_earlier_export_is_replaced_unless_it_is_open(
    library: Library, tmp_path: Path
) -> None:
    target = tmp_path / "out.db"
    library.export(target, "sqlite", tag="nothing")
    with pytest.raises(MisuseError, match="is a database"):
        library.export(target, "csv")
    with closing(sqlite3.connect(target)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE mine (a)")
        with pytest.raises(MisuseError, match="is a database"):
            library.export(target, "sqlite")
        other.execute("PRAGMA journal_mode = DELETE")
    library.export(target, "sqlite", tag="people")
    assert queried(target, "SELECT quote FROM annotations") == [("José",)]


def test_to_a_pipe_it_is_copied_whole(library: Library, tmp_path: Path) -> None:
    ran = subprocess.run(
        [*PROGRAM, "export", "--format", "sqlite"],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    (tmp_path / "piped.db").write_bytes(ran.stdout)
    assert queried(tmp_path / "piped.db", "PRAGMA integrity_check") == [("ok",)]
    assert queried(tmp_path / "piped.db", "SELECT count(*) FROM passages") == [(2,)]


async def test_datasette_opens_it_and_answers(library: Library, tmp_path: Path) -> None:
    app = pytest.importorskip(
        "datasette.app", reason="Datasette reads our copy independently; make setup installs it"
    )
    library.export(tmp_path / "out.db", "sqlite")
    served = app.Datasette([str(tmp_path / "out.db")])
    await served.invoke_startup()
    [kept] = [one.note for one in library.annotations() if one.note]
    for view, key, value in (
        ("passages", "note", kept),
        ("tag_counts", "tag", "b"),
        ("orphans", "", ""),
    ):
        answer = await served.client.get(f"/out/{view}.json?_shape=array")
        assert answer.status_code == 200
        rows = answer.json()
        assert any(row[key] == value for row in rows) if key else rows == []
    found = await served.client.get("/out/annotations.json?_search=jose&_shape=array")
    assert [row["quote"] for row in found.json()] == ["José"]


@pytest.mark.parametrize("stopping", [KeyboardInterrupt, ValueError])
def test_it_is_told_that_it_is_indexed_and_that_can_be_stopped(
    library: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stopping: type[BaseException],
) -> None:
    monkeypatch.setattr(published, "_OFTEN", 10)
    told: list[tuple[int, str]] = []

    def progress(done: int, doing: str = "writing", /) -> None:
        told.append((done, doing))
        if doing == "indexing" and path.exists():
            raise stopping

    path = tmp_path / "out.db"
    library.export(path, "sqlite", progress=progress)
    assert told[0] == (2, "writing")
    assert set(told[1:]) == {(2, "indexing")}
    path.write_bytes(b"old")
    before = fingerprint(tmp_path)
    with pytest.raises(stopping):
        library.export(path, "sqlite", progress=progress)
    assert fingerprint(tmp_path) == before


def test_copying_it_to_a_pipe_is_told_too(library: Library) -> None:
    told: list[str] = []
    sink = io.BytesIO()
    library.export(sink, "sqlite", progress=lambda done, doing="writing", /: told.append(doing))
    assert (told[0], told[-1]) == ("writing", "copying")
    assert sink.getvalue().startswith(b"SQLite format 3")


def test_a_signal_that_comes_within_sqlite_stops_it(tmp_path: Path) -> None:
    """It is raised before anything of ours runs: SQLite is told of no more than a failure."""
    path = tmp_path / "out.db"
    endless = "WITH n AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT sum(1) FROM n"
    with (
        closing(sqlite3.connect(path)) as connection,
        pytest.raises(KeyboardInterrupt),
        published._watched(connection, lambda: None),
    ):
        connection.set_progress_handler(lambda: True, 10)
        connection.execute(endless)


def test_its_tables_and_views_are_what_others_ask(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "out.db"
    library.export(path, "sqlite")
    # The bytes of a database are SQLite's own; what it is made of is ours.
    made = queried(
        path,
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '*_fts_*' ORDER BY type, name",
    )
    found = "".join(f"{sql};\n" for (sql,) in made)
    golden = Path(__file__).with_name("database.sql")
    if os.environ.get("REWRITE_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


_NONE = ("",) * 5
_AT = ("heading", "page")
_AROUND = ("prefix", "suffix")
_BY = ("status", "annotator", "created", "updated")


def test_the_rows_of_a_small_library() -> None:
    one = test_brat.marked((0, 0, (), "a memo"), (0, 4, ("actors/the state",), "x"))
    tags = test_brat.TAGS[:1]
    assert [*rows(Given(texts=[one], tags=tags))] == [
        ("tags", ("t1", "actors/the state", "rose", "")),
        ("articles", ("a1", "Sea", *_NONE, "/sea.txt", "text", "", 31, "{}", "h1")),
        ("texts", (1, "a1", "h1", 1, test_brat.TEXT)),
        ("annotations", (1, "r0-0", "a1", "h1", 0, 0, *_AT, "", *_AROUND, "a memo", *_BY)),
        ("annotations", (2, "r0-4", "a1", "h1", 0, 4, *_AT, "Salt", *_AROUND, "x", *_BY)),
        ("annotation_tags", ("r0-4", "t1", 1)),
    ]
