"""Rows as the history knows them: the state of one article, version, annotation, tag or
saved search, read and written.

Every change to what the history covers is made by `write`, from one state to another, so that
it can be made again and unmade exactly.
"""

from __future__ import annotations

from reader.store import texts
from reader.store.connection import Connection, DamageError
from reader.store.state_values import COLUMNS, VERSION, State, StateKind, listed


def load(connection: Connection, kind: StateKind, key: str) -> State | None:
    """Give the present state of one thing, or `None` where there is none."""
    columns = COLUMNS[kind]
    row = connection.execute(
        f"SELECT {listed(columns)} FROM {kind} WHERE {_where(kind)}", _parts(kind, key)
    ).fetchone()
    if row is None:
        return None
    state: State = dict(zip(columns, row, strict=True))
    if kind == "annotation":
        state["tags"] = [
            list(pair)
            for pair in connection.execute(
                "SELECT tag, given FROM annotation_tag WHERE annotation = ? ORDER BY position",
                (key,),
            )
        ]
    return state


def write(
    connection: Connection, kind: StateKind, key: str, before: State | None, after: State | None
) -> None:
    """Bring one thing from the state `before`, which it is in, to `after`.

    The text of a version that goes is put aside in `log_text`; one that comes back takes
    its text from there. An article's texts are folded but for the one that it shows.
    """
    if kind == "version" and before is not None:
        _put_aside(connection, before)
    retagged = kind == "annotation" and (
        before is None or after is None or before["tags"] != after["tags"]
    )
    if retagged and before is not None:
        connection.execute("DELETE FROM annotation_tag WHERE annotation = ?", (key,))
    if after is None:
        connection.execute(f"DELETE FROM {kind} WHERE {_where(kind)}", _parts(kind, key))
        return
    if kind == "version":
        _bring_back(connection, after, new=before is None)
    elif before is None:
        _insert(connection, kind, after)
    else:
        _update(connection, kind, key, before, after)
    if retagged:
        _give_tags(connection, key, after["tags"])
    elif kind == "article" and before is not None:
        # A new one has no texts yet.
        texts.settle(connection, key)


def insert_article(
    connection: Connection, article: State, version: State, text: str, blocks: bytes
) -> None:
    """Store an article that is new to the database, with the only text it has."""
    _insert(connection, "article", article)
    _insert_text(connection, version, text, blocks)


def insert_version(connection: Connection, state: State, text: str, blocks: bytes) -> None:
    """Store a version that is new to the database."""
    _insert_text(connection, state, text, blocks)
    texts.settle(connection, str(state["article"]))


def _insert_text(connection: Connection, state: State, text: str, blocks: bytes) -> None:
    connection.execute(
        f"INSERT INTO version ({listed(VERSION)}, text, blocks) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*(state[column] for column in VERSION), text, blocks),
    )


def replace_blocks(
    connection: Connection, before: State, after: State, text: str, blocks: bytes
) -> None:
    """Give a version the blocks that other markup or newer rules make of the same text."""
    _put_aside(connection, before)
    connection.execute(
        "UPDATE version SET rules = ?, blocks_hash = ?, text = ?, blocks = ?"
        " WHERE article = ? AND hash = ?",
        (after["rules"], after["blocks_hash"], text, blocks, after["article"], after["hash"]),
    )
    texts.settle(connection, str(after["article"]))


def _where(kind: StateKind) -> str:
    return "article = ? AND hash = ?" if kind == "version" else "id = ?"


def _parts(kind: StateKind, key: str) -> tuple[str, ...]:
    return tuple(key.split("/", 1)) if kind == "version" else (key,)


def _insert(connection: Connection, kind: StateKind, state: State) -> None:
    columns = COLUMNS[kind]
    marks = ", ".join("?" * len(columns))
    connection.execute(
        f"INSERT INTO {kind} ({listed(columns)}) VALUES ({marks})",
        [state[column] for column in columns],
    )


def _update(connection: Connection, kind: StateKind, key: str, before: State, after: State) -> None:
    """Change the columns that are another: often none, where an annotation has other tags."""
    columns = [column for column in COLUMNS[kind] if before[column] != after[column]]
    if not columns:
        return
    sets = ", ".join(f'"{column}" = ?' for column in columns)
    connection.execute(
        f"UPDATE {kind} SET {sets} WHERE id = ?", [*(after[column] for column in columns), key]
    )


def _give_tags(connection: Connection, annotation: str, tags: object) -> None:
    assert isinstance(tags, list)
    connection.executemany(
        "INSERT INTO annotation_tag (annotation, position, tag, given) VALUES (?, ?, ?, ?)",
        [(annotation, place, tag, given) for place, (tag, given) in enumerate(tags)],
    )


def _put_aside(connection: Connection, state: State) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO log_text"
        " SELECT article, hash, rules, blocks_hash, text, blocks, number FROM version"
        " WHERE article = ? AND hash = ?",
        (state["article"], state["hash"]),
    )
    texts.fold_aside(connection, str(state["article"]), str(state["hash"]))


_FREE = "iif(number IN (SELECT v.number FROM version v), NULL, number)"
"""Where a text stood, unless another came to stand there since."""


def _bring_back(connection: Connection, state: State, *, new: bool) -> None:
    key = (state["article"], state["hash"], state["rules"], state["blocks_hash"])
    where = "article = ? AND hash = ? AND rules = ? AND blocks_hash = ?"
    if new:
        found = connection.execute(
            f"INSERT INTO version ({listed(VERSION)}, text, blocks, number)"
            f" SELECT article, hash, rules, blocks_hash, ?, ?, text, blocks, {_FREE} FROM log_text"
            f" WHERE {where}",
            (state["length"], state["made"], *key),
        )
    else:
        found = connection.execute(
            "UPDATE version SET (rules, blocks_hash, text, blocks) ="
            " (kept.rules, kept.blocks_hash, kept.text, kept.blocks) FROM"
            f" (SELECT * FROM log_text WHERE {where}) AS kept"
            " WHERE version.article = kept.article AND version.hash = kept.hash",
            key,
        )
    if found.rowcount != 1:
        raise DamageError("a text that was kept for undoing is gone")
    connection.execute(f"DELETE FROM log_text WHERE {where}", key)
    texts.settle(connection, str(state["article"]))
