"""Which articles the list shows and in which order; what takes long is worked out in a thread."""

from __future__ import annotations

import contextlib
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.library.listed import EVERYTHING, ORDERS, Listed, ListFilter, ListTally, Order

if TYPE_CHECKING:
    from reader.tui.desk import Desk

_FEW = 2_000
"""Articles that are counted while one waits."""
_AFTER = 0.03
"""Seconds after which more are counted, so that the list itself is on the screen before."""


class Arranging:
    """The order and the narrowing of the list of one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._narrow = EVERYTHING
        self._listed: Listed | None = None
        self._gathered: Listed | None = None
        """The present list, where making it took long."""
        self._counting = Event()
        """Says that what is being counted is wanted no more."""
        self._stop = Event()
        """Says that the list being worked out is wanted no more."""
        self.order: Order = ORDERS[0]

    def show(self) -> None:
        """Show the articles as they are stored now."""
        if self._desk.library.is_listed_at_once(self.order, self._narrow):
            self._show(self._desk.library.listed(self.order, self._narrow))
            return
        if self._gathered is not None:
            # As it was, until it is worked out anew.
            self._show(self._gathered)
        self._work(partial(self._gather, self.order, self._narrow, self._stop))

    def renew(self) -> None:
        """Show the same articles as they are now, and which of them is open."""
        desk = self._desk
        open_id = desk.article.id if desk.article else ""
        is_other = desk.list.open_id != open_id
        desk.list.renew(open_id, desk.library.waiting_by_article())
        if is_other and self._listed is not None:
            self._tally(self._listed, open_id)

    def filter(self, typed: str) -> None:
        """List only the articles that a query asks for."""
        narrow = self._desk.library.narrowing(typed) if typed.strip() else EVERYTHING
        self._desk.list.words = typed.strip()
        if narrow != self._narrow:
            self._rearrange(self.order, narrow)
        else:
            self._desk.list.refresh()

    def sort(self) -> None:
        """Sort by what comes next, and say so."""
        order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self._rearrange(order, self._narrow)
        self._desk.say(f"Sorted by {order}")

    def _rearrange(self, order: Order, narrow: ListFilter) -> None:
        self._stop.set()
        self._stop = Event()
        self.order, self._narrow, self._gathered = order, narrow, None
        self._desk.list.is_late()
        self.show()
        self._desk.list.draw_at_once()

    def _show(self, listed: Listed) -> None:
        desk = self._desk
        open_id = desk.article.id if desk.article else ""
        self._listed = listed
        desk.list.show(listed, open_id, desk.library.waiting_by_article())
        self._tally(listed, open_id)
        if listed.problem:
            desk.say(listed.problem, error=True)

    def _tally(self, listed: Listed, open_id: str) -> None:
        """Count what is listed, in the thread if that is much."""
        self._counting.set()
        stop = self._counting = Event()
        tally = listed.quick_tally(open_id, _FEW)
        if tally is not None:
            self._desk.list.tallied(*tally)
        else:
            self._desk.set_timer(_AFTER, partial(self._count_unless, stop, listed, open_id))

    def _count_unless(self, stop: Event, listed: Listed, open_id: str) -> None:
        """Count what is listed in the thread, unless something else is by now."""
        if not stop.is_set():
            self._work(partial(self._count, stop, listed, open_id))

    def _gather(self, order: Order, narrow: ListFilter, stop: Event) -> None:
        """Work a list out; this runs in the thread."""
        with contextlib.suppress(ReaderError):
            listed = self._desk.library.listed_apart(order, narrow, stop.is_set)
            if listed is not None:
                self._tell(partial(self._gathered_is, order, narrow, listed))

    def _gathered_is(self, order: Order, narrow: ListFilter, listed: Listed) -> None:
        if (order, narrow) == (self.order, self._narrow):
            self._gathered = listed
            self._show(listed)
            self._desk.show_place()

    def _count(self, stop: Event, listed: Listed, open_id: str) -> None:
        """Count what is listed; this runs in the thread."""
        with contextlib.suppress(ReaderError):
            if tally := listed.tally(open_id, stop.is_set):
                self._tell(partial(self._counted, listed, open_id, tally))

    def _counted(self, listed: Listed, open_id: str, tally: ListTally) -> None:
        if self._desk.list.is_showing(listed, open_id):
            self._desk.list.tallied(*tally)
            self._desk.show_place()

    def _work(self, work: partial[None]) -> None:
        self._desk.run_worker(work, thread=True, exit_on_error=False, group="list", exclusive=True)

    def _tell(self, tell: partial[None]) -> None:
        """Do something in the app's own thread; it may have been quit meanwhile."""
        with contextlib.suppress(RuntimeError):
            self._desk.app.call_from_thread(tell)
