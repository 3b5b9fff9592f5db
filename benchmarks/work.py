"""Adding, annotating and exporting, as whole commands and as calls of the library."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.terminal import median_ms
from benchmarks.texts import article
from reader.library import Library
from reader.text.document import Span
from reader.text.sentences import split

_MARKS = 200


@dataclass(frozen=True)
class Worked:
    """What the library took for an article of one size, in milliseconds."""

    read: float
    """Reading the file's bytes: what the rest is compared with."""
    add: float
    add_again: float
    annotate: float
    """One annotation with a tag, until it is on disk: the median."""
    export: float
    """All annotations to CSV."""


def measure(room: Path, size: int) -> Worked:
    """Measure an article of `size` bytes in a new library."""
    room.mkdir()
    file = room / "article.md"
    file.write_text(article(size))
    library = Library.open(room / "annotations.db", annotator="bench", create=True)
    try:
        read = _took(lambda: file.read_bytes())
        add = _took(lambda: library.add([file]))
        add_again = _took(lambda: library.add([file]))
        found = library.articles()[0].article
        text = library.document(found).text
        spans = split(text, 0, min(len(text), 200_000))[:_MARKS]
        marks = [_took(_annotate(library, found.id, span)) for span in spans]
        export = _took(lambda: library.export_csv(room / "out.csv"))
    finally:
        library.close()
    return Worked(read, add, add_again, median_ms([mark / 1000 for mark in marks]), export)


def _annotate(library: Library, article_id: str, span: Span) -> Callable[[], object]:
    found = library.article(article_id)
    return lambda: library.annotate(found, span, tags=("numbers",)).result()


def _took(work: Callable[[], object]) -> float:
    """Give the milliseconds that a call took."""
    before = time.perf_counter()
    work()
    return (time.perf_counter() - before) * 1000
