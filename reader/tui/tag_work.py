"""Changes of tags that may take a while, each in a thread of its own, with what is done so far."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import Future
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from reader.counting import plural

if TYPE_CHECKING:
    from reader.library import Done
    from reader.library.tagging.retagging import RetagProgress
    from reader.tui.desk import Desk

_EVERY = 0.25
"""Seconds between two looks at the progress."""


class TagWork:
    """The changes of tags that one desk has asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._threads: list[Thread] = []
        """Those that may be at work."""
        self._stop = Event()
        self._told = 0.0

    def wait_for(self, future: Future[Done]) -> None:
        """Show what a change of tags left when it is on disk, and say what it did."""

        def done(outcome: Done) -> None:
            # What the last annotation got may have another name now: it is read anew.
            self._desk.marking.last_tags = ()
            self._desk.refresh_marks()
            self._desk.done(outcome)

        self._desk.writing.then(future, done, self._desk.writing.refused)

    def run(self, change: Callable[..., Done]) -> None:
        """Make a change that reaches passages; it is handed what shows how far it is."""
        if not self._is_running:
            self._stop.clear()
        self._told = monotonic()
        future: Future[Done] = Future()
        thread = Thread(target=self._work, args=(change, future), name="tags", daemon=True)
        self._threads = [*filter(Thread.is_alive, self._threads), thread]
        thread.start()
        self.wait_for(future)

    @property
    def _is_running(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    def stop(self) -> bool:
        """Stop after the portion that is being written; False where nothing runs."""
        self._stop.set()
        return self._is_running

    def _work(self, change: Callable[..., Done], future: Future[Done]) -> None:
        """Do it; this runs in the thread."""
        try:
            outcome = change(progress=self._progress, stopped=self._stop.is_set)
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(outcome)

    def _progress(self, now: RetagProgress) -> None:
        """Tell how far it is, not too often; this runs in the thread."""
        if monotonic() - self._told < _EVERY:
            return
        self._told = monotonic()
        key = self._desk.keys.key_of("interrupt")
        said = f"{plural(now.done, 'passage')} so far · {key} stops"
        with contextlib.suppress(RuntimeError):
            self._desk.app.call_from_thread(self._desk.say, said)
