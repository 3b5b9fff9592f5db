"""What a key costs in an article with very many annotations, beside the same without any."""

from __future__ import annotations

import random
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import keys, programs
from benchmarks.alone import print_alone
from benchmarks.effort import Effort
from benchmarks.keys import Answered
from benchmarks.programs import Gesture, Program
from benchmarks.room import ANNOTATOR, Room
from benchmarks.table import Ratio, Section
from benchmarks.texts import FIRST, article
from reader.library import Library
from reader.text.document import Span

SIZE = 100_000
NONE, SPREAD, CROWDED = "none", "10,000", "2,000 in one paragraph"

_MEMORY = Path("/dev/shm")
_OPENING = 60
"""Sentences of the first paragraph: more than a screen of them."""
_SENTENCES = 30
"""Sentences that are gone through; all stand in that paragraph."""
_TAGS = ("actors/state", "actors/press", "numbers", "claims", "sources", "timeline", "doubt")


def measure(room: Room, effort: Effort) -> Answered:
    """Press each key in the same article, with annotations and without, in turn."""
    file = room.file(article(SIZE, opening=_OPENING))
    found = [
        _reader(NONE, file, room.taken_in(file)),
        _reader(SPREAD, file, _marked(room, file, 10_000, crowded=False)),
        _reader(CROWDED, file, _marked(room, file, 2_000, crowded=True)),
    ]
    return keys.measure(found, keys.KEYS, effort.presses)


def _reader(name: str, file: Path, database: Path) -> Program:
    """Give Reader with keys that stay in the first paragraph."""
    gestures = {
        "j": Gesture("j", ("g", "j"), _SENTENCES),
        "k": Gesture("k", ("g", "j" * (_SENTENCES + 2)), _SENTENCES),
        "space": Gesture(" ", ("g",), 1),
        "w": Gesture("w", ("\x1b", "g", "j", "v"), 60),
    }
    return replace(programs.reader(database, file, gestures), name=name)


def _marked(room: Room, file: Path, count: int, *, crowded: bool) -> Path:
    """Make a database in which so many passages are marked, over the article or its start.

    It is made in memory where there is room for files: each mark waits for the disk otherwise.
    """
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        made = shutil.copy(room.taken_in(file), folder)
        with Library.open(Path(made), annotator=ANNOTATOR) as library:
            _mark(library, count, crowded=crowded)
        return Path(shutil.copyfile(made, room.new()))


def _mark(library: Library, count: int, *, crowded: bool) -> None:
    """Mark so many passages of the one article as the app does, tag by tag and note by note."""
    found = library.articles()[0].article
    text = library.document(found).text
    start = text.index(FIRST)
    end = text.index("\n", start) if crowded else len(text)
    chance = random.Random(count)
    kept = [
        library.annotate(found, span, tags=_some_tags(chance), note=_some_note(chance))
        for span in passages(chance, text, Span(start, end), count)
    ]
    for one in kept:
        one.result()


def passages(chance: random.Random, text: str, within: Span, count: int) -> Iterator[Span]:
    """Give different passages, from a word to four sentences long, in no order."""
    words = [found.span() for found in re.finditer(r"\w+", text[within.start : within.end])]
    made: set[Span] = set()
    while len(made) < count:
        first = chance.randrange(len(words))
        last = min(first + chance.choice((0, 1, 3, 6, 12, 12, 25, 50)), len(words) - 1)
        span = Span(within.start + words[first][0], within.start + words[last][1])
        if span not in made:
            made.add(span)
            yield span


def _some_tags(chance: random.Random) -> Sequence[str]:
    return chance.sample(_TAGS, chance.choice((0, 1, 1, 2, 3)))


def _some_note(chance: random.Random) -> str | None:
    return "To be compared with what the ledger says. " * 2 if chance.random() < 0.1 else None


def section(answered: Answered) -> Section:
    """Give the table of keys with annotations and without."""
    rows: list[list[object]] = []
    for key, by_number in answered.items():
        plain = by_number[NONE].first.median
        cells: list[object] = [f"`{key}`", plain]
        for name in (SPREAD, CROWDED):
            times = by_number[name].first
            cells += [times.median, times.p95, Ratio(times.median / plain)]
        rows.append(cells)
    return Section(
        "A key among annotations",
        "Milliseconds from a key to the first output in an article of 100 KB: without annotations, "
        "with 10,000 spread over it, and with 2,000 over the one paragraph that is read. "
        "Aim: at most 1.1 times what it takes with none.",
        (
            "key",
            "none, ms",
            "10,000, ms",
            "p95",
            "to none",
            "2,000 in one, ms",
            "p95",
            "to none",
        ),
        rows,
        keys.missed({"100 KB": answered}),
    )


def main() -> None:
    """Measure keys among annotations alone and print the table."""
    print_alone(main.__doc__, lambda room, effort: section(measure(room, effort)))


if __name__ == "__main__":
    main()
