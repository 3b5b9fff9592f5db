"""Tags, as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.annotation.model import Tag, TagUse
from reader.annotation.tagging import matched
from reader.store.connection import Connection
from reader.store.state_values import TAG, State, listed

_FIELDS = [column for column in TAG if column != "folded"]


class Reach(NamedTuple):
    """How far some tags reach."""

    passages: int
    """Annotations that have at least one of them."""
    notes: int
    """How many of those have a note."""
    bare: int
    """How many of those have no other tag."""


def state(tag: Tag) -> State:
    """Give a tag as the row it is stored in."""
    row: State = {column: getattr(tag, column) for column in _FIELDS}
    return row | {"folded": matched(tag.path)}


def exchanged(state: State, tag: str, other: str) -> State:
    """Give an annotation's row with one tag in the place of another, or with that one out.

    The tag that comes is dated as the one that goes; where both are given, that one just goes.
    """
    rows = state["tags"]
    assert isinstance(rows, list)
    if not other or any(row[0] == other for row in rows):
        return state | {"tags": [row for row in rows if row[0] != tag]}
    return state | {"tags": [[other, row[1]] if row[0] == tag else row for row in rows]}


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


def slots(connection: Connection) -> dict[int, int]:
    """Give how many tags have each slot; those without any have 0."""
    return dict(connection.execute("SELECT slot, count(*) FROM tag GROUP BY slot").fetchall())


def uses(connection: Connection) -> list[TagUse]:
    """Give all tags with how much they are used, the most recently used first."""
    rows = connection.execute(
        f"SELECT {listed(_FIELDS, 't')}, count(g.tag), coalesce(max(g.given), '') FROM tag t"
        " LEFT JOIN annotation_tag g ON g.tag = t.id GROUP BY t.id"
        " ORDER BY coalesce(max(g.given), '') DESC, t.folded"
    )
    return [TagUse(Tag(*row[:-2]), row[-2], row[-1]) for row in rows]


def with_those_below(connection: Connection, folded: Sequence[str]) -> dict[str, int]:
    """Give how many annotations have a tag of a folded path or of one below it, by that path."""
    import json  # Late: the first screen does not wait for it.

    rows = connection.execute(
        "SELECT p.value, count(DISTINCT g.annotation) FROM json_each(?) p JOIN tag t"
        # What begins with the path and a slash stands before it and the next character, a zero.
        " ON t.folded = p.value OR (t.folded > p.value || '/' AND t.folded < p.value || '0')"
        " JOIN annotation_tag g ON g.tag = t.id GROUP BY p.value",
        (json.dumps(list(folded)),),
    )
    return dict(rows.fetchall())


def having(connection: Connection, tag: str, limit: int = -1) -> list[str]:
    """Give the ids of annotations that have the tag of this id, at most `limit` if that is set."""
    rows = connection.execute(
        "SELECT annotation FROM annotation_tag WHERE tag = ? LIMIT ?", (tag, limit)
    )
    return [row[0] for row in rows]


def reach(connection: Connection, tags: Sequence[str]) -> Reach:
    """Give how many annotations have any of the tags of these ids, and what is among them."""
    import json

    row = connection.execute(
        "SELECT count(*), coalesce(sum(n.note <> ''), 0),"
        " coalesce(sum(NOT EXISTS (SELECT 1 FROM annotation_tag o WHERE o.annotation = n.id"
        "  AND o.tag NOT IN (SELECT value FROM json_each(?1)))), 0)"
        " FROM annotation n WHERE n.id IN (SELECT g.annotation FROM annotation_tag g"
        "  WHERE g.tag IN (SELECT value FROM json_each(?1)))",
        (json.dumps(list(tags)),),
    ).fetchone()
    return Reach(*row)


def having_both(connection: Connection, tag: str, other: str) -> int:
    """Give how many annotations have both of two tags, by their ids."""
    row = connection.execute(
        "SELECT count(*) FROM annotation_tag g JOIN annotation_tag o"
        " ON o.annotation = g.annotation AND o.tag = ?2 WHERE g.tag = ?1",
        (tag, other),
    ).fetchone()
    return int(row[0])
