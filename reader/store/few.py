"""The texts of a few articles in an index of words of their own, in memory.

It is made as the index of all texts is, so that what one finds of an article the other does. It
takes a third of a millisecond for five thousand characters.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from reader.store import texts
from reader.store.connection import Connection
from reader.text.unspaced import spaced

ROOM = 250_000
"""Characters that are looked through, at most."""
_LAST = "\U0010ffff"


def fitting(connection: Connection, places: Sequence[int]) -> Sequence[int]:
    """Give the places of the first of some articles, as many as there is room for."""
    left = ROOM
    for done, place in enumerate(places):
        query = "SELECT length FROM index_article WHERE place = ?"
        for (length,) in connection.execute(query, (place,)):
            left -= length
        if left < 0:
            return places[:done]
    return places


@contextmanager
def indexed(connection: Connection, places: Sequence[int]) -> Iterator[Connection]:
    """Give a database in memory that has nothing but the index of the texts at these places."""
    query = "SELECT sql FROM sqlite_master WHERE name = 'index_text'"
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        memory.execute(connection.execute(query).fetchone()[0])
        memory.execute("BEGIN")
        memory.executemany(
            "INSERT INTO index_text (rowid, text, title) VALUES (?, ?, ?)",
            (row for place in places for row in _rows(connection, place)),
        )
        memory.execute("COMMIT")
        yield memory


def matching(memory: Connection, match: str) -> set[int]:
    """Give the places of the articles that the index finds."""
    query = "SELECT rowid FROM index_text WHERE index_text MATCH ?"
    return {place for (place,) in memory.execute(query, (match,))}


def words(memory: Connection, start: str, most: int) -> list[str]:
    """Give the words that begin so, those in most articles first."""
    memory.execute("CREATE VIRTUAL TABLE IF NOT EXISTS word USING fts5vocab (index_text, row)")
    query = "SELECT term FROM word WHERE term >= ? AND term < ? ORDER BY doc DESC, term LIMIT ?"
    found = [term for (term,) in memory.execute(query, (start, start + _LAST, most))]
    return [term for term in found if term.startswith(start)]


def _rows(connection: Connection, place: int) -> Iterator[tuple[int, str, str]]:
    query = (
        "SELECT v.text, a.title FROM index_article i JOIN article a ON a.id = i.article"
        " JOIN version v ON v.article = a.id AND v.hash = a.text_hash WHERE i.place = ?"
    )
    for text, title in connection.execute(query, (place,)):
        yield place, spaced(texts.unfolded_text(text)), spaced(title)
