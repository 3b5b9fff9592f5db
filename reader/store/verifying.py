"""Whether a database is whole: its pages, its references, its tables, its texts by their hashes.

What is said here of a copy holds for every row of it, so a copy that passes can take the
place of the original.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from reader.errors import DamagedError
from reader.store import schema, texts
from reader.store.connection import Connection, DamageError
from reader.text.stored import unpack


class Contents(NamedTuple):
    """How much there is in a database."""

    schema: int
    """Its `user_version`."""
    rows: dict[str, int]
    """The number of rows of each table."""

    def is_between(self, before: Contents, after: Contents) -> bool:
        """Whether this could be a moment between two others; the same, if those are the same."""
        return before.rows.keys() == self.rows.keys() == after.rows.keys() and all(
            sorted((before.rows[table], after.rows[table], count))[1] == count
            for table, count in self.rows.items()
        )


def contents(connection: Connection) -> Contents:
    """Count the rows of every table, all at one moment."""
    connection.execute("BEGIN")
    try:
        number = int(connection.execute("PRAGMA user_version").fetchone()[0])
        objects = schema.objects(connection)
        # An index of words holds no rows; what SQLite keeps of it does.
        tables = [name for kind, name, _ in objects if kind == "table" and name not in schema.WORDS]
        rows = {
            name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
            for name in tables
        }
    finally:
        connection.execute("ROLLBACK")
    return Contents(number, rows)


def check(connection: Connection, name: str) -> None:
    """Look at all of a database; `DamagedError` tells the first thing that is wrong with it.

    A schema that is not ours is a `StoreError`, before anything else is looked at.
    """
    schema.verify(connection, name)
    for row in connection.execute("PRAGMA integrity_check(1)"):
        if row[0] != "ok":
            raise _unsound(name, "its pages do not fit together")
    for row in connection.execute("PRAGMA foreign_key_check"):
        raise _unsound(name, f"a row of {row[0]} refers to nothing")
    for what, table in (("a text", "version"), ("a text kept for undoing", "log_text")):
        for row in connection.execute(f"SELECT hash, rules, text, blocks FROM {table}"):
            _check_text(name, what, *row)


def _check_text(
    name: str, what: str, text_hash: str, rules: int, text: str | bytes, blocks: bytes
) -> None:
    """Look whether a text is what its hash says, and whether its blocks are of such a text."""
    try:
        whole = texts.unfolded_text(text)
        if hashlib.sha256(whole.encode()).hexdigest() != text_hash:
            raise _unsound(name, f"{what} is not the one that was stored")
        unpack(whole, rules, texts.unfolded(blocks, text))
    except (DamageError, ValueError) as error:
        raise _unsound(name, f"{what} or its blocks cannot be read") from error


def _unsound(name: str, what: str) -> DamagedError:
    return DamagedError(f"{name} is damaged: {what}", "`reader restore` puts a backup in its place")
