"""Near copies in the database: each article's signature, and the bands that bring two together.

Both are indexes: `indexing` keeps them with the texts, under the articles' numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reader.store.connection import Connection
from reader.text import likeness

_MOST = 64
"""Articles that are looked at of one band: where more have it, it is of a site's common text."""


def put(connection: Connection, number: int, signature: bytes) -> None:
    """Keep the signature of the article with this number; an empty one is not kept."""
    if not signature:
        return
    connection.execute("INSERT INTO index_likeness VALUES (?, ?)", (number, signature))
    connection.executemany(
        "INSERT OR IGNORE INTO index_band VALUES (?, ?)",
        [(band, number) for band in likeness.bands(signature)],
    )


def take_out(connection: Connection, number: int) -> None:
    """Drop what is kept of the article with this number."""
    own = signature(connection, number)
    connection.executemany(
        "DELETE FROM index_band WHERE band = ? AND number = ?",
        [(band, number) for band in likeness.bands(own)],
    )
    connection.execute("DELETE FROM index_likeness WHERE number = ?", (number,))


def of(connection: Connection, article: str) -> list[tuple[str, float]]:
    """Give the ids of an article's near copies, the likest first, each with its likeness."""
    row = connection.execute(
        "SELECT number FROM index_article WHERE article = ?", (article,)
    ).fetchone()
    if row is None:
        return []
    number: int = row[0]
    own = signature(connection, number)
    together: set[int] = set()
    if not _has_another(connection, number, own):
        return []
    for band in likeness.bands(own):
        query = "SELECT number FROM index_band WHERE band = ? ORDER BY number DESC LIMIT ?"
        together.update(one for (one,) in connection.execute(query, (band, _MOST)))
    together.discard(number)
    found = [
        (likeness.likeness(own, other), one)
        for one in together
        if (other := signature(connection, one))
    ]
    near = sorted((pair for pair in found if pair[0] >= likeness.NEAR), reverse=True)
    return [(article, share) for share, one in near if (article := _article(connection, one))]


def _has_another(connection: Connection, number: int, signature: bytes) -> bool:
    """Whether any other article has one of an article's bands, as is seldom so."""
    bands = likeness.bands(signature)
    marks = ", ".join("?" * len(bands))
    query = f"SELECT 1 FROM index_band WHERE band IN ({marks}) AND number <> ? LIMIT 1"
    return connection.execute(query, (*bands, number)).fetchone() is not None


def all_of(connection: Connection) -> dict[str, list[str]]:
    """Give the ids of the near copies of each article that has any, by its id."""
    pairs = {
        (one, other)
        for together in _together(connection)
        for one in together
        for other in together
        if one != other
    }
    numbers = {one for one, _ in pairs}
    signatures = {one: signature(connection, one) for one in numbers}
    ids = {one: _article(connection, one) for one in numbers}
    found: dict[str, list[str]] = {}
    for one, other in sorted(pairs, reverse=True):
        if ids[one] and ids[other] and likeness.is_near(signatures[one], signatures[other]):
            found.setdefault(ids[one], []).append(ids[other])
    return found


def _together(connection: Connection) -> Iterator[list[int]]:
    """Give the numbers that have a band in common, at most so many of one."""
    rows = connection.execute("SELECT band, number FROM index_band ORDER BY band, number DESC")
    for _, group in groupby(rows, key=lambda row: row[0]):
        together = [number for _, number in group]
        if len(together) > 1:
            yield together[:_MOST]


def signature(connection: Connection, number: int) -> bytes:
    """Give the signature of the article with this number; empty if none is kept, or a wrong one."""
    row = connection.execute(
        "SELECT signature FROM index_likeness WHERE number = ?", (number,)
    ).fetchone()
    return bytes(row[0]) if row and len(row[0]) == likeness.SIZE else b""


def _article(connection: Connection, number: int) -> str:
    """Give the id of the article with this number, or nothing if the index is not sound."""
    query = "SELECT article FROM index_article WHERE number = ?"
    row = connection.execute(query, (number,)).fetchone()
    return str(row[0]) if row else ""
