"""Looking at a file before it is opened: only what is surely ours is ever written to.

The first look is at the raw bytes, which changes nothing; the second through a
connection that cannot write, and without companions where there are none. A file that
is foreign, newer, damaged or tampered with stays as it is, byte for byte.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path
from typing import NamedTuple

from reader.errors import DamagedError, StoreError
from reader.store import published
from reader.store.connection import Connection, Mode, connect, shown, wrapped
from reader.store.schema import APPLICATION_ID, SCHEMA, verify

_MAGIC = b"SQLite format 3\x00"
_OTHER = "name another file with --db"


class ForeignError(StoreError):
    """A database of another program."""


class Look(NamedTuple):
    """What the first bytes of a database say."""

    schema: int
    """Its `user_version`."""
    logging: bool
    """Whether it is in write-ahead mode."""
    whole: bool
    """Whether the file is as long as its header says."""


def look(path: Path) -> Look | None:
    """Read the header of the file at `path`: `None` if it is empty, `StoreError` if not ours."""
    name = shown(path)
    head, size = _head(path)
    if not size:
        return None
    if len(head) < 100 or head[:16] != _MAGIC:
        raise StoreError(f"{name} is not a database", _OTHER)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise ForeignError(f"{name} is a database of another program", _OTHER)
    schema = int.from_bytes(head[60:64], "big")
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    return Look(schema, head[18] == 2, pages * (65536 if page == 1 else page) <= size)


def is_database(path: Path, connection: Connection) -> bool:
    """Whether there is an SQLite database at `path`, of whatever program.

    The file that `connection` has open is not looked at: closing it would take the locks from
    all connections of this process.
    """
    try:
        for _, _, own in connection.execute("PRAGMA database_list"):
            if own and path.exists() and path.samefile(own):
                return True
        return path.is_file() and _head(path)[0][:16] == _MAGIC
    except (StoreError, OSError):
        return False


def is_library(path: Path) -> bool:
    """Whether there is a database at `path` that has our mark, sound or not."""
    try:
        return look(path) is not None
    except StoreError:
        return False


def is_published(path: Path) -> bool:
    """Whether there is a database at `path` that was made to be handed on."""
    try:
        head, _ = _head(path)
    except StoreError:
        return False
    return head[:16] == _MAGIC and int.from_bytes(head[68:72], "big") == published.APPLICATION_ID


def _head(path: Path) -> tuple[bytes, int]:
    """Read the first hundred bytes of a regular file, and its size."""
    name = shown(path)
    try:
        # A pipe would otherwise be waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError):
        raise _missing(path) from None
    except OSError as error:
        raise StoreError(f"{name} cannot be read: {error.strerror}", _OTHER) from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise StoreError(f"{name} is not a regular file", _OTHER)
        return os.read(descriptor, 100), status.st_size
    except OSError as error:
        raise StoreError(f"{name} cannot be read: {error.strerror}", _OTHER) from error
    finally:
        os.close(descriptor)


def _missing(path: Path) -> StoreError:
    """Give the error for a place without a database, where there may be backups of one."""
    from reader.store import backups

    what = f"there is no database at {shown(path)}"
    if backups.every(path):
        return StoreError(what, "`reader restore` puts its newest backup there")
    return StoreError(what, "`reader add PATH` makes one, --db names another")


def examine(path: Path) -> tuple[Mode, int]:
    """Make sure that the file at `path` is ours and sound; how to read it, and its schema.

    The mode is `rw`, or, in a place that cannot be written, `ro` or `immutable`.
    """
    quiet, schema = examine_quietly(path)
    return ("rw" if _writable(path) else quiet), schema


def examine_quietly(path: Path) -> tuple[Mode, int]:
    """Examine a file as `examine` does, and give how to read it without writing a thing."""
    name = shown(path)
    if sqlite3.sqlite_version_info < (3, 37):
        raise StoreError(
            f"SQLite {sqlite3.sqlite_version} is too old", "3.37 or later is needed: update Python"
        )
    seen = look(path)
    if seen is None:
        raise StoreError(f"{name} is empty", "`reader add PATH` makes a database of it")
    if seen.schema > SCHEMA:
        raise StoreError(
            f"{name} was made by a newer version of this program", f"update it, or {_OTHER}"
        )
    pending = is_pending(path)
    if seen.schema < 1 or not (seen.whole or pending):
        raise DamagedError(
            f"{name} is damaged", f"`reader restore` puts a backup in its place, or {_OTHER}"
        )
    quiet: Mode = "immutable" if seen.logging and not pending else "ro"
    try:
        schema = _verified(path, quiet)
    except _HalfWrittenError as error:
        if not _writable(path):
            raise StoreError(
                f"{name} was left in the middle of a write and can only be read here",
                f"copy it together with {name}-journal to a folder of your own",
            ) from error
        schema = _verified_as_rolled_back(path)
    return quiet, schema


class _HalfWrittenError(Exception):
    """A writer without a log was killed: its journal must be rolled back before any reading."""


def _verified_as_rolled_back(path: Path) -> int:
    """Check the schema of a copy that is rolled back; the file itself stays as it is."""
    import shutil
    import tempfile

    real = path.resolve()
    try:
        with tempfile.TemporaryDirectory(prefix=".reader-", dir=real.parent) as folder:
            copy = Path(folder) / "copy.db"
            # The journal first: were it played back meanwhile, once more would do no harm.
            shutil.copyfile(f"{real}-journal", f"{copy}-journal")
            if Path(f"{real}-wal").exists():
                shutil.copyfile(f"{real}-wal", f"{copy}-wal")
            shutil.copyfile(real, copy)
            with wrapped(path):
                connection = connect(copy, "rw")
                try:
                    connection.execute("PRAGMA user_version").fetchone()
                finally:
                    connection.close()
            return _verified(copy, "ro", shown(path))
    except OSError as error:
        raise StoreError(
            f"{shown(path)} was left in the middle of a write and cannot be copied to look at:"
            f" {error.strerror}",
            "look at the space and permissions of its folder, then do it again",
        ) from error


def _verified(path: Path, mode: Mode, name: str = "") -> int:
    """Check the schema through a connection that writes nothing; its number."""
    name = name or shown(path)
    with wrapped(path):
        connection = connect(path, mode)
        try:
            try:
                schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
                    raise _HalfWrittenError from error
                raise
            if schema > SCHEMA:
                raise StoreError(
                    f"{name} was made by a newer version of this program",
                    f"update it, or {_OTHER}",
                )
            verify(connection, name)
            return schema
        finally:
            connection.close()


def is_pending(path: Path) -> bool:
    """Whether a companion holds what the file itself does not have yet."""
    real = path.resolve()
    for suffix in ("-wal", "-journal"):
        try:
            if Path(f"{real}{suffix}").stat().st_size:
                return True
        except OSError:
            continue
    return False


def _writable(path: Path) -> bool:
    real = path.resolve()
    return os.access(real, os.W_OK) and os.access(real.parent, os.W_OK)
