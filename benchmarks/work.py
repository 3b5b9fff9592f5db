"""Adding, annotating and exporting, beside the barest way to do the like in the same run."""

from __future__ import annotations

import csv
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from markdown_it import MarkdownIt

from benchmarks.terminal import median_ms
from benchmarks.texts import article
from reader.annotation.model import Annotation, Article
from reader.library import Library
from reader.text.document import Span
from reader.text.sentences import split

_MARKS = 200


@dataclass(frozen=True)
class Worked:
    """What the library took for an article of one size, in milliseconds."""

    add: float
    """Taking the file in, until it is on disk."""
    parse: float
    """Parsing its text with markdown-it alone."""
    add_again: float
    annotate: float
    """One annotation with a tag, until it is on disk: the median."""
    insert: float
    """One row inserted and synced by SQLite alone: the median."""
    export: float
    """All annotations to a CSV file."""
    write: float
    """As many rows written by the csv module alone."""


def measure(room: Path, size: int) -> Worked:
    """Measure an article of `size` bytes in a new library."""
    room.mkdir()
    file = room / "article.md"
    file.write_text(article(size))
    source = file.read_text()
    with Library.open(room / "annotations.db", annotator="bench", create=True) as library:
        add = _took(lambda: library.add([file]))
        add_again = _took(lambda: library.add([file]))
        found = library.articles()[0].article
        text = library.document(found).text
        spans = split(text, 0, min(len(text), 200_000))[:_MARKS]
        marks = [_took(partial(_annotate, library, found, span)) for span in spans]
        export = _took(lambda: library.export_csv(room / "out.csv"))
        annotations = library.annotations()
    return Worked(
        add=add,
        parse=_took(lambda: MarkdownIt("commonmark").enable("table").parse(source)),
        add_again=add_again,
        annotate=median_ms([mark / 1000 for mark in marks]),
        insert=_insert(room / "bare.db", annotations),
        export=export,
        write=_took(lambda: _write(room / "bare.csv", annotations)),
    )


def _annotate(library: Library, found: Article, span: Span) -> None:
    """Make one annotation and wait for the disk."""
    library.annotate(found, span, tags=("numbers",)).result()


def _insert(path: Path, annotations: Sequence[Annotation]) -> float:
    """Give the median milliseconds of one row inserted, with the settings that we use."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE bare (id TEXT PRIMARY KEY, quote TEXT, note TEXT)")
    statement = "INSERT INTO bare VALUES (?, ?, ?)"
    took = [
        _took(partial(connection.execute, statement, (one.id, one.quote, one.note)))
        for one in annotations
    ]
    connection.close()
    return median_ms([one / 1000 for one in took])


def _write(path: Path, annotations: Sequence[Annotation]) -> None:
    """Write the annotations' fields and nothing else."""
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(annotations)


def _took(work: Callable[[], object]) -> float:
    """Give the milliseconds that a call took."""
    before = time.perf_counter()
    work()
    return (time.perf_counter() - before) * 1000
