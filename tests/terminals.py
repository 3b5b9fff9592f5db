"""The program in a terminal of its own: keys go in, what is drawn comes out, the modes are kept."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic

MAIN = "from reader.cli import main; import sys; sys.exit(main())"
LEFT = b"\x1b[?1049l"
"""What leaves the alternate screen."""
PATIENCE = 60
"""Seconds after which what was waited for will not come."""


class Terminal:
    """A program in a terminal of its own."""

    def __init__(
        self, *arguments: str, columns: int = 120, rows: int = 40, program: str = MAIN
    ) -> None:
        self.master, slave = pty.openpty()
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
        self.before = termios.tcgetattr(slave)
        environ = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LOGNAME": "ann"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environ,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self.slave = slave
        self.output = b""

    def read(self, seconds: float = 0.05) -> None:
        """Take in what the program has written."""
        while select.select([self.master], [], [], seconds)[0]:
            try:
                got = os.read(self.master, 65536)
            except OSError:
                return
            if not got:
                return
            self.output += got
            # The terminal's part in the protocol that Textual asks for.
            seconds = 0.0

    def wait_for(self, *words: str) -> None:
        """Wait until all these words have been drawn, on however busy a machine."""
        end = monotonic() + PATIENCE
        while monotonic() < end:
            self.read()
            shown = re.sub(rb"\x1b\[[0-9;?<>=$]*[a-zA-Z]", b"", self.output).decode(
                "utf-8", "replace"
            )
            if all(word in shown for word in words):
                return
            assert self.process.poll() is None, shown[-2000:]
        raise AssertionError(f"{words} never came:\n{shown[-2000:]}")

    def press(self, keys: str) -> None:
        """Send keys as a terminal does."""
        os.write(self.master, keys.encode())

    def end(self) -> int:
        """Wait for the program's end and give its exit code."""
        end = monotonic() + PATIENCE
        while self.process.poll() is None and monotonic() < end:
            self.read()
        code = self.process.wait(timeout=1)
        self.read()
        return code

    def hang_up(self) -> int:
        """Close the terminal under its program, and give the exit code."""
        os.close(self.slave)
        os.close(self.master)
        try:
            return self.process.wait(timeout=PATIENCE)
        finally:
            self.master, self.slave = pty.openpty()

    def is_restored(self) -> bool:
        """Whether the terminal is as it was before."""
        return termios.tcgetattr(self.slave) == self.before

    def close(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()
        os.close(self.master)
        os.close(self.slave)


@contextmanager
def terminal(*arguments: str, program: str = MAIN) -> Iterator[Terminal]:
    opened = Terminal(*arguments, program=program)
    try:
        yield opened
    finally:
        opened.close()
