"""Searches that were saved under a name, as they are read."""

from __future__ import annotations

from reader.annotation.model import Search
from reader.annotation.tagging import matched
from reader.store.connection import Connection
from reader.store.state_values import SEARCH, State, listed

_FIELDS = [column for column in SEARCH if column != "folded"]


def state(search: Search) -> State:
    """Give a saved search as the row it is stored in."""
    row: State = {column: getattr(search, column) for column in _FIELDS}
    return row | {"folded": matched(search.name)}


def every(connection: Connection) -> list[Search]:
    """Give all saved searches by name."""
    rows = connection.execute(f"SELECT {listed(_FIELDS)} FROM search ORDER BY folded")
    return [Search(*row) for row in rows]


def by_name(connection: Connection, name: str) -> Search | None:
    """Give the search of this name, in whatever case."""
    row = connection.execute(
        f"SELECT {listed(_FIELDS)} FROM search WHERE folded = ?", (matched(name),)
    ).fetchone()
    return Search(*row) if row else None
