"""How long a page is waited for: all of it has one limit, and whoever waits can stop it.

A server that sends a byte now and then keeps every single wait short. So the work is done by a
thread, and whoever asked for it lets go when the time is over: its connection is cut, and what
comes of it is not looked at any more.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

from reader.errors import IngestError

T = TypeVar("T")
Stopped = Callable[[], bool]
_GLANCE = 0.1
"""Seconds between two looks at whether it is to be stopped."""


class Patience:
    """What is waited for, to be cut off when there is no more waiting."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: socket.socket | None = None
        self._is_over = False

    def hold(self, connection: socket.socket) -> socket.socket:
        """Have this connection cut when it is over, and no other one; give it back."""
        with self._lock:
            self._held = connection
            if self._is_over:
                connection.close()
                raise IngestError("was given up")
        return connection

    def end(self) -> None:
        """Cut the connection, and any that comes after it."""
        with self._lock:
            self._is_over = True
            if self._held is not None:
                # It may not be connected yet, or not be any more.
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(self._held, socket.SHUT_RDWR)


def within(seconds: float, stopped: Stopped | None, work: Callable[[Patience], T]) -> T:
    """Give what `work` gives; `IngestError` if that takes longer, or is stopped meanwhile."""
    patience = Patience()
    answer: Future[T] = Future()

    def fetch() -> None:
        try:
            answer.set_result(work(patience))
        except Exception as error:
            # Whatever it is, it is raised again where the answer is taken.
            answer.set_exception(error)

    # One that hangs in looking up a name must not keep the program from ending.
    threading.Thread(target=fetch, name="fetching", daemon=True).start()
    end = time.monotonic() + seconds
    try:
        while not wait([answer], _GLANCE).done:
            _refuse(seconds, end, stopped)
        return answer.result()
    finally:
        patience.end()


def _refuse(seconds: float, end: float, stopped: Stopped | None) -> None:
    if stopped is not None and stopped():
        raise IngestError("was stopped before all of it was there")
    if time.monotonic() > end:
        raise IngestError(f"took longer than {seconds:g} seconds; try again later")
