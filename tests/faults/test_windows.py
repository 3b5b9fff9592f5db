"""Several programs on one database: none loses, none waits, each sees what the others did."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from reader.errors import ConflictError, MisuseError, StoreError
from reader.library import Library
from reader.store import connection as connecting
from reader.text.document import Span
from tests.faults.given import (
    MANY,
    Said,
    check_kept,
    check_replays,
    check_sound,
    database,
    reader,
    tally,
    writing,
)
from tests.terminals import PATIENCE, Terminal, terminal
from tests.tui.given import reading

HOLDING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("COMMIT")
connection.close()
"""


@contextmanager
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that holds the database's lock until it is told to let go, or is left."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    try:
        yield process
    finally:
        process.communicate("\n")


@contextmanager
def app(path: Path) -> Iterator[Terminal]:
    """The app on a database, its article open."""
    with terminal("--db", str(path), str(path.parent / "faults.md")) as opened:
        opened.wait_for("Sentence 1 says")
        yield opened


def until_marks(path: Path, count: int) -> None:
    """Wait until so many annotations are on disk."""
    end = monotonic() + PATIENCE
    with Library.open(path, annotator="looking") as library:
        while len(library.annotations()) != count:
            assert monotonic() < end, [mark.quote for mark in library.annotations()]
            sleep(0.02)


def test_three_programs_of_150_writes_each_lose_none(tmp_path: Path) -> None:
    path = database(tmp_path)
    names = ("ann", "bea", "cyd")
    running = [writing(path, name, 150) for name in names]
    for process in running:
        output, errors = process.communicate()
        assert process.returncode == 0, errors
        said = Said().hear(output)
        assert (said.failures, len(said.done)) == ([], 150)
        with Library.open(path, annotator="looking") as library:
            own = {mark.id for mark in library.annotations() if mark.annotator == process.args[4]}  # type: ignore[index]  # a list
        assert own == {about for about, state in said.done.items() if state is not None}
        tally("three programs at once", said_to_be_saved=said.count, lost=0)
    check_sound(path)
    if MANY:
        check_replays(path, tmp_path / "copy.db")


def test_two_windows_show_what_the_other_did(tmp_path: Path) -> None:
    path = database(tmp_path)
    with app(path) as one, app(path) as other:
        one.press("jt")
        one.wait_for("tag ")
        one.press("from-one\r")
        one.wait_for("Tagged from-one")
        other.wait_for("from-one")
        other.press("jjja")
        other.wait_for("note on")
        other.press("written in the other\x13")
        other.wait_for("Noted")
        one.wait_for("written in the other")
        for opened in (one, other):
            opened.press("qq")
            assert opened.end() == 0
    check_sound(path)
    with Library.open(path, annotator="ann") as library:
        assert len(library.annotations()) == 2


def test_a_window_shows_what_the_command_line_did_and_stays_where_it_is(tmp_path: Path) -> None:
    path = database(tmp_path)
    with app(path) as opened:
        opened.press("jjjj")
        done = reader(
            "--db", path, "annotate", "Faults", "--quote", "Sentence 9 says", "--tag", "cli"
        )
        assert done.returncode == 0, done.stderr
        opened.wait_for("cli")
        opened.press("\r")
        opened.wait_for("Highlighted")
        opened.press("qq")
        assert opened.end() == 0
    with Library.open(path, annotator="ann") as library:
        quotes = {mark.quote for mark in library.annotations()}
    assert quotes == {"Sentence 9 says", "Sentence 3 says little."}


def test_a_stale_note_keeps_both_and_a_stale_deletion_is_refused(tmp_path: Path) -> None:
    path = database(tmp_path)
    with (
        Library.open(path, annotator="ann") as one,
        Library.open(path, annotator="bea") as other,
    ):
        [row] = one.articles()
        made = one.annotate(row.article, Span(10, 20), note="first").result().annotation
        assert made is not None
        other.edit(made, note="hers").result()
        with pytest.raises(ConflictError):
            one.delete(made).result()
        now = one.edit(made, note="mine").result().annotation
        assert now is not None
        assert "hers" in now.note
        assert "mine" in now.note
        other.delete(now).result()
        with pytest.raises(ConflictError):
            one.edit(now, add_tags=["late"]).result()


def test_a_lock_held_for_long_is_said_and_no_key_waits_for_it(tmp_path: Path) -> None:
    path = database(tmp_path)
    with app(path) as opened:
        with holder(path):
            opened.press("j\r")
            opened.wait_for("Not saved yet: waiting for another program")
            opened.output = b""
            opened.press("z")
            # It is drawn anew while the writer still waits.
            opened.wait_for("Sentence 1 says")
            opened.press("jjj\r")
            until_marks(path, 0)
            opened.output = b""
        opened.wait_for("Highlighted")
        until_marks(path, 2)
        opened.press("qq")
        assert opened.end() == 0
    check_sound(path)


