"""Near copies in the database: each article's signature, its bands, and who is a copy of whom.

All are indexes: `indexing` keeps them with the texts, under the articles' numbers. Bands bring
articles together that are worth comparing; only those that are near by their signatures are
pairs, which are kept both ways, so that whoever asks for copies compares nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reader.store.connection import Connection
from reader.text import likeness

_MOST = 64
"""Articles that are looked at of one band: where more have it, it is of a site's common text.

So many are compared with one article, too: those that have most bands in common with it.
"""
_LEAST = likeness.NEAR * likeness.SLOTS
"""Slots in which near copies agree."""


def put(connection: Connection, number: int, signature: bytes) -> None:
    """Keep the signature of the article with this number; an empty one is not kept."""
    if not signature:
        return
    bands = likeness.bands(signature)
    pairs = _pairs(connection, signature, bands)
    connection.execute("INSERT INTO index_likeness VALUES (?, ?)", (number, signature))
    connection.executemany(
        "INSERT OR IGNORE INTO index_band VALUES (?, ?)", [(band, number) for band in bands]
    )
    connection.executemany(
        "INSERT INTO index_pair VALUES (?1, ?2, ?3), (?2, ?1, ?3)",
        [(number, other, slots) for other, slots in pairs],
    )


def take_out(connection: Connection, number: int) -> None:
    """Drop what is kept of the article with this number."""
    own = signature(connection, number)
    connection.executemany(
        "DELETE FROM index_band WHERE band = ? AND number = ?",
        [(band, number) for band in likeness.bands(own)],
    )
    connection.execute("DELETE FROM index_likeness WHERE number = ?", (number,))
    others = connection.execute("SELECT other FROM index_pair WHERE number = ?", (number,))
    connection.executemany(
        "DELETE FROM index_pair WHERE number = ? AND other = ?",
        [pair for (other,) in others.fetchall() for pair in ((number, other), (other, number))],
    )


def of(connection: Connection, article: str) -> list[tuple[str, float]]:
    """Give the ids of an article's near copies, the likest first, each with its likeness."""
    rows = connection.execute(
        "SELECT o.article, p.slots FROM index_article i JOIN index_pair p ON p.number = i.number"
        " JOIN index_article o ON o.number = p.other WHERE i.article = ?"
        " ORDER BY p.slots DESC, p.other DESC",
        (article,),
    )
    return [(other, slots / likeness.SLOTS) for other, slots in rows]


def all_of(connection: Connection) -> dict[str, list[str]]:
    """Give the ids of the near copies of each article that has any, by its id."""
    found: dict[str, list[str]] = {}
    rows = connection.execute(
        "SELECT i.article, o.article FROM index_pair p"
        " JOIN index_article i ON i.number = p.number JOIN index_article o ON o.number = p.other"
        " ORDER BY p.number DESC, p.other DESC"
    )
    for article, other in rows:
        found.setdefault(article, []).append(other)
    return found


def _pairs(connection: Connection, own: bytes, bands: Iterable[int]) -> list[tuple[int, int]]:
    """Give the numbers of what a text is a near copy of, each with the slots that agree."""
    query = "SELECT number FROM index_band WHERE band = ? ORDER BY number DESC LIMIT ?"
    together = Counter(
        other for band in bands for (other,) in connection.execute(query, (band, _MOST))
    )
    compared = (
        (other, likeness.agreeing(own, found))
        for other, _ in together.most_common(_MOST)
        if (found := signature(connection, other))
    )
    return [(other, slots) for other, slots in compared if slots >= _LEAST]


def signature(connection: Connection, number: int) -> bytes:
    """Give the signature of the article with this number; empty if none is kept, or a wrong one."""
    row = connection.execute(
        "SELECT signature FROM index_likeness WHERE number = ?", (number,)
    ).fetchone()
    return bytes(row[0]) if row and len(row[0]) == likeness.SIZE else b""
