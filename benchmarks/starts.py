"""From the start of a process to the article on its screen."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence

from benchmarks import programs
from benchmarks.effort import FULL, QUICK, Effort
from benchmarks.figures import Times
from benchmarks.programs import EMPTY, Program
from benchmarks.room import Room
from benchmarks.table import Ratio, Section
from benchmarks.texts import BYTES, FIRST, named

AIMS = {"100 KB": 1.15, "10 MB": 2.0}
"""How many times the empty app's start an article of some sizes may take at most."""

_QUIT = "\x11"
LATER, FIRST_TIME = "reader, opened before", "reader, first time"

Started = Mapping[str, Times]
"""Times by program, Reader twice."""


def measure(room: Room, effort: Effort, sizes: Sequence[str] = tuple(BYTES)) -> dict[str, Started]:
    """Start each program on an article of each size, in turn, again and again."""
    times: dict[str, dict[str, Times]] = {size: {} for size in sizes}
    later = {size: _opened_before(room, BYTES[size]) for size in sizes}
    for _ in range(effort.starts):
        for size, of_size in times.items():
            for name, ms in _once(room, BYTES[size], later[size]):
                of_size.setdefault(name, Times()).add(ms)
    return dict(times)


def _once(room: Room, size: int, later: Program) -> list[tuple[str, float]]:
    """Start every program on one article once."""
    file = room.article(size)
    return [
        (EMPTY, _start(programs.empty_app())),
        (LATER, _start(later, quits=True)),
        (FIRST_TIME, _start(programs.reader(room.new(), file))),
        *((program.name, _start(program)) for program in programs.pagers(file, size)),
    ]


def _opened_before(room: Room, size: int) -> Program:
    """Give Reader with an article that it has shown once."""
    program = programs.reader(room.library(size), room.article(size))
    _start(program, quits=True)
    return program


def _start(program: Program, *, quits: bool = False) -> float:
    """Give the milliseconds of one start; what is used again is quit in peace."""
    with program.start() as terminal:
        took = terminal.shown_after(FIRST)
        if quits:
            terminal.send(_QUIT)
            terminal.ended(3)
        return took


def section(measured: Mapping[str, Started]) -> Section:
    """Give the table of starts."""
    rows: list[list[object]] = []
    for size, times in measured.items():
        empty = times[EMPTY].median
        for name, of_program in times.items():
            aimed = AIMS.get(size) if name in (LATER, FIRST_TIME) else None
            ratio = Ratio(of_program.median / empty)
            rows.append(
                [size, name, of_program.median, of_program.p95, ratio, aimed and Ratio(aimed)]
            )
    return Section(
        "Start",
        "Milliseconds from the start of the process to the first word of the article on the "
        "screen, the median of starts in turn. *Opened before* is an article that the library "
        "holds, *first time* one that is new, with a database that is new as well.",
        ("article", "program", "ms", "p95", "to the empty app", "aim, at most"),
        rows,
        labels=2,
    )


def main() -> None:
    """Measure starts alone and print the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--size", type=named, action="append", help="as 1MB; one of several")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    with Room.made() as room:
        print(
            section(measure(room, QUICK if options.quick else FULL, options.size or tuple(BYTES)))
        )


if __name__ == "__main__":
    main()
