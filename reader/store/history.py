"""Undo and redo: which entry is next, and taking its changes back or making them again.

An entry is *undone* when the last `undo` or `redo` that targets it is an `undo`. Nothing
is ever taken back over a later change: the present states must be exactly those that
the entry left behind, and no later entry may have had to do with the same things, even
if it left them as they were: it could not be taken back itself any more.
"""

from __future__ import annotations

from reader.annotation.model import Entry
from reader.errors import ConflictError
from reader.store import changes, log, state_values, states
from reader.store.changes import Change
from reader.store.connection import Connection
from reader.store.state_values import State, StateKind

_STEP = "e.kind NOT IN ('undo', 'redo')"


def undoable(connection: Connection, session: str = "") -> Entry | None:
    """Give the last entry that is not undone, of one session if it is named."""
    row = connection.execute(
        f"SELECT e.seq FROM log e WHERE {_STEP} AND NOT {log.UNDONE}"
        " AND (?1 = '' OR e.session = ?1) ORDER BY e.seq DESC LIMIT 1",
        (session,),
    ).fetchone()
    return log.get(connection, row[0]) if row else None


def redoable(connection: Connection, session: str = "") -> Entry | None:
    """Give the entry that was undone last, unless something new was done since.

    With a session named, only its own undoing and what it did since count.
    """
    row = connection.execute(
        "SELECT u.seq, u.target FROM log u JOIN log e ON e.seq = u.target WHERE u.kind = 'undo'"
        " AND NOT EXISTS (SELECT 1 FROM log v WHERE v.target = u.target AND v.seq > u.seq)"
        " AND (?1 = '' OR u.session = ?1) ORDER BY u.seq DESC LIMIT 1",
        (session,),
    ).fetchone()
    if row is None:
        return None
    since = connection.execute(
        f"SELECT 1 FROM log e WHERE e.seq > ? AND {_STEP} AND (?2 = '' OR e.session = ?2) LIMIT 1",
        (row[0], session),
    ).fetchone()
    return None if since else log.get(connection, row[1])


def is_undone(connection: Connection, seq: int) -> bool:
    """Whether the entry of this number is undone at present."""
    row = connection.execute(f"SELECT {log.UNDONE} FROM log e WHERE e.seq = ?", (seq,)).fetchone()
    return bool(row and row[0])


def told(connection: Connection) -> dict[str, int]:
    """Give how many things of each kind there must be, by all that was done and not undone."""
    rows = connection.execute(
        "SELECT c.kind, sum((c.before IS NULL) - (c.after IS NULL)) FROM log_change c"
        f" JOIN log e ON e.seq = c.seq WHERE NOT {log.UNDONE} GROUP BY c.kind"
    )
    return {str(kind): int(count) for kind, count in rows}


def reverse(connection: Connection, entry: Entry) -> list[Change]:
    """Take an entry's changes back, and give what that changes, in order.

    `ConflictError` tells that a later one stands in the way.
    """
    _refuse_under_later(connection, entry, "undo")
    made = changes.saved(connection, entry.seq)
    standing: set[str] = set()
    back = [one._replace(before=one.after, after=one.before) for one in reversed(made)]
    for change in back:
        _step(connection, entry, "undo", change, standing)
    _keep_together(connection, entry, "undo", made)
    return back


def repeat(connection: Connection, entry: Entry) -> list[Change]:
    """Make an undone entry's changes again, and give them.

    `ConflictError` tells that a later one stands in the way.
    """
    _refuse_under_later(connection, entry, "redo")
    made = changes.saved(connection, entry.seq)
    standing: set[str] = set()
    for change in made:
        _step(connection, entry, "redo", change, standing)
    _keep_together(connection, entry, "redo", made)
    return made


def _refuse_under_later(connection: Connection, entry: Entry, verb: str) -> None:
    """Refuse to go back or forth under a later entry that changed any of the same things."""
    later = f"FROM log e WHERE e.seq > ?1 AND {_STEP} AND NOT {log.UNDONE}"
    if connection.execute(f"SELECT 1 {later} LIMIT 1", (entry.seq,)).fetchone() is None:
        return
    row = connection.execute(
        "SELECT d.key FROM log_change c JOIN log_change d ON d.key = c.key"
        f" WHERE c.seq = ?1 AND d.seq IN (SELECT e.seq {later}) LIMIT 1",
        (entry.seq,),
    ).fetchone()
    if row:
        raise _conflict(connection, entry, verb, row[0])


