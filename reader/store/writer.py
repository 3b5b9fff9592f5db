"""The one thread that writes: no caller waits for a lock or a commit.

Work is a function of the connection, run within `BEGIN IMMEDIATE … COMMIT`; its future
is resolved only when the commit has returned. Reading positions are coalesced and go
along at most every 0.3 seconds.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from reader.errors import MovedError, StoreError
from reader.store import connection as connecting
from reader.store import schema
from reader.store.connection import Connection, connect_for_writing, is_busy, shown, wrapped
from reader.store.standing import Standing

T = TypeVar("T")

PAUSE = 0.3
"""Seconds at least between two writes of what is coalesced."""


class Writer:
    """A thread with a connection of its own, doing what it is given one by one."""

    def __init__(
        self, path: Path, standing: Standing | None = None, patience: float | None = None
    ) -> None:
        """Make a writer; the thread starts with the first work.

        `standing` is of the file that was opened, `patience` how many seconds it tries to get
        another program's lock.
        """
        self._path = path
        self._standing = standing or Standing(path)
        self._patience = patience
        self._asking: float | None = None
        """Since when it asks for a lock."""
        self._trusted: int | None = None
        """The number of the schema's last change that is known to be ours."""
        self._connection: Connection | None = None
        self.logging = True
        """Whether the database could be put into write-ahead mode; true until it is known."""
        self._jobs: deque[tuple[Future[Any], Callable[[Connection], Any]]] = deque()
        self._coalesced: dict[str, Callable[[Connection], object]] = {}
        self._due: float | None = None
        self._closing = False
        self._wake = threading.Condition()
        self._at_work = threading.Lock()
        self._others: int | None = None
        self._thread = threading.Thread(target=self._loop, name="writer", daemon=True)
        self._started = False

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """Hand over one transaction; the future has its result when it is on disk."""
        future: Future[T] = Future()
        with self._wake:
            if self._closing:
                future.set_exception(StoreError("the library is closed", "open it again"))
                return future
            self._jobs.append((future, work))
            self._start()
            self._wake.notify()
        return future

    def coalesce(self, key: str, work: Callable[[Connection], object]) -> None:
        """Hand over something of which only the last under one key matters."""
        with self._wake:
            if self._closing:
                return
            self._coalesced[key] = work
            if self._due is None:
                # Later, and the thread woken once: a key that moves on waits for neither.
                self._due = time.monotonic() + PAUSE
                self._start()
                self._wake.notify()

    def others_wrote(self) -> bool | None:
        """Whether another connection wrote since last asked; `None` while a write is running."""
        if not self._at_work.acquire(blocking=False):
            return None
        try:
            if self._connection is None:
                return True
            with wrapped(self._path):
                seen = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
            before, self._others = self._others, seen
            return seen != before
        finally:
            self._at_work.release()

    @property
    def held_for(self) -> float:
        """Seconds for which another program's lock has been waited for; 0 while none is."""
        since = self._asking
        return 0.0 if since is None else time.monotonic() - since

    def close(self) -> None:
        """Finish what was handed over, and stop."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        if self._started:
            self._thread.join()

    def _start(self) -> None:
        if not self._started:
            self._started = True
            self._thread.start()

    def _loop(self) -> None:
        try:
            self._work()
        except BaseException as error:
            # A bug: it shows its traceback, and nobody waits for ever.
            self._give_up(error)
            raise
        finally:
            if self._connection is not None:
                self._connection.close()

    def _give_up(self, error: BaseException) -> None:
        with self._wake:
            self._closing = True
            jobs, self._jobs = list(self._jobs), deque()
        for future, _ in jobs:
            if future.set_running_or_notify_cancel():
                future.set_exception(error)

    def _work(self) -> None:
        while True:
            with self._wake:
                while not (self._jobs or self._closing or self._is_due()):
                    left = None if self._due is None else max(self._due - time.monotonic(), 0.0)
                    self._wake.wait(left)
                job = self._jobs.popleft() if self._jobs else None
                done = self._closing and job is None
            if job:
                self._do(*job)
            if done or self._is_due():
                self._flush()
            if done:
                return

    def _is_due(self) -> bool:
        return self._due is not None and time.monotonic() >= self._due

    def _do(self, future: Future[Any], work: Callable[[Connection], Any]) -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = self._transact(work)
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(result)

    def _flush(self) -> None:
        """Write what is coalesced; what fails is tried again with the next."""
        with self._wake:
            batch, self._coalesced = self._coalesced, {}
            self._due = None
        if not batch:
            return
        try:
            self._transact(lambda connection: [work(connection) for work in batch.values()])
        except StoreError:
            with self._wake:
                self._coalesced = batch | self._coalesced
                self._due = time.monotonic() + PAUSE

    def _transact(self, work: Callable[[Connection], T]) -> T:
        with self._at_work, wrapped(self._path):
            try:
                connection = self._connected()
                self._patiently(lambda: connection.execute("BEGIN IMMEDIATE"))
                try:
                    self._standing.check()
                    self._trust(connection)
                    result = work(connection)
                    self._patiently(lambda: connection.execute("COMMIT"))
                except BaseException:
                    self._take_back(connection)
                    raise
                self._standing.check()
            except MovedError:
                self._let_go()
                raise
            return result

    def _take_back(self, connection: Connection) -> None:
        """Leave nothing of a transaction that failed; where even that fails, the connection."""
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:
            self._let_go()

    def _connected(self) -> Connection:
        """Give the connection, opened for the first work."""
        if self._connection is None:
            self._standing.check()
            self._connection, self.logging = self._patiently(
                lambda: connect_for_writing(self._path)
            )
        return self._connection

    def _patiently(self, ask: Callable[[], T]) -> T:
        """Give what `ask` gives, asked again while another program holds the lock, for a while."""
        patience = connecting.BUSY_TIMEOUT if self._patience is None else self._patience
        self._asking = time.monotonic()
        try:
            while True:
                try:
                    return ask()
                except sqlite3.OperationalError as error:
                    if not is_busy(error) or self.held_for >= patience:
                        raise
                    # SQLite has waited already, unless it saw that this would be in vain.
                    time.sleep(0.02)
        finally:
            self._asking = None

    def _trust(self, connection: Connection) -> None:
        """Refuse to write where another program changed the schema since it was looked at."""
        changed = int(connection.execute("PRAGMA schema_version").fetchone()[0])
        if changed == self._trusted:
            return
        number = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if number != schema.SCHEMA:
            raise StoreError(
                f"another version of this program has changed {shown(self._path)}",
                "nothing was written: close this one and open it with that",
            )
        schema.verify(connection, shown(self._path))
        self._trusted = changed

    def _let_go(self) -> None:
        """Let go of a connection that is of no more use; the next work opens another."""
        self._trusted = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None
