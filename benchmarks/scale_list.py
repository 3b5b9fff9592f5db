"""A million articles in the list beside ten: the start, memory, keys, and the letters of a filter.

`python -m benchmarks.scale_list` prints the table. With `--keep FOLDER` the libraries are made
there once and used again.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks import keys, many, processes, programs
from benchmarks.effort import FULL, QUICK, Effort
from benchmarks.figures import Times
from benchmarks.keys import Answers
from benchmarks.programs import Gesture, Program
from benchmarks.table import Ratio, Section
from benchmarks.terminal import Terminal
from benchmarks.texts import FIRST

COUNTS = {"ten": 10, "a million": 1_000_000}
_QUIT, _TAB, _ESCAPE = "\x11", "\t", "\x1b"
_LETTERS = 5
"""Letters of a word that are typed."""
_TITLE = 14
"""Characters of a title that it is known by on the screen."""
_PAUSE = 0.15
"""Seconds between two letters."""


@dataclass
class Measured:
    """What was measured of one library."""

    start: Times = field(default_factory=Times)
    in_list: Answers = field(default_factory=Answers)
    in_text: Answers = field(default_factory=Answers)
    early: Times = field(default_factory=Times)
    """Of the first two letters of a word."""
    late: Times = field(default_factory=Times)
    """Of the letters from the third on."""
    memory: float = 0.0
    """MiB at the peak."""


def measure(effort: Effort, kept: Path | None = None) -> Mapping[str, Measured]:
    """Measure both libraries in turn, in a folder that goes afterwards unless one is given."""
    with tempfile.TemporaryDirectory(prefix="reader-bench-") as folder:
        found = {name: Measured() for name in COUNTS}
        databases = {name: _library(kept or Path(folder), count) for name, count in COUNTS.items()}
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        apps = {name: programs.reader(one, corpus) for name, one in databases.items()}
        for _ in range(effort.starts):
            for name, app in apps.items():
                found[name].start.add(_start(app))
        with ExitStack() as stack:
            opened = {name: stack.enter_context(app.opened()) for name, app in apps.items()}
            _press(opened, found, effort)
            _filter(opened, databases, found, effort)
            for name, terminal in opened.items():
                found[name].memory = max(
                    processes.peak_of(terminal.pid), processes.memory(terminal.pid).resident
                )
        return found


def _library(folder: Path, count: int) -> Path:
    """Give a library of its own with so many articles, made if it is not there."""
    database = folder / f"{count}" / "annotations.db"
    if not database.exists():
        database.parent.mkdir(parents=True, exist_ok=True)
        half = database.with_name("half.db")
        many.make(half, count)
        shutil.move(half, database)
    return database


def _start(app: Program) -> float:
    with app.start() as terminal:
        took = terminal.shown_after(FIRST)
        terminal.send(_QUIT)
        terminal.ended(3)
        return took


def _press(opened: Mapping[str, Terminal], found: Mapping[str, Measured], effort: Effort) -> None:
    """Press `j` in the text, then in the list, where they stay."""
    for number in range(effort.presses):
        for name, terminal in opened.items():
            if number % 60 == 0:
                keys.prepare(terminal, Gesture("j", ("g",)))
            found[name].in_text.add(terminal.press("j"))
    for terminal in opened.values():
        terminal.press(_TAB, quiet=0.1)
    for number in range(effort.presses):
        for name, terminal in opened.items():
            if number % min(COUNTS[name] - 1, 60) == 0:
                keys.prepare(terminal, Gesture("j", ("g",)))
            found[name].in_list.add(terminal.press("j"))


def _filter(
    opened: Mapping[str, Terminal],
    databases: Mapping[str, Path],
    found: Mapping[str, Measured],
    effort: Effort,
) -> None:
    """Type words of titles into the filter of each library in turn."""
    words = {name: _words(database, effort.presses // 4) for name, database in databases.items()}
    for number in range(effort.presses // 4):
        for name, terminal in opened.items():
            _type(terminal, databases[name], words[name][number], found[name])


def _words(database: Path, count: int) -> list[str]:
    """Give words that stand in titles, the frequent ones as often as they do there."""
    chance = random.Random(3)
    with closing(sqlite3.connect(database)) as connection:
        query = "SELECT title FROM index_article WHERE number >= ? ORDER BY number LIMIT 1"
        first, last = connection.execute(
            "SELECT min(number), max(number) FROM index_article"
        ).fetchone()
        titles = [
            connection.execute(query, (chance.randint(first, last),)).fetchone()[0]
            for _ in range(count)
        ]
    return [
        chance.choice([word for word in title.split() if len(word) > 2])[:_LETTERS]
        for title in titles
    ]


def _type(terminal: Terminal, database: Path, word: str, measured: Measured) -> None:
    """Type a word into the filter, letter by letter, and take it out again."""
    terminal.press("g", timeout=0.2)
    terminal.press("/", quiet=_PAUSE)
    for count in range(1, len(word) + 1):
        title = _newest(database, word[:count])[:_TITLE]
        terminal.rest(_PAUSE)
        sent = terminal.send(word[count - 1])
        took = terminal.shown_since(sent, title)
        (measured.early if count <= 2 else measured.late).add(took)
    terminal.press(_ESCAPE, quiet=_PAUSE)


def _newest(database: Path, start: str) -> str:
    """Give the title of the newest article that a filter leaves, which the list shows first."""
    with closing(sqlite3.connect(database)) as connection:
        (title,) = connection.execute(
            "SELECT a.title FROM index_title t JOIN index_article i ON i.number = t.rowid"
            " JOIN article a ON a.id = i.article WHERE index_title MATCH ?"
            " ORDER BY t.rowid DESC LIMIT 1",
            (f'"{start}"*',),
        ).fetchone()
        return str(title)


def section(measured: Mapping[str, Measured]) -> Section:
    """Give the table of both libraries."""
    ten, million = (measured[name] for name in COUNTS)
    row = partial(_row, ten, million)
    rows = [
        row("first screen, ms", lambda one: one.start, "2 times", is_ratio=True),
        row("`j` in the text, ms", lambda one: one.in_text.first, "1.2 times", is_ratio=True),
        row("`j` in the list, ms", lambda one: one.in_list.first, "1.2 times", is_ratio=True),
        row("a letter of a filter, first two, ms", lambda one: one.early, "90"),
        row("a letter of a filter, from the third, ms", lambda one: one.late, "16"),
        ["peak of memory, MiB", ten.memory, million.memory, None, None, "90"],
    ]
    return Section(
        "A million articles in the list",
        "Reader on a library of a million articles beside one of ten, in turn: from the start of "
        "the process to the first word of the newest article, from a key to the first output, and "
        "from a letter typed to filter the list to the first title of what is left, the newest, "
        "on the screen. Medians; the words are of titles picked at random.",
        ("", "ten", "a million", "to ten", "p95", "aim, at most"),
        rows,
    )


def _row(
    ten: Measured,
    million: Measured,
    name: str,
    times: Callable[[Measured], Times],
    aim: str,
    *,
    is_ratio: bool = False,
) -> Sequence[object]:
    """Give a line of the table."""
    few, much = times(ten), times(million)
    ratio = Ratio(much.median / few.median) if is_ratio else None
    return [name, few.median, much.median, ratio, much.p95, aim]


def main() -> None:
    """Measure it alone and print the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--quick", action="store_true", help="a short run")
    parser.add_argument("--keep", type=Path, help="a folder for the libraries, to be used again")
    options = parser.parse_args()
    print(section(measure(QUICK if options.quick else FULL, options.keep)))


if __name__ == "__main__":
    main()
