"""Waiting for the writer thread without holding up a key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from reader.errors import MovedError, ReaderError

if TYPE_CHECKING:
    from reader.library import Done
    from reader.tui.desk import Desk


_HELD = 1.0
"""Seconds of waiting for a lock that are worth a word."""


class Writing:
    """The writes that one desk has asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._waiting = 0
        """Writes that are not on disk yet."""
        self._lost = False
        """Whether a write failed since it was asked when all is done."""
        self._then: Callable[[bool], None] | None = None

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits for the disk."""
        return not self._waiting

    def then(
        self,
        future: Future[Done],
        done: Callable[[Done], None],
        failed: Callable[[ReaderError], None],
    ) -> None:
        """Go on with `done` when a write is on disk, or with `failed` if it is not."""

        async def wait() -> None:
            try:
                # Shielded: a worker that is cancelled, as at the end, must not cancel the write.
                outcome = await asyncio.shield(asyncio.wrap_future(future))
            except ReaderError as error:
                self._lost = True
                failed(error)
            else:
                self._guarded(lambda: done(outcome))
            finally:
                self.end()

        self.begin()
        self._desk.run_worker(wait(), group="writing")

    def begin(self) -> None:
        """Count something that the app is not to end before."""
        self._waiting += 1

    def end(self, *, lost: bool = False) -> None:
        """Count it no more; `lost` says that it failed."""
        self._lost = self._lost or lost
        self._waiting -= 1
        self._tell_if_idle()

    def when_idle(self, then: Callable[[bool], None]) -> None:
        """Call `then` once nothing waits for the disk, with whether all was saved."""
        self._then, self._lost = then, False
        self._tell_if_idle()

    def tell_if_held(self) -> None:
        """Say that another program keeps us from writing, as long as it does, after a while."""
        is_held = self._waiting and self._desk.library.held_for > _HELD
        if is_held and not self._desk.footer.message:
            self._desk.say("Not saved yet: waiting for another program that holds the database")

    def _tell_if_idle(self) -> None:
        then = self._then
        if then is not None and not self._waiting:
            self._then = None
            then(not self._lost)

    def _guarded(self, show: Callable[[], None]) -> None:
        """Show something that reads the library; if it cannot be read, say so."""
        try:
            show()
        except ReaderError as error:
            self._desk.say(str(error), error=True)

    def show(self, future: Future[Done]) -> None:
        """Show what a write left, and say what it did."""

        def done(outcome: Done) -> None:
            self._desk.refresh_marks()
            self._desk.done(outcome)

        self.then(future, done, self.refused)

    def refused(self, error: ReaderError) -> None:
        """Show what is stored, and say why nothing was written."""
        if isinstance(error, MovedError):
            self._desk.standing.moved(error, lost=True)
            return
        self._guarded(self._desk.refresh_marks)
        self._desk.say(str(error), error=True)
