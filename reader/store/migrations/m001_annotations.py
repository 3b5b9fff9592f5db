"""Schema 1: articles with their texts, annotations with their tags, and the history."""

from __future__ import annotations

from reader.store.migrations.database import Database

_STATEMENTS = (
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
    for statement in _STATEMENTS:
        db.execute(statement)
    db.execute("PRAGMA user_version = 1")
