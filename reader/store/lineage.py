"""Whether a database goes on from an earlier copy of itself, with nothing lost on the way.

The history tells how many articles, texts, annotations and tags there must be. Where fewer
are left than that, and fewer than in the copy, something took them that is not ours.
"""

from __future__ import annotations

from reader.store import history
from reader.store.connection import Connection

_KINDS = ("article", "version", "annotation", "tag", "search")
_SEARCHES = 3
"""The schema that first had saved searches."""


def goes_on(newer: Connection, older: Connection) -> bool:
    """Whether `newer` has the whole history of `older`, and lost nothing without a word of it."""
    entry = older.execute(
        "SELECT seq, at, session, kind FROM log ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    if entry is None:
        return True
    if (
        entry
        != newer.execute(
            "SELECT seq, at, session, kind FROM log WHERE seq = ?", (entry[0],)
        ).fetchone()
    ):
        return False
    so_far = "SELECT count(*) FROM log WHERE seq <= ?"
    if older.execute(so_far, entry[:1]).fetchone() != newer.execute(so_far, entry[:1]).fetchone():
        return False
    if _schema(newer) != _schema(older):
        # A migration may change how many rows tell the same.
        return True
    before, after = _untold(older), _untold(newer)
    return all(after[kind] >= count for kind, count in before.items())


def state(connection: Connection) -> tuple[object, ...]:
    """Give what differs between two moments of one database, at little cost."""
    row = connection.execute(
        "SELECT (SELECT max(seq) FROM log), (SELECT count(*) FROM log_change),"
        " (SELECT count(*) FROM annotation), count(*), max(opened), sum(offset), sum(furthest),"
        " sum(read), sum(starred) FROM reading"
    ).fetchone()
    return (_schema(connection), *row)


def _untold(connection: Connection) -> dict[str, int]:
    """Give how many things there are beyond what the history tells, of each kind."""
    told = history.told(connection)
    return {
        kind: int(connection.execute(f"SELECT count(*) FROM {kind}").fetchone()[0])
        - told.get(kind, 0)
        for kind in _KINDS
        if kind != "search" or _schema(connection) >= _SEARCHES
    }


def _schema(connection: Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
