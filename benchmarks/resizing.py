"""From a new size of the terminal to a screen that fits it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field

from benchmarks import programs
from benchmarks.alone import print_alone
from benchmarks.effort import Effort
from benchmarks.figures import Times
from benchmarks.room import Room
from benchmarks.table import Section
from benchmarks.terminal import COLUMNS, Terminal
from benchmarks.texts import BYTES

SIZE = "10 MB"
_NARROW = 100
_STILL = 0.2
"""Seconds without output after which a screen is taken to be done."""


@dataclass
class Redrawn:
    """How soon a program fitted a new size."""

    first: Times = field(default_factory=Times)
    still: Times = field(default_factory=Times)


def measure(room: Room, effort: Effort) -> Mapping[str, Redrawn]:
    """Make the terminal of each program narrow and wide again, in turn."""
    size = BYTES[SIZE]
    file = room.article(size)
    found = {
        programs.EMPTY: (programs.empty_app(), ""),
        "reader, at the beginning": (programs.reader(room.library(size), file), ""),
        "reader, at the end": (programs.reader(room.library(size), file), "G"),
        **{one.name: (one, "") for one in programs.pagers(file, size)},
    }
    with ExitStack() as stack:
        opened: dict[str, Terminal] = {}
        for name, (program, place) in found.items():
            opened[name] = stack.enter_context(program.opened())
            if place:
                opened[name].press(place)
        result = {name: Redrawn() for name in opened}
        for _ in range(effort.resizes):
            for columns in (_NARROW, COLUMNS):
                for name, terminal in opened.items():
                    _resize(terminal, columns, result[name])
    return result


def _resize(terminal: Terminal, columns: int, redrawn: Redrawn) -> None:
    terminal.rest(0.05)
    drawn = terminal.drawn_after(terminal.resize(columns), timeout=5, quiet=_STILL)
    if drawn:
        redrawn.first.add(drawn.first)
        redrawn.still.add(drawn.last)


def section(measured: Mapping[str, Redrawn]) -> Section:
    """Give the table of new sizes."""
    rows = [
        [name, one.first.median, one.still.median, one.still.worst]
        for name, one in measured.items()
        if one.first.ms
    ]
    return Section(
        f"A new size, {SIZE}",
        f"Milliseconds from a change of the terminal's width, {COLUMNS} columns to {_NARROW} and "
        "back, to the first output and to the last. Aim: still within 300 ms.",
        ("program", "first ms", "still ms", "worst"),
        rows,
    )


def main() -> None:
    """Measure new sizes alone and print the table."""
    print_alone(main.__doc__, lambda room, effort: section(measure(room, effort)))


if __name__ == "__main__":
    main()
