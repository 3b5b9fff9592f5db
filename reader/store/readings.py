"""Where one is in each article, what is read and starred: kept outside the history."""

from __future__ import annotations

from reader.store.connection import Connection


def place(connection: Connection, article: str, offset: int, furthest: int, opened: str) -> None:
    """Keep the current offset of an article, the furthest, and when it was open."""
    connection.execute(
        "INSERT INTO reading (article, offset, furthest, opened) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (article) DO UPDATE SET offset = ?2, furthest = max(furthest, ?3),"
        " opened = ?4",
        (article, offset, furthest, opened),
    )


def set_read(connection: Connection, article: str, read: bool) -> None:
    """Mark an article as read, or as unread."""
    connection.execute(
        "INSERT INTO reading (article, read) VALUES (?1, ?2)"
        " ON CONFLICT (article) DO UPDATE SET read = ?2",
        (article, int(read)),
    )


def set_starred(connection: Connection, article: str, starred: bool) -> None:
    """Star an article, or take the star off."""
    connection.execute(
        "INSERT INTO reading (article, starred) VALUES (?1, ?2)"
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
