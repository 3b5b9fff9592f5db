"""Looking at all of a database for what can rot; nothing is written.

Each kind of check goes as far as it can: what SQLite cannot read of a damaged file is a
finding, and the next kind goes on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from reader.errors import BusyError, DamagedError, StoreError
from reader.store import (
    checking_indexes,
    checking_log,
    checking_rows,
    checking_texts,
    checking_words,
    opening,
    pages,
)
from reader.store.connection import (
    REBUILD,
    Connection,
    DamageError,
    Mode,
    connect_for_reading,
    explained,
    shown,
    wrapped,
)
from reader.store.finding import RESTORE, Finding, note, problem
from reader.store.schema import SCHEMA, objects, verify

_MOST = 20
"""Findings about pages that are told; a file that has more is beyond telling."""
_UPGRADE = "it is brought up to date when the library is opened next"

Progress = Callable[[str, int], None]
"""Told what is looked at, and how many of it so far."""
_Check = Callable[[Connection], Iterator[Finding]]


class Stage(NamedTuple):
    """One kind of check."""

    name: str
    """What is looked at, in words."""
    check: _Check


def check(path: Path, progress: Progress | None = None) -> Iterator[Finding]:
    """Give what is wrong with the database at `path`.

    What is no database of ours, or of a newer version, raises `StoreError`.
    """
    mode, schema = yield from _mode(path)
    try:
        connection = connect_for_reading(path, mode)
    except sqlite3.Error as error:
        yield _unreadable(path, error)
        return
    with closing(connection):
        try:
            connection.execute("BEGIN")
            verify(connection, shown(path))
        except StoreError as error:
            yield problem("schema", "", error.what, error.hint)
            return
        except (sqlite3.Error, UnicodeDecodeError) as error:
            yield _unreadable(path, error)
        if schema < SCHEMA:
            yield note("schema", shown(path), "it is of an older version", _UPGRADE)
        found = stages(schema, progress)
        if schema == SCHEMA:
            found += _of_indexes(progress)
        yield from look(connection, found, progress)


def unreadable(path: Path) -> StoreError | None:
    """Say what keeps a database that nothing writes, as a backup, from being read, if anything.

    Its pages, references and tables are looked at, but not what is in them.
    """
    try:
        schema = opening.examine_quietly(path)[1]
        wrong = _first(path, stages(schema)[:2])
    except StoreError as error:
        return error
    return DamagedError(wrong.what) if wrong else None


def first_problem(path: Path) -> Finding | None:
    """Give what is wrong first with a database that nothing writes and that can be read."""
    return _first(path, stages(opening.examine_quietly(path)[1]))


def _first(path: Path, few: list[Stage]) -> Finding | None:
    with wrapped(path), closing(connect_for_reading(path, quiet_mode(path))) as connection:
        return next((one for one in look(connection, few) if one.grade == "problem"), None)


def quiet_mode(path: Path) -> Mode:
    """Give how to read a database that nothing writes, making no files beside it."""
    return "ro" if opening.is_pending(path) else "immutable"


def stages(schema: int, progress: Progress | None = None) -> list[Stage]:
    """Give the checks that a database of this schema is looked at by, the fundamental first."""
    found = [Stage("pages", _pages), Stage("references", _references)]
    counted = [
        ("texts", checking_texts.versions),
        ("texts kept for undoing", checking_texts.kept_texts),
    ]
    if schema == SCHEMA:
        found += [Stage(check.__name__, check) for check in checking_rows.CHECKS]
        counted.append(("changes in the history", checking_log.replayed))
        counted.append(("pages that were fetched", pages.check))
    found += [Stage("steps", checking_log.entries), Stage("things", checking_log.present)]
    for name, check_each in counted:
        found.append(Stage(name, partial(check_each, step=_counting(name, progress))))
    return found


def _of_indexes(progress: Progress | None) -> list[Stage]:
    """Give the checks of what follows from all else: a backup is sound without."""
    counted = {
        "index": checking_indexes.rows,
        "near copies": checking_indexes.bands,
        "words of the index": checking_words.words,
    }
    return [Stage("state of the index", checking_indexes.state)] + [
        Stage(name, partial(check_each, step=_counting(name, progress)))
        for name, check_each in counted.items()
    ]


def look(
    connection: Connection, stages: list[Stage], progress: Progress | None = None
) -> Iterator[Finding]:
    """Go through checks; one that cannot go on is a finding, and the next goes on."""
    for stage in stages:
        if progress:
            progress(stage.name, 0)
        try:
            yield from stage.check(connection)
        except (sqlite3.Error, DamageError, ValueError, TypeError) as error:
            # Where pages are damaged, SQLite may give anything in a column.
            yield problem("damage", "", f"the {stage.name} cannot be read to the end: {error}")


def _mode(path: Path) -> Generator[Finding, None, tuple[Mode, int]]:
    """Give how to read the file and its schema; what keeps it from being opened is a finding."""
    try:
        return opening.examine(path)
    except BusyError:
        raise
    except StoreError as error:
        seen = opening.look(path)
        if seen is None or seen.schema > SCHEMA:
            raise
        yield problem("database", "", error.what)
        return quiet_mode(path), seen.schema


def _unreadable(path: Path, error: Exception) -> Finding:
    what = explained(error, path).what if isinstance(error, sqlite3.Error) else str(error)
    return problem("database", "", f"it cannot be read: {what}")


def _counting(name: str, progress: Progress | None) -> Callable[[], None]:
    count = 0

    def step() -> None:
        nonlocal count
        count += 1
        if progress and not count % 500:
            progress(name, count)

    return step


def _pages(connection: Connection) -> Iterator[Finding]:
    said = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_MOST})")]
    wrong = [one for one in said if one != "ok"]
    hint = f"{REBUILD} may mend it, or {RESTORE}" if wrong and _is_index(connection) else RESTORE
    for one in wrong:
        yield problem("pages", "", " ".join(one.split()), hint)


def _is_index(connection: Connection) -> bool:
    """Whether all tables but those of the indexes are sound: nothing of the user's is damaged."""
    tables = [
        name
        for kind, name, _ in objects(connection)
        if kind == "table" and not name.startswith("index_")
    ]
    return all(
        connection.execute(f'PRAGMA integrity_check("{name}")').fetchone() == ("ok",)
        for name in tables
    )


def _references(connection: Connection) -> Iterator[Finding]:
    broken: dict[tuple[str, str], int] = {}
    for table, _, other, _ in connection.execute("PRAGMA foreign_key_check"):
        broken[table, other] = broken.get((table, other), 0) + 1
    for (table, other), count in broken.items():
        yield problem("reference", "", f"{count} in the table {table} refer to no {other}")
