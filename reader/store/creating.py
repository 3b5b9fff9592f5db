"""Making a new database: whole and under a passing name first, then in its place.

A program killed while it makes one leaves no half-made database behind, and of two
that make the same one at once, both end up with the first.
"""

from __future__ import annotations

import os
from pathlib import Path

from reader.errors import StoreError
from reader.store import indexing
from reader.store.connection import connect, durable, shown, wrapped
from reader.store.placing import companion, discard, passing_name, sync_file, sync_folder
from reader.store.schema import APPLICATION_ID


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
    from sqlite_utils import Database

    from reader.store.migrations import MIGRATIONS

    with wrapped(path):
        connection = connect(path, "rw")
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            MIGRATIONS.apply(Database(connection, strict=True))
            indexing.rebuild(connection)
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
