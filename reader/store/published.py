"""A database to hand on: what is in a library, in tables and views that a person can query.

It is no library of ours: it has another mark, no history, and nothing that acts when it is
changed. Whoever opens it, with Datasette or the `sqlite3` shell, finds full-text search over
quotes, notes and texts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from reader.store.connection import wrapped

APPLICATION_ID = 0x52454158
"""`REAX` in ASCII: not that of a library."""

Row = Sequence[str | int | None]

_SETTINGS = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    f"PRAGMA application_id = {APPLICATION_ID}",
)
_TABLES = (
    """
    CREATE TABLE articles (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        author TEXT NOT NULL,
        source TEXT NOT NULL,
        published TEXT NOT NULL,
        accessed TEXT NOT NULL,
        url TEXT NOT NULL,
        path TEXT NOT NULL,
        kind TEXT NOT NULL,
        language TEXT NOT NULL,
        length INTEGER NOT NULL,
        metadata TEXT NOT NULL,
        text_hash TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE texts (
        number INTEGER PRIMARY KEY,
        article TEXT NOT NULL REFERENCES articles (id),
        text_hash TEXT NOT NULL,
        is_shown INTEGER NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (article, text_hash)
    )
    """,
    """
    CREATE TABLE tags (
        id TEXT PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        color TEXT NOT NULL,
        description TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE annotations (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        article TEXT NOT NULL REFERENCES articles (id),
        text_hash TEXT NOT NULL,
        "start" INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        heading TEXT NOT NULL,
        page TEXT NOT NULL,
        quote TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        note TEXT NOT NULL,
        status TEXT NOT NULL,
        annotator TEXT NOT NULL,
        created TEXT NOT NULL,
        updated TEXT NOT NULL,
        FOREIGN KEY (article, text_hash) REFERENCES texts (article, text_hash)
    )
    """,
    """
    CREATE TABLE annotation_tags (
        annotation TEXT NOT NULL REFERENCES annotations (id),
        tag TEXT NOT NULL REFERENCES tags (id),
        position INTEGER NOT NULL,
        PRIMARY KEY (annotation, tag)
    ) WITHOUT ROWID
    """,
)
_AFTER = (
    "CREATE INDEX annotations_article ON annotations (article, text_hash)",
    "CREATE INDEX annotations_status ON annotations (status)",
    "CREATE INDEX annotation_tags_tag ON annotation_tags (tag)",
    """
    CREATE VIRTUAL TABLE annotations_fts USING fts5(
        quote, note, content="annotations", content_rowid='number',
        tokenize="unicode61 remove_diacritics 2"
    )
    """,
    "INSERT INTO annotations_fts (annotations_fts) VALUES ('rebuild')",
    """
    CREATE VIRTUAL TABLE texts_fts USING fts5(
        text, content="texts", content_rowid='number',
        tokenize="unicode61 remove_diacritics 2"
    )
    """,
    "INSERT INTO texts_fts (texts_fts) VALUES ('rebuild')",
    """
    CREATE VIEW passages AS SELECT n.id, n.article, a.title, a.author, a.source, a.published,
        a.accessed, a.url, n.heading, n.quote, n.prefix, n.suffix,
        coalesce((SELECT group_concat(path, '; ') FROM (
            SELECT t.path FROM annotation_tags g JOIN tags t ON t.id = g.tag
            WHERE g.annotation = n.id ORDER BY g.position)), '') AS tags,
        n.note, n."start", n."end", n.text_hash, n.status, n.annotator, n.created, n.updated
    FROM annotations n JOIN articles a ON a.id = n.article ORDER BY n.number
    """,
    """
    CREATE VIEW tag_counts AS SELECT t.path AS tag, t.description, t.color,
        count(n.id) AS annotations, count(DISTINCT n.article) AS articles
    FROM tags t LEFT JOIN annotation_tags g ON g.tag = t.id
        LEFT JOIN annotations n ON n.id = g.annotation
    GROUP BY t.id ORDER BY annotations DESC, tag
    """,
    """
    CREATE VIEW article_counts AS SELECT a.id, a.title, a.source, a.published,
        count(n.id) AS annotations FROM articles a LEFT JOIN annotations n ON n.article = a.id
    GROUP BY a.id ORDER BY annotations DESC, a.title
    """,
    """
    CREATE VIEW tags_together AS SELECT t.path AS tag, o.path AS other, count(*) AS annotations
    FROM annotation_tags g JOIN annotation_tags h ON h.annotation = g.annotation
        JOIN tags t ON t.id = g.tag JOIN tags o ON o.id = h.tag
    WHERE t.path < o.path GROUP BY t.id, o.id ORDER BY annotations DESC, tag, other
    """,
    """
    CREATE VIEW memos AS SELECT n.id, a.title, n.note, n.annotator, n.updated
    FROM annotations n JOIN articles a ON a.id = n.article WHERE n."end" = 0
    """,
    "CREATE VIEW unsure AS SELECT * FROM passages WHERE status = 'review'",
    "CREATE VIEW orphans AS SELECT * FROM passages WHERE status = 'orphaned'",
)
_COLUMNS = {"articles": 13, "texts": 5, "tags": 4, "annotations": 16, "annotation_tags": 3}


_OFTEN = 100_000
"""Steps of SQLite between two calls of `indexing`: some milliseconds."""


def publish(
    path: Path, rows: Iterable[tuple[str, Row]], indexing: Callable[[], object] = lambda: None
) -> None:
    """Make such a database of rows, each with its table's name, in an empty file at `path`.

    Nothing is put on disk for good: that is done to the file when it is whole. While what is
    asked by is made of all rows, `indexing` is called now and then, and may raise to stop it.
    """
    inserts = {
        table: f"INSERT INTO {table} VALUES ({', '.join('?' * count)})"
        for table, count in _COLUMNS.items()
    }
    with wrapped(path):
        connection = sqlite3.connect(path, isolation_level=None)
    with closing(connection):
        with wrapped(path):
            for statement in (*_SETTINGS, "BEGIN", *_TABLES):
                connection.execute(statement)
        # What fails in giving the rows is not this file's failure.
        for table, row in rows:
            with wrapped(path):
                connection.execute(inserts[table], row)
        with wrapped(path), _watched(connection, indexing):
            for statement in (*_AFTER, "COMMIT", "ANALYZE"):
                connection.execute(statement)


@contextmanager
def _watched(connection: sqlite3.Connection, told: Callable[[], object]) -> Iterator[None]:
    """Call something now and then while SQLite is at work; what it raises ends the work."""
    raised: list[BaseException] = []

    def tell() -> bool:
        try:
            told()
        except BaseException as error:
            raised.append(error)
        return bool(raised)

    connection.set_progress_handler(tell, _OFTEN)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        # What SQLite cannot pass on is a signal that came before `tell` could keep it: ctrl+c.
        raise (raised[0] if raised else KeyboardInterrupt()) from None
    finally:
        connection.set_progress_handler(None, 0)
