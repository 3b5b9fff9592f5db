"""How many articles there are of each source, of each tag, and in each state.

With many articles all of this takes a while; whoever asks does so in a thread.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from reader.store.connection import Connection
from reader.store.numbering import NONE


class Source(NamedTuple):
    """A source with its articles."""

    name: str
    """As one of its articles spells it; empty where none is told."""
    articles: int


class States(NamedTuple):
    """How many articles are in some states."""

    every: int
    read: int
    starred: int
    review: int
    """Those with annotations that wait for review."""


def sources(connection: Connection, most: int) -> tuple[list[Source], int]:
    """Give the sources with the most articles, those first, and how many sources there are."""
    rows = connection.execute(
        "SELECT source, count(*), max(number), count(*) OVER () FROM index_article"
        " GROUP BY source ORDER BY count(*) DESC, source LIMIT ?",
        (most,),
    ).fetchall()
    found = [
        Source("" if key == NONE else _spelt(connection, number), count)
        for key, count, number, _ in rows
    ]
    return found, rows[0][3] if rows else 0


def _spelt(connection: Connection, number: int) -> str:
    """Give the source of the article with this number."""
    row = connection.execute(
        "SELECT a.source FROM index_article i JOIN article a ON a.id = i.article"
        " WHERE i.number = ?",
        (number,),
    ).fetchone()
    return str(row[0])


def tagged(connection: Connection, folded: Sequence[str]) -> dict[str, int]:
    """Give how many articles have a tag of a folded path or of one below it, by that path."""
    rows = connection.execute(
        "SELECT p.value, count(DISTINCT n.article) FROM json_each(?) p JOIN tag t"
        # What begins with the path and a slash stands before it and the next character, a zero.
        " ON t.folded = p.value OR (t.folded > p.value || '/' AND t.folded < p.value || '0')"
        " JOIN annotation_tag g ON g.tag = t.id JOIN annotation n ON n.id = g.annotation"
        " GROUP BY p.value",
        (json.dumps(list(folded)),),
    )
    return dict(rows.fetchall())


def states(connection: Connection) -> States:
    """Give how many articles there are, and how many of them are in each state."""

    def counted(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    reading = (
        "SELECT count(*) FROM reading r WHERE r.{} AND EXISTS"
        " (SELECT 1 FROM index_article i WHERE i.article = r.article)"
    )
    return States(
        counted("SELECT count(*) FROM index_article"),
        counted(reading.format("read")),
        counted(reading.format("starred")),
        counted("SELECT count(DISTINCT article) FROM annotation WHERE status = 'review'"),
    )
