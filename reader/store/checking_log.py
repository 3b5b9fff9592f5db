"""Checking the history: that every change reads, and that together they lead to what there is.

Each thing's changes are taken together. Every state that a step brought it to must have been
left by another, save the present one, and every state that was left must have been reached:
that holds in whatever order steps of several windows were made. What was undone does not count,
but it must have started from a state that there was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple, get_args

from reader.store import changes, schema, states
from reader.store.changes import Change
from reader.store.connection import Connection, DamageError
from reader.store.finding import Finding, called, note, problem
from reader.store.state_values import State, StateKind

_KINDS: tuple[StateKind, ...] = get_args(StateKind)
_NAMES = {"article": "title", "tag": "path", "search": "name"}
_UNKNOWN = "the history does not know of it"
_OLDER = "`reader restore` brings back a backup in which the history is whole"

Step = Callable[[], None]


class _Logged(NamedTuple):
    """A change with the entry that it belongs to."""

    seq: int
    change: Change


def entries(connection: Connection) -> Iterator[Finding]:
    """Check that every entry has what it is about."""
    lost = connection.execute(
        "SELECT seq FROM log e WHERE kind NOT IN ('undo', 'redo')"
        " AND NOT EXISTS (SELECT 1 FROM log_change c WHERE c.seq = e.seq)"
    )
    for (seq,) in lost:
        yield problem("log", f"step {seq}", "what it changed is missing from the history", _OLDER)
    aimless = connection.execute(
        "SELECT seq FROM log e WHERE kind IN ('undo', 'redo')"
        " AND NOT EXISTS (SELECT 1 FROM log t WHERE t.seq = e.target)"
    )
    for (seq,) in aimless:
        yield problem("log", f"step {seq}", "the step that it undid or redid is missing", _OLDER)


def present(connection: Connection) -> Iterator[Finding]:
    """Check that the history knows of everything there is."""
    there = {name for _, name, _ in schema.objects(connection)}
    for kind in sorted(there.intersection(_KINDS)):
        key = "article || '/' || hash" if kind == "version" else "id"
        found = connection.execute(
            f"SELECT {key} FROM {kind}"
            f" WHERE NOT EXISTS (SELECT 1 FROM log_change c WHERE c.key = {key})"
        )
        for (name,) in found:
            yield problem("log", f"{kind} {name[:8]}", _UNKNOWN, _OLDER)
    unneeded = connection.execute(
        "SELECT article, hash FROM log_text t"
        " WHERE NOT EXISTS (SELECT 1 FROM log_change c WHERE c.key = t.article || '/' || t.hash)"
    )
    for article, text_hash in unneeded:
        where = f"the text {text_hash[:8]} of {article[:8]}"
        yield note("log", where, "it is kept for undoing, but no step needs it")


def replayed(connection: Connection, step: Step) -> Iterator[Finding]:
    """Check the changes of each thing against its present state; `step` is told of each."""
    undone = _undone(connection)
    rows = connection.execute(
        "SELECT key, seq, kind, before, after FROM log_change ORDER BY key, seq, step"
    )
    for key, found in groupby(rows, key=lambda row: str(row[0])):
        step()
        logged: list[_Logged] = []
        broken = False
        for _, seq, kind, before, after in found:
            try:
                logged.append(_Logged(seq, changes.read(kind, key, before, after)))
            except DamageError:
                broken = True
                yield problem("log", f"step {seq}", "one of its changes cannot be read", _OLDER)
        if broken or not logged:
            continue
        yield from _thing(connection, key, logged, undone)


def _undone(connection: Connection) -> frozenset[int]:
    """Give the numbers of the entries that are undone at present."""
    last = dict(
        connection.execute(
            "SELECT target, kind FROM log WHERE target > 0 AND kind IN ('undo', 'redo')"
            " ORDER BY seq"
        )
    )
    return frozenset(seq for seq, kind in last.items() if kind == "undo")


def _thing(
    connection: Connection, key: str, logged: list[_Logged], undone: frozenset[int]
) -> Iterator[Finding]:
    kind = logged[0].change.kind
    if any(one.change.kind != kind for one in logged) or kind not in _KINDS:
        yield problem("log", f"step {logged[0].seq}", "it changes a thing of no known kind", _OLDER)
        return
    now = states.load(connection, kind, key)
    if _leads_elsewhere(kind, now, logged, undone):
        what = (
            "what there is and its history do not agree"
            if now
            else "it is missing, though nobody deleted it, or its history was changed"
        )
        yield problem("log", _called(kind, key, logged), what, _OLDER)
    if kind == "version":
        yield from _texts(connection, logged)


def _leads_elsewhere(
    kind: StateKind, now: State | None, logged: list[_Logged], undone: frozenset[int]
) -> bool:
    """Whether changes lead from nothing to something else than what there is now."""
    if _lead_straight(now, logged, undone):
        return False
    balance: Counter[str] = Counter()
    balance[_token(kind, None)] += 1
    balance[_token(kind, now)] -= 1
    reached = {_token(kind, None), *(_token(kind, one.change.after) for one in logged)}
    for seq, change in logged:
        before = _token(kind, change.before)
        if seq not in undone:
            balance[_token(kind, change.after)] += 1
            balance[before] -= 1
        elif before not in reached:
            return True
    return any(balance.values())


def _lead_straight(now: State | None, logged: list[_Logged], undone: frozenset[int]) -> bool:
    """Whether each change goes on from the one before it: most do, and that is quickly seen."""
    state: State | None = None
    for seq, change in logged:
        if seq in undone or change.before != state:
            return False
        state = change.after
    return state == now


def _token(kind: StateKind, state: State | None) -> str:
    """Give a state so that it can be compared; what only says to look at a file again is left out.

    The digest is such: a migration may have emptied it. So is the time of a file, which is another
    once the file was touched.
    """
    if state is None:
        return ""
    skipped = ("digest", "mtime_ns") if kind == "article" else ()
    return repr([value for name, value in state.items() if name not in skipped])


def _texts(connection: Connection, logged: list[_Logged]) -> Iterator[Finding]:
    """Check that the texts which undoing or redoing would bring back are there."""
    states_of = [
        state for one in logged for state in (one.change.before, one.change.after) if state
    ]
    for key in dict.fromkeys(
        (str(state["article"]), str(state["hash"]), state["rules"]) for state in states_of
    ):
        where = "article = ?1 AND hash = ?2 AND rules = ?3"
        there = connection.execute(
            f"SELECT 1 FROM version WHERE {where} UNION ALL SELECT 1 FROM log_text WHERE {where}",
            key,
        ).fetchone()
        if there is None:
            what = "the text that undoing needs is missing"
            yield problem("log", f"version {key[1][:8]} of {key[0][:8]}", what, _OLDER)


def _called(kind: StateKind, key: str, logged: list[_Logged]) -> str:
    state = next((one.change.after or one.change.before for one in reversed(logged)), None) or {}
    name = _NAMES.get(kind)
    if name is None or not isinstance(state.get(name), str):
        return f"{kind} {key[:8]}"
    return f"{kind} {called(str(state[name]), key)}"
