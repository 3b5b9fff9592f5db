"""Making a new database: whole and under a passing name first, then in its place.

A program killed while it makes one leaves no half-made database behind, and of two
that make the same one at once, both end up with the first. It takes the steps of the schema
and records them as sqlite-utils would, which takes longer to load than all of this does.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from reader.errors import StoreError
from reader.store import indexing
from reader.store.connection import connect, durable, shown, wrapped
from reader.store.migrations import SET, STEPS
from reader.store.placing import companion, discard, passing_name, sync_file, sync_folder
from reader.store.schema import APPLICATION_ID

_RECORDS = (
    """
    CREATE TABLE "_sqlite_migrations" (
       "id" INTEGER PRIMARY KEY,
       "migration_set" TEXT,
       "name" TEXT,
       "applied_at" TEXT
    ) STRICT
    """,
    """
    CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
        ON "_sqlite_migrations" ("migration_set", "name")
    """,
)
"""Make the table that sqlite-utils keeps the steps in that were taken."""
_RECORD = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)"


def create(path: Path) -> None:
    """Make a database at `path`, where there is none, or an empty file; readable by its owner."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{shown(path)} leads nowhere", "use --db") from error
    if not real.parent.is_dir():
        raise StoreError(f"there is no folder {shown(real.parent)}", "make it, or use --db")
    _refuse_leftovers(real)
    passing = real.with_name(passing_name(real, "new"))
    try:
        os.close(os.open(passing, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _fill(passing)
        _place(passing, real)
    except OSError as error:
        raise StoreError(
            f"no database can be made at {shown(real)}: {error.strerror}", "use --db"
        ) from error
    finally:
        discard(passing)


def _refuse_leftovers(real: Path) -> None:
    """Refuse a place where the log of a database that is gone would be played into the new one."""
    for suffix in ("-wal", "-journal"):
        left = companion(real, suffix)
        if left.exists() and left.stat().st_size:
            raise StoreError(
                f"{shown(left)} is left of a database that is gone",
                "`reader restore` puts a backup there, or move it away",
            )


def _fill(path: Path) -> None:
    """Bring an empty file to the newest schema."""
    with wrapped(path):
        connection = connect(path, "rw")
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("BEGIN")
            for statement in _RECORDS:
                connection.execute(statement)
            for step in STEPS:
                step(connection)
                connection.execute(_RECORD, (SET, step.__name__, str(datetime.now(UTC))))
            indexing.rebuild(connection)
            connection.execute("COMMIT")
            durable(connection)
        finally:
            connection.close()


def _place(passing: Path, real: Path) -> None:
    """Give the finished file its name, unless another program was first."""
    sync_file(passing)
    if real.exists() and not real.stat().st_size:
        passing.replace(real)
    else:
        try:
            os.link(passing, real)
        except FileExistsError:
            return
        except OSError:
            # A file system without hard links.
            passing.rename(real)
    sync_folder(real.parent)
