"""A copy of a database to try something on that may not be written yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.store.connection import wrapped
from reader.store.store import Store


@contextmanager
def trial(store: Store) -> Iterator[Store]:
    """Give a store on a private copy of a database as it is now; the copy goes in the end.

    `StoreError` is raised where there is no room for it.
    """
    with TemporaryDirectory(prefix="article-reader-") as folder:
        path = Path(folder) / "trial.db"
        with store.snapshot() as connection, wrapped(path), closing(sqlite3.connect(path)) as copy:
            connection.backup(copy)
        tried, _ = Store.open(path)
        try:
            yield tried
        finally:
            tried.close()
