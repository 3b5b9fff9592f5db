"""The history's entries: appended and never changed, save that a long `add` grows its own."""

from __future__ import annotations

from reader.annotation.model import Entry
from reader.store.connection import Connection

_FIELDS = 'seq, at, annotator, session, kind, summary, article, "offset", target'


def append(connection: Connection, entry: Entry) -> Entry:
    """Write an entry under the next number, whatever number it came with; as it was written."""
    values = (
        entry.at,
        entry.annotator,
        entry.session,
        entry.kind,
        entry.summary,
        entry.article,
        entry.offset,
        entry.target,
    )
    row = connection.execute(
        "INSERT INTO log (at, annotator, session, kind, summary, article, offset, target)"
        f" VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING {_FIELDS}",
        values,
    ).fetchone()
    return Entry(*row)


def grow(connection: Connection, seq: int, summary: str) -> Entry:
    """Give the entry of a step that is made in several transactions its present summary."""
    connection.execute("UPDATE log SET summary = ? WHERE seq = ?", (summary, seq))
    return get(connection, seq)


def get(connection: Connection, seq: int) -> Entry:
    """Give the entry of this number."""
    row = connection.execute(f"SELECT {_FIELDS} FROM log WHERE seq = ?", (seq,)).fetchone()
    return Entry(*row)


def newest(connection: Connection, limit: int = 0) -> list[Entry]:
    """Give entries, newest first, at most `limit` of them unless that is 0."""
    rows = connection.execute(
        f"SELECT {_FIELDS} FROM log ORDER BY seq DESC LIMIT ?", (limit or -1,)
    )
    return [Entry(*row) for row in rows]
