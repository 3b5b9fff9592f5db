"""What Reader and the processes it starts have in memory."""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks import processes, programs
from benchmarks.processes import Memory, Watch
from benchmarks.programs import EMPTY, Program
from benchmarks.room import Room, holds_article
from benchmarks.table import Section
from benchmarks.terminal import Terminal
from benchmarks.texts import BYTES, FIRST

SIZES = ("10 KB", "10 MB")
_TIMEOUT = 120


@dataclass(frozen=True)
class Held:
    """Memory of one run of a program."""

    peak: Memory
    after: Memory
    """When everything was read in, some pages had been turned, and all was still."""


def measure(room: Room) -> Mapping[tuple[str, str], Held]:
    """Measure each program once, by article and program."""
    held = {("–", EMPTY): _held(programs.empty_app())}
    for size in SIZES:
        file, database = room.article(BYTES[size]), room.library(BYTES[size])
        fresh = room.new()
        later = programs.reader(database, file)
        held[size, "reader, opened before"] = _held(later)
        held[size, "reader, first time"] = _held(programs.reader(fresh, file), fresh)
        for program in programs.pagers(file, BYTES[size]):
            held[size, program.name] = _held(program)
    return held


def _held(program: Program, awaited: Path | None = None) -> Held:
    """Run a program, where `awaited` is given until the article is in that database."""
    with program.start() as terminal, Watch(terminal.pid) as watch:
        terminal.shown_after(FIRST)
        if awaited:
            wait_for_article(awaited)
        terminal.rest(1.0)
        _use(terminal)
        after = processes.memory(terminal.pid)
        own = processes.peak_of(terminal.pid)
        peak = Memory(max(watch.peak.resident, own), watch.peak.share)
    return Held(peak, after)


def wait_for_article(database: Path) -> None:
    """Wait until the article that is being read in is on disk."""
    end = time.monotonic() + _TIMEOUT
    while not holds_article(database):
        if time.monotonic() > end:
            raise TimeoutError(f"the article was not read in within {_TIMEOUT} s")
        time.sleep(0.05)


def _use(terminal: Terminal) -> None:
    """Go through the text a little, as one who reads."""
    for key in ("G", "k", "k", "g", " ", " ", "j", "j"):
        with suppress(OSError):
            terminal.press(key, timeout=0.2)
    terminal.rest(1.0)


def section(measured: Mapping[tuple[str, str], Held]) -> Section:
    """Give the table of memory."""
    rows = [
        [size, name, one.peak.share, one.peak.resident, one.after.share, one.after.resident]
        for (size, name), one in measured.items()
    ]
    return Section(
        "Memory",
        "MiB that a program and all that it started have resident together: the peak, and when "
        "all was read in and is still. *Shared* divides a page that several processes have among "
        "them, *sum* counts it in each. Aim for 10 MB: at most 150 when opened before and once "
        "read in, 320 while it is read in the first time.",
        ("article", "program", "peak, shared", "peak, sum", "after, shared", "after, sum"),
        rows,
        labels=2,
    )


def main() -> None:
    """Measure memory alone and print the table."""
    argparse.ArgumentParser(description=main.__doc__).parse_args()
    with Room.made() as room:
        print(section(measure(room)))


if __name__ == "__main__":
    main()
