"""Articles by what another program may know of them: a text, an address, a title.

No index has these, so each question goes through all articles once.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.store.connection import Connection


def with_text(connection: Connection, hashes: Sequence[str]) -> list[str]:
    """Give the ids of articles that have, or had, one of these texts; first those that show it."""
    marks = ", ".join("?" * len(hashes))
    rows = connection.execute(
        "SELECT a.id FROM version v JOIN article a ON a.id = v.article"
        f" WHERE v.hash IN ({marks}) ORDER BY v.hash = a.text_hash DESC, a.accessed, a.id",
        list(hashes),
    )
    return list(dict.fromkeys(one for (one,) in rows))


def at_address(connection: Connection, places: Sequence[str]) -> list[str]:
    """Give the ids of articles that have one of these as address or as path."""
    marks = ", ".join("?" * len(places))
    rows = connection.execute(
        f"SELECT id FROM article WHERE path IN ({marks}) OR url IN ({marks}) ORDER BY id",
        [*places, *places],
    )
    return [one for (one,) in rows]


def called(connection: Connection, title: str) -> list[tuple[str, str]]:
    """Give id and author of the articles of a title, in whatever case of its ASCII letters."""
    rows = connection.execute(
        "SELECT id, author FROM article WHERE title = ? COLLATE NOCASE ORDER BY id LIMIT 2",
        (title,),
    )
    return rows.fetchall()
