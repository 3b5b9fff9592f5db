"""Forgetting in files: rows deleted, the file written anew without them, and its bytes searched.

Of the database itself the log is emptied too, which another window's look at an older state
can hinder; a backup is written anew beside itself and takes its own place when it is verified.
"""

from __future__ import annotations

import mmap
import os
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from reader.errors import BusyError, StoreError
from reader.store import companions, forgetting
from reader.store.checking import quiet_mode, unreadable
from reader.store.connection import (
    Connection,
    Mode,
    connect,
    connect_for_reading,
    connect_for_writing,
    shown,
    wrapped,
)
from reader.store.forgetting import Subject
from reader.store.placing import passing_name, sync_file, sync_folder
from reader.store.schema import WORDS

T = TypeVar("T")

WAIT = 8.0
"""Seconds to wait for other windows to let go of what they look at."""

Find = Callable[[Connection], Subject]


def forget(path: Path, find: Find, *, wait: float = WAIT) -> None:
    """Delete what `find` gives from the database at `path`, and every byte of it from its files.

    It can be done again if it is ended in the middle. `BusyError` if the rows are gone, but
    another window keeps the log from being emptied.
    """
    with wrapped(path):
        connection, logging = connect_for_writing(path)
        with closing(connection):
            connection.execute("PRAGMA secure_delete = ON")
            _transact(connection, find)
            connection.execute("VACUUM")
            if logging:
                _empty_log(connection, path, wait)


def rewrite(backup: Path, find: Find) -> bool:
    """Write a backup anew without what `find` gives; whether it had any of it.

    The new one has the old one's name when it is on disk and sound. What cannot be read raises
    `StoreError` and stays.
    """
    _refuse_damaged(backup, backup)
    if not read(backup, lambda connection: forgetting.is_in(connection, find(connection))):
        return False
    passing = backup.with_name(passing_name(backup, "part"))
    try:
        os.close(os.open(passing, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy_without(backup, passing, find)
        # What was wrong with one of its texts before is no reason to keep the old one.
        _refuse_damaged(passing, backup)
        sync_file(passing)
        os.utime(passing, ns=(backup.stat().st_atime_ns, backup.stat().st_mtime_ns))
        passing.replace(backup)
        companions.delete(companions.logs(backup))
        sync_folder(backup.parent)
    except OSError as error:
        raise StoreError(
            f"{shown(backup)} cannot be rewritten: {error.strerror}", "look at the space there"
        ) from error
    finally:
        companions.delete([passing, *companions.logs(passing)])
    return True


def read(file: Path, query: Callable[[Connection], T], mode: Mode | None = None) -> T:
    """Give the result of a function of a database that nothing writes, as a backup.

    One that may be written meanwhile is read with the mode `ro`.
    """
    with wrapped(file), closing(connect_for_reading(file, mode or quiet_mode(file))) as connection:
        return query(connection)


def remains(files: Iterable[Path], terms: Sequence[bytes]) -> list[tuple[Path, bytes]]:
    """Give which of the terms stand somewhere in the bytes of which files."""
    found = []
    for file in files:
        if not file.is_file() or not file.stat().st_size:
            continue
        with (
            file.open("rb") as opened,
            mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data,
        ):
            found += [(file, term) for term in terms if data.find(term) >= 0]
    return found


def tables_with(connection: Connection, term: bytes) -> list[str]:
    """Give the tables in a row of which some bytes stand."""
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith("sqlite_") and name not in WORDS
    ]
    found = []
    for table in tables:
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        where = " OR ".join(f'instr(CAST("{column}" AS BLOB), ?1)' for column in columns)
        if connection.execute(f'SELECT 1 FROM "{table}" WHERE {where} LIMIT 1', (term,)).fetchone():
            found.append(str(table))
    return found


def _transact(connection: Connection, find: Find) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        forgetting.erase(connection, find(connection))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _empty_log(connection: Connection, path: Path, wait: float) -> None:
    """Bring the log into the database and cut it to nothing, when nobody looks into it."""
    until = time.monotonic() + wait
    connection.execute("PRAGMA busy_timeout = 500")
    while True:
        is_hindered = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if not is_hindered:
            return
        if time.monotonic() > until:
            raise BusyError(
                f"it is deleted, but its bytes are still in {shown(path)}-wal, which another"
                " program looks into",
                "close all other windows and do it again",
            )
        time.sleep(0.2)


def _refuse_damaged(file: Path, backup: Path) -> None:
    """Raise `StoreError` about a backup if it, or what was made of it, is not sound."""
    wrong = unreadable(file)
    if wrong:
        what = wrong.what.replace(shown(file), "it")
        raise StoreError(f"{shown(backup)} cannot be rewritten: {what}", "delete it")


def _copy_without(backup: Path, passing: Path, find: Find) -> None:
    with wrapped(backup), closing(connect(backup, quiet_mode(backup))) as original:
        original.execute("VACUUM INTO ?", (passing.absolute().as_uri(),))
    with wrapped(passing), closing(connect(passing, "rw")) as copy:
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("PRAGMA synchronous = FULL")
        _transact(copy, find)
        copy.execute("VACUUM")
