"""Making a new database: whole and under a passing name first, then in its place.

A program killed while it makes one leaves no half-made database behind, and of two
that make the same one at once, both end up with the first.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from reader.errors import StoreError
from reader.store.connection import connect, durable, shown, wrapped
from reader.store.schema import APPLICATION_ID


def create(path: Path) -> None:
    """Make a database at `path`, where there is none, or an empty file; readable by its owner."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{shown(path)} leads nowhere", "use --db") from error
    if not real.parent.is_dir():
        raise StoreError(f"there is no folder {shown(real.parent)}", "make it, or use --db")
    passing = real.with_name(f".{real.name[:80]}.{secrets.token_hex(6)}.new")
    try:
        os.close(os.open(passing, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _fill(passing)
        _place(passing, real)
    except OSError as error:
        raise StoreError(
            f"no database can be made at {shown(real)}: {error.strerror}", "use --db"
        ) from error
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{passing}{suffix}").unlink(missing_ok=True)


def _fill(path: Path) -> None:
    """Bring an empty file to the newest schema."""
    from sqlite_utils import Database

    from reader.store.migrations import MIGRATIONS

    with wrapped(path):
        connection = connect(path, "rw")
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            MIGRATIONS.apply(Database(connection, strict=True))
            durable(connection)
        finally:
            connection.close()


def _set_aside_strays(real: Path) -> None:
    """Rename what a database that is gone left behind: SQLite would take it for the new one's."""
    for suffix in ("-wal", "-journal"):
        stray = Path(f"{real}{suffix}")
        if stray.exists() and not (real.exists() and real.stat().st_size):
            stray.rename(f"{stray}.{secrets.token_hex(3)}.stray")


def _place(passing: Path, real: Path) -> None:
    """Give the finished file its name, unless another program was first."""
    with passing.open("rb") as file:
        os.fsync(file.fileno())
    _set_aside_strays(real)
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
    folder = os.open(real.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
