"""The history's entries: appended and never changed, save that a long step grows its own."""

from __future__ import annotations

import json
from typing import NamedTuple

from reader.annotation.model import Entry
from reader.store.connection import Connection

UNDONE = (
    "coalesce((SELECT u.kind FROM log u WHERE u.target = e.seq AND u.target > 0"
    " ORDER BY u.seq DESC LIMIT 1), '') = 'undo'"
)
"""Whether the entry `e` is undone at present, as SQL asks it."""

_FIELDS = 'seq, at, annotator, session, kind, summary, article, "offset", target'
# An article that was removed, or undone, has its title in what was logged of it.
_TITLE = (
    "coalesce(a.title, (SELECT json_extract(coalesce(c.after, c.before), '$.title')"
    " FROM log_change c WHERE c.kind = 'article' AND c.key = e.article"
    " ORDER BY c.seq DESC LIMIT 1), '')"
)
# What a step did to many articles is known by its changes alone.
_TOUCHING = (
    "(SELECT :article WHERE :article <> '' UNION ALL"
    " SELECT id FROM annotation WHERE article = :article UNION ALL"
    " SELECT article || '/' || hash FROM version WHERE article = :article)"
)


class Wanted(NamedTuple):
    """Which entries are asked for: all, narrowed by what is not empty."""

    article: str = ""
    """The id of an article that they happened in or changed."""
    kinds: tuple[str, ...] = ()
    annotator: str = ""
    since: str = ""
    """The first moment, ISO 8601 in UTC."""
    until: str = ""
    """The moment after the last."""
    limit: int = 0
    """How many of the newest."""


class Logged(NamedTuple):
    """An entry with what became of it."""

    entry: Entry
    is_undone: bool
    title: str
    """The title of its article, which may be gone; empty if it was not in one article."""


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


def has(connection: Connection, entry: Entry) -> bool:
    """Whether an entry is there still: once it is forgotten another may get its number."""
    row = connection.execute(
        "SELECT 1 FROM log WHERE (seq, at, annotator, session, kind) = (?, ?, ?, ?, ?)",
        (entry.seq, entry.at, entry.annotator, entry.session, entry.kind),
    ).fetchone()
    return row is not None


def newest(connection: Connection, limit: int = 0) -> list[Entry]:
    """Give entries, newest first, at most `limit` of them unless that is 0."""
    rows = connection.execute(
        f"SELECT {_FIELDS} FROM log ORDER BY seq DESC LIMIT ?", (limit or -1,)
    )
    return [Entry(*row) for row in rows]


def found(connection: Connection, wanted: Wanted) -> list[Logged]:
    """Give the entries asked for, newest first, with what became of them."""
    wheres = ["1"]
    if wanted.article:
        wheres.append(
            "(e.article = :article"
            f" OR e.seq IN (SELECT c.seq FROM log_change c WHERE c.key IN {_TOUCHING})"
            f" OR e.target IN (SELECT c.seq FROM log_change c WHERE c.key IN {_TOUCHING}))"
        )
    if wanted.kinds:
        wheres.append("e.kind IN (SELECT value FROM json_each(:kinds))")
    if wanted.annotator:
        wheres.append("e.annotator = :annotator")
    if wanted.since:
        wheres.append("e.at >= :since")
    if wanted.until:
        wheres.append("e.at < :until")
    values = wanted._asdict() | {"kinds": json.dumps(wanted.kinds), "limit": wanted.limit or -1}
    return _logged(connection, f"{' AND '.join(wheres)} ORDER BY e.seq DESC LIMIT :limit", values)


def numbered(connection: Connection, seq: int) -> Logged | None:
    """Give the entry of this number, if there is one, with what became of it."""
    return next(iter(_logged(connection, "e.seq = :seq", {"seq": seq})), None)


def kinds(connection: Connection) -> list[str]:
    """Give the kinds that entries are of."""
    return [kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM log ORDER BY kind")]


def only_annotation(connection: Connection, seq: int) -> str:
    """Give the id of the one annotation that an entry changed, if no other."""
    rows = connection.execute(
        "SELECT DISTINCT kind, key FROM log_change WHERE seq = ? AND kind <> 'tag' LIMIT 2", (seq,)
    ).fetchall()
    return str(rows[0][1]) if [kind for kind, _ in rows] == ["annotation"] else ""


def name(connection: Connection, kind: str, key: str) -> str:
    """Give what an article or tag is called, or was before it went; its id if nobody knows."""
    column = {"article": "title", "tag": "path"}[kind]
    queries = (
        f"SELECT {column} FROM {kind} WHERE id = :key",
        f"SELECT json_extract(coalesce(after, before), '$.{column}') FROM log_change"
        " WHERE key = :key AND kind = :kind ORDER BY seq DESC, step DESC LIMIT 1",
    )
    for query in queries:
        row = connection.execute(query, {"key": key, "kind": kind}).fetchone()
        if row:
            return str(row[0])
    return key


def _logged(connection: Connection, rest: str, values: dict[str, object]) -> list[Logged]:
    fields = ", ".join(f"e.{field}" for field in _FIELDS.split(", "))
    rows = connection.execute(
        f"SELECT {UNDONE}, {_TITLE}, {fields} FROM log e"
        f" LEFT JOIN article a ON a.id = e.article WHERE {rest}",
        values,
    )
    return [Logged(Entry(*row[2:]), bool(row[0]), row[1]) for row in rows]
