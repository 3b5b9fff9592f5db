"""What imports brought of an annotation, as the history has it: what is missing was taken away."""

from __future__ import annotations

import json
from typing import NamedTuple

from reader.annotation.tagging import matched
from reader.store import log
from reader.store.connection import Connection


class Brought(NamedTuple):
    """What imports made of an annotation, all of them together."""

    tags: frozenset[str]
    """All paths that its tags have, or once had, as they are compared."""
    notes: tuple[str, ...]
    """The notes that it had, the last one first."""
    updated: str
    """When it was changed last, as the last of them tells."""
    entry: int
    """The number of that one in the history."""


def brought(connection: Connection, annotation: str) -> Brought | None:
    """Give what imports brought of an annotation; `None` if it was none of them that made it."""
    rows = connection.execute(
        "SELECT c.after, c.seq FROM log_change c JOIN log e ON e.seq = c.seq WHERE c.key = ?"
        " AND c.kind = 'annotation' AND e.kind = 'import' AND c.after IS NOT NULL"
        f" AND NOT {log.UNDONE} ORDER BY c.seq DESC, c.step DESC",
        (annotation,),
    ).fetchall()
    if not rows:
        return None
    states = [json.loads(after) for after, _ in rows]
    tags = {tag for state in states for tag, _ in state["tags"]}
    paths = frozenset(path for tag in tags for path in _paths(connection, tag))
    return Brought(
        paths, tuple(state["note"] for state in states), states[0]["updated"], rows[0][1]
    )


def _paths(connection: Connection, tag: str) -> set[str]:
    """Give the paths that a tag has had."""
    rows = connection.execute(
        "SELECT before, after FROM log_change WHERE kind = 'tag' AND key = ?", (tag,)
    )
    states = [json.loads(state) for row in rows for state in row if state]
    return {matched(state["path"]) for state in states}
