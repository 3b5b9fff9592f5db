"""What one step of the history changes: gathered while it is made, written with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from reader.store import state_values, states
from reader.store.connection import Connection, DamageError
from reader.store.state_values import State, StateKind


class Change(NamedTuple):
    """One thing's state before and after."""

    kind: StateKind
    key: str
    before: State | None
    """`None` if it was not there."""
    after: State | None
    """`None` if it is gone."""


class Changes:
    """The changes of one transaction, in the order they are made."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.made: list[Change] = []

    def put(self, kind: StateKind, key: str, after: State | None) -> None:
        """Bring one thing to the state `after` and keep note of it, if that changes anything."""
        before = states.load(self._connection, kind, key)
        if before != after:
            states.write(self._connection, kind, key, before, after)
            self.made.append(Change(kind, key, before, after))

    def change(self, kind: StateKind, key: str, how: Callable[[State], State]) -> bool:
        """Bring one thing from its state to what `how` makes of that; whether that is another."""
        before = states.load(self._connection, kind, key)
        after = how(before) if before is not None else None
        if before == after:
            return False
        states.write(self._connection, kind, key, before, after)
        self.made.append(Change(kind, key, before, after))
        return True

    def add_article(self, article: State, version: State, text: str, blocks: bytes) -> None:
        """Store an article that is new with its only text, and keep note of both."""
        states.insert_article(self._connection, article, version, text, blocks)
        key = str(article["id"])
        self.made.append(Change("article", key, None, article))
        key = state_values.version_key(key, str(version["hash"]))
        self.made.append(Change("version", key, None, version))

    def put_version(self, state: State, text: str, blocks: bytes) -> None:
        """Store a version, or other blocks of the same text, and keep note of it."""
        key = state_values.version_key(str(state["article"]), str(state["hash"]))
        before = states.load(self._connection, "version", key)
        if before is None:
            states.insert_version(self._connection, state, text, blocks)
        elif all(before[name] == state[name] for name in ("rules", "blocks_hash")):
            return
        else:
            state = before | {"rules": state["rules"], "blocks_hash": state["blocks_hash"]}
            states.replace_blocks(self._connection, before, state, text, blocks)
        self.made.append(Change("version", key, before, state))


def save(connection: Connection, seq: int, changes: list[Change]) -> None:
    """Write changes into the log under the entry `seq`, after those it has."""
    first = connection.execute(
        "SELECT coalesce(max(step) + 1, 0) FROM log_change WHERE seq = ?", (seq,)
    ).fetchone()[0]
    connection.executemany(
        "INSERT INTO log_change (seq, step, kind, key, before, after) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (seq, first + step, change.kind, change.key, _json(change.before), _json(change.after))
            for step, change in enumerate(changes)
        ],
    )


def saved(connection: Connection, seq: int) -> list[Change]:
    """Give the changes of the entry `seq`, in the order they were made."""
    return [
        read(kind, key, before, after)
        for kind, key, before, after in connection.execute(
            "SELECT kind, key, before, after FROM log_change WHERE seq = ? ORDER BY step", (seq,)
        )
    ]


def read(kind: StateKind, key: str, before: str | None, after: str | None) -> Change:
    """Give a change from the columns that it is stored in; `DamageError` if it is none."""
    return Change(kind, key, _state(kind, before), _state(kind, after))


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _json(state: State | None) -> str | None:
    return None if state is None else _encode(state)


def _state(kind: StateKind, text: str | None) -> State | None:
    if text is None:
        return None
    try:
        state = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamageError("a change that is no JSON") from error
    if not isinstance(state, dict):
        raise DamageError("a change without names")
    try:
        return state_values.completed(kind, state)
    except KeyError as error:
        raise DamageError("a change without some of its names") from error
