"""From a key to what it draws, of Reader and of what it is compared with.

All programs of one size are open at once and are sent a key in turn, so that what else the
machine does strikes them alike.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from benchmarks import programs
from benchmarks.effort import FULL, QUICK, Effort
from benchmarks.figures import Times
from benchmarks.programs import EMPTY, FLOOR, READER, Gesture, Program
from benchmarks.room import Room
from benchmarks.table import Ratio, Section
from benchmarks.terminal import Press, Terminal
from benchmarks.texts import BYTES, named

SIZES = ("10 KB", "1 MB", "10 MB")
KEYS = ("j", "k", "space", "w")
ENDS = ("G", "g")


@dataclass
class Answers:
    """How soon one program answered one key."""

    first: Times = field(default_factory=Times)
    """To the first output."""
    last: Times = field(default_factory=Times)
    """To the last."""
    missed: int = 0
    """Presses that drew nothing."""

    def add(self, press: Press | None) -> None:
        if press is None:
            self.missed += 1
        else:
            self.first.add(press.first)
            self.last.add(press.last)


Answered = Mapping[str, Mapping[str, Answers]]
"""Answers by key, then by program."""


def measure(found: Sequence[Program], keys: Iterable[str], presses: int) -> Answered:
    """Press each key in each program, in turn."""
    with ExitStack() as stack:
        opened = [(program, stack.enter_context(program.opened())) for program in found]
        return {key: _press_in_turn(opened, key, presses) for key in keys}


def _press_in_turn(
    opened: Sequence[tuple[Program, Terminal]], key: str, presses: int
) -> dict[str, Answers]:
    """Press one key in all programs that have it, one after the other."""
    able = [
        (program.gestures[key], terminal, Answers())
        for program, terminal in opened
        if key in program.gestures
    ]
    for number in range(presses):
        for gesture, terminal, answers in able:
            if number % gesture.reach == 0:
                prepare(terminal, gesture)
            answers.add(terminal.press(gesture.key))
    names = [program.name for program, _ in opened if key in program.gestures]
    return {name: answers for name, (_, _, answers) in zip(names, able, strict=True)}


def prepare(terminal: Terminal, gesture: Gesture) -> None:
    """Bring a program to where a key is to be pressed."""
    for keys in gesture.before:
        terminal.press(keys, timeout=0.2)
    terminal.rest(0.05)


def of_sizes(room: Room, effort: Effort, sizes: Sequence[str] = SIZES) -> dict[str, Answered]:
    """Measure all keys, in articles of some sizes."""
    return {size: measure(beside(room, BYTES[size]), KEYS, effort.presses) for size in sizes}


def of_ends(room: Room, effort: Effort, size: str = "10 MB") -> Answered:
    """Measure the ways to the end of an article and back."""
    return measure(beside(room, BYTES[size]), ENDS, effort.ends)


def beside(room: Room, size: int) -> list[Program]:
    """Give Reader and what it is compared with, on an article of `size` bytes."""
    file = room.article(size)
    reader = programs.reader(room.library(size), file, programs.reading(size))
    return [programs.floor(), programs.empty_app(), reader, *programs.pagers(file, size)]


_COLUMNS = (
    "ms",
    "p95",
    "until still",
    "floor",
    "over it",
    "empty app",
    "to it",
    "vim",
    "less",
)


def section(measured: Mapping[str, Answered]) -> Section:
    """Give the table of keys at all sizes."""
    rows = [
        [size, f"`{key}`", *_cells(by_program)]
        for size, answered in measured.items()
        for key, by_program in answered.items()
    ]
    return Section(
        "A key",
        "Milliseconds from a key to the first output that it brings about, the median of presses "
        "one by one; `w` in select mode, `k` from the end of the article. *Floor* is a program "
        "that sends the key back and does nothing else, *empty app* an empty Textual app that "
        "repaints one line. Aim: at most 5.5 ms over the floor, at most 1.7 times the empty app, "
        "95 of 100 within 12 ms.",
        ("article", "key", *_COLUMNS),
        rows,
        missed(measured),
        labels=2,
    )


def section_of_ends(answered: Answered, size: str = "10 MB") -> Section:
    """Give the table of the ways to the end and back."""
    rows = [[f"`{key}`", *_cells(by_program)] for key, by_program in answered.items()]
    return Section(
        f"To the end and back, {size}",
        "The same of the keys that go to the end of an article and to its beginning. "
        "Aim: at most 30 ms.",
        ("key", *_COLUMNS),
        rows,
        missed({size: answered}),
    )


def _cells(by_program: Mapping[str, Answers]) -> list[object]:
    medians = {
        name: answers.first.median for name, answers in by_program.items() if answers.first.ms
    }
    if READER not in medians:
        return [None] * len(_COLUMNS)
    reader, answers = medians[READER], by_program[READER]
    return [
        reader,
        answers.first.p95,
        answers.last.median,
        medians[FLOOR],
        reader - medians[FLOOR],
        medians[EMPTY],
        Ratio(reader / medians[EMPTY]),
        medians.get("vim"),
        medians.get("less"),
    ]


def missed(measured: Mapping[str, Answered]) -> str:
    """Say which keys drew nothing, so that no figure hides them."""
    said = [
        f"{answers.missed} of `{key}` in {program} on {size}"
        for size, answered in measured.items()
        for key, by_program in answered.items()
        for program, answers in by_program.items()
        if answers.missed
    ]
    return f"Presses that drew nothing: {', '.join(said)}." if said else ""


def main() -> None:
    """Measure keys alone and print the tables."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--size", type=named, action="append", help="as 1MB; one of several")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    effort = QUICK if options.quick else FULL
    sizes = options.size or SIZES
    with Room.made() as room:
        print(section(of_sizes(room, effort, sizes)))
        print(section_of_ends(of_ends(room, effort, sizes[-1]), sizes[-1]))


if __name__ == "__main__":
    main()
