"""A terminal that is closed under the app: it is noticed, and nothing waits for it.

Textual's output thread ends at the first write that fails, and what is written later is put into
a queue of bounded length that nobody empties: the app would wait for ever. Its input thread would
ask again and again, as fast as it can, for keys that cannot come.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import IO

from textual.drivers._writer_thread import WriterThread


class TerminalGoneError(Exception):
    """The terminal that keys came from is closed."""


def read(descriptor: int, count: int) -> bytes:
    """Read keys as `os.read` does; where none can come any more, `TerminalGoneError` is raised."""
    try:
        found = os.read(descriptor, count)
    except OSError as error:
        raise TerminalGoneError from error
    if not found:
        raise TerminalGoneError
    return found


class LastingOutput(WriterThread):
    """The thread that writes to the terminal; once that is closed, it lets everything fall."""

    def __init__(self, file: IO[str], gone: Callable[[], None]) -> None:
        """Make the thread; `gone` is called in it when the terminal is closed."""
        super().__init__(file)
        self._gone = gone
        self._is_gone = False

    def run(self) -> None:
        """Write what is handed over, until `stop`."""
        while (text := self._queue.get()) is not None:
            self._send(text)
        self._send("")

    def _send(self, text: str) -> None:
        if self._is_gone:
            return
        try:
            self._file.write(text)
            if self._queue.qsize() == 0:
                self._file.flush()
        except (OSError, ValueError):
            # The latter where the file was closed here.
            self._is_gone = True
            self._gone()
