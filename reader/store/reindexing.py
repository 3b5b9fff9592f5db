"""Making the indexes of an open database anew where they are of other rules, or damaged.

It is one transaction of the writer's, as long as it may take: nobody sees half an index.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from reader.errors import StoreError
from reader.store import indexing
from reader.store.connection import Connection, shown
from reader.store.indexing import Progress
from reader.store.schema import is_indexed

_MANY = 2_000
"""Articles from which on it is felt, and is told before."""
Submit = Callable[[Callable[[Connection], None]], Future[None]]
"""Hands one transaction to the writer."""


def bring_up(
    connection: Connection, path: Path, submit: Submit, tell: Callable[[str], None] | None
) -> str:
    """Make indexes anew that are not current; what kept that from being done, or nothing.

    Where it takes long, `tell` is given a line for the user before.
    """
    (many,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM article LIMIT ?)", (_MANY,)
    ).fetchone()
    if tell and many == _MANY:
        tell(f"making the index of {shown(path)} anew")
    try:
        submit(_rebuild_stale).result()
    except StoreError as error:
        return f"the index of words could not be made anew: {error.what}"
    return ""


def _rebuild_stale(connection: Connection) -> None:
    # Another program may have been first.
    if not is_indexed(connection):
        indexing.rebuild(connection)


def rebuild(submit: Submit, progress: Progress | None) -> Future[None]:
    """Make the indexes anew, whatever they are; `progress` is told in the writer's thread."""
    return submit(lambda connection: indexing.rebuild(connection, progress))
