"""Databases of other tools, made by a test."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from reader.formats import known
from reader.formats.given import Given, GivenTag, GivenText
from reader.formats.losses import Losses
from reader.store.foreign import opened


def made(path: Path, schema: str, tables: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Make a database of this schema with these rows, and give its path."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(schema)
        for table, rows in tables.items():
            for row in rows:
                places = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO {table} VALUES ({places})", row)
        connection.commit()
    return path


def read(name: str, path: Path, losses: Losses | None = None) -> list[Given]:
    """Give all that a format's reader finds in a database."""
    with opened(path) as database:
        return [*known.module(name, "read").read(database, Losses() if losses is None else losses)]


def tags(found: Sequence[Given]) -> list[GivenTag]:
    """Give the tags among them."""
    return [one for one in found if isinstance(one, GivenTag)]


def texts(found: Sequence[Given]) -> list[GivenText]:
    """Give the texts among them."""
    return [one for one in found if isinstance(one, GivenText)]
