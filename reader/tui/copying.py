"""Copying out of the app: by the system's clipboard program, else by the terminal.

It is done in a thread, so that no key waits for a program. What was copied can be pasted within
the app too.
"""

from __future__ import annotations

import contextlib
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from reader.counting import plural
from reader.errors import ReaderError
from reader.text.cells import width_of
from reader.text.normal import clean, visible
from reader.tui import clipboard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.config import CitationStyle
    from reader.formats.citation.passage import Passage
    from reader.tui.desk import Desk

_MOST = 74_994
"""Bytes that terminals take: as OSC 52 has them, with what is around, they are 100,000."""


class Copying:
    """What a desk copies; the last copy that was asked for is the one that stays."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked = 0
        self._one_at_a_time = Lock()

    def text(self, text: str, said: str) -> None:
        """Copy a text; `said` begins the message, such as `Copied the note`."""
        self._start(lambda: text, said)

    def passage(self, passage: Passage) -> None:
        """Copy a passage with its citation, in the style that was chosen."""
        self._start(partial(_cited, passage, *self._desk.cited), "Copied with its citation")

    def _start(self, make: Callable[[], str], said: str) -> None:
        self._asked += 1
        work = partial(self._run, self._asked, make, said)
        self._desk.run_worker(work, thread=True, exit_on_error=False, group="copying")

    def _run(self, number: int, make: Callable[[], str], said: str) -> None:
        """Do it; this runs in the thread."""
        with self._one_at_a_time:
            if number != self._asked:
                return
            try:
                text = clean(make())
            except ReaderError as error:
                self._tell(partial(self._desk.say, visible(str(error)), error=True))
                return
            failed: list[str] = []
            program = clipboard.copy(text, failed=failed)
            self._tell(partial(self._done, text, said, program, failed))

    def _done(self, text: str, said: str, program: str, failed: Sequence[str]) -> None:
        """Say which way it went, and how much; without a program, the terminal is asked."""
        app = self._desk.app
        room = app.size.width - 4
        # Kept as the terminal's way keeps it, for a paste into a field.
        app._clipboard = text
        if program:
            self._desk.say(_copied(said, program, text, room))
        elif len(text.encode("utf-8", "replace")) > _MOST:
            self._desk.say(_too_long(text, failed, room), error=True)
        else:
            app.copy_to_clipboard(text)
            why = f", as {' and '.join(failed)} failed" if failed else ""
            self._desk.say(_copied(said, f"the terminal (OSC 52){why}", text, room))

    def _tell(self, tell: Callable[[], None]) -> None:
        """Do something in the app's own thread, if the app is still there."""
        with contextlib.suppress(RuntimeError):
            self._desk.app.call_from_thread(tell)


def _copied(said: str, way: str, text: str, room: int) -> str:
    """Say that a text was copied, as far as there is room: the way stays."""
    told = f"{said} by {way}"
    return _fitting((f"{told}: {plural(len(text), 'character')}", told, f"Copied by {way}"), room)


def _too_long(text: str, failed: Sequence[str], room: int) -> str:
    """Say that a text is too long for the terminal, and what would take it."""
    much = plural(len(text), "character")
    if failed:
        # One more of these would not help.
        which = " and ".join(failed)
        return _fitting(
            (
                f"Not copied: {which} failed, and {much} are too many for the terminal's clipboard",
                f"Not copied: {which} failed, and it is too long for the terminal",
                f"Not copied: {which} failed",
            ),
            room,
        )
    return _fitting(
        (
            f"Not copied: {much} are too many for the terminal's clipboard;"
            " install wl-copy or xclip, or copy less",
            f"Not copied: {much}, too many for a terminal; install xclip",
            "Not copied: too long for a terminal",
        ),
        room,
    )


def _fitting(ways: Sequence[str], room: int) -> str:
    """Give the first that there is room for."""
    return next((way for way in ways if width_of(way) <= room), ways[-1])


def _cited(passage: Passage, style: CitationStyle, template: Path | None) -> str:
    """Give a passage with its citation, by the user's template where there is one."""
    from reader.formats.citation.passage import cite

    if template is None:
        return cite(passage, style)
    from reader.formats.citation.template import fill
    from reader.library import template_files

    text = template_files.read(template, "see citation_template in config.toml")
    return fill(text, passage)
