"""Backups that the app makes by itself, in a thread that nothing waits for."""

from __future__ import annotations

import contextlib
from threading import Thread
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.text.normal import visible

if TYPE_CHECKING:
    from reader.library.backups import AutomaticBackups
    from reader.tui.desk import Desk

FIRST = 15.0
"""Seconds after the first screen at which it is looked whether a backup is due."""
EVERY = 600.0
"""Seconds between two such looks; one is due at most every hour."""
_LAST_WAIT = 0.3
"""Seconds that leaving waits for a backup to be given up."""


class BackingUp:
    """Makes backups of the library of one desk, from some time after its first screen."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._backups: AutomaticBackups | None = None
        self._thread: Thread | None = None
        self._is_stopped = False
        self._told = ""

    @property
    def is_running(self) -> bool:
        """Whether a backup is being made, or looked for."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Begin to look, some time from now and again and again."""
        if not self._desk.library.read_only:
            self._desk.set_timer(FIRST, self.look)
            self._desk.set_interval(EVERY, self.look)

    def look(self) -> None:
        """Make a backup if one is due, unless one is being made."""
        if self._is_stopped or self.is_running:
            return
        self._thread = Thread(target=self._make, name="backups", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Give up what is being made; leaving waits for no backup."""
        self._is_stopped = True
        if self._backups is not None:
            self._backups.stop()
        if self._thread is not None:
            self._thread.join(_LAST_WAIT)

    def _make(self) -> None:
        """Make it; this runs in the thread."""
        try:
            if self._backups is None:
                from reader.library.backups import AutomaticBackups

                self._backups = AutomaticBackups(self._desk.library.path)
            if not self._is_stopped:
                self._backups.make_if_due()
            self._told = ""
        except Exception as error:
            # Whatever it may be, its traceback must not be written over the screen.
            self._tell(str(error) if isinstance(error, ReaderError) else repr(error))

    def _tell(self, problem: str) -> None:
        """Say what went wrong, once: the next look is as likely to fail."""
        if problem == self._told:
            return
        self._told = problem
        said = f"No backup was made: {visible(problem)}"
        with contextlib.suppress(RuntimeError):
            self._desk.app.call_from_thread(self._desk.say, said, error=True)
