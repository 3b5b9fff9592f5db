"""Notes in a real terminal: what a kill leaves, and the user's own editor."""

from __future__ import annotations

import shlex
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from reader.library import Library
from reader.library.drafts import folder_of, left_behind
from tests.terminals import Terminal
from tests.tui.given import library_of
from tests.tui.test_terminal import reader

FIRST = "Twitter deleted 170,000 accounts."


@pytest.fixture
def database(tmp_path: Path) -> Path:
    with library_of(tmp_path) as library:
        library.place(library.article("Alpha").id, 0)
    return tmp_path / "annotations.db"


def notes(database: Path) -> list[tuple[str, str]]:
    with Library.open(database, annotator="ann") as library:
        return [(mark.quote, mark.note) for mark in library.annotations()]


def wait_until_kept(opened: Terminal, database: Path, text: str) -> None:
    end = monotonic() + 10
    while not any(
        text in path.read_text(encoding="utf-8") for path in folder_of(database).glob("*.json")
    ):
        assert monotonic() < end, "no draft was kept"
        opened.read()


def test_what_was_typed_before_a_kill_comes_back_with_one_key(database: Path) -> None:
    with reader(database) as opened:
        opened.press("ja")
        opened.wait_for("note on")
        opened.press("halfway through")
        wait_until_kept(opened, database, "halfway through")
        opened.process.send_signal(signal.SIGKILL)
        opened.process.wait()
    assert notes(database) == []
    with reader(database) as opened:
        opened.wait_for("A note was not saved")
        opened.press("D")
        opened.wait_for("note on", "halfway through")
        opened.press(", and whole\x1b")
        opened.wait_for("Noted")
        opened.press("qq")
        assert opened.end() == 0
    assert notes(database) == [(FIRST, "halfway through, and whole")]
    assert list(folder_of(database).iterdir()) == []


def test_what_one_window_is_writing_is_not_offered_in_another(database: Path) -> None:
    with reader(database) as first:
        first.press("ja")
        first.wait_for("note on")
        first.press("still being written")
        wait_until_kept(first, database, "still being written")
        with reader(database) as second:
            second.press("D")
            second.wait_for("No note waits to be saved")
        first.press("\x1b")
        first.wait_for("Noted")
    assert notes(database) == [(FIRST, "still being written")]


# The user's own editor


@contextmanager
def edited_by(
    monkeypatch: pytest.MonkeyPatch, database: Path, program: str
) -> Iterator[tuple[Terminal, Path]]:
    """Open the app with a program as its editor, which gets a folder to leave word in."""
    script, word = database.with_name("editor.py"), database.with_name("word of it")
    script.write_text(program, encoding="utf-8")
    command = shlex.join([sys.executable, str(script), str(word)])
    monkeypatch.setenv("VISUAL", command)
    # What a kill leaves there goes with the test.
    monkeypatch.setenv("TMPDIR", str(database.parent))
    with reader(database) as opened:
        opened.press("ja")
        opened.wait_for("note on")
        yield opened, word


APPENDS = """
import os, pathlib, sys
word, note = map(pathlib.Path, sys.argv[1:])
modes = [oct(path.stat().st_mode & 0o777) for path in (note, note.parent)]
word.write_text(repr([note.name, str(note), modes, os.isatty(0), os.isatty(1)]))
print("the editor has the terminal")
with note.open("a", encoding="utf-8", newline="") as file:
    file.write(" *more*\\r\\nand \\x1b[2J last\\n")
"""


def test_a_note_is_written_in_the_users_editor(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with edited_by(monkeypatch, database, APPENDS) as (opened, word):
        opened.press("begun")
        opened.wait_for("begun")
        opened.press("\x0f")
        opened.wait_for("the editor has the terminal", "and ␛[2J last")
        opened.press("\x1b")
        opened.wait_for("Noted")
        opened.press("qq")
        assert opened.end() == 0
        assert opened.is_restored()
    assert notes(database) == [(FIRST, "begun *more*\nand ␛[2J last")]
    name, path, modes, *terminals = eval(word.read_text(encoding="utf-8"))
    assert (name, modes, terminals) == ("note.md", ["0o600", "0o700"], [True, True])
    assert not Path(path).parent.exists()


SAVES_AND_WAITS = """
import pathlib, sys, time
pathlib.Path(sys.argv[2]).write_text("saved in the editor", encoding="utf-8")
print("waiting", flush=True)
time.sleep(60)
"""


def save_in_the_editor(opened: Terminal, database: Path) -> None:
    """Begin a note, go on in the editor, and wait until what that saved is a draft."""
    opened.press("begun")
    opened.wait_for("begun")
    opened.press("\x0f")
    opened.wait_for("waiting")
    wait_until_kept(opened, database, "saved in the editor")


def test_what_the_users_editor_has_saved_survives_a_kill(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with edited_by(monkeypatch, database, SAVES_AND_WAITS) as (opened, _):
        save_in_the_editor(opened, database)
        opened.process.send_signal(signal.SIGKILL)
        opened.process.wait()
    (found,) = left_behind(database).drafts
    assert (found.draft.text, found.draft.quote) == ("saved in the editor", FIRST)


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("no-such-editor --wait", "no-such-editor cannot be opened: No such file or directory"),
        ("false", "false failed (1); the note is as it was"),
        ("true", "true ended at once"),
        ("'", "VISUAL or EDITOR cannot be read"),
        ("", "no editor is named"),
    ],
)
def test_an_editor_that_fails_is_told_and_the_note_stays(
    database: Path, monkeypatch: pytest.MonkeyPatch, editor: str, said: str
) -> None:
    monkeypatch.setenv("VISUAL", editor)
    monkeypatch.delenv("EDITOR", raising=False)
    with reader(database) as opened:
        opened.press("ja")
        opened.wait_for("note on")
        opened.press("begun")
        opened.press("\x0f")
        opened.wait_for(said)
        sleep(0.1)
        opened.press(" and ended\x1b")
        opened.wait_for("Noted")
    assert notes(database) == [(FIRST, "begun and ended")]


def test_no_shell_reads_what_names_the_editor(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = database.with_name("planted")
    monkeypatch.setenv("VISUAL", f"true; touch {shlex.quote(str(planted))}")
    with reader(database) as opened:
        opened.press("ja")
        opened.wait_for("note on")
        opened.press("\x0f")
        opened.wait_for("true; cannot be opened")
    assert not planted.exists()


def test_what_the_users_editor_has_saved_is_kept_when_the_terminal_is_closed(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with edited_by(monkeypatch, database, SAVES_AND_WAITS) as (opened, _):
        save_in_the_editor(opened, database)
        opened.hang_up()
    left = [(found.draft.quote, found.draft.text) for found in left_behind(database).drafts]
    assert (FIRST, "saved in the editor") in [*notes(database), *left]


SAVES_AND_FAILS = """
import pathlib, sys, time
pathlib.Path(sys.argv[2]).write_text("not wanted", encoding="utf-8")
time.sleep(1.2)
sys.exit(1)
"""


def test_what_an_editor_saved_before_it_failed_is_not_taken(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with edited_by(monkeypatch, database, SAVES_AND_FAILS) as (opened, _):
        opened.press("begun")
        opened.wait_for("begun")
        opened.press("\x0f")
        wait_until_kept(opened, database, "not wanted")
        opened.wait_for("failed (1)")
        wait_until_kept(opened, database, "begun")
        opened.press(" and ended\x1b")
        opened.wait_for("Noted")
    assert notes(database) == [(FIRST, "begun and ended")]
