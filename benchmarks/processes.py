"""Processes and what they started, as Linux shows them: their memory, and their end."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_EVERY = 0.01
"""Seconds between two looks."""
_LATEST = 2.0
"""Seconds that processes are given to go."""


@dataclass(frozen=True)
class Memory:
    """Memory of a process and all that it started, in MiB."""

    resident: float
    """Resident, with pages that processes share counted in each."""
    share: float
    """Resident, with each page divided among those who share it."""


def tree(pid: int) -> Iterator[int]:
    """Give a process and all that it started, each before its own children."""
    yield pid
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in listed.read_text().split():
                yield from tree(int(child))


def memory(pid: int) -> Memory:
    """Give what a process and all that it started have in memory now."""
    resident = share = 0
    for one in tree(pid):
        with contextlib.suppress(OSError):
            rolled = Path(f"/proc/{one}/smaps_rollup").read_text()
            resident += _kib("Rss", rolled)
            share += _kib("Pss", rolled)
    return Memory(resident / 1024, share / 1024)


def peak_of(pid: int) -> float:
    """Give the most that one process had resident so far, in MiB, as the system counted it."""
    return _kib("VmHWM", Path(f"/proc/{pid}/status").read_text()) / 1024


def _kib(name: str, text: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) if found else 0


def kill(pid: int) -> None:
    """End a process of ours at once, with all that it started, and wait until they are gone."""
    ended = [*tree(pid)]
    for one in ended:
        with contextlib.suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)
    latest = time.monotonic() + _LATEST
    while any(map(runs, ended)) and time.monotonic() < latest:
        time.sleep(0.001)


def runs(pid: int) -> bool:
    """Tell whether a process still takes room and time; one that nobody waits for does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


class Watch:
    """Looks at the memory of a process and all that it started, a hundred times a second."""

    def __init__(self, pid: int) -> None:
        self.peak = Memory(0.0, 0.0)
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(_EVERY):
            now, peak = memory(self._pid), self.peak
            self.peak = Memory(max(now.resident, peak.resident), max(now.share, peak.share))
