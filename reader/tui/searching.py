"""One search of the library at a time, in a thread: no key waits for it.

What it finds is shown as it comes. A search that another one took the place of stops at once and
shows nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.library import Hit
from reader.query import Query
from reader.tui.latest import Latest

if TYPE_CHECKING:
    from reader.tui.desk import Desk

MOST = 300
"""Hits that are shown."""
_PAUSE = 0.12
"""Seconds without a key after which what was typed is searched for."""
_FIRST = 24
"""Hits that are shown at once: most of a screen."""
_EVERY = 0.05
"""Seconds of hits that are shown together after those, or before there are so many."""

Show = Callable[[Sequence[Hit], bool], None]
"""Is handed all hits that are there, and whether these are all."""


class Searching(Latest):
    """The searches of one view."""

    def __init__(self, desk: Desk, show: Show) -> None:
        super().__init__(desk)
        self._show = show

    def soon(self, query: Query) -> None:
        """Search when no other search is asked for in a moment."""
        self.stop()
        stop = self._stop
        self._desk.set_timer(_PAUSE, lambda: None if stop.is_set() else self.now(query))

    def now(self, query: Query) -> None:
        """Search, in the place of what is under way."""
        self._begin(partial(self._run, query))

    def _run(self, query: Query, stop: Event) -> None:
        """Do it; this runs in the thread."""
        found: list[Hit] = []
        told = monotonic()
        try:
            for hit in self._desk.library.search(query, most=MOST, stopped=stop.is_set):
                found.append(hit)
                if len(found) == _FIRST or monotonic() - told >= _EVERY:
                    self._tell(stop, partial(self._show, tuple(found), False))
                    told = monotonic()
        except ReaderError as error:
            said = str(error)
            self._tell(stop, lambda: self._desk.say(said, error=True))
        self._tell(stop, partial(self._show, tuple(found), True))
