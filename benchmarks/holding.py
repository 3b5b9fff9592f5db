"""A key held down: whether the screen stops when the key does."""

from __future__ import annotations

import time
from collections.abc import Mapping

from benchmarks import programs
from benchmarks.alone import print_alone
from benchmarks.effort import Effort
from benchmarks.figures import Times
from benchmarks.keys import prepare
from benchmarks.programs import EMPTY, READER, Gesture, Program
from benchmarks.room import Room
from benchmarks.table import Section
from benchmarks.terminal import Terminal
from benchmarks.texts import BYTES

SIZES = ("10 KB", "10 MB")
KEYS = ("j", "space")
_A_SECOND = 30
_QUIET = 0.3
"""Seconds without output after which the screen has stopped."""

Held = Mapping[tuple[str, str], Mapping[str, Times]]
"""Milliseconds by article and program, then by key."""


def measure(room: Room, effort: Effort) -> Held:
    """Hold keys down in each program, one after the other."""
    held = {("–", EMPTY): _of_program(programs.empty_app(), ("j",), effort)}
    for size in SIZES:
        number = BYTES[size]
        file = room.article(number)
        reader = programs.reader(room.library(number), file, programs.reading(number))
        for program in (reader, *programs.pagers(file, number)):
            held[size, program.name] = _of_program(program, KEYS, effort)
    return held


def _of_program(program: Program, keys: tuple[str, ...], effort: Effort) -> Mapping[str, Times]:
    # The others are there to compare with, and each takes seconds.
    times = effort.holds if program.name == READER else 1
    with program.opened() as terminal:
        return {
            key: Times([_hold(terminal, program.gestures[key], effort.held) for _ in range(times)])
            for key in keys
        }


def _hold(terminal: Terminal, gesture: Gesture, seconds: float) -> float:
    """Give the milliseconds from the last key to the last output, 0 if that came before."""
    prepare(terminal, gesture)
    start = last = time.perf_counter()
    for number in range(round(seconds * _A_SECOND)):
        time.sleep(max(start + number / _A_SECOND - time.perf_counter(), 0))
        last = terminal.send(gesture.key)
    terminal.rest(_QUIET)
    return max(terminal.last_output() - last, 0.0) * 1000


def section(measured: Held) -> Section:
    """Give the table of keys held down."""
    rows: list[list[object]] = []
    for (size, name), times in measured.items():
        cells: list[object] = [size, name]
        for key in KEYS:
            of_key = times.get(key)
            cells += [of_key.median, of_key.worst] if of_key else [None, None]
        rows.append(cells)
    heads = [head for key in KEYS for head in (f"`{key}` ms", "worst")]
    return Section(
        "A key held down",
        f"Milliseconds from the last of {_A_SECOND} keys a second to the last output; 0 where the "
        "end of the article was reached before. Aim: at most 50.",
        ("article", "program", *heads),
        rows,
        labels=2,
    )


def main() -> None:
    """Measure held keys alone and print the table."""
    print_alone(main.__doc__, lambda room, effort: section(measure(room, effort)))


if __name__ == "__main__":
    main()
