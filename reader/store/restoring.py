"""Putting a backup in the place of a database, which is kept: nothing is ever written over.

The backup is copied and verified under a passing name first. The present database is backed
up, or where that cannot be because it is damaged, moved aside with its companions. Then one
renaming puts the copy in its place. A log or journal of the old database is never left where
SQLite would play it into the new one.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from reader.errors import BusyError, DamagedError, StoreError
from reader.store import backups, opening
from reader.store.backups import Backup
from reader.store.connection import connect, shown, wrapped
from reader.store.copying import copy
from reader.store.placing import (
    COMPANIONS,
    aside,
    companion,
    discard,
    passing_name,
    place_new,
    sync_folder,
)

_LOCKS = (0x40000000, 512)
"""Offset and length of the bytes of a database that SQLite locks, for whatever is done."""
_HEAD = 100
"""Bytes at the beginning of a database that every write changes: its counters are in them."""


class Restored(NamedTuple):
    """What became of the database that was there."""

    before: Backup | None
    """The backup that was made of it, if it was sound."""
    aside: tuple[Path, ...] = ()
    """Where it and its companions were moved if it was not."""


def restore(path: Path, source: Path, at: datetime) -> Restored:
    """Put a copy of the database at `source`, verified, in the place of the one at `path`.

    `BusyError` if another program has that one open; it, and a `StoreError` for whatever
    cannot be done, leave everything in its place.
    """
    real = path.resolve()
    if not real.parent.is_dir():
        raise StoreError(f"there is no folder {shown(real.parent)}", "make it, or use --db")
    if source.resolve() == real:
        raise StoreError(f"{shown(source)} is the database itself", "name a backup of it")
    refuse_foreign(real)
    passing = real.with_name(passing_name(real, "new"))
    copy(source, passing)
    try:
        return _replace(real, passing, at)
    except OSError as error:
        raise StoreError(
            f"{shown(real)} cannot be replaced: {error.strerror}",
            "look at the space and permissions of its folder",
        ) from error
    finally:
        discard(passing)


def _replace(path: Path, passing: Path, at: datetime) -> Restored:
    """Keep what is at `path` and give its name to the finished file."""
    if not path.exists():
        moved = _moved_aside(path, at)
        place_new(passing, path)
        return Restored(None, moved)
    seen, before = _backed_up(path, at)
    with _alone(path) as head:
        if before and (head != seen or opening.is_pending(path)):
            raise _in_use(path)
        moved = () if before else _moved_aside(path, at)
        passing.replace(path)
        sync_folder(path.parent)
    return Restored(before, moved)


def refuse_foreign(path: Path) -> None:
    """Refuse to replace what another program keeps, or what is no file."""
    if not os.path.lexists(path):
        return
    if not path.is_file():
        raise StoreError(f"{shown(path)} is not a regular file", "name another file with --db")
    try:
        opening.look(path)
    except opening.ForeignError:
        raise
    except StoreError:
        # What cannot be understood is damaged; it is moved aside, not lost.
        return


def _backed_up(path: Path, at: datetime) -> tuple[bytes, Backup | None]:
    """Back the present database up, and give its first bytes; no backup if it is damaged."""
    try:
        opening.examine(path)
    except BusyError:
        raise
    except StoreError:
        return b"", None
    try:
        _settle(path)
        with path.open("rb") as file:
            seen = file.read(_HEAD)
        return seen, backups.make(path, at, reason="before-restore")
    except DamagedError:
        return b"", None


def _settle(path: Path) -> None:
    """Write the log into the database and do away with it, which needs it for oneself."""
    with wrapped(path), closing(connect(path, "rw")) as connection:
        connection.execute("PRAGMA busy_timeout = 1000")
        try:
            connection.execute("PRAGMA user_version").fetchone()
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise _in_use(path) from error
            raise


@contextmanager
def _alone(path: Path) -> Iterator[bytes]:
    """Hold every lock of the database, so that no program can be reading or writing it.

    Gives its head. The locks go with the first closing of the file in this process, so
    nothing else may open it meanwhile.
    """
    with path.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKS[1], _LOCKS[0])
        except (BlockingIOError, PermissionError) as error:
            raise _in_use(path) from error
        yield file.read(_HEAD)


def _in_use(path: Path) -> BusyError:
    return BusyError(
        f"another program has {shown(path)} open", "close it there, then restore again"
    )


def _moved_aside(path: Path, at: datetime) -> tuple[Path, ...]:
    """Give a damaged database and its companions other names, the companions' first.

    Killed in between, it is still in its place; its log is not, and is played into nothing.
    """
    wanted = aside(path, backups.stamp_of(at))
    while os.path.lexists(wanted):
        wanted = wanted.with_name(f"{wanted.name}-{secrets.token_hex(2)}")
    moved = []
    for suffix in COMPANIONS:
        old = companion(path, suffix)
        if os.path.lexists(old):
            old.rename(companion(wanted, suffix))
            moved.append(companion(wanted, suffix))
    if path.exists() and path.stat().st_size:
        try:
            os.link(path, wanted)
        except OSError:
            # A file system without hard links: for a moment nothing has its name.
            path.rename(wanted)
        moved.insert(0, wanted)
    sync_folder(path.parent)
    return tuple(moved)
