"""A database that was made for what did not come about: taken back if nothing ever stood in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from reader.store.connection import connect
from reader.store.placing import discard

_EMPTY = ("log", "article", "tag", "search", "reading")
"""Tables that have no row in a library that nobody wrote to."""


def take_back(path: Path) -> bool:
    """Remove a database that nobody wrote to; whether it is gone.

    No other program writes to it meanwhile: one that has it open is told that it was deleted when
    it would.
    """
    real = path.resolve()
    try:
        with closing(connect(real, "rw")) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            if any(connection.execute(f"SELECT 1 FROM {one}").fetchone() for one in _EMPTY):
                return False
            discard(real)
    except (sqlite3.Error, OSError):
        # Another program has it, or it is none by now: it is not ours to remove.
        return False
    return True
