"""Schema 2: memos, places that are proposed, and texts that are folded."""

from __future__ import annotations

import zlib

from reader.store.migrations.database import Database

_STATEMENTS = (
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
    for statement in _STATEMENTS:
        db.execute(statement)
    hidden = db.execute(
        "SELECT v.article, v.hash FROM version v JOIN article a ON a.id = v.article"
        " WHERE v.hash <> a.text_hash"
    ).fetchall()
    for key in hidden:
        _fold(db, "version", "article = ? AND hash = ?", key)
    for key in db.execute("SELECT article, hash, rules FROM log_text").fetchall():
        _fold(db, "log_text", "article = ? AND hash = ? AND rules = ?", key)
    db.execute("PRAGMA user_version = 2")


def _fold(db: Database, table: str, where: str, key: tuple[object, ...]) -> None:
    """Fold one text as schema 2 has it, however `texts` may do it for a later one."""
    text, blocks = db.execute(f"SELECT text, blocks FROM {table} WHERE {where}", key).fetchone()
    folded = zlib.compress(text.encode(), 1), zlib.compress(blocks, 1)
    db.execute(f"UPDATE {table} SET text = ?, blocks = ? WHERE {where}", (*folded, *key))
