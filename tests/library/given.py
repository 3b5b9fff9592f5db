"""What tests of the library start from: articles on disk, a library over them, its dump."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from reader.annotation.model import Annotation, Article
from reader.library import Library
from reader.text.document import Span

TEXT = """# Numbers

Twitter has deleted 170,000 accounts. The numbers were large.

The numbers were large elsewhere too, said José.

## Later

A last sentence stands here.
"""


_NEITHER = ('INSERT INTO "log', 'INSERT INTO "index_', 'INSERT INTO "reading"')


def article_file(folder: Path, name: str = "numbers.md", text: str = TEXT) -> Path:
    """Write an article's file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def library(folder: Path, *, annotator: str = "ann") -> Library:
    """Open the library in a folder, made if it is not there."""
    return Library.open(folder / "annotations.db", annotator=annotator, create=True)


def library_with_article(folder: Path, text: str = TEXT) -> tuple[Library, Article]:
    """Open a library that holds one article."""
    opened = library(folder)
    report = opened.add([article_file(folder, text=text)])
    return opened, report.added[0]


def span_of(opened: Library, article: Article, quote: str) -> Span:
    """Give the first place of a quote in an article."""
    start = opened.document(article).text.index(quote)
    return Span(start, start + len(quote))


def marked(opened: Library, article: Article, quote: str, *tags: str, note: str = "") -> Annotation:
    """Mark the first place of a quote."""
    future = opened.annotate(article, span_of(opened, article, quote), tags=tags, note=note)
    annotation = future.result().annotation
    assert annotation is not None
    return annotation


def dump(path: Path) -> list[str]:
    """Give the database's dump without history, indexes, reading positions and files' times."""
    connection = sqlite3.connect(":memory:")
    with closing(sqlite3.connect(path)) as source:
        source.backup(connection)
    try:
        connection.execute("UPDATE article SET mtime_ns = 0")
        return [line for line in connection.iterdump() if not line.startswith(_NEITHER)]
    finally:
        connection.close()


def fingerprint(folder: Path) -> dict[str, str]:
    """Give the files of a folder with the hashes of their bytes."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file()
    }