def test_a_window_opens_and_reads_while_another_program_holds_the_lock(tmp_path: Path) -> None:
    path = database(tmp_path)
    with holder(path), app(path) as opened:
        opened.press("G")
        opened.wait_for("Sentence 399")


def test_a_window_that_reads_waits_for_no_lock_and_one_that_writes_for_long(
    tmp_path: Path,
) -> None:
    path = database(tmp_path)
    with Library.open(path, annotator="ann", window=True) as library:
        store = library._store
        assert store.read(_busy_timeout) == connecting.KEY_TIMEOUT * 1000
        assert store._writer._patience == connecting.WINDOW_TIMEOUT
    with Library.open(path, annotator="ann") as library:
        assert library._store.read(_busy_timeout) == connecting.BUSY_TIMEOUT * 1000


def _busy_timeout(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA busy_timeout").fetchone()[0])


def test_quitting_waits_for_another_programs_lock(tmp_path: Path) -> None:
    path = database(tmp_path)
    with app(path) as opened:
        with holder(path):
            opened.press("j\r")
            opened.wait_for("Not saved yet")
            opened.press("\x11")
            opened.wait_for("Waiting for the disk")
            assert opened.process.poll() is None
        assert opened.end() == 0
        assert opened.is_restored()
    until_marks(path, 1)


async def test_a_lock_that_is_never_let_go_is_told_and_nothing_is_shown_as_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.store.store.WINDOW_TIMEOUT", 0.5)
    monkeypatch.setattr(connecting, "BUSY_TIMEOUT", 0.1)
    path = database(tmp_path)
    with Library.open(path, annotator="ann", window=True) as library, holder(path):
        async with reading(library, "Faults") as hands:
            await hands.press("j", "enter")
            assert "another program holds the database" in hands.said
            assert hands.pane.marks == []
            await hands.press("q", "a")
            await hands.type("kept")
            await hands.press("escape")
            assert hands.field.text == "kept"  # type: ignore[union-attr]  # a note's field


@pytest.mark.skipif(not MANY, reason="it waits as long as a command does")
def test_a_command_says_that_another_program_holds_the_database(tmp_path: Path) -> None:
    path = database(tmp_path)
    with holder(path):
        done = reader("--db", path, "annotate", "Faults", "--quote", "Sentence 9 says")
        assert (done.returncode, done.stdout) == (1, "")
        assert "another program holds the database" in done.stderr
        assert reader("--db", path, "list").returncode == 0


def test_an_export_onto_the_database_itself_is_refused_and_leaves_its_locks(tmp_path: Path) -> None:
    path = database(tmp_path)
    with Library.open(path, annotator="ann") as library:
        [row] = library.articles()
        library.annotate(row.article, Span(0, 3)).result()
        for name in ("annotations.db", "annotations.db-wal"):
            with pytest.raises(MisuseError):
                library.export_csv(tmp_path / name)
        # Were the locks gone, this would be the last to close it, and delete the log in use.
        other = (
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT 1 FROM tag')"
        )
        subprocess.run([sys.executable, "-c", f"{other}; c.close()", str(path)], check=True)
        assert Path(f"{path}-wal").exists()
        library.annotate(row.article, Span(3, 6)).result()
    check_sound(path)


# A schema that another program changes meanwhile


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("PRAGMA user_version = 99", "another version"),
        ("CREATE TRIGGER t AFTER INSERT ON tag BEGIN DELETE FROM tag; END", "trigger"),
    ],
)
def test_what_was_opened_is_not_written_to_once_another_program_changed_its_schema(
    tmp_path: Path, statement: str, told: str
) -> None:
    path = database(tmp_path)
    with Library.open(path, annotator="ann") as library:
        [row] = library.articles()
        library.annotate(row.article, Span(0, 3)).result()
        with closing(sqlite3.connect(path)) as other:
            other.execute(statement)
            # A migration changes tables too.
            other.execute("CREATE TABLE new (x)")
            other.execute("DROP TABLE new")
            other.commit()
        with pytest.raises(StoreError, match=told):
            library.annotate(row.article, Span(3, 6), tags=["a"]).result()
        assert len(library.annotations()) == 1
    with closing(sqlite3.connect(path)) as after:
        assert after.execute("SELECT count(*) FROM annotation").fetchone() == (1,)


def test_notes_of_two_windows_on_one_passage_are_both_kept(tmp_path: Path) -> None:
    path = database(tmp_path)
    with app(path) as one, app(path) as other:
        for opened in (one, other):
            opened.press("ja")
            opened.wait_for("note on")
        one.press("from one\x13")
        one.wait_for("Noted")
        other.press("from the other\x13")
        other.wait_for("Kept both notes")
        until_marks(path, 1)
        for opened in (one, other):
            opened.press("qq")
            assert opened.end() == 0
    with Library.open(path, annotator="ann") as library:
        [mark] = library.annotations()
    check_kept(path, Said({mark.id: (mark.tags, mark.note)}))
    assert "from one" in mark.note
    assert "from the other" in mark.note
