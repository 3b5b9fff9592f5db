"""A copy of a database to try something on that may not be written yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.errors import StoreError
from reader.store.connection import shown, wrapped
from reader.store.store import Store


@contextmanager
def trial(store: Store) -> Iterator[Store]:
    """Give a store on a private copy of a database as it is now; the copy goes in the end.

    It stands beside the database, called as what a killed program leaves is looked for there, so
    that nothing outlives a source that is forgotten. `StoreError` is raised where it cannot be.
    """
    folder = _room(store.path)
    with folder:
        path = Path(folder.name) / "copy.db"
        with store.snapshot() as connection, wrapped(path), closing(sqlite3.connect(path)) as copy:
            connection.backup(copy)
        tried, _ = Store.open(path)
        try:
            yield tried
        finally:
            tried.close()


def _room(path: Path) -> TemporaryDirectory[str]:
    try:
        return TemporaryDirectory(prefix=".reader-", dir=path.resolve().parent)
    except OSError as error:
        raise StoreError(
            f"no copy of {shown(path)} can be made to try it on: {error.strerror}",
            "look at the space and permissions of its folder, or leave out --strict",
        ) from error
