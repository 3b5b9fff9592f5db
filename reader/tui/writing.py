"""Waiting for the writer thread without holding up a key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.library import Done
    from reader.tui.desk import Desk


class Writing:
    """The writes that one desk has asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

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
                failed(error)
            else:
                done(outcome)

        self._desk.run_worker(wait(), group="writing")

    def show(self, future: Future[Done]) -> None:
        """Show what a write left, and say what it did."""

        def done(outcome: Done) -> None:
            self._desk.refresh_marks()
            self._desk.done(outcome)

        self.then(future, done, self.refused)

    def refused(self, error: ReaderError) -> None:
        """Show what is stored, and say why nothing was written."""
        self._desk.refresh_marks()
        self._desk.say(str(error), error=True)
