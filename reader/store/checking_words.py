"""Checking the indexes of words, which hold no text, against what they are made of.

An index of the same texts is made in memory, and for each word it is summed up in both where it
stands: one lost or foreign place gives another sum. Of a large library that is done with a share
of the articles, another one each time.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import NamedTuple

from reader.counting import plural
from reader.store import near
from reader.store.connection import Connection, is_damage
from reader.store.finding import Finding, note, unindexed
from reader.store.schema import is_indexed
from reader.text import likeness
from reader.text.unspaced import spaced

MOST = 4_000_000
"""Characters of text that an index is made of to compare with."""
_PRIME = 2**31 - 1
_EVERY = 20
"""Of so many words one is looked up, as a search does it."""

Step = Callable[[], None]
_Sum = tuple[bytes, int, int]
"""A word, how often it stands, and the sum of where."""


class _Index(NamedTuple):
    """An index of words, and whence its words come."""

    name: str
    columns: tuple[str, ...]
    noun: str
    size: str
    """What says how long one is."""
    query: str
    """What gives the rowid and the columns of each."""


_INDEXES = (
    _Index(
        "index_title",
        ("title", "source", "author"),
        "article",
        "SELECT sum(length(title) + length(source) + length(author)) FROM article",
        "SELECT i.number AS id, a.title, a.source, a.author"
        " FROM index_article i JOIN article a ON a.id = i.article",
    ),
    _Index(
        "index_text",
        ("title", "text"),
        "article",
        "SELECT sum(length) FROM article",
        "SELECT i.place AS id, a.title, v.text"
        " FROM index_article i JOIN article a ON a.id = i.article"
        " LEFT JOIN version v ON v.article = a.id AND v.hash = a.text_hash",
    ),
    _Index(
        "index_passage",
        ("quote", "note"),
        "annotation",
        "SELECT sum(length(quote) + length(note)) FROM annotation",
        "SELECT i.number AS id, n.quote, n.note"
        " FROM index_annotation i JOIN annotation n ON n.id = i.annotation",
    ),
)


def words(connection: Connection, step: Step) -> Iterator[Finding]:
    """Check the words of titles, texts and annotations; `step` is told of each text."""
    if not is_indexed(connection):
        return
    # Tables that are this connection's alone are made, and nothing else is written.
    connection.execute("PRAGMA query_only = OFF")
    for index in _INDEXES:
        _open(connection, index)
    connection.execute("PRAGMA query_only = ON")
    for index in _INDEXES:
        total = connection.execute(index.size).fetchone()[0] or 0
        share = 1 + int(total) // MOST
        try:
            yield from _compared(connection, index, share, random.randrange(share), step)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            yield unindexed("it is damaged: searches may fail or miss something", index.name)


def _open(connection: Connection, index: _Index) -> None:
    """Let the words in an index be asked for."""
    for kind, name in (("instance", "places"), ("row", "terms")):
        using = f"fts5vocab(main, {index.name}, {kind})"
        connection.execute(f"CREATE VIRTUAL TABLE temp.{index.name}_{name} USING {using}")


def _compared(
    connection: Connection, index: _Index, share: int, part: int, step: Step
) -> Iterator[Finding]:
    """Compare an index with one that is made of each text whose rowid by `share` leaves `part`."""
    wrong = looked_at = unlike = 0
    (sql,) = connection.execute(
        "SELECT sql FROM sqlite_master WHERE name = ?", (index.name,)
    ).fetchone()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        made.execute(sql)
        _open(made, index)
        made.execute("BEGIN")
        for rowid, texts in _texts(connection, index, share, part):
            step()
            _put(made, index, rowid, texts)
            looked_at += 1
            unlike += index.name == "index_text" and _is_unlike(connection, rowid, texts[-1])
        made.execute("COMMIT")
        there, expected = (_sums(one, index, share, part) for one in (connection, made))
        for count, (term, is_right) in enumerate(_paired(there, expected)):
            is_sought = is_right and count % _EVERY == 0
            wrong += not is_right or (is_sought and not _is_found(connection, index, term))
    if wrong:
        yield unindexed(f"{plural(wrong, 'word')} would be found wrongly or not at all", index.name)
    if unlike:
        yield unindexed(f"{plural(unlike, 'signature')} of other texts", "near copies")
    if share > 1:
        things = plural(looked_at, index.noun)
        yield note("index", index.name, f"it was compared with the words of {things}, by chance")


def _texts(
    connection: Connection, index: _Index, share: int, part: int
) -> Iterator[tuple[int, list[str]]]:
    query = f"SELECT * FROM ({index.query}) WHERE id % ? = ? ORDER BY id"
    for rowid, *texts in connection.execute(query, (share, part)):
        # A text that is not as it should be is another check's finding.
        yield rowid, [text if isinstance(text, str) else "" for text in texts]


def _put(made: Connection, index: _Index, rowid: int, texts: list[str]) -> None:
    names = ", ".join(("rowid", *index.columns))
    marks = ", ".join("?" * (1 + len(texts)))
    made.execute(
        f"INSERT INTO {index.name} ({names}) VALUES ({marks})", (rowid, *map(spaced, texts))
    )


def _is_unlike(connection: Connection, place: int, text: str) -> bool:
    """Whether what near copies are found by was made of another text."""
    return near.signature(connection, place) != likeness.signature(text)


def _sums(connection: Connection, index: _Index, share: int, part: int) -> Iterator[_Sum]:
    """Give each word with how often it stands, and a sum of where, in the order of words."""
    place = "((doc % ?1) * (offset + 1) + unicode(col) * 8 + length(col)) % ?1"
    return connection.execute(
        f"SELECT CAST(term AS BLOB), count(*), sum({place}) FROM temp.{index.name}_places"
        " WHERE doc % ?2 = ?3 GROUP BY term",
        (_PRIME, share, part),
    )


def _paired(there: Iterator[_Sum], expected: Iterator[_Sum]) -> Iterator[tuple[bytes, bool]]:
    """Give all words that are in either, and whether both say the same of them."""
    one, other = next(there, None), next(expected, None)
    while one or other:
        if one == other and one is not None:
            yield one[0], True
            one, other = next(there, None), next(expected, None)
        elif one is not None and (other is None or one[0] < other[0]):
            yield one[0], False
            one = next(there, None)
        elif other is not None and (one is None or other[0] < one[0]):
            yield other[0], False
            other = next(expected, None)
        elif one is not None:
            yield one[0], False
            one, other = next(there, None), next(expected, None)


def _is_found(connection: Connection, index: _Index, term: bytes) -> bool:
    """Whether a search would find a word that is there."""
    query = f"SELECT 1 FROM temp.{index.name}_terms WHERE term = CAST(? AS TEXT)"
    return connection.execute(query, (term,)).fetchone() is not None
