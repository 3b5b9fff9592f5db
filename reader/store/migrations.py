"""How the schema came to be: append-only named steps, each in a transaction.

A new database takes all of them at once (`creating`), an older one those that it lacks
(`migrating`, through sqlite-utils). Tables have no rowid, or one that is kept: what is
deleted and brought back stands where it stood, so that a dump after undoing is the one from
before. A step uses nothing of the program, which goes on changing: what it makes of a
database stays the same.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Sequence
from typing import Protocol

SET = "article-reader"
"""What the steps are recorded under, in `_sqlite_migrations`."""


class Database(Protocol):
    """What a step works on: a connection, or what sqlite-utils makes of one."""

    def execute(self, sql: str, parameters: Sequence[object] = (), /) -> sqlite3.Cursor:
        """Do what a statement says."""


_FIRST = (
    """
    CREATE TABLE article (
        id TEXT PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        kind TEXT NOT NULL,
        text_hash TEXT NOT NULL,
        length INTEGER NOT NULL,
        source TEXT NOT NULL,
        author TEXT NOT NULL,
        published TEXT NOT NULL,
        language TEXT NOT NULL,
        url TEXT NOT NULL,
        accessed TEXT NOT NULL,
        metadata TEXT NOT NULL,
        pending_hash TEXT NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        digest TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE version (
        article TEXT NOT NULL REFERENCES article (id),
        hash TEXT NOT NULL,
        rules INTEGER NOT NULL,
        length INTEGER NOT NULL,
        made TEXT NOT NULL,
        text TEXT NOT NULL,
        blocks BLOB NOT NULL,
        PRIMARY KEY (article, hash)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE tag (
        id TEXT PRIMARY KEY,
        path TEXT NOT NULL,
        folded TEXT NOT NULL UNIQUE,
        color TEXT NOT NULL,
        description TEXT NOT NULL,
        slot INTEGER NOT NULL CHECK (slot BETWEEN 0 AND 9),
        created TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX tag_slot ON tag (slot) WHERE slot > 0",
    """
    CREATE TABLE annotation (
        id TEXT PRIMARY KEY,
        article TEXT NOT NULL,
        text_hash TEXT NOT NULL,
        "start" INTEGER NOT NULL CHECK ("start" >= 0),
        "end" INTEGER NOT NULL CHECK ("end" > "start"),
        quote TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        note TEXT NOT NULL,
        status TEXT NOT NULL,
        annotator TEXT NOT NULL,
        created TEXT NOT NULL,
        updated TEXT NOT NULL,
        UNIQUE (article, text_hash, "start", "end", annotator),
        FOREIGN KEY (article, text_hash) REFERENCES version (article, hash)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE annotation_tag (
        annotation TEXT NOT NULL REFERENCES annotation (id),
        position INTEGER NOT NULL,
        tag TEXT NOT NULL REFERENCES tag (id),
        given TEXT NOT NULL,
        PRIMARY KEY (annotation, position),
        UNIQUE (annotation, tag)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX annotation_tag_tag ON annotation_tag (tag)",
    """
    CREATE TABLE reading (
        article TEXT PRIMARY KEY,
        "offset" INTEGER NOT NULL DEFAULT 0,
        furthest INTEGER NOT NULL DEFAULT 0,
        read INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        opened TEXT NOT NULL DEFAULT ''
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE log (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        annotator TEXT NOT NULL,
        session TEXT NOT NULL,
        kind TEXT NOT NULL,
        summary TEXT NOT NULL,
        article TEXT NOT NULL,
        "offset" INTEGER NOT NULL,
        target INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX log_target ON log (target) WHERE target > 0",
    "CREATE INDEX log_session ON log (session)",
    """
    CREATE TABLE log_change (
        seq INTEGER NOT NULL REFERENCES log (seq),
        step INTEGER NOT NULL,
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        before TEXT,
        after TEXT,
        PRIMARY KEY (seq, step)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX log_change_key ON log_change (key)",
    """
    CREATE TABLE log_text (
        article TEXT NOT NULL,
        hash TEXT NOT NULL,
        rules INTEGER NOT NULL,
        text TEXT NOT NULL,
        blocks BLOB NOT NULL,
        PRIMARY KEY (article, hash, rules)
    ) STRICT, WITHOUT ROWID
    """,
)


def m001_articles_annotations_and_their_history(db: Database) -> None:
    """Make the tables of schema 1.

    `log_text` keeps the text of versions that no article has at present but that undoing
    or redoing can bring back.
    """
    for statement in _FIRST:
        db.execute(statement)
    db.execute("PRAGMA user_version = 1")


_SECOND = (
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
        PRIMARY KEY (article, hash)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO new_version SELECT article, hash, rules, '', length, made, text, blocks
        FROM version
    """,
    "DROP TABLE version",
    "ALTER TABLE new_version RENAME TO version",
    """
    CREATE TABLE new_log_text (
        article TEXT NOT NULL,
        hash TEXT NOT NULL,
        rules INTEGER NOT NULL,
        blocks_hash TEXT NOT NULL,
        text ANY NOT NULL,
        blocks BLOB NOT NULL,
        PRIMARY KEY (article, hash, rules, blocks_hash)
    ) STRICT, WITHOUT ROWID
    """,
    "INSERT INTO new_log_text SELECT article, hash, rules, '', text, blocks FROM log_text",
    "DROP TABLE log_text",
    "ALTER TABLE new_log_text RENAME TO log_text",
    """
    CREATE TABLE new_annotation (
        id TEXT PRIMARY KEY,
        article TEXT NOT NULL,
        text_hash TEXT NOT NULL,
        "start" INTEGER NOT NULL CHECK ("start" >= 0),
        "end" INTEGER NOT NULL CHECK ("end" > "start" OR "start" = 0 AND "end" = 0 AND quote = ''),
        quote TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        note TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('anchored', 'moved', 'review', 'orphaned')),
        annotator TEXT NOT NULL,
        created TEXT NOT NULL,
        updated TEXT NOT NULL,
        proposed_start INTEGER NOT NULL,
        proposed_end INTEGER NOT NULL,
        UNIQUE (article, text_hash, "start", "end", annotator),
        FOREIGN KEY (article, text_hash) REFERENCES version (article, hash)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO new_annotation SELECT id, article, text_hash, "start", "end", quote, prefix,
        suffix, note, status, annotator, created, updated, 0, 0 FROM annotation
    """,
    "DROP TABLE annotation",
    "ALTER TABLE new_annotation RENAME TO annotation",
    """
    CREATE INDEX annotation_unsure ON annotation (article)
        WHERE status IN ('review', 'orphaned')
    """,
    # Their files are to be looked at again: a text that had to wait no longer needs to.
    "UPDATE article SET digest = '' WHERE pending_hash <> ''",
    "ALTER TABLE article DROP COLUMN pending_hash",
)


def m002_memos_proposed_places_and_folded_texts(db: Database) -> None:
    """Make schema 2 of schema 1; foreign keys must be off meanwhile.

    A text may get other blocks by the same rules, as where only its markup was changed; of those
    stored before the hash is unknown, and empty. Annotations may be memos and wait for review
    beside a proposed place; a text that no article shows is folded.
    """
    for statement in _SECOND:
        db.execute(statement)
    hidden = db.execute(
        "SELECT v.article, v.hash FROM version v JOIN article a ON a.id = v.article"
        " WHERE v.hash <> a.text_hash"
    ).fetchall()
    for key in hidden:
        _fold_second(db, "version", "article = ? AND hash = ?", key)
    for key in db.execute("SELECT article, hash, rules FROM log_text").fetchall():
        _fold_second(db, "log_text", "article = ? AND hash = ? AND rules = ?", key)
    db.execute("PRAGMA user_version = 2")


def _fold_second(db: Database, table: str, where: str, key: tuple[object, ...]) -> None:
    """Fold one text as schema 2 has it, however `texts` may do it for a later one."""
    text, blocks = db.execute(f"SELECT text, blocks FROM {table} WHERE {where}", key).fetchone()
    folded = zlib.compress(text.encode(), 1), zlib.compress(blocks, 1)
    db.execute(f"UPDATE {table} SET text = ?, blocks = ? WHERE {where}", (*folded, *key))


_THIRD = (
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
    for statement in _THIRD:
        db.execute(statement)
    db.execute("PRAGMA user_version = 3")


_FOURTH = (
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
    for statement in _FOURTH:
        db.execute(statement)
    db.execute("PRAGMA user_version = 4")


STEPS: tuple[Callable[[Database], None], ...] = (
    m001_articles_annotations_and_their_history,
    m002_memos_proposed_places_and_folded_texts,
    m003_searching_and_files_of_any_kind,
    m004_indexes_by_the_order_of_coming_in,
)
"""All steps, in order; each is recorded by its name."""
