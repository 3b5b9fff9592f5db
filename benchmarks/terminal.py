"""A program in a pseudo-terminal, measured from outside: when it shows, how soon a key shows."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

_ESCAPES = re.compile(rb"\x1b(\[[0-9;:?<=>]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[@-Z\\-_=>])")
_QUIET = 0.06
"""Seconds without output after which a screen counts as still."""


class Terminal:
    """One run of a program on a terminal of so many columns and rows."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.started = time.perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            size = struct.pack("HHHH", rows, columns, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            extra = {"TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})}
            os.execvpe(command[0], list(command), {**os.environ, **extra})
        self._seen = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.close(self._master)
        os.waitpid(self.pid, 0)

    def shown_after(self, word: str, timeout: float = 120.0) -> float:
        """Give the seconds from the start until `word` was on the screen."""
        wanted = word.encode()
        end = self.started + timeout
        while time.perf_counter() < end:
            if self._read(0.5) and wanted in _ESCAPES.sub(b"", bytes(self._seen)):
                return time.perf_counter() - self.started
        raise TimeoutError(f"{word!r} was not shown within {timeout} s")

    def rest(self) -> None:
        """Wait until nothing is drawn any more."""
        while self._read(0.25):
            pass

    def key(self, key: str, timeout: float = 3.0) -> tuple[float, float] | None:
        """Send a key to a screen at rest; give the seconds to its first and its last output.

        A key that draws nothing gives `None`.
        """
        while self._read(_QUIET):
            pass
        sent = time.perf_counter()
        os.write(self._master, key.encode())
        if not self._read(timeout):
            return None
        first = last = time.perf_counter() - sent
        while self._read(_QUIET):
            last = time.perf_counter() - sent
        return first, last

    def memory(self) -> float:
        """Give the peak resident memory of the program so far, in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0

    def _read(self, timeout: float) -> bool:
        """Take in what is drawn within a time; False where nothing is."""
        ready, _, _ = select.select([self._master], [], [], timeout)
        if not ready:
            return False
        try:
            self._seen += os.read(self._master, 1 << 16)
        except OSError:
            return False
        return True


def median_ms(seconds: Sequence[float]) -> float:
    """Give the median of some seconds, in milliseconds."""
    return statistics.median(seconds) * 1000
