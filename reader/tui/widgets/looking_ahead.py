"""Drawing what comes next while nothing else is to be done, so that a page turns at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from itertools import chain, islice

_STILL = 0.02
"""Seconds after a change within which nothing is drawn ahead: its own output goes first."""
_AT_ONCE = 6
"""Lines drawn without looking whether a key has come: well under a millisecond."""


class LookingAhead:
    """Draws the lines below and above those in view, a few at a time."""

    def __init__(self, draw: Callable[[int], None]) -> None:
        """Make it; `draw` draws the line of one layout row, if there is such a row."""
        self._draw = draw
        self._next: asyncio.TimerHandle | None = None

    def begin(self, top: int, height: int) -> None:
        """Begin anew, with the pages around the one whose first row is `top`."""
        self.stop()
        rows = chain(range(top + height, top + 2 * height), range(top - 1, top - height, -1))
        self._later(_STILL, rows)

    def stop(self) -> None:
        """Draw nothing more."""
        if self._next is not None:
            self._next.cancel()

    def _later(self, seconds: float, rows: Iterator[int]) -> None:
        self._next = asyncio.get_running_loop().call_later(seconds, self._go_on, rows)

    def _go_on(self, rows: Iterator[int]) -> None:
        some = list(islice(rows, _AT_ONCE))
        for row in some:
            self._draw(row)
        if some:
            self._later(0.001, rows)
