"""Schema 3: indexes, saved searches, and files of any kind."""

from __future__ import annotations

from reader.store.migrations.database import Database

_STATEMENTS = (
    "ALTER TABLE article ADD COLUMN encoding TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE article ADD COLUMN guessed INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE article ADD COLUMN gone TEXT NOT NULL DEFAULT ''",
    """
    CREATE TABLE search (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        folded TEXT NOT NULL UNIQUE,
        query TEXT NOT NULL,
        created TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE log_page (
        article TEXT NOT NULL,
        digest TEXT NOT NULL,
        url TEXT NOT NULL,
        fetched TEXT NOT NULL,
        type TEXT NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (article, digest)
    ) STRICT, WITHOUT ROWID
    """,
    # Texts one behind the other: a table without rowids leaves half a page empty behind each.
    """
    CREATE TABLE new_version (
        article TEXT NOT NULL REFERENCES article (id),
        hash TEXT NOT NULL,
        rules INTEGER NOT NULL,
        blocks_hash TEXT NOT NULL,
        length INTEGER NOT NULL,
        made TEXT NOT NULL,
        text ANY NOT NULL,
        blocks BLOB NOT NULL,
        number INTEGER PRIMARY KEY,
        UNIQUE (article, hash)
    ) STRICT
    """,
    "INSERT INTO new_version SELECT *, NULL FROM version ORDER BY article, hash",
    "DROP TABLE version",
    "ALTER TABLE new_version RENAME TO version",
    "ALTER TABLE log_text ADD COLUMN number INTEGER",
    "CREATE TABLE index_state (rules INTEGER NOT NULL, next INTEGER NOT NULL) STRICT",
    """
    CREATE TABLE index_article (
        number INTEGER PRIMARY KEY,
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
    """
    CREATE VIRTUAL TABLE index_title USING fts5(
        title, source, author, content='', prefix='1 2 3',
        tokenize="unicode61 remove_diacritics 2"
    )
    """,
    """
    CREATE VIRTUAL TABLE index_text USING fts5(
        text, title, content='', tokenize="unicode61 remove_diacritics 2"
    )
    """,
    """
    CREATE TABLE index_annotation (
        number INTEGER PRIMARY KEY,
        annotation TEXT NOT NULL UNIQUE
    ) STRICT
    """,
    """
    CREATE VIRTUAL TABLE index_passage USING fts5(
        quote, note, content='', tokenize="unicode61 remove_diacritics 2"
    )
    """,
    "CREATE TABLE index_likeness (number INTEGER PRIMARY KEY, signature BLOB NOT NULL) STRICT",
    """
    CREATE TABLE index_band (
        band INTEGER NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (band, number)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE index_pair (
        number INTEGER NOT NULL,
        other INTEGER NOT NULL,
        slots INTEGER NOT NULL,
        PRIMARY KEY (number, other)
    ) STRICT, WITHOUT ROWID
    """,
    # Of no rules yet: all of it is to be made.
    "INSERT INTO index_state (rules, next) VALUES (0, 1)",
)


def m003_searching_and_files_of_any_kind(db: Database) -> None:
    """Make schema 3 of schema 2.

    Tables called `index_…` hold nothing that is not elsewhere: `indexing` makes and fills them.
    `log_page` keeps pages as they were fetched. Foreign keys must be off meanwhile.
    """
    for statement in _STATEMENTS:
        db.execute(statement)
    db.execute("PRAGMA user_version = 3")
