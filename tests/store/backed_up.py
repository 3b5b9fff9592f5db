"""What tests of backups share: times, changes, and the names of what there is."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.library import Library
from reader.store import backups
from tests.library.given import (
    marked,
)

AT = datetime(2026, 3, 4, 15, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def whole_dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def more(path: Path, quote: str) -> None:
    """Mark another passage."""
    with Library.open(path, annotator="ann") as opened:
        marked(opened, opened.articles()[0].article, quote)


def altered(path: Path, *statements: str) -> None:
    """Change a database behind the program's back."""
    other = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        other.execute(statement)
    other.close()


def names(path: Path) -> list[str]:
    return [backup.path.name for backup in backups.every(path)]
