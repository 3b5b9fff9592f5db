"""One open database: a connection that reads, a thread that writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from reader.store import opening, readings
from reader.store.connection import (
    KEY_TIMEOUT,
    WINDOW_TIMEOUT,
    Connection,
    Mode,
    connect_for_reading,
    shown,
    wrapped,
)
from reader.store.opened import Opened, data_version, opened
from reader.store.schema import SCHEMA, is_indexed
from reader.store.writer import Writer

if TYPE_CHECKING:
    from reader.store.migrating import Upgraded
    from reader.store.transaction import Transaction

T = TypeVar("T")
P = ParamSpec("P")


class Store:
    """A database of ours, opened after it was looked at; reads belong to the opening thread."""

    def __init__(
        self, path: Path, mode: Mode, upgraded: Upgraded | None = None, *, window: bool = False
    ) -> None:
        self.path = path
        self._window = window
        self._patience = KEY_TIMEOUT if window else None
        self._unindexed = ""
        """What kept the indexes from being made anew, or nothing."""
        self._take(opened(path, mode, upgraded, self._patience))

    def _take(self, now: Opened) -> None:
        """Work with what was opened from now on."""
        self._opened = now
        self.read_only = now.mode != "rw"
        self._reading = now.connection
        self._seen = now.seen
        self._file = now.file
        self._standing = now.standing
        self._writer = self._new_writer()

    def _new_writer(self) -> Writer:
        return Writer(self.path, self._standing, WINDOW_TIMEOUT if self._window else None)

    @property
    def notice(self) -> str:
        """What opening did to the database that its user should know, or nothing."""
        return "; ".join(filter(None, (self._opened.notice, self._unindexed)))

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = False,
        window: bool = False,
        tell: Callable[[str], None] | None = None,
    ) -> tuple[Store, bool]:
        """Open the database at `path`, made first if there is none and `create` says so.

        Gives it with whether it was made just now. A file that is not ours, newer, damaged
        or tampered with raises `StoreError` and stays as it is. A `window` waits for another
        program's lock hardly at all when it reads, and long when it writes. `tell` is given a
        line for the user before anything that takes long.
        """
        made = create and (not path.exists() or opening.look(path) is None)
        if made:
            # Imported here: it is done once, and brings what indexes are made with.
            from reader.store.creating import create as create_database

            create_database(path)
        mode, number = opening.examine(path)
        store = cls(path, mode, _upgraded(path, mode, number, tell), window=window)
        try:
            store._bring_up(tell)
        except BaseException:
            store.close()
            raise
        return store, made

    def _bring_up(self, tell: Callable[[str], None] | None) -> None:
        """Make the indexes anew if they are of other rules, or were found damaged."""
        with wrapped(self.path):
            if self.read_only or is_indexed(self._reading):
                return
            from reader.store import reindexing

            self._unindexed = reindexing.bring_up(self._reading, self.path, self._submit, tell)

    def reopen(self) -> None:
        """Go over to the file that stands at the path now, after a `MovedError`.

        If there is none, or one that would not be opened, `StoreError` is raised and all stays
        as it is. Work that was handed over and is not on disk is refused.
        """
        if self._standing.is_replaced:
            mode, number = opening.examine(self.path)
            upgraded = _upgraded(self.path, mode, number)
            now = opened(self.path, mode, upgraded, self._patience)
            self.close()
            self._take(now)
        elif not self.read_only:
            self._reopen_here()

    def _reopen_here(self) -> None:
        """Open the same file anew, for another log.

        As long as anything of this process has the old log's index in use, so has all of it.
        Therefore what was open goes first, save for a connection that has read nothing yet.
        """
        with wrapped(self.path):
            spare = connect_for_reading(self.path, self._opened.mode, self._patience)
        self._writer.close()
        if self._standing.lacks_log:
            self._save_log()
        self._reading.close()
        try:
            now = opened(self.path, self._opened.mode, None, self._patience)
        except BaseException:
            self._reading = spare
            self._writer = self._new_writer()
            raise
        spare.close()
        self._take(now)

    def _save_log(self) -> None:
        """Write what stands in a log without a name back into the database."""
        with suppress(sqlite3.Error):
            self._reading.execute("PRAGMA query_only = OFF")
            self._reading.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def read(
        self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Give the result of a function of the reading connection, which must not be lazy."""
        with wrapped(self.path):
            return query(self._reading, *args, **kwargs)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Give a connection of its own that sees the database as it is now, in any thread."""
        with wrapped(self.path):
            connection = connect_for_reading(self._file, self._opened.mode)
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                connection.close()

    def changed(self) -> bool:
        """Whether something outside this store changed the database since last asked.

        `MovedError` tells that it is no longer the file that was opened.
        """
        self._standing.check()
        with wrapped(self.path):
            version = data_version(self._reading)
        if version == self._seen:
            return False
        others = self._writer.others_wrote()
        if others is None:
            return False
        self._seen = version
        return others

    def write(self, work: Callable[[Transaction], T]) -> Future[T]:
        """Hand one step to the writer; the future has its result when it is on disk."""
        from reader.store.transaction import Transaction

        def settled(connection: Connection) -> T:
            step = Transaction(connection)
            result = work(step)
            step.settle()
            return result

        return self._submit(settled)

    def place(self, article: str, offset: int, furthest: int, opened: str) -> None:
        """Keep where one is in an article, with the next write of such places.

        Only the last of these is written: `furthest` is the furthest of all of them.
        """
        if self.read_only:
            return
        self._writer.coalesce(
            article,
            lambda connection: readings.place(connection, article, offset, furthest, opened),
        )

    @property
    def held_for(self) -> float:
        """Seconds for which the writer has waited for another program's lock; 0 if it does not."""
        return self._writer.held_for

    @property
    def warning(self) -> str:
        """What is worth knowing about how the database is written, or nothing."""
        if self._writer.logging:
            return ""
        return f"{shown(self.path)} is in a place without write-ahead logging: writing is slower"

    def close(self) -> None:
        """Finish what was handed to the writer, then let go of the file."""
        self._writer.close()
        self._reading.close()
        self._opened.close()

    def rebuild(self, progress: Callable[[int], None] | None = None) -> Future[None]:
        """Make the indexes anew; `progress` is told how many articles are done, in a thread."""
        from reader.store import reindexing

        return reindexing.rebuild(self._submit, progress)

    def _submit(self, work: Callable[[Connection], T]) -> Future[T]:
        if not self.read_only:
            return self._writer.submit(work)
        refused: Future[T] = Future()
        refused.set_exception(self._opened.refusal)
        return refused


def _upgraded(
    path: Path, mode: Mode, number: int, tell: Callable[[str], None] | None = None
) -> Upgraded | None:
    """Bring a database of the schema `number` to ours, if it is an older one."""
    if number == SCHEMA:
        return None
    from reader.store.migrating import upgraded

    return upgraded(path, mode, tell)
