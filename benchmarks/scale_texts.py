"""Texts by the thousand: adding them, looking whether they changed, and searching through them."""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.alone import print_alone
from benchmarks.effort import Effort
from benchmarks.figures import Times
from benchmarks.programs import READER_COMMAND
from benchmarks.room import ANNOTATOR, Room
from benchmarks.table import Section
from benchmarks.terminal import Terminal
from benchmarks.zipf import Texts
from reader.annotation.model import Article
from reader.library import Library
from reader.library.author import Author
from reader.library.clock import new_id
from reader.store.articles import Stamp, Version
from reader.store.store import Store
from reader.store.transaction import Transaction
from reader.text import plain
from reader.text.stored import pack

_SIZE = 5_000
_ADDED, _UNCHANGED, _SEARCHED = 10_000, 40_000, 100_000
_SMALL = 300
"""Characters of a file of which there are so many only to be looked at."""
_HALVES = 400
"""Halves of texts, of which any two make one."""
_TOGETHER = 2_000
_AT = "2026-01-01T00:00:00.000Z"
_ENTER, _ESCAPE = "\r", "\x1b"


@dataclass(frozen=True)
class Measured:
    """What was measured: of adding, of files as they were, and of each query."""

    rate: float
    """Files a second."""
    ratio: float
    """How many times the bytes of the files the database has."""
    unchanged: float
    """Milliseconds."""
    app: dict[str, Times]
    """Milliseconds to the first hits on the screen, by query."""
    command: dict[str, Times]
    """Milliseconds that the whole command takes."""


def measure(room: Room, effort: Effort) -> Measured:
    """Make, add and search all of it; no more than one database is kept at a time."""
    texts = Texts()
    rate, ratio = _adding(room, texts)
    unchanged = _unchanged(room, texts)
    database = room.new()
    fill(database, texts)
    asked = queries(texts)
    repeats = effort.starts
    app = _in_the_app(room, database, asked, repeats)
    command = {query: _times(partial(_command, database, query), repeats) for query in asked}
    shutil.rmtree(database.parent)
    return Measured(rate, ratio, unchanged, app, command)


def queries(texts: Texts) -> list[str]:
    """Give queries of every form, of words that are common and of some that are not."""
    first, second, third = texts.words[0], texts.words[1], texts.words[40]
    fewer, rare = texts.words[900], texts.words[20_000]
    return [
        rare, fewer, first, f"{first} {second}", f'"{first} {second}"', f"{third[:2]}*",
        f"{fewer} -{third}", "港記", f"title:{third}", f"source:tide {fewer}", f"is:unread {third}",
        f"date:2005..2010 {third}",
    ]  # fmt: skip


def _adding(room: Room, texts: Texts) -> tuple[float, float]:
    """Give how many files a second `reader add` takes in, and how large the database becomes."""
    database = room.new()
    folder = database.parent / "texts"
    size = _write(folder, (texts.article(_SIZE) for _ in range(_ADDED)))
    took = _took(lambda: _run("--db", str(database), "add", str(folder)))
    ratio = database.stat().st_size / size
    shutil.rmtree(database.parent)
    return 1000 * _ADDED / took, ratio


def _unchanged(room: Room, texts: Texts) -> float:
    """Give the milliseconds of looking through a folder in which nothing changed."""
    database = room.new()
    folder = database.parent / "texts"
    _write(folder, (texts.article(_SMALL) for _ in range(_UNCHANGED)))
    with Library.open(database, annotator=ANNOTATOR, create=True) as library:
        library.add([folder])
        took = min(_took(lambda: library.add([folder])) for _ in range(3))
    shutil.rmtree(database.parent)
    return took


def _write(folder: Path, texts: Iterator[str]) -> int:
    """Write texts as files, a thousand in a folder, of long ago; give their bytes."""
    total = 0
    for number, text in enumerate(texts):
        path = folder / f"{number // 1000:03d}" / f"{number:06d}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        total += path.write_bytes(text.encode())
    return total


