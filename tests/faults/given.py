"""What tests of faults start from: a program that writes and says what, and the look afterwards.

The program tells before each step what it is about to do, and after it that it is done, as the
library said it was. However it ended, each annotation must be in the state that was said last,
or, where it ended within a step, as that step would leave it, whole.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from reader.errors import ConflictError
from reader.library import Library
from tests.library.given import dump

MANY = bool(os.environ.get("FAULT_ROUNDS"))
"""Whether many rounds are asked for, as by `make faults`."""
READER = [sys.executable, "-c", "from reader.cli import main; import sys; sys.exit(main())"]
TEXT = "# Faults\n\n" + " ".join(f"Sentence {number} says little." for number in range(400)) + "\n"

State = tuple[tuple[str, ...], str] | None
"""Tags and note of an annotation; `None` if it is deleted."""

WRITING = """
import json, os, sys
from pathlib import Path
from reader.errors import ReaderError
from reader.library import Library

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
library = Library.open(path, annotator=name)
[row] = library.articles()
kept = []

def say(*words):
    os.write(1, (json.dumps(words) + "\\n").encode())

def step(about, state, make):
    say("will", about, state)
    try:
        done = make().result()
    except ReaderError as error:
        say("failed", about, str(error))
        return None
    say("did", about, state)
    return done.annotation

for at in range(count):
    tags, note = ["shared", f"t{at}"], f"note {at} by {name}"
    about = f"{name}-{at}"
    made = step(about, [tags, note], lambda: library.annotate(
        row.article, (at, at + 3), tags=tags, note=note, annotation_id=about))
    kept += [made] if made else []
    if at % 3 == 2 and kept:
        seen, note = kept.pop(0), f"changed {at} by {name}"
        tags = [*seen.tags, "changed"]
        now = step(seen.id, [tags, note],
            lambda: library.edit(seen, add_tags=["changed"], note=note))
        if at % 2 and now:
            step(seen.id, None, lambda: library.delete(now))
library.close()
"""


@dataclass
class Said:
    """What a program said of its steps."""

    done: dict[str, State] = field(default_factory=dict)
    """The state of each annotation that was said last to be on disk."""
    begun: dict[str, list[State]] = field(default_factory=dict)
    """States that were begun after it, of which no word came, or that they failed."""
    failures: list[str] = field(default_factory=list)
    count: int = 0
    """Steps that were said to be done."""

    def hear(self, output: str) -> Said:
        """Take in what a program wrote, but for a line that its end cut off."""
        for line in output.split("\n")[:-1]:
            word, about, rest = json.loads(line)
            if word == "failed":
                self.failures.append(rest)
                continue
            state = None if rest is None else (tuple(rest[0]), rest[1])
            if word == "will":
                self.begun.setdefault(about, []).append(state)
            else:
                self.done[about] = state
                self.begun.pop(about)
                self.count += 1
        return self


def database(folder: Path, text: str = TEXT) -> Path:
    """Make a database with one article."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "faults.md"
    file.write_text(text, encoding="utf-8")
    path = folder / "annotations.db"
    with Library.open(path, annotator="ann", create=True) as library:
        library.add([file])
    return path


def writing(path: Path, name: str, count: int, *before: str) -> subprocess.Popen[str]:
    """Start the program that writes and says so; `before` is what is to start it."""
    return subprocess.Popen(
        [*before, sys.executable, "-c", WRITING, str(path), name, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def check_sound(path: Path) -> None:
    """Make sure that SQLite and the library find the database sound, each quote in its text."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()
    with Library.open(path, annotator="looking") as library:
        articles = {row.article.id: row.article for row in library.articles()}
        for mark in library.annotations():
            text = library.document(articles[mark.article], mark.text_hash).text
            assert text[mark.start : mark.end] == mark.quote


def check_kept(path: Path, said: Said) -> None:
    """Make sure that all that was said to be done is there, and nothing is there by halves."""
    with Library.open(path, annotator="looking") as library:
        there: dict[str, State] = {
            mark.id: (mark.tags, mark.note) for mark in library.annotations()
        }
    for about, state in said.done.items():
        allowed = [state, *said.begun.get(about, ())]
        assert there.get(about) in allowed, f"{about} is {there.get(about)}, not one of {allowed}"
    for about, stored in there.items():
        assert about in said.done or stored in said.begun.get(about, ()), f"{about}: {stored}"


def check_replays(path: Path, copy: Path) -> None:
    """Make sure that the whole history can be taken back and made again, in a copy."""
    with sqlite3.connect(path) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    before = sorted(dump(copy))
    with Library.open(copy, annotator="looking") as library:
        steps = 0
        try:
            while True:
                library.undo(own_first=False).result()
                steps += 1
        except ConflictError as error:
            assert error.what == "nothing to undo", error
        assert library.annotations() == []
        for _ in range(steps):
            library.redo(own_first=False).result()
    assert sorted(dump(copy)) == before


def reader(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one command of the program."""
    return subprocess.run(
        [*READER, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LOGNAME": "ann", **environment},
    )


def check_one_line(stderr: str) -> str:
    """Make sure that a failure was told in one line, and give it."""
    told = [line for line in stderr.split("\n") if line.startswith("reader: error: ")]
    assert len(told) == 1, stderr
    assert "Traceback" not in stderr
    return told[0]


def names(folder: Path) -> set[str]:
    """Give the names of the files in a folder."""
    return {path.name for path in folder.iterdir()}


def tally(what: str, **figures: int) -> None:
    """Keep figures of a test for the summary at the end of the run."""
    FIGURES.append((what, figures))


FIGURES: list[tuple[str, dict[str, int]]] = []
"""What was counted in this run."""


def summary(figures: Iterable[tuple[str, dict[str, int]]]) -> list[str]:
    """Give what was counted, one line for each thing, tests of the same thing added up."""
    sums: dict[str, dict[str, int]] = {}
    for what, counts in figures:
        total = sums.setdefault(what, {})
        for name, count in counts.items():
            total[name] = total.get(name, 0) + count
    return [
        f"{what}: " + ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in all_.items())
        for what, all_ in sums.items()
    ]
