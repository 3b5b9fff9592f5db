"""The indexes of words: what is put into them, and taken out by telling again what was put in.

They hold no text. A row begins with its rowid, and has what each column is given.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing

from reader.store.connection import Connection, is_damage
from reader.store.schema import PARTS, WORDS

Row = tuple[object, ...]

_HASHED = 1 << 24
"""Bytes of words that are gathered before a part of the index of texts is written."""
_COLUMNS = {
    "index_title": ("title", "source", "author"),
    "index_text": ("text", "title"),
    "index_passage": ("quote", "note"),
}


def put_in(connection: Connection, table: str, rows: Iterable[Row]) -> None:
    """Put rows into an index."""
    _tell(connection, table, ["rowid", *_COLUMNS[table]], rows)


def take_out(connection: Connection, table: str, rows: Iterable[Row]) -> None:
    """Take rows out of an index, in which they are as they are given."""
    told = (("delete", *row) for row in rows)
    _tell(connection, table, [table, "rowid", *_COLUMNS[table]], told)


def _tell(connection: Connection, table: str, names: Sequence[str], rows: Iterable[Row]) -> None:
    marks = ", ".join("?" * len(names))
    connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


def tidy(connection: Connection) -> None:
    """Let go of words that stay in older parts of the indexes once they were taken out."""
    for table in WORDS:
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def start_anew(connection: Connection) -> None:
    """Take everything out of all indexes, and make them fit to be given much at once."""
    for table in WORDS:
        _empty(connection, table)
    connection.execute(
        "INSERT INTO index_text (index_text, rank) VALUES ('hashsize', ?)", (_HASHED,)
    )


def _empty(connection: Connection, table: str) -> None:
    """Take everything out of an index of words, however damaged it is."""
    empty = f"INSERT INTO {table} ({table}) VALUES ('delete-all')"
    try:
        connection.execute(empty)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        # SQLite cannot even open it: it gets what a new one has.
        _renew(connection, table)
        connection.execute(empty)


def _renew(connection: Connection, table: str) -> None:
    query = "SELECT sql FROM sqlite_master WHERE name = ?"
    (sql,) = connection.execute(query, (table,)).fetchone()
    with closing(sqlite3.connect(":memory:")) as new:
        new.execute(sql)
        for part in (f"{table}_{end}" for end in PARTS):
            connection.execute(f"DELETE FROM {part}")
            for row in new.execute(f"SELECT * FROM {part}"):
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO {part} VALUES ({marks})", row)
