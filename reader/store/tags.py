"""Tags, as they are read."""

from __future__ import annotations

from reader.annotation.model import Tag, TagUse
from reader.annotation.tagging import matched
from reader.store.connection import Connection
from reader.store.states import TAG, State, listed

_FIELDS = [column for column in TAG if column != "folded"]


def state(tag: Tag) -> State:
    """Give a tag as the row it is stored in."""
    row: State = {column: getattr(tag, column) for column in _FIELDS}
    return row | {"folded": matched(tag.path)}


def by_path(connection: Connection, path: str) -> Tag | None:
    """Give the tag of this path, in whatever case."""
    row = connection.execute(
        f"SELECT {listed(_FIELDS)} FROM tag WHERE folded = ?", (matched(path),)
    ).fetchone()
    return Tag(*row) if row else None


def every(connection: Connection) -> list[Tag]:
    """Give all tags by path."""
    rows = connection.execute(f"SELECT {listed(_FIELDS)} FROM tag ORDER BY folded")
    return [Tag(*row) for row in rows]


def uses(connection: Connection) -> list[TagUse]:
    """Give all tags with how much they are used, the most recently used first."""
    rows = connection.execute(
        f"SELECT {listed(_FIELDS, 't')}, count(g.tag), coalesce(max(g.given), '') FROM tag t"
        " LEFT JOIN annotation_tag g ON g.tag = t.id GROUP BY t.id"
        " ORDER BY coalesce(max(g.given), '') DESC, t.folded"
    )
    return [TagUse(Tag(*row[:-2]), row[-2], row[-1]) for row in rows]
