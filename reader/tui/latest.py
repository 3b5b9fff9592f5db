"""What is worked out in a thread, of which only the last that was asked for is wanted."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.desk import Desk


class Latest:
    """Work in threads of which each takes the place of the one before."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stop = Event()

    def stop(self) -> None:
        """Stop what is under way or about to begin."""
        self._stop.set()
        self._stop = Event()

    def _begin(self, work: Callable[[Event], None]) -> None:
        """Do something in a thread, in the place of what is under way; its event stops it."""
        self.stop()
        stop = self._stop
        self._desk.run_worker(lambda: work(stop), thread=True, exit_on_error=False)

    def _tell(self, stop: Event, tell: Callable[[], None]) -> None:
        """Do something in the app's own thread, unless the work is wanted no more."""

        def told() -> None:
            if not stop.is_set():
                tell()

        if not stop.is_set():
            with contextlib.suppress(RuntimeError):
                self._desk.app.call_from_thread(told)
