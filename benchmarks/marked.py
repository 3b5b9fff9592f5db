"""A library of very many annotations, made through SQL: a million take half a minute.

It is as marking them would leave it, but for their history and the index of their words, which
an export has no need of.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from benchmarks.many import identifier
from benchmarks.room import ANNOTATOR
from benchmarks.texts import article
from reader.annotation.model import CONTEXT, TAG_COLORS
from reader.library import Library
from reader.text.document import Document, Span
from reader.text.markdown import parse
from reader.text.sentences import split
from reader.text.stored import pack

EACH = 100
"""Annotations of one article."""
_SIZE = 20_000
"""Characters of an article."""
_TAGS = 200
_AT = "2026-01-01T00:00:00.000Z"
_STRIDE = 611_953
"""Annotations lie in the database by their ids, so by no order of articles and places."""


def make(database: Path, count: int) -> None:
    """Make a database with so many annotations, a multiple of `EACH`."""
    Library.open(database, annotator=ANNOTATOR, create=True).close()
    document, _ = parse(article(_SIZE))
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for pragma in ("synchronous = OFF", "cache_size = -400000", "foreign_keys = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        articles = _ids(count // EACH, seed=1)
        _store_articles(connection, articles, document)
        tags = _store_tags(connection)
        _store_annotations(connection, count, articles, tags, document)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _ids(count: int, *, seed: int) -> list[str]:
    chance = random.Random(seed)
    return sorted(identifier(chance.getrandbits(128)) for _ in range(count))


def _digest(document: Document) -> str:
    return sha256(document.text.encode()).hexdigest()


def _store_articles(
    connection: sqlite3.Connection, articles: Sequence[str], document: Document
) -> None:
    digest, length = _digest(document), len(document.text)
    connection.executemany(
        "INSERT INTO article (id, path, title, kind, text_hash, length, source, author, published,"
        " language, url, accessed, metadata, size, mtime_ns, digest)"
        " VALUES (?, ?, ?, 'markdown', ?, ?, 'Harbour Post', ?, '2024-05-06', 'en', ?, ?, '{}', ?,"
        " 1, ?)",
        (
            (
                *(one, f"/bench/{place:07}.md", f"Ledger of harbour {place}", digest, length),
                *(f"Author {place % 300}", f"https://example.org/{place}", _AT, length, digest),
            )
            for place, one in enumerate(articles)
        ),
    )
    blocks = pack(document)
    connection.executemany(
        "INSERT INTO version VALUES (?, ?, ?, '', ?, ?, ?, ?, NULL)",
        ((one, digest, document.rules, length, _AT, document.text, blocks) for one in articles),
    )


def _store_tags(connection: sqlite3.Connection) -> list[str]:
    tags = _ids(_TAGS, seed=2)
    connection.executemany(
        "INSERT INTO tag VALUES (?, ?, ?, ?, '', 0, ?)",
        (
            (one, *[f"group {place % 9}/tag {place}"] * 2, TAG_COLORS[place % len(TAG_COLORS)], _AT)
            for place, one in enumerate(tags)
        ),
    )
    return tags


def _store_annotations(
    connection: sqlite3.Connection,
    count: int,
    articles: Sequence[str],
    tags: Sequence[str],
    document: Document,
) -> None:
    ids = _ids(count, seed=3)
    columns = ", ".join("?" * 15)
    connection.executemany(
        f"INSERT INTO annotation VALUES ({columns})", _annotations(ids, articles, document)
    )
    connection.executemany(
        "INSERT INTO annotation_tag VALUES (?, ?, ?, ?)",
        (
            (one, position, tags[(place * 7 + position * 31) % _TAGS], _AT)
            for place, one in enumerate(ids)
            for position in range(place % 4)
        ),
    )


def _annotations(
    ids: Sequence[str], articles: Sequence[str], document: Document
) -> Iterator[tuple[object, ...]]:
    """Give the rows of annotations by their ids; every third has a note."""
    text, digest = document.text, _digest(document)
    spans: list[Span] = split(text, 0, len(text))[:EACH]
    assert len(spans) == EACH
    for number, one in enumerate(ids):
        article, place = divmod(number * _STRIDE % len(ids), EACH)
        start, end = spans[place]
        note = "" if number % 3 else f"It says “{text[start : start + 60]}”, and more."
        yield (
            *(one, articles[article], digest, start, end, text[start:end]),
            *(text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT], note),
            *("anchored", ANNOTATOR, _AT, _AT, 0, 0),
        )
