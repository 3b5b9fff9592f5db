"""Connections to the database with the settings that were measured to lose nothing.

Also the one place where errors of SQLite become errors a user can read.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from reader.errors import BusyError, DamagedError, FullError, MovedError, StoreError

Connection = sqlite3.Connection
Mode = Literal["rw", "ro", "immutable"]

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another program's lock."""
KEY_TIMEOUT = 0.1
"""Seconds to wait for it where a key waits too: in write-ahead mode nobody ever does."""
WINDOW_TIMEOUT = 30.0
"""Seconds that a window tries to write what is marked in it: it can say that it waits."""

REBUILD = "`reader doctor --rebuild-index`"
"""The command that makes the indexes anew."""
_LEAST_ROOM = 1 << 16
"""Bytes of a log's index, and some."""
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_MESSAGES = {
    sqlite3.SQLITE_READONLY: (
        "the database cannot be written here",
        "copy it to a place of your own, or name another one with --db",
    ),
    sqlite3.SQLITE_IOERR: ("the disk reports an error", "look at the disk, then do it again"),
    sqlite3.SQLITE_CANTOPEN: (
        "the database cannot be opened",
        "look at the permissions of its folder",
    ),
}


class DamageError(Exception):
    """What is stored is not what this program stores; `wrapped` says so to the user."""


def explained(error: sqlite3.Error, path: Path) -> StoreError:
    """Say in plain words what SQLite reports about the database at `path`."""
    code = getattr(error, "sqlite_errorcode", 0)
    primary = code & 0xFF
    if code == sqlite3.SQLITE_CORRUPT_VTAB:
        # The only tables of that kind are the indexes of words.
        return index_damaged(path)
    if primary in _DAMAGED or "Could not decode to UTF-8" in str(error):
        return _damaged(path)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return MovedError(f"{shown(path)} was deleted or replaced", "open it again")
    if is_busy(error):
        return BusyError(
            f"another program holds the database {shown(path)}",
            "do it again when that program is done",
        )
    if primary == sqlite3.SQLITE_FULL or (primary == sqlite3.SQLITE_IOERR and _is_full(path)):
        return FullError(f"the disk is full ({shown(path)})", "free some space and do it again")
    what, hint = _MESSAGES.get(primary, (f"the database refuses: {error}", "nothing was changed"))
    return StoreError(f"{what} ({shown(path)})", hint)


def index_damaged(path: Path) -> DamagedError:
    """Say that the indexes are damaged, of which nothing is lost."""
    return DamagedError(
        f"the index of words is damaged ({shown(path)})", f"{REBUILD} makes it anew"
    )


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite found what is stored to be damaged."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def is_busy(error: sqlite3.Error) -> bool:
    """Whether SQLite gave up waiting for another program's lock."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY


def _is_full(path: Path) -> bool:
    """Whether there is no room for what SQLite keeps beside a database: it says so vaguely."""
    try:
        room = os.statvfs(path.resolve().parent)
        return room.f_bavail * room.f_frsize < _LEAST_ROOM
    except OSError:
        return False


def _damaged(path: Path) -> DamagedError:
    return DamagedError(
        f"the database is damaged ({shown(path)})", "`reader restore` puts a backup in its place"
    )


@contextmanager
def wrapped(path: Path) -> Iterator[None]:
    """Turn errors of SQLite within into `StoreError` or `BusyError`.

    Misuse of the module is a bug and passes as it is.
    """
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as error:
        raise explained(error, path) from error
    except (DamageError, UnicodeDecodeError) as error:
        # The module itself raises the latter for a name in the schema, or SQLite's words on one.
        raise _damaged(path) from error


def shown(path: Path) -> str:
    """Give a path as one harmless line, for a message."""
    return ascii(str(path))[1:-1] if not str(path).isprintable() else str(path)


def connect(
    path: Path, mode: Mode, *, any_thread: bool = False, patience: float | None = None
) -> Connection:
    """Open the database at `path`, which exists, with no settings but those of the connection.

    `patience` is how many seconds each request waits for another program's lock. `immutable`
    reads a file that nothing writes, without a lock or a companion. The path becomes a URI by
    `as_uri`, so that a `?` or `#` in a name stays in the name.
    """
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?{query}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_TIMEOUT if patience is None else patience,
        check_same_thread=not any_thread,
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    # SQLite itself knows capitals of ASCII alone.
    connection.create_function("reader_casefold", 1, str.casefold, deterministic=True)
    return connection


def connect_for_reading(path: Path, mode: Mode, patience: float | None = None) -> Connection:
    """Open a connection that only reads, though it tidies up companions when it may write."""
    connection = connect(path, mode, patience=patience)
    connection.execute("PRAGMA query_only = ON")
    return connection


def connect_for_writing(path: Path) -> tuple[Connection, bool]:
    """Open a connection whose commits are on disk when they return; whether it logs ahead.

    That is write-ahead logging with full synchronisation, or, where the file system cannot
    have it, a rollback journal with more than that.
    """
    connection = connect(path, "rw", any_thread=True)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection, durable(connection)


def keep_little(connection: Connection) -> None:
    """Let a connection keep few pages: what streams by once is not asked for again."""
    connection.execute("PRAGMA cache_size = -1000")


def durable(connection: Connection) -> bool:
    """Choose journal and synchronisation; whether it is write-ahead logging."""
    try:
        journal = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    except sqlite3.OperationalError:
        # Somebody reads in the old mode: it stays for now.
        journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    logging: bool = journal == "wal"
    connection.execute(f"PRAGMA synchronous = {'FULL' if logging else 'EXTRA'}")
    return logging
