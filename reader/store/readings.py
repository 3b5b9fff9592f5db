"""Where one is in each article, what is read and starred: kept outside the history.

Of an article that is gone nothing is kept: a window that still shows one which was forgotten
leaves no trace of it.
"""

from __future__ import annotations

from reader.store.connection import Connection

_IS_THERE = "EXISTS (SELECT 1 FROM article WHERE id = ?1)"


def place(connection: Connection, article: str, offset: int, furthest: int, opened: str) -> None:
    """Keep the current offset of an article, the furthest, and when it was open."""
    connection.execute(
        "INSERT INTO reading (article, offset, furthest, opened) SELECT ?1, ?2, ?3, ?4"
        f" WHERE {_IS_THERE} ON CONFLICT (article) DO UPDATE SET offset = ?2,"
        " furthest = max(furthest, ?3), opened = ?4",
        (article, offset, furthest, opened),
    )


def set_read(connection: Connection, article: str, read: bool) -> None:
    """Mark an article as read, or as unread."""
    connection.execute(
        f"INSERT INTO reading (article, read) SELECT ?1, ?2 WHERE {_IS_THERE}"
        " ON CONFLICT (article) DO UPDATE SET read = ?2",
        (article, int(read)),
    )


def set_starred(connection: Connection, article: str, starred: bool) -> None:
    """Star an article, or take the star off."""
    connection.execute(
        f"INSERT INTO reading (article, starred) SELECT ?1, ?2 WHERE {_IS_THERE}"
        " ON CONFLICT (article) DO UPDATE SET starred = ?2",
        (article, int(starred)),
    )


def last(connection: Connection) -> tuple[str, str]:
    """Give the id of the article that was open last and when; both "" if none was."""
    row = connection.execute(
        "SELECT r.article, r.opened FROM reading r JOIN article a ON a.id = r.article"
        " WHERE r.opened <> '' ORDER BY r.opened DESC LIMIT 1"
    ).fetchone()
    return (str(row[0]), str(row[1])) if row else ("", "")