def fill(database: Path, texts: Texts, count: int = _SEARCHED) -> None:
    """Make a database of many texts, by the program's own ways behind the parsing of files."""
    author = Author(ANNOTATOR, "bench", _AT)
    store, _ = Store.open(database, create=True)
    found = _articles(texts, count)
    while batch := list(islice(found, _TOGETHER)):
        store.write(partial(_put, author=author, batch=batch)).result()
    store.close()


def _put(step: Transaction, *, author: Author, batch: Sequence[tuple[Article, Version]]) -> None:
    for article, version in batch:
        step.add_article(article, Stamp(0, 0, ""), version)
        # Near copies are no part of searching, and each text is of others' halves.
        step.note_fresh(version, b"")
    step.record(author.entry("add", f"Added {len(batch)} articles"))


def _articles(texts: Texts, count: int) -> Iterator[tuple[Article, Version]]:
    chance = random.Random(2)
    halves = [texts.body(_SIZE // 2) for _ in range(_HALVES)]
    for number in range(count):
        document = plain.parse("\n".join(chance.sample(halves, 2)))
        text = document.text
        text_hash = hashlib.sha256(f"{number}{text}".encode()).hexdigest()
        title = " ".join(chance.sample(texts.words[:3_000], 6)).capitalize()
        published = f"{2000 + number % 25}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        source = ("Harbour Post", "The Tide", "Hill Weekly")[number % 3]
        article = Article(
            new_id(), f"/texts/{number:06d}.md", title, "text", text_hash, len(text), source, "",
            published, "", "", _AT, {},
        )  # fmt: skip
        version = Version(article.id, text_hash, document.rules, _AT, text, pack(document))
        yield article, version


def _in_the_app(room: Room, database: Path, asked: Sequence[str], repeats: int) -> dict[str, Times]:
    """Measure from the key that asks for a query to the first hits on the screen."""
    corpus = room.new().parent / "empty"
    corpus.mkdir()
    times: dict[str, Times] = {query: Times() for query in asked}
    command = [*READER_COMMAND, "--db", str(database), str(corpus)]
    with Terminal(command) as terminal:
        terminal.shown_after("help")
        terminal.rest(1.0)
        for query in [*asked] * repeats:
            # What is sent at once is searched for once, when the last key has come.
            terminal.press("F", quiet=0.3)
            press = terminal.press(f"\x15{query}{_ENTER}", counts=_has_hits, timeout=3)
            if press is not None:
                times[query].add(press.first)
            terminal.rest(0.5)
            terminal.press(_ESCAPE, quiet=0.3)
    return times


def _has_hits(written: bytes) -> bool:
    """Whether a piece of output is of hits, or says that there are none."""
    return b"the likeliest first" in written or b"Nothing found" in written


def _command(database: Path, query: str) -> float:
    return _took(lambda: _run("--db", str(database), "search", "--", query))


def _run(*words: str) -> None:
    subprocess.run([*READER_COMMAND, *words], check=True, capture_output=True)


def _times(work: Callable[[], float], repeats: int) -> Times:
    return Times([work() for _ in range(repeats)])


def _took(work: Callable[[], object]) -> float:
    """Give the milliseconds that a call took."""
    before = time.perf_counter()
    work()
    return (time.perf_counter() - before) * 1000


def section(measured: Measured) -> Section:
    """Give the table of searches, and above it what else was measured."""
    rows = [
        [f"`{query}`", times.median if times.ms else None, measured.command[query].median]
        for query, times in measured.app.items()
    ]
    return Section(
        "Texts by the thousand",
        f"{_SEARCHED:,} articles of 5 KB searched, with words as often as a language has them, the "
        "commonest at the top of them all: milliseconds from the key that asks to the first hits "
        "on the screen (aim: a median of 100), and of the whole command (aim: 300).",
        ("query", "in the app", "`reader search`"),
        rows,
        f"`reader add` of {_ADDED:,} Markdown files of 5 KB, near copies looked for: "
        f"{measured.rate:.0f} a second (aim: 1,000); its database has {measured.ratio:.2f} times "
        f"the bytes of the files (aim: 2.5). {_UNCHANGED:,} files that are as they were are passed "
        f"over in {measured.unchanged:.0f} ms (aim: 600).",
    )


if __name__ == "__main__":
    print_alone(__doc__, lambda room, effort: section(measure(room, effort)))
