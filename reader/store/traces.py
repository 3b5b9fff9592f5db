"""What a database knows of things that may be gone: from its history, whatever its schema.

States are taken as they were logged; what cannot be read is passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from reader.store import texts
from reader.store.connection import Connection, DamageError
from reader.store.forgetting import Subject, steps
from reader.store.state_values import State

_NAMED = (("article", ("title", "path")), ("annotation", ("note", "quote")))


class FormerArticle(NamedTuple):
    """An article as it once was."""

    id: str
    path: str
    title: str


class Counts(NamedTuple):
    """How much there is of what is to be forgotten."""

    annotations: int
    versions: int
    steps: int
    """Entries of the history that are about it, if only among other things."""


def articles(connection: Connection) -> list[FormerArticle]:
    """Give all articles under every path and title they had, the last first."""
    rows = connection.execute(
        "SELECT key, before, after FROM log_change WHERE kind = 'article' ORDER BY seq DESC, step"
    )
    found = [
        FormerArticle(key, str(state.get("path", "")), str(state.get("title", "")))
        for key, *sides in rows
        for state in _states(sides)
    ]
    return list(dict.fromkeys(found))


def annotation_ids(connection: Connection, start: str) -> list[str]:
    """Give the ids of annotations, gone ones too, that start like this."""
    rows = connection.execute(
        "SELECT DISTINCT key FROM log_change WHERE kind = 'annotation'"
        " AND substr(key, 1, length(?1)) = ?1 LIMIT 4",
        (start,),
    )
    return [str(key) for (key,) in rows]


def present(connection: Connection) -> frozenset[str]:
    """Give the ids of the articles that are there now."""
    return frozenset(key for (key,) in connection.execute("SELECT id FROM article"))


def counts(connection: Connection, gone: Subject) -> Counts:
    """Count what there is of it."""
    annotations = versions = 0
    for key in gone.annotations:
        query = "SELECT count(*) FROM annotation WHERE id = ?"
        annotations += connection.execute(query, (key,)).fetchone()[0]
    for key in gone.articles:
        for table in ("version", "log_text"):
            query = f"SELECT count(*) FROM {table} WHERE article = ?"
            versions += connection.execute(query, (key,)).fetchone()[0]
    return Counts(annotations, versions, len(steps(connection, gone)))


def tags_only_there(connection: Connection, gone: Subject) -> list[str]:
    """Give the paths of the tags that no other annotation has."""
    used: dict[str, bool] = {}
    rows = connection.execute(
        "SELECT t.path, g.annotation FROM annotation_tag g JOIN tag t ON t.id = g.tag"
    )
    for path, annotation in rows:
        used[path] = used.get(path, True) and annotation in gone.annotations
    return sorted(path for path, only in used.items() if only)


def words(connection: Connection, gone: Subject) -> Iterator[tuple[str, str]]:
    """Give what it can be recognised by, each with what it is: titles, paths, lines, quotes."""
    for kind, names in _NAMED:
        keys = gone.articles if kind == "article" else gone.annotations
        for key in sorted(keys):
            rows = connection.execute("SELECT before, after FROM log_change WHERE key = ?", (key,))
            for sides in rows:
                for state in _states(sides):
                    yield from ((name, str(state.get(name, ""))) for name in names)
            if kind == "article":
                yield from (("text", line) for line in _lines(connection, key))


def _lines(connection: Connection, article: str) -> Iterator[str]:
    """Give the longest line of each text of an article that can be read."""
    for table in ("version", "log_text"):
        query = f"SELECT text FROM {table} WHERE article = ?"
        for (text,) in connection.execute(query, (article,)):
            with suppress(DamageError, UnicodeDecodeError):
                yield max(texts.unfolded_text(text).split("\n"), key=len)


def _states(sides: list[str | None] | tuple[str | None, ...]) -> Iterator[State]:
    for side in sides:
        try:
            state = json.loads(side) if side else None
        except (ValueError, RecursionError):
            continue
        if isinstance(state, dict):
            yield state
