"""Reading while a new article is still being read in behind the screen."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks import programs
from benchmarks.alone import print_alone
from benchmarks.effort import Effort
from benchmarks.figures import Times
from benchmarks.room import Room, holds_article
from benchmarks.table import Section
from benchmarks.terminal import ROWS, Terminal
from benchmarks.texts import BYTES, FIRST

SIZE = "10 MB"
_EVERY = 0.1
"""Seconds from key to key."""
_TIMEOUT = 120.0
_PLACE = re.compile(rb"\x1b\[(\d+);(\d+)H")
_TITLES, _LISTED, _BARS = 2, 8, 4
"""Rows that titles take, that the list may take with its one article, and bars at the bottom."""
_LIST = 28
"""Columns that the list takes."""


@dataclass
class Parsed:
    """One first time of an article."""

    shown: float
    """Milliseconds to the first screen."""
    read_in: float = 0.0
    """Seconds until the article was on disk, both from the start."""
    keys: Times = field(default_factory=Times)
    missed: int = 0
    """Keys that drew nothing."""


def measure(room: Room, effort: Effort) -> list[Parsed]:
    """Open the article for the first time, again and again, pressing a key all the while."""
    return [_once(room) for _ in range(effort.parses)]


def _once(room: Room) -> Parsed:
    database = room.new()
    with programs.reader(database, room.article(BYTES[SIZE])).start() as terminal:
        parsed = Parsed(terminal.shown_after(FIRST))
        # What is left of the first screen is no answer to a key.
        terminal.rest(0.03)
        while not holds_article(database):
            asked = time.perf_counter()
            if asked - terminal.started > _TIMEOUT:
                raise TimeoutError(f"the article was not read in within {_TIMEOUT:.0f} s")
            _press(terminal, parsed)
            time.sleep(max(asked + _EVERY - time.perf_counter(), 0))
        parsed.read_in = time.perf_counter() - terminal.started
    return parsed


def _press(terminal: Terminal, parsed: Parsed) -> None:
    press = terminal.drawn_after(terminal.send("j"), counts=draws_text, timeout=2)
    if press:
        parsed.keys.add(press.first)
    else:
        parsed.missed += 1


def draws_text(written: bytes) -> bool:
    """Tell whether output is on the text, not on titles, bars and what is said of progress."""
    places = [(int(row), int(column)) for row, column in _PLACE.findall(written)]
    return any(
        row < ROWS - _BARS and (row > _LISTED or (row > _TITLES and column > _LIST))
        for row, column in places
    )


def section(measured: Sequence[Parsed]) -> Section:
    """Give the table of first times."""
    rows = [
        [
            f"run {number}",
            one.shown,
            one.read_in,
            len(one.keys.ms),
            one.keys.median if one.keys.ms else None,
            one.keys.worst if one.keys.ms else None,
            one.missed,
        ]
        for number, one in enumerate(measured, start=1)
    ]
    return Section(
        f"Reading while it is read in, {SIZE}",
        "An article opened for the first time: milliseconds from the start to the first screen, "
        "seconds from the start until it was read in and on disk, and the milliseconds of `j`, "
        "pressed ten times a second in between. Aim: no key is held up.",
        ("", "first screen ms", "read in s", "keys", "key ms", "worst", "drew nothing"),
        rows,
    )


def main() -> None:
    """Measure first times alone and print the table."""
    print_alone(main.__doc__, lambda room, effort: section(measure(room, effort)))


if __name__ == "__main__":
    main()
