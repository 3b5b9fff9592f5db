"""The program in a real terminal: what is said is on disk, and the terminal comes back whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from reader.library import Library
from tests.library.given import marked
from tests.terminals import LEFT, MAIN, Terminal, terminal
from tests.tui.given import library_of


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with a tag that has the key 1."""
    with library_of(tmp_path) as library:
        marked(library, library.article("Beta"), "Beta rumour", "numbers")
        library.place(library.article("Alpha").id, 0)
    return tmp_path / "annotations.db"


@contextmanager
def reader(database: Path) -> Iterator[Terminal]:
    with terminal("--db", str(database), str(database.parent / "corpus")) as opened:
        opened.wait_for("Twitter deleted", "170,000")
        yield opened


def test_what_was_said_to_be_kept_survives_a_kill(database: Path) -> None:
    with reader(database) as opened:
        opened.press("j1")
        opened.wait_for("Tagged numbers · u undoes")
        opened.process.send_signal(signal.SIGKILL)
        opened.process.wait()
    with Library.open(database, annotator="ann") as library:
        found = [mark for mark in library.annotations() if mark.quote.startswith("Twitter")]
        assert [(mark.quote, mark.tags) for mark in found] == [
            ("Twitter deleted 170,000 accounts.", ("numbers",))
        ]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_the_terminal_as_it_was(database: Path, number: signal.Signals) -> None:
    with reader(database) as opened:
        opened.press("j1")
        opened.wait_for("Tagged numbers")
        assert LEFT not in opened.output
        assert not opened.is_restored()
        opened.process.send_signal(number)
        opened.end()
        assert LEFT in opened.output
        assert opened.is_restored()
        assert b"Traceback" not in opened.output
    with Library.open(database, annotator="ann") as library:
        assert len(library.annotations()) == 2


def test_a_note_being_written_is_kept_at_a_signal(database: Path) -> None:
    with reader(database) as opened:
        opened.press("ja")
        opened.wait_for("note on")
        opened.press("halfway")
        opened.wait_for("halfway")
        opened.process.send_signal(signal.SIGTERM)
        opened.end()
    with Library.open(database, annotator="ann") as library:
        assert "halfway" in [mark.note for mark in library.annotations()]


def test_a_closed_terminal_ends_the_program(database: Path) -> None:
    with reader(database) as opened:
        opened.press("j1")
        opened.wait_for("Tagged numbers")
        opened.hang_up()
    with Library.open(database, annotator="ann") as library:
        assert len(library.annotations()) == 2


def suspended(opened: Terminal) -> None:
    """Suspend the program and go on with it, as a shell does."""
    opened.press("\x1a")
    end = monotonic() + 10
    while not os.WIFSTOPPED(os.waitpid(opened.process.pid, os.WUNTRACED | os.WNOHANG)[1]):
        assert monotonic() < end, "it was not suspended"
        opened.read()
    opened.output = b""
    opened.process.send_signal(signal.SIGCONT)
    opened.wait_for("Twitter deleted")


@pytest.mark.parametrize("is_suspended", [False, True])
def test_an_escape_and_a_letter_soon_after_are_two_keys(database: Path, is_suspended: bool) -> None:
    with reader(database) as opened:
        if is_suspended:
            suspended(opened)
        opened.press("jv")
        opened.read()
        opened.press("\x1b")
        sleep(0.06)
        opened.press("j")
        opened.press("1")
        opened.wait_for("Tagged numbers")
        opened.press("qq")
        opened.end()
    with Library.open(database, annotator="ann") as library:
        quotes = {mark.quote for mark in library.annotations()}
        assert "The core, said one, was small." in quotes


def test_quitting_restores_the_terminal_and_gives_0(database: Path) -> None:
    with reader(database) as opened:
        opened.press("qq")
        assert opened.end() == 0
        assert LEFT in opened.output
        assert opened.is_restored()


def test_without_a_terminal_one_line_says_so(database: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "--db", str(database), str(database.parent / "corpus")],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("reader: error: ")
    assert "terminal" in done.stderr
    assert done.stderr.count("\n") == 1
