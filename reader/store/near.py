"""Near copies in the database: each article's signature, its bands, and who is a copy of whom.

All are indexes: `indexing` keeps them with the texts, under the articles' places. Bands bring
articles together that are worth comparing; only those that are near by their signatures are
pairs, which are kept both ways, so that whoever asks for copies compares nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from reader.store.connection import Connection
from reader.text import likeness

_MOST = 64
"""Articles that are looked at of one band: where more have it, it is of a site's common text.

So many are compared with one article, too: those that have most bands in common with it.
"""
_LEAST = likeness.NEAR * likeness.SLOTS
"""Slots in which near copies agree."""


def put(connection: Connection, signatures: Mapping[int, bytes]) -> None:
    """Keep the signatures of the articles at these places, behind all others; no empty one."""
    kept = {place: own for place, own in signatures.items() if own}
    bands = {place: likeness.bands(own) for place, own in kept.items()}
    shared = _shared(connection, [band for of_one in bands.values() for band in set(of_one)])
    connection.executemany("INSERT INTO index_likeness VALUES (?, ?)", kept.items())
    connection.executemany(
        "INSERT OR IGNORE INTO index_band VALUES (?, ?)",
        sorted((band, place) for place, of_one in bands.items() for band in of_one),
    )
    for place, own in kept.items():
        if candidates := shared.intersection(bands[place]):
            connection.executemany(
                "INSERT INTO index_pair VALUES (?1, ?2, ?3), (?2, ?1, ?3)",
                [(place, *pair) for pair in _pairs(connection, place, own, sorted(candidates))],
            )


def _shared(connection: Connection, bands: Sequence[int]) -> set[int]:
    """Give those of some articles' bands that two of them have, or one that is there already."""
    found = connection.execute(
        "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM index_band WHERE band = value)",
        (str(sorted(bands)),),
    )
    twice = {band for band, count in Counter(bands).items() if count > 1}
    return twice.union(band for (band,) in found)


def take_out(connection: Connection, place: int) -> None:
    """Drop what is kept of the article at this place."""
    own = signature(connection, place)
    connection.executemany(
        "DELETE FROM index_band WHERE band = ? AND place = ?",
        [(band, place) for band in likeness.bands(own)],
    )
    connection.execute("DELETE FROM index_likeness WHERE place = ?", (place,))
    others = connection.execute("SELECT other FROM index_pair WHERE place = ?", (place,))
    connection.executemany(
        "DELETE FROM index_pair WHERE place = ? AND other = ?",
        [pair for (other,) in others.fetchall() for pair in ((place, other), (other, place))],
    )


def of(connection: Connection, article: str) -> list[tuple[str, float]]:
    """Give the ids of an article's near copies, the likest first, each with its likeness."""
    rows = connection.execute(
        "SELECT o.article, p.slots FROM index_article i JOIN index_pair p ON p.place = i.place"
        " JOIN index_article o ON o.place = p.other WHERE i.article = ?"
        " ORDER BY p.slots DESC, p.other DESC",
        (article,),
    )
    return [(other, slots / likeness.SLOTS) for other, slots in rows]


def _pairs(
    connection: Connection, place: int, own: bytes, bands: Iterable[int]
) -> list[tuple[int, int]]:
    """Give the places before one of what it is a near copy of, each with the slots that agree."""
    query = "SELECT place FROM index_band WHERE band = ? AND place < ? ORDER BY place DESC LIMIT ?"
    together = Counter(
        other for band in bands for (other,) in connection.execute(query, (band, place, _MOST))
    )
    compared = (
        (other, likeness.agreeing(own, found))
        for other, _ in together.most_common(_MOST)
        if (found := signature(connection, other))
    )
    return [(other, slots) for other, slots in compared if slots >= _LEAST]


def signature(connection: Connection, place: int) -> bytes:
    """Give the signature of the article at this place; empty if none is kept, or a wrong one."""
    row = connection.execute(
        "SELECT signature FROM index_likeness WHERE place = ?", (place,)
    ).fetchone()
    return bytes(row[0]) if row and len(row[0]) == likeness.SIZE else b""
