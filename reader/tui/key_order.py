"""Keys one by one: the next when the one before has done its work.

Textual hands each key to the widget that has the focus when the key comes in. A key that opens a
field has not done so by then, and one that closes it neither, so what is typed fast, or sent by a
script, would be taken for commands. Here a key waits until nothing is under way any more.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from time import monotonic

from textual.events import Key
from textual.message_pump import MessagePump

_STILL = 3
"""Turns of the event loop without a message after which a key has done its work."""
_PATIENCE = 1.0
"""Seconds after which the next key is handed on in any case."""


class KeyOrder:
    """The keys that wait for the one before."""

    def __init__(
        self,
        hand_on: Callable[[Key], Awaitable[None]],
        pumps: Callable[[], Iterable[MessagePump]],
        is_ready: Callable[[], bool],
    ) -> None:
        """Make the order; `pumps` gives what may still have a message about a key to handle.

        `is_ready` tells whether what a key opened stands there.
        """
        self._hand_on, self._pumps, self._is_ready = hand_on, pumps, is_ready
        self._waiting: deque[Key] = deque()
        self._work: asyncio.Task[None] | None = None

    @property
    def is_idle(self) -> bool:
        """Whether all keys have done their work."""
        return self._work is None

    async def take(self, key: Key) -> None:
        """Hand a key on, at once if none is before it."""
        if self._work is not None:
            self._waiting.append(key)
            return
        await self._hand_on(key)
        self._work = asyncio.create_task(self._go_on())

    async def _go_on(self) -> None:
        """Wait for the key that was handed on, then hand on those that came meanwhile."""
        try:
            await self._done()
            while self._waiting:
                await self._hand_on(self._waiting.popleft())
                await self._done()
        finally:
            self._work = None

    async def _done(self) -> None:
        """Wait until a key has done its work."""
        end = monotonic() + _PATIENCE
        still = 0
        while still < _STILL and monotonic() < end:
            await asyncio.sleep(0 if self._is_ready() else 0.001)
            idle = not any(pump.message_queue_size for pump in self._pumps())
            still = still + 1 if idle and self._is_ready() else 0
