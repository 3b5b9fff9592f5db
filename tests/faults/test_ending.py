"""The ways the app is ended: signals, a closed terminal, keys. Nothing is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest

from reader.library import Library
from reader.library.drafts import left_behind
from tests.faults.given import MANY, check_sound, database, reader, tally
from tests.terminals import LEFT, MAIN, PATIENCE, Terminal, terminal

FULL = """
import sys
from reader.store import connection, writer
def full(path, real=connection.connect_for_writing):
    opened, logging = real(path)
    pages = opened.execute("PRAGMA page_count").fetchone()[0]
    opened.execute(f"PRAGMA max_page_count = {pages}")
    return opened, logging
writer.connect_for_writing = full
from reader.cli import main
sys.exit(main())
"""
"""The program, on a disk that is full."""
ENTERED = b"\x1b[?1049h"
"""What enters the alternate screen."""
LONG = "\n".join(["long" * 20] * 150)
"""A note that takes more than the room that is left."""
PASTED = f"\x1b[200~{LONG}\x1b[201~"
LET_GO = """
import errno
from reader.library import drafts
def refuse(*given):
    raise OSError(errno.ENOSPC, "No space left on device")
drafts.DraftFile._replaced = refuse
"""
"""What lets no draft be written either."""


@contextmanager
def app(path: Path, program: str = MAIN) -> Iterator[Terminal]:
    corpus = str(path.parent / "faults.md")
    with terminal("--db", str(path), corpus, program=program) as opened:
        opened.wait_for("Sentence 1 says")
        yield opened


def begin_long_note(opened: Terminal) -> None:
    """Write a note that takes more than the room that is left."""
    opened.press("ja")
    opened.wait_for("note on")
    opened.press(PASTED)
    opened.wait_for("longlong")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_the_app_keeps_what_is_being_written_at_a_signal(
    tmp_path: Path, number: signal.Signals
) -> None:
    path = database(tmp_path)
    with app(path) as opened:
        opened.press("j\r")
        opened.wait_for("Highlighted")
        opened.press("jja")
        opened.wait_for("note on")
        opened.press("halfway there")
        opened.wait_for("halfway there")
        opened.process.send_signal(number)
        assert opened.end() == (130 if number == signal.SIGINT else 0)
        assert opened.is_restored()
        assert LEFT in opened.output
        assert b"Traceback" not in opened.output
    check_sound(path)
    with Library.open(path, annotator="ann") as library:
        assert {mark.note for mark in library.annotations()} == {"", "halfway there"}


@pytest.mark.parametrize("seed", range(20 if MANY else 1))
def test_a_terminal_closed_at_any_moment_ends_the_app_and_loses_nothing(
    tmp_path: Path, seed: int
) -> None:
    path = database(tmp_path)
    with app(path) as opened:
        opened.press("j\r")
        opened.wait_for("Highlighted")
        opened.press("jja" + "word " * (seed % 5))
        opened.read(0.02 * seed)
        # Where its last words find no terminal, they may fail; nobody hears the exit code either.
        assert opened.hang_up() in (0, 1)
    check_sound(path)
    with Library.open(path, annotator="ann") as library:
        assert "Sentence 0 says little." in {mark.quote for mark in library.annotations()}
    tally("terminal closed", rounds=1, lost=0)


def test_a_note_that_cannot_be_saved_at_a_signal_is_put_into_a_file_and_said(
    tmp_path: Path,
) -> None:
    path = database(tmp_path)
    with app(path, FULL) as opened:
        begin_long_note(opened)
        opened.process.send_signal(signal.SIGTERM)
        assert opened.end() == 1
        assert opened.is_restored()
        [kept] = left_behind(path).drafts
        check_told(opened, kept.path)
    assert kept.draft.text == LONG
    assert kept.path.parent == tmp_path / "annotations-drafts"
    assert kept.path.stat().st_mode & 0o077 == 0


def check_told(opened: Terminal, kept: Path) -> None:
    """Make sure that it was said, after the terminal was restored, where a note is."""
    after = opened.output.rpartition(LEFT)[2].decode()
    assert "the note could not be saved: the disk is full" in " ".join(after.split())
    assert str(kept) in after.replace("\r\n", "")


def test_a_note_of_which_not_even_a_draft_can_be_kept_at_a_signal_is_put_elsewhere_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = database(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "elsewhere"))
    with app(path, LET_GO + FULL) as opened:
        begin_long_note(opened)
        opened.process.send_signal(signal.SIGTERM)
        assert opened.end() == 1
        assert opened.is_restored()
        [kept] = (tmp_path / "elsewhere").iterdir()
        check_told(opened, kept)
    assert kept.read_text(encoding="utf-8") == LONG
    assert kept.stat().st_mode & 0o077 == 0


def test_quitting_where_not_even_a_draft_can_be_kept_opens_the_note_again(tmp_path: Path) -> None:
    path = database(tmp_path)
    with app(path, LET_GO + FULL) as opened:
        begin_long_note(opened)
        opened.output = b""
        opened.press("\x11")
        opened.wait_for("no draft can be kept", "note on", "longlong")
        assert opened.process.poll() is None
        opened.press("\x07")
        end = monotonic() + PATIENCE
        while opened.process.poll() is None and monotonic() < end:
            # Where a draft is still being refused it stays once more.
            opened.press("\x11")
            opened.read(0.5)
        assert opened.end() == 0
        assert b"could not be saved" not in opened.output.rpartition(LEFT)[2]


@pytest.mark.parametrize("moment", range(40) if MANY else (12,))
def test_a_signal_while_the_app_starts_leaves_the_terminal_as_it_was(
    tmp_path: Path, moment: int
) -> None:
    path = database(tmp_path)
    with terminal("--db", str(path), str(tmp_path / "faults.md")) as opened:
        end = monotonic() + 0.02 * moment
        while monotonic() < end:
            opened.read(0.005)
        opened.process.send_signal(signal.SIGTERM)
        assert opened.end() in (0, -signal.SIGTERM, 128 + signal.SIGTERM)
        assert opened.is_restored()
        assert (ENTERED in opened.output) == (LEFT in opened.output)
        assert b"Traceback" not in opened.output
    check_sound(path)


def test_a_note_that_cannot_be_saved_when_the_terminal_is_closed_is_put_into_a_file(
    tmp_path: Path,
) -> None:
    path = database(tmp_path)
    with app(path, FULL) as opened:
        begin_long_note(opened)
        assert opened.hang_up() == 1
    assert [found.draft.text for found in left_behind(path).drafts] == [LONG]


def test_a_closed_terminal_that_sends_no_signal_ends_the_app_too(tmp_path: Path) -> None:
    path = database(tmp_path)
    deaf = "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})\n"
    with app(path, deaf + MAIN) as opened:
        opened.press("j\r")
        opened.wait_for("Highlighted")
        assert opened.hang_up() == 0
    with Library.open(path, annotator="ann") as library:
        assert len(library.annotations()) == 1


def test_quitting_with_a_write_that_fails_stays_and_says_so(tmp_path: Path) -> None:
    path = database(tmp_path)
    with app(path, FULL) as opened:
        begin_long_note(opened)
        opened.press("\x11")
        opened.wait_for("could not be saved · D brings it back")
        assert opened.process.poll() is None
        opened.press("\x11")
        assert opened.end() == 0
        assert opened.is_restored()
        [kept] = left_behind(path).drafts
        check_told(opened, kept.path)
    assert kept.draft.text == LONG


def test_a_window_that_was_suspended_draws_itself_anew(tmp_path: Path) -> None:
    path = database(tmp_path)
    with app(path) as opened:
        opened.press("j\r")
        opened.wait_for("Highlighted")
        opened.press("\x1a")
        end = monotonic() + PATIENCE
        while not os.WIFSTOPPED(os.waitpid(opened.process.pid, os.WUNTRACED | os.WNOHANG)[1]):
            assert monotonic() < end, "it was not suspended"
            opened.read()
        assert opened.is_restored()
        done = reader(
            "--db", path, "annotate", "Faults", "--quote", "Sentence 3 says", "--tag", "x"
        )
        assert done.returncode == 0, done.stderr
        opened.output = b""
        opened.process.send_signal(signal.SIGCONT)
        opened.wait_for("Sentence 0 says little.", "1 x")
        opened.press("jj\r")
        opened.wait_for("Highlighted")
        opened.press("qq")
        assert opened.end() == 0
    with Library.open(path, annotator="ann") as library:
        assert len(library.annotations()) == 3
