"""A program in a pseudo-terminal, measured from outside: when it shows, how soon a key shows.

What the program writes is taken in at all times, by a thread that notes when each piece came,
so that no program ever waits for us. Its queries are not answered.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import struct
import sys
import termios
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from benchmarks import processes

COLUMNS, ROWS = 144, 40
"""Wide enough for the list, the text and the margin side by side."""

_ESCAPES = re.compile(rb"\x1b(\[[0-9;:?<=>]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[@-Z\\-_=>])")
_QUIET = 0.015
"""Seconds without output after which a key's work counts as drawn."""

_LEFT_OUT = ("NO_COLOR", "LESS", "LINES", "COLUMNS", "COLORFGBG", "TEXTUAL_FPS")
"""Settings of the user's that would change what a program draws."""

# The listening thread must not wait for its turn longer than what it measures.
sys.setswitchinterval(0.0002)


@dataclass(frozen=True)
class Output:
    """One piece of what a program wrote."""

    at: float
    written: bytes


@dataclass(frozen=True)
class Press:
    """What came of a key, in milliseconds."""

    first: float
    """Until the first output after it."""
    last: float
    """Until the last output that no stillness came before."""


class Terminal:
    """One run of a program on a terminal."""

    def __init__(self, command: Sequence[str], columns: int = COLUMNS, rows: int = ROWS) -> None:
        self._master, slave = os.openpty()
        self.resize(columns, rows)
        name = os.ttyname(slave)
        # A leader of a session that opens a terminal gets it as its own, as in a window.
        files = [
            (os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
        ]
        program = shutil.which(command[0]) or command[0]
        self._outputs: list[Output] = []
        self._arrived = threading.Condition()
        self.started = time.perf_counter()
        self.pid = os.posix_spawn(
            program, list(command), _environment(), file_actions=files, setsid=True
        )
        os.close(slave)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        processes.kill(self.pid)
        self._listener.join(5)
        os.close(self._master)

    def resize(self, columns: int, rows: int = ROWS) -> float:
        """Make the terminal so large; the system tells the program. Gives the time it was."""
        at = time.perf_counter()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        return at

    def send(self, keys: str) -> float:
        """Send keys and give the time they were sent at."""
        at = time.perf_counter()
        os.write(self._master, keys.encode())
        return at

    def shown_after(self, word: str, timeout: float = 120.0) -> float:
        """Give the milliseconds from the start until `word` was on the screen."""
        return self.shown_since(self.started, word, timeout)

    def shown_since(self, start: float, word: str, timeout: float = 5.0) -> float:
        """Give the milliseconds from a time until `word` had been written since then."""
        seen, wanted, taken = b"", word.encode(), 0
        end = start + timeout
        with self._arrived:
            while time.perf_counter() < end:
                for output in self._outputs[taken:]:
                    taken += 1
                    if output.at < start:
                        continue
                    seen += output.written
                    if wanted in _ESCAPES.sub(b"", seen):
                        return (output.at - start) * 1000
                self._arrived.wait(0.5)
        raise TimeoutError(f"{word!r} was not shown within {timeout} s")

    def rest(self, quiet: float = 0.3) -> None:
        """Wait until nothing has been drawn for so many seconds."""
        self._still_since(time.perf_counter(), quiet)

    def press(
        self,
        keys: str,
        *,
        counts: Callable[[bytes], bool] = bool,
        timeout: float = 1.0,
        quiet: float = _QUIET,
    ) -> Press | None:
        """Send a key to a screen at rest and wait until it is at rest again.

        `counts` tells which output can have come of it. `None` where none came in time.
        """
        self._still_since(self.last_output(), quiet)
        with self._arrived:
            self._outputs.clear()
        return self.drawn_after(self.send(keys), counts=counts, timeout=timeout, quiet=quiet)

    def drawn_after(
        self,
        sent: float,
        *,
        counts: Callable[[bytes], bool] = bool,
        timeout: float = 1.0,
        quiet: float = _QUIET,
    ) -> Press | None:
        """Give when the first output after a time came, and the last before it was still."""
        with self._arrived:
            found = self._arrived.wait_for(lambda: self._first_after(sent, counts), timeout)
        if not found:
            return None
        last = self._still_since(found.at, quiet)
        return Press((found.at - sent) * 1000, (last - sent) * 1000)

    def last_output(self) -> float:
        """Give when the last output came, or the start where none did since a key was pressed."""
        with self._arrived:
            return self._outputs[-1].at if self._outputs else self.started

    def ended(self, timeout: float) -> bool:
        """Wait for the program to end by itself; False where it does not."""
        self._listener.join(timeout)
        return not self._listener.is_alive()

    def _first_after(self, sent: float, counts: Callable[[bytes], bool]) -> Output | None:
        fitting = (one for one in self._outputs if one.at >= sent and counts(one.written))
        return next(fitting, None)

    def _still_since(self, since: float, quiet: float) -> float:
        """Wait until nothing came for a while; give when the last came, or `since`."""
        while True:
            last = max(self.last_output(), since)
            left = last + quiet - time.perf_counter()
            if left <= 0:
                return last
            time.sleep(left)

    def _listen(self) -> None:
        """Take in all output until the terminal is closed; this runs in the thread."""
        while True:
            try:
                written = os.read(self._master, 1 << 16)
            except OSError:
                return
            at = time.perf_counter()
            if not written:
                return
            with self._arrived:
                self._outputs.append(Output(at, written))
                self._arrived.notify_all()


def _environment() -> dict[str, str]:
    """Give programs the settings of an ordinary terminal with colours, and none of a user's."""
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    given = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LESSHISTFILE": "-"}
    return {"LC_ALL": "C.UTF-8", **kept, **given}
