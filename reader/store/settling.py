"""Bringing the indexes along with what was written, and never refusing a write for their sake.

All that is in the indexes is elsewhere too. Where they turn out to be damaged, what is written
stays, they are marked as to be made anew (`reindexing`), and until then only the lists go along.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from reader.store import indexing
from reader.store.changes import Change
from reader.store.connection import Connection, DamageError, is_damage
from reader.store.indexed_articles import Fresh
from reader.store.schema import is_indexed


def settle(connection: Connection, changes: Sequence[Change], fresh: Mapping[str, Fresh]) -> None:
    """Bring the indexes to what these changes made; the last thing of a transaction.

    `fresh` has texts that need not be read again, by their hashes.
    """
    if not changes:
        return
    apply = partial(indexing.apply, connection, changes, fresh)
    if is_indexed(connection) and is_done(connection, apply):
        return
    is_done(connection, partial(apply, words=False))
    indexing.distrust(connection)


def is_done(connection: Connection, work: Callable[[], None]) -> bool:
    """Do some work on the indexes; whether they are sound enough for it: else it is taken back."""
    connection.execute("SAVEPOINT settling")
    try:
        work()
        # With another savepoint the indexes of words write down what they have gathered: if that
        # fails, it is here and not in the commit.
        connection.execute("SAVEPOINT written")
        connection.execute("RELEASE written")
    except (sqlite3.DatabaseError, DamageError) as error:
        if not _is_of_the_index(error):
            raise
        connection.execute("ROLLBACK TO settling")
        connection.execute("RELEASE settling")
        return False
    connection.execute("RELEASE settling")
    return True


def _is_of_the_index(error: Exception) -> bool:
    """Whether something failed because of what is in the indexes."""
    return isinstance(error, sqlite3.IntegrityError | DamageError) or (
        isinstance(error, sqlite3.Error) and is_damage(error)
    )
