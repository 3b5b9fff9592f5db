"""Adding, annotating and exporting, beside the barest way to do the like in the same run."""

from __future__ import annotations

import csv
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from markdown_it import MarkdownIt

from benchmarks.figures import Times
from benchmarks.room import ANNOTATOR, Room
from benchmarks.table import Section
from benchmarks.texts import BYTES
from reader.annotation.model import Annotation, Article
from reader.library import Library
from reader.text.document import Span
from reader.text.sentences import split

SIZES = ("10 KB", "1 MB", "10 MB")
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


def measure(room: Room) -> Mapping[str, Worked]:
    """Measure articles of all sizes, each in a new library."""
    return {size: _worked(room.article(BYTES[size]), room.new()) for size in SIZES}


def _worked(file: Path, database: Path) -> Worked:
    """Measure one article in a library that is made for it."""
    folder, source = database.parent, file.read_text()
    with Library.open(database, annotator=ANNOTATOR, create=True) as library:
        add = _took(lambda: library.add([file]))
        add_again = _took(lambda: library.add([file]))
        found = library.articles()[0].article
        text = library.document(found).text
        spans = split(text, 0, min(len(text), 200_000))[:_MARKS]
        marks = [_took(partial(_annotate, library, found, span)) for span in spans]
        export = _took(lambda: library.export(folder / "out.csv"))
        annotations = library.annotations()
    return Worked(
        add=add,
        parse=_took(lambda: MarkdownIt("commonmark").enable("table").parse(source)),
        add_again=add_again,
        annotate=Times(marks).median,
        insert=_insert(folder / "bare.db", annotations),
        export=export,
        write=_took(lambda: _write(folder / "bare.csv", annotations)),
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
    return Times(took).median


def _write(path: Path, annotations: Sequence[Annotation]) -> None:
    """Write the annotations' fields and nothing else."""
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(annotations)


def _took(work: Callable[[], object]) -> float:
    """Give the milliseconds that a call took."""
    before = time.perf_counter()
    work()
    return (time.perf_counter() - before) * 1000


def section(measured: Mapping[str, Worked]) -> Section:
    """Give the table of what the library does, each beside the barest way to do the like."""
    rows = [
        [
            size,
            one.add,
            one.add / one.parse,
            one.add_again,
            one.annotate,
            one.annotate / one.insert,
            one.export,
            one.export / one.write,
        ]
        for size, one in measured.items()
    ]
    return Section(
        "Adding, annotating, exporting",
        "Milliseconds of the library alone, without a screen, until all is on disk: an article "
        f"taken in, one annotation, and {_MARKS} of them exported.",
        (
            "article",
            "add ms",
            "to markdown-it's parse",
            "add again ms",
            "annotate ms",
            "to a bare insert",
            "export ms",
            "to the csv module",
        ),
        rows,
    )
