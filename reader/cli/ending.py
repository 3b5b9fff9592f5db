"""Ending at a signal: what is half done is tidied up, and the exit code names the signal."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


class EndedError(BaseException):
    """A signal that asked the program to end; no error that anything could go on after."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number
        """The exit code, as shells give it."""


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Raise `EndedError` at a signal that would end the program in the middle of something.

    One that is ignored, as under `nohup`, stays ignored. The app sets its own.
    """
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    for number, handler in before.items():
        if handler is signal.SIG_DFL:
            signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            if handler is signal.SIG_DFL:
                signal.signal(number, handler)


def _end(number: int, _: FrameType | None) -> None:
    raise EndedError(number)


@contextmanager
def interruptible() -> Iterator[list[int]]:
    """Let ctrl+c end the work after the file at hand: the list given fills then."""
    signals: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: signals.append(number))
    try:
        yield signals
    finally:
        signal.signal(signal.SIGINT, before)
