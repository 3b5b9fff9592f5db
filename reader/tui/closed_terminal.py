"""Writing to a terminal that may be closed at any moment.

Textual writes in a thread with a short queue. Where the terminal is gone, the thread would die of
the error, the queue fill up, and the app wait for ever to put its last words into it.
"""

from __future__ import annotations

from typing import IO


class LastingFile:
    """A terminal's file that takes everything, also when the terminal is gone."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._is_gone = False

    def write(self, text: str) -> int:
        """Write to the terminal while there is one."""
        if not self._is_gone:
            try:
                return self._file.write(text)
            except OSError:
                self._is_gone = True
        return len(text)

    def flush(self) -> None:
        """Have what was written drawn while there is a terminal."""
        if not self._is_gone:
            try:
                self._file.flush()
            except OSError:
                self._is_gone = True

    def fileno(self) -> int:
        """Give the terminal's descriptor."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether it was a terminal."""
        return self._file.isatty()
