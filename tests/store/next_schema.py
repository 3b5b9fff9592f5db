"""A schema that comes after the newest, so that migrating can be tried: one table made anew."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from reader.store import migration_set, opening, schema, store, writer

NAME = "m999_next"
_SQL = "CREATE TABLE next_thing (id TEXT PRIMARY KEY, quote TEXT NOT NULL) STRICT, WITHOUT ROWID"


def step(db: Database) -> None:
    """Make a table and fill it, and make one anew that others refer to."""
    db.execute(_SQL)
    db.execute("INSERT INTO next_thing SELECT id, quote FROM annotation")
    kept = db.execute("SELECT sql FROM sqlite_master WHERE name = 'tag'").fetchone()[0]
    db.execute(kept.replace("TABLE tag", "TABLE tag_new", 1))
    db.execute("INSERT INTO tag_new SELECT * FROM tag")
    db.execute("DROP TABLE tag")
    db.execute("ALTER TABLE tag_new RENAME TO tag")
    db.execute("CREATE UNIQUE INDEX tag_slot ON tag (slot) WHERE slot > 0")
    db.execute(f"PRAGMA user_version = {schema.SCHEMA}")


def install() -> None:
    """Make it the newest schema, for good: for a process of its own, or with `monkeypatch`."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migration_set.MIGRATIONS.apply(Database(connection, strict=True))
    migration_set.MIGRATIONS(name=NAME)(step)
    number = schema.SCHEMA + 1
    _make_newest(number)
    schema.OBJECTS["next_thing"] = "table"
    migration_set.MIGRATIONS.apply(Database(connection, strict=True))
    schema.DIGESTS[number] = schema.digest(schema.objects(connection))
    connection.close()


def remove() -> None:
    """Take it back."""
    number = schema.SCHEMA
    _make_newest(number - 1)
    del schema.OBJECTS["next_thing"], schema.DIGESTS[number]
    steps = migration_set.MIGRATIONS._migrations
    steps[:] = [one for one in steps if one.name != NAME]


def _make_newest(number: int) -> None:
    schema.SCHEMA = number
    for module in (opening, store, writer):
        module.SCHEMA = number  # type: ignore[attr-defined]  # as imported