def _step(
    connection: Connection, entry: Entry, verb: str, change: Change, standing: set[str]
) -> None:
    """Go from one state to the other; `standing` knows which versions and tags are there."""
    kind, key, expected, wanted = change
    present = states.load(connection, kind, key)
    if not state_values.agree(kind, present, expected):
        raise _conflict(connection, entry, verb, key)
    obstacle = (
        _dependent(connection, kind, key)
        if wanted is None
        else _occupant(connection, kind, expected, wanted)
        or _missing(connection, kind, wanted, standing)
    )
    if obstacle:
        raise _conflict(connection, entry, verb, obstacle)
    if wanted is None:
        standing.discard(key)
    states.write(connection, kind, key, present, state_values.standing(kind, present, wanted))


def _dependent(connection: Connection, kind: StateKind, key: str) -> str:
    """Give the key of something that cannot stand without the thing `key`, or nothing."""
    queries: dict[StateKind, str] = {
        "article": "SELECT id FROM annotation WHERE article = ?1"
        " UNION ALL SELECT article || '/' || hash FROM version WHERE article = ?1",
        "version": "SELECT id FROM annotation WHERE article || '/' || text_hash = ?1"
        " AND article = substr(?1, 1, instr(?1, '/') - 1)",
        "tag": "SELECT annotation FROM annotation_tag WHERE tag = ?1",
    }
    if kind not in queries:
        return ""
    row = connection.execute(f"{queries[kind]} LIMIT 1", (key,)).fetchone()
    return str(row[0]) if row else ""


_PLACE: dict[StateKind, tuple[str, ...]] = {
    "article": ("path",),
    "tag": ("folded", "slot"),
    "search": ("folded",),
    "annotation": ("article", "text_hash", "start", "end", "annotator"),
}
"""The columns of which no two things of a kind have the same."""


def _occupant(connection: Connection, kind: StateKind, present: State | None, wanted: State) -> str:
    """Give the key of something else that has the place `wanted`, or nothing."""
    if present and all(present[column] == wanted[column] for column in _PLACE.get(kind, ())):
        return ""
    queries: dict[StateKind, str] = {
        "article": "SELECT id FROM article WHERE path = :path AND id <> :id",
        "tag": "SELECT id FROM tag WHERE id <> :id"
        " AND (folded = :folded OR (slot = :slot AND slot > 0))",
        "search": "SELECT id FROM search WHERE id <> :id AND folded = :folded",
        "annotation": "SELECT id FROM annotation WHERE article = :article AND id <> :id"
        ' AND text_hash = :text_hash AND "start" = :start AND "end" = :end'
        " AND annotator = :annotator",
    }
    if kind not in queries:
        return ""
    values = {name: value for name, value in wanted.items() if name != "tags"}
    row = connection.execute(queries[kind], values).fetchone()
    return str(row[0]) if row else ""


def _missing(connection: Connection, kind: StateKind, wanted: State, standing: set[str]) -> str:
    """Give the key of something that an annotation needs and that is gone, or nothing."""
    if kind != "annotation":
        return ""
    version = state_values.version_key(str(wanted["article"]), str(wanted["text_hash"]))
    tags = wanted["tags"]
    assert isinstance(tags, list)
    needed: list[tuple[StateKind, str]] = [("version", version), *(("tag", tag) for tag, _ in tags)]
    for needed_kind, key in needed:
        if key in standing:
            continue
        if states.load(connection, needed_kind, key) is None:
            return str(wanted["article"]) if needed_kind == "version" else key
        standing.add(key)
    return ""


def _keep_together(connection: Connection, entry: Entry, verb: str, made: list[Change]) -> None:
    """Make sure that the sure annotations touched stand on the text their article shows."""
    touched = {change.key for change in made if change.kind == "article"}
    for change in made:
        if change.kind == "annotation":
            state = change.after or change.before or {}
            touched.add(str(state["article"]))
    for article in touched:
        row = connection.execute(
            "SELECT n.id, a.id FROM annotation n JOIN article a ON a.id = n.article"
            " WHERE a.id = ? AND n.text_hash <> a.text_hash"
            " AND n.status IN ('anchored', 'moved') LIMIT 1",
            (article,),
        ).fetchone()
        if row:
            own = any(change.key == row[0] for change in made)
            raise _conflict(connection, entry, verb, row[1] if own else row[0])


def _conflict(connection: Connection, entry: Entry, verb: str, key: str) -> ConflictError:
    """Say which later entry stands in the way, by its last change to the thing `key`."""
    row = connection.execute(
        "SELECT max(e.seq) FROM log_change c JOIN log e ON e.seq = c.seq"
        f" WHERE c.key = ? AND e.seq > ? AND NOT {log.UNDONE}",
        (key, entry.seq),
    ).fetchone()
    what = f"cannot {verb} ‘{entry.summary}’"
    if not row or row[0] is None:
        return ConflictError(f"{what}: things have changed since", "`reader log` shows the history")
    later = log.get(connection, row[0])
    return ConflictError(
        f"{what}: ‘{later.summary}’ by {later.annotator}, {later.at[:16].replace('T', ' ')},"
        " stands in the way",
        "undo that first",
    )
