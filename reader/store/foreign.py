"""Another program's SQLite file, read from a private copy and believed in nothing.

The original is only read as bytes: it stays as it is and gets no companion. Of the copy plain
tables are read, a column at a time: no view, no virtual or computed column is ever looked into,
nothing in the schema may call what has effects, and no more comes out than can have gone in. What
is wrong with it is a `FormatError`.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from reader import sizes
from reader.errors import FormatError
from reader.store.connection import Connection

Value = str | int | float | bytes | None

MAGIC = b"SQLite format 3\0"
"""What a database begins with."""
_JOURNAL = bytes.fromhex("d9d505f920a163d7")
"""What a journal begins with that has something to be rolled back."""
_TRIES = 3
_STEPS = 50_000
"""Instructions of SQLite between two counts of them."""
_LEAST_STEPS, _STEPS_PER_BYTE = 20_000_000, 100
"""How many a query may take: far more than it takes to go through a table of this size."""
_LEAST_BYTES, _GROWTH = 1 << 20, 3
"""How much may come of a table: UTF-16 grows to UTF-8, and little else does."""
_DAMAGED = "make a new copy of it in the program that it is from"


@contextmanager
def opened(path: Path, max_size: int = sizes.DEFAULT) -> Iterator[ForeignDatabase]:
    """Open the database at `path`, another program's, as it is now."""
    with TemporaryDirectory(prefix="reader-") as folder:
        copy = Path(folder) / "copy.db"
        size = _copied(path, copy, max_size)
        with _explained():
            connection = _connected(copy, max_size)
        try:
            yield ForeignDatabase(connection, size)
        finally:
            connection.close()


class ForeignDatabase:
    """Plain tables of another program's database; it belongs to one thread."""

    def __init__(self, connection: Connection, size: int) -> None:
        self._connection = connection
        self._size = size

    def columns(self, table: str) -> frozenset[str]:
        """Give the names of a table's columns, in small letters; none if there is no such table."""
        with _explained(), self._bounded():
            # What is no plain table has no page of its own.
            found = self._connection.execute(
                "SELECT 1 FROM main.sqlite_master"
                " WHERE type = 'table' AND rootpage > 0 AND lower(name) = lower(?)",
                (table,),
            ).fetchone()
            if not found:
                return frozenset()
            rows = self._connection.execute(f"PRAGMA main.table_xinfo({_quoted(table)})")
            # The last of them says whether the column is computed or hidden.
            return frozenset(str(row[1]).lower() for row in rows if row[-1] == 0)

    def rows(
        self, table: str, columns: Sequence[str], order: Sequence[str] = ()
    ) -> Iterator[tuple[Value, ...]]:
        """Give some columns of a table's rows, as they come, or by the columns that `order` names.

        With an order all rows are held at once.
        """
        there = self.columns(table)
        if not there:
            raise FormatError(f"there is no table “{table}” in it", "look at --format")
        for name in (*columns, *order):
            if name.lower() not in there:
                raise FormatError(f"its table “{table}” has no “{name}”", "look at --format")
        wanted = list(dict.fromkeys((*columns, *order)))
        found = self._read(table, wanted)
        if order:
            places = [wanted.index(name) for name in order]
            found = iter(sorted(found, key=lambda row: [_rank(row[place]) for place in places]))
        places = [wanted.index(name) for name in columns]
        return (tuple([row[place] for place in places]) for row in found)

    def _read(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Value, ...]]:
        """Give rows as they stand in the table itself, and not in any index of it."""
        query = f"SELECT {', '.join(map(_quoted, columns))} FROM main.{_quoted(table)} NOT INDEXED"
        left = _LEAST_BYTES + _GROWTH * self._size
        with _explained(), self._bounded():
            for row in self._connection.execute(query):
                left -= sum(len(one) if isinstance(one, (str, bytes)) else 1 for one in row)
                if left < 0:
                    raise FormatError("more stands in it than has room in it", _DAMAGED)
                yield row

    @contextmanager
    def _bounded(self) -> Iterator[None]:
        """End what is asked within where it takes more steps than any sound table does.

        One count is of all that runs at the time, for a connection has only one.
        """
        self._connection.set_progress_handler(_ending(self._size), _STEPS)
        yield


def _ending(size: int) -> Callable[[], int]:
    left = (_LEAST_STEPS + _STEPS_PER_BYTE * size) // _STEPS

    def is_enough() -> int:
        nonlocal left
        left -= 1
        return int(left < 0)

    return is_enough


def _connected(copy: Path, max_size: int) -> Connection:
    connection = sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(max_size, 1))
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.text_factory = _text
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


@contextmanager
def _explained() -> Iterator[None]:
    """Say in one line what SQLite reports of the file."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        what = " ".join(str(error).split())[:200]
        raise FormatError(f"it is damaged ({what})", _DAMAGED) from error


def _rank(value: Value) -> tuple[int, Value]:
    """Give what puts values of any kinds in an order, as SQLite has them."""
    if value is None:
        return 0, 0
    if isinstance(value, (int, float)):
        return 1, value
    return (2 if isinstance(value, str) else 3), value


def _quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def _copied(path: Path, copy: Path, max_size: int) -> int:
    """Copy a database with its log, as both stood at one moment; give the bytes of both."""
    path = _real(path)
    log = path.with_name(f"{path.name}-wal")
    for _ in range(_TRIES):
        before = _stamps(path)
        size = _copy(log, copy.with_name("copy.db-wal"), max_size) if log.exists() else 0
        size += _copy(path, copy, max_size)
        if _stamps(path) == before:
            break
    else:
        raise FormatError("its program is writing to it", "close that, then do it again")
    with copy.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise FormatError("it is no SQLite database", "look at --format")
    if _is_half_written(path.with_name(f"{path.name}-journal")):
        raise FormatError("its program is in the middle of writing", "open and close it there")
    return size


def _real(path: Path) -> Path:
    """Give the path of the file itself: what belongs to it stands beside it and not its link."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:
        raise FormatError("it is a link that leads nowhere", "name a file") from error


def _stamps(path: Path) -> list[tuple[int, int]]:
    found = []
    for one in (path, path.with_name(f"{path.name}-wal")):
        try:
            status = one.stat()
        except OSError:
            found.append((-1, -1))
        else:
            found.append((status.st_size, status.st_mtime_ns))
    return found


def _is_half_written(journal: Path) -> bool:
    """Whether there is a journal to be rolled back: it may name any file, so that is not done."""
    try:
        descriptor = os.open(journal, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
        with open(descriptor, "rb") as file:  # noqa: PTH123  # a descriptor has no path
            return file.read(len(_JOURNAL)) == _JOURNAL
    except FileNotFoundError:
        return False
    except OSError as error:
        raise FormatError(f"its journal cannot be read: {error.strerror}", "") from error


def _copy(path: Path, copy: Path, max_size: int) -> int:
    """Copy a regular file no larger than the limit, never waiting for a pipe; give its bytes."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
        with open(descriptor, "rb") as file:  # noqa: PTH123  # a descriptor has no path
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise FormatError("it is no regular file", "name a file")
            if status.st_size > max_size:
                raise FormatError(
                    f"it has {status.st_size:,} bytes, and the limit is {max_size:,}",
                    f"--max-size raises it, to {sizes.HIGHEST_WORDS} at most",
                )
            with copy.open("wb") as into:
                shutil.copyfileobj(file, into, 1 << 20)
                return into.tell()
    except OSError as error:
        raise FormatError(f"it cannot be read: {error.strerror}", "") from error
