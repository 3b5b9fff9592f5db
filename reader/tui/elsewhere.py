"""The note in an editor of the user's own: `$VISUAL`, else `$EDITOR`, while the app is suspended.

The editor gets a private file and the terminal, and no shell stands between. What it saves is
taken as a draft while it is still open, so that it outlives this program too.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGHUP, SIGTERM
from tempfile import TemporaryDirectory
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from reader.errors import ReaderError
from reader.text.normal import normalise, visible

if TYPE_CHECKING:
    from reader.tui.desk import Desk
    from reader.tui.widgets.note_editor import NoteEditor

_MOST_BYTES = 16 << 20
"""Bytes of the longest note that is taken back."""
_LOOK = 0.5
"""Seconds between two looks at what the editor has saved."""


class Elsewhere:
    """Opens a note in the user's own editor."""

    def __init__(self, desk: Desk, saved: Callable[[str], None]) -> None:
        """Make it for one note; `saved` gets what the editor has saved, as soon as it has."""
        self._desk = desk
        self._saved = saved

    def edit(self, editor: NoteEditor) -> None:
        """Have a note edited; what was saved stands in the field then."""
        before = editor.text
        self._saved(before)
        try:
            after = self._edited(before, command())
        except ReaderError as error:
            editor.warn(str(error))
            return
        editor.warn("")
        if after != before:
            editor.replace(after)

    def _edited(self, before: str, words: list[str]) -> str:
        """Give what an editor makes of a text."""
        name = visible(words[0])
        begun = monotonic()
        try:
            with TemporaryDirectory(prefix="reader-") as folder:
                path = Path(folder) / "note.md"
                path.touch(mode=0o600)
                path.write_text(before, encoding="utf-8", errors="replace", newline="")
                code = self._run([*words, str(path)], path)
                after = _taken(path, before)
        except SuspendNotSupported as error:
            raise ReaderError("no other editor can be opened in this terminal") from error
        except OSError as error:
            what = f"{name} cannot be opened: {error.strerror}"
            raise ReaderError(what, "set VISUAL or EDITOR to another") from error
        if code > 0:
            self._saved(before)
            raise ReaderError(f"{name} failed ({code}); the note is as it was")
        if after == before and monotonic() - begun < _LOOK:
            hint = "one with a window of its own must be told to wait, as `code --wait` is"
            raise ReaderError(f"{name} ended at once; {hint}")
        return after

    def _run(self, words: list[str], path: Path) -> int:
        """Run an editor while the app is suspended, and give its exit code."""
        failed: OSError | None = None
        with self._desk.app.suspend():
            try:
                return self._wait(words, path)
            except OSError as error:
                # Raised in here, it would leave the app suspended.
                failed = error
        raise failed

    def _wait(self, words: list[str], path: Path) -> int:
        """Run an editor to its end, keeping what it saves meanwhile, and give its exit code."""
        with subprocess.Popen(words) as process, _passing_on(process):
            seen = path.stat().st_mtime_ns
            while True:
                try:
                    return process.wait(_LOOK)
                except subprocess.TimeoutExpired:
                    seen = self._look(path, seen)

    def _look(self, path: Path, seen: int) -> int:
        """Keep what an editor has saved, if it has since it was looked at last."""
        try:
            now = path.stat().st_mtime_ns
            if now != seen and (text := _taken(path, "")).strip():
                self._saved(text)
        except (OSError, ReaderError):
            # It is between two states: the next look will tell.
            return seen
        return now


@contextmanager
def _passing_on(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Let a signal that ends this program end an editor first: the loop hears of it after that."""

    def pass_on(number: int, frame: FrameType | None) -> None:
        process.send_signal(number)

    before = {number: signal.signal(number, pass_on) for number in (SIGTERM, SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def command() -> list[str]:
    """Give the words of the user's editor; where none can be told, `ReaderError` is raised."""
    given = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(given)
    except ValueError as error:
        raise ReaderError(f"VISUAL or EDITOR cannot be read: {error}") from error
    if not words:
        raise ReaderError("no editor is named", "set VISUAL or EDITOR, as in EDITOR=vim")
    return words


def _taken(path: Path, before: str) -> str:
    """Give what stands in a file as a note, without the line end that editors put last."""
    if path.stat().st_size > _MOST_BYTES:
        raise ReaderError("that is too long for a note; it is as it was")
    text = normalise(path.read_bytes().decode("utf-8", "replace"))
    return text if before.endswith("\n") else text.removesuffix("\n")
