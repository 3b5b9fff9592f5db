"""Counting what the list can be narrowed to, in a thread: no key waits for it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.library.grouping import Group

if TYPE_CHECKING:
    from reader.tui.desk import Desk


class Grouping:
    """The groups of one list, handed on one by one as they are counted."""

    def __init__(self, desk: Desk, show: Callable[[Group], None]) -> None:
        self._desk, self._show = desk, show
        self._stop = Event()

    def start(self) -> None:
        """Begin to count."""
        self._desk.run_worker(self._count, thread=True, exit_on_error=False)

    def stop(self) -> None:
        """Count no further: what comes is wanted no more."""
        self._stop.set()

    def _count(self) -> None:
        """Count; this runs in the thread."""
        with contextlib.suppress(ReaderError):
            for group in self._desk.library.groups(self._stop.is_set):
                if self._stop.is_set():
                    return
                with contextlib.suppress(RuntimeError):
                    self._desk.app.call_from_thread(partial(self._tell, group))

    def _tell(self, group: Group) -> None:
        if not self._stop.is_set():
            self._show(group)
