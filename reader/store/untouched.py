"""A database that was made for what did not come about: taken back if nothing ever stood in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from reader.store.connection import KEY_TIMEOUT, Connection, connect
from reader.store.placing import discard

_EMPTY = ("log", "article", "tag", "search", "reading")
"""Tables that have no row in a library that nobody wrote to."""


def take_back(path: Path) -> bool:
    """Remove a database that nobody wrote to, and nobody has open; whether it is gone."""
    real = path.resolve()
    try:
        with closing(connect(real, "rw", patience=KEY_TIMEOUT)) as connection:
            if _is_used(connection):
                return False
            # Only one who has it alone can leave write-ahead mode, and lock all others out.
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN EXCLUSIVE")
            if _is_used(connection):
                return False
            discard(real)
    except (sqlite3.Error, OSError):
        # Another program has it, or it is none by now: it is not ours to remove.
        return False
    return True


def _is_used(connection: Connection) -> bool:
    return any(connection.execute(f"SELECT 1 FROM {one}").fetchone() for one in _EMPTY)
