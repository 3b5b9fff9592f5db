"""Bringing a database of an older schema to the newest: backed up and verified before, then whole
or not at all.

The write lock is held from before the backup until the commit, so the backup is exactly what
was migrated, and of two programs that come at once the second finds it done.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reader.errors import StoreError
from reader.store import backups, indexing, schema
from reader.store.backups import Backup
from reader.store.connection import Connection, Mode, connect, durable, shown, wrapped
from reader.store.copying import copy

PATIENCE = 60_000
"""Milliseconds to wait for another program that is migrating the same database."""
LARGE = 16 << 20
"""Bytes of a database from which on migrating it is felt, and is told before."""

Tell = Callable[[str], None]


class PrivateCopy(NamedTuple):
    """A database that is gone with its folder."""

    folder: tempfile.TemporaryDirectory[str]
    path: Path


class Upgraded(NamedTuple):
    """What became of an older database when it was opened."""

    copy: PrivateCopy | None
    """A private copy, of the newest schema, of a database that can only be read."""
    notice: str
    """What was done, in one line for the user, or nothing."""


def migrate(path: Path, at: datetime, tell: Tell | None = None) -> Backup | None:
    """Bring the database at `path` to the newest schema; `None` if another program just did.

    What it was before is in the backup that is given. Where anything fails, the database
    stays as it was and a `StoreError` says why.
    """
    with wrapped(path), closing(connect(path, "rw")) as connection:
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        durable(connection)
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _number(connection) >= schema.SCHEMA:
                return None
            reason = f"before-schema-{schema.SCHEMA}"
            _announce(path, "a backup is made first", tell)
            backup = backups.make(path, at, reason=reason, is_open=True)
            _apply(connection, shown(path))
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    return backup


def upgraded(path: Path, mode: Mode, tell: Tell | None = None) -> Upgraded:
    """Bring an older database to the newest schema, or a copy of it where it cannot be written.

    Where that takes long, `tell` is given a line for the user before.
    """
    if mode != "rw":
        _announce(path, "a copy, as it can only be read here", tell)
        return Upgraded(_migrated_copy(path), "")
    backup = migrate(path, datetime.now(UTC), tell)
    if backup is None:
        return Upgraded(None, "")
    done = f"{shown(path)} was brought to schema {schema.SCHEMA}"
    return Upgraded(None, f"{done}; as it was, it is kept in {shown(backup.path)}")


def _announce(path: Path, how: str, tell: Tell | None) -> None:
    """Tell that a large database is brought to the newest schema now, and how."""
    if tell and path.stat().st_size >= LARGE:
        tell(f"bringing {shown(path)} to schema {schema.SCHEMA}; {how}")


def _migrated_copy(path: Path) -> PrivateCopy:
    """Make a private copy of the newest schema of a database that cannot be written."""
    folder = tempfile.TemporaryDirectory(prefix="reader-")
    found = PrivateCopy(folder, Path(folder.name) / "copy.db")
    try:
        copy(path, found.path)
        with wrapped(found.path), closing(connect(found.path, "rw")) as connection:
            connection.execute("BEGIN IMMEDIATE")
            _apply(connection, shown(path))
            connection.execute("COMMIT")
    except BaseException:
        folder.cleanup()
        raise
    return found


def _apply(connection: Connection, name: str) -> None:
    """Apply the steps that are missing, within the transaction that is open, and check them."""
    # Imported here: sqlite-utils takes longer than everything else together.
    from sqlite_utils import Database

    from reader.store.migration_set import MIGRATIONS

    if connection.execute("PRAGMA foreign_keys").fetchone()[0]:
        raise AssertionError("a table cannot be made anew while keys are enforced")
    MIGRATIONS.apply(Database(connection, strict=True))
    if not schema.is_indexed(connection):
        indexing.rebuild(connection)
    stays = StoreError(f"{name} cannot be brought to schema {schema.SCHEMA}", "nothing was changed")
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise stays
    if _number(connection) != schema.SCHEMA:
        raise stays
    schema.verify(connection, name)


def _number(connection: Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
