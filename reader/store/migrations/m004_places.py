"""Schema 4: indexes by the order in which articles came in."""

from __future__ import annotations

from reader.store.migrations.database import Database

_STATEMENTS = (
    "DROP TABLE index_article",
    """
    CREATE TABLE index_article (
        number INTEGER PRIMARY KEY,
        place INTEGER NOT NULL UNIQUE,
        article TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        author TEXT NOT NULL,
        published TEXT NOT NULL,
        added TEXT NOT NULL,
        length INTEGER NOT NULL,
        rules INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX index_article_title ON index_article (title, number DESC)",
    "CREATE INDEX index_article_source ON index_article (source, number DESC)",
    "CREATE INDEX index_article_author ON index_article (author, number DESC)",
    "CREATE INDEX index_article_added ON index_article (added)",
    "CREATE INDEX index_article_length ON index_article (length)",
    "DROP TABLE index_likeness",
    "CREATE TABLE index_likeness (place INTEGER PRIMARY KEY, signature BLOB NOT NULL) STRICT",
    "DROP TABLE index_band",
    """
    CREATE TABLE index_band (
        band INTEGER NOT NULL,
        place INTEGER NOT NULL,
        PRIMARY KEY (band, place)
    ) STRICT, WITHOUT ROWID
    """,
    "DROP TABLE index_pair",
    """
    CREATE TABLE index_pair (
        place INTEGER NOT NULL,
        other INTEGER NOT NULL,
        slots INTEGER NOT NULL,
        PRIMARY KEY (place, other)
    ) STRICT, WITHOUT ROWID
    """,
    # Of no rules any more: all of it is to be made.
    "UPDATE index_state SET rules = 0",
)


def m004_indexes_by_the_order_of_coming_in(db: Database) -> None:
    """Make schema 4 of schema 3.

    The index of texts and that of likeness know an article by a small number that rises, for
    they keep the distances between those; it is `index_article.place`.
    """
    for statement in _STATEMENTS:
        db.execute(statement)
    db.execute("PRAGMA user_version = 4")
