"""Taking an article or an annotation out of a database with all that the history has of it.

Everything else stays as it is: of an entry that is also about other things, their changes stay,
under a summary that names nothing. What is left of the history is exact, so undoing it works
as before or is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from reader.store import indexing, schema
from reader.store.connection import Connection
from reader.store.settling import is_done

_ABOUT_ARTICLES = ("add", "remove")
"""Kinds of entries whose summaries name articles, and nothing of an annotation."""


@dataclass(frozen=True)
class Subject:
    """What is forgotten of one database."""

    articles: frozenset[str]
    """Ids."""
    annotations: frozenset[str]
    """Ids, those of the articles among them."""

    @property
    def ids(self) -> list[str]:
        """All ids, of articles first."""
        return [*sorted(self.articles), *sorted(self.annotations)]


def subject(connection: Connection, articles: Iterable[str], annotations: Iterable[str]) -> Subject:
    """Give what there is of these articles and annotations, in rows and in the history."""
    wanted = frozenset(articles)
    found = set(annotations)
    for article in wanted:
        rows = connection.execute("SELECT id FROM annotation WHERE article = ?", (article,))
        found.update(key for (key,) in rows)
        logged = connection.execute(
            "SELECT key, before, after FROM log_change WHERE kind = 'annotation'"
            " AND (instr(before, ?1) OR instr(after, ?1))",
            (article,),
        )
        found.update(key for key, *sides in logged if any(_is_in(one, article) for one in sides))
    return Subject(wanted, frozenset(found))


def steps(connection: Connection, gone: Subject) -> dict[int, list[int]]:
    """Give the changes in the history that are about it: their numbers by their entries'."""
    found: dict[int, list[int]] = {}
    for key in gone.ids:
        for seq, step in connection.execute(
            "SELECT seq, step FROM log_change WHERE key = ?", (key,)
        ):
            found.setdefault(seq, []).append(step)
    for article in gone.articles:
        for seq, step in connection.execute(
            "SELECT seq, step FROM log_change WHERE key > ?1 || '/' AND key < ?1 || '0'",
            (article,),
        ):
            found.setdefault(seq, []).append(step)
    return found


def is_in(connection: Connection, gone: Subject) -> bool:
    """Whether the database has anything of it."""
    queries = (
        "SELECT 1 FROM article WHERE id = ?",
        "SELECT 1 FROM annotation WHERE id = ?",
        "SELECT 1 FROM version WHERE article = ?",
        "SELECT 1 FROM log_text WHERE article = ?",
        "SELECT 1 FROM reading WHERE article = ?",
        "SELECT 1 FROM log WHERE article = ?",
    )
    rows = (
        connection.execute(f"{query} LIMIT 1", (key,)).fetchone()
        for key in gone.ids
        for query in queries
        if key in gone.articles or "id = ?" in query
    )
    return any(rows) or bool(steps(connection, gone))


def erase(connection: Connection, gone: Subject) -> None:
    """Delete all of it, within a transaction of the caller's."""
    is_indexed = indexing.is_there(connection)
    forget = partial(indexing.forget, connection, sorted(gone.articles), sorted(gone.annotations))
    # What was put into the index by other rules, or into a damaged one, cannot be taken out of it.
    is_left = is_indexed and not (schema.is_indexed(connection) and is_done(connection, forget))
    _erase_history(connection, gone)
    keys = [(key,) for key in sorted(gone.annotations)]
    connection.executemany("DELETE FROM annotation_tag WHERE annotation = ?", keys)
    connection.executemany("DELETE FROM annotation WHERE id = ?", keys)
    for article in gone.articles:
        for table in ("version", "log_text", "log_page", "reading"):
            if table != "log_page" or is_indexed:
                connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
        connection.execute("DELETE FROM article WHERE id = ?", (article,))
    if is_left:
        indexing.rebuild(connection)


def _erase_history(connection: Connection, gone: Subject) -> None:
    found = steps(connection, gone)
    connection.executemany(
        "DELETE FROM log_change WHERE seq = ? AND step = ?",
        [(seq, step) for seq, steps in found.items() for step in steps],
    )
    for article in gone.articles:
        for (seq,) in connection.execute(
            "SELECT seq FROM log WHERE article = ? AND target = 0", (article,)
        ):
            found.setdefault(seq, [])
        connection.execute("UPDATE log SET article = '', offset = 0 WHERE article = ?", (article,))
    for seq in found:
        left = connection.execute("SELECT 1 FROM log_change WHERE seq = ?", (seq,)).fetchone()
        if left is None:
            connection.execute("DELETE FROM log WHERE seq = ?1 OR target = ?1", (seq,))
        else:
            _unname(connection, seq, whole_articles=bool(gone.articles))


def _unname(connection: Connection, seq: int, *, whole_articles: bool) -> None:
    """Give an entry that lost changes a summary that names nothing, and its undoing too."""
    kind = str(connection.execute("SELECT kind FROM log WHERE seq = ?", (seq,)).fetchone()[0])
    if kind in _ABOUT_ARTICLES and not whole_articles:
        return
    neutral = f"{kind.capitalize()} (partly forgotten)"
    connection.execute("UPDATE log SET summary = ? WHERE seq = ?", (neutral, seq))
    connection.execute(
        "UPDATE log SET summary = CASE kind WHEN 'undo' THEN 'Undid: ' ELSE 'Redid: ' END || ?"
        " WHERE target = ?",
        (neutral[:1].lower() + neutral[1:], seq),
    )


def _is_in(state: str | None, article: str) -> bool:
    """Whether a logged annotation's state is one of this article; an unreadable one may be."""
    try:
        return state is not None and json.loads(state).get("article") == article
    except (ValueError, AttributeError, RecursionError):
        return True
