"""A verified copy of a database that may be in use: the one way by which copies are made.

`VACUUM INTO` copies one moment, without what was deleted before; the copy is then looked
at as a whole and counted against its original.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from reader.errors import BusyError, DamagedError, StoreError
from reader.store import opening, verifying
from reader.store.connection import Connection, Mode, connect, shown, wrapped
from reader.store.placing import discard, sync_file
from reader.store.verifying import Contents

_TRIES = 3
"""How often a copy is begun anew because its original changed too much meanwhile."""


class Halt:
    """Ends copying from another thread."""

    def __init__(self) -> None:
        self.is_asked = False
        self._running: Connection | None = None
        self._changing = threading.Lock()

    def ask(self) -> None:
        """End what runs, and whatever would come after it."""
        with self._changing:
            self.is_asked = True
            if self._running is not None:
                self._running.interrupt()

    @contextmanager
    def over(self, connection: Connection) -> Iterator[None]:
        """Let `ask` end what this connection does within; `StoreError` if it was asked before."""
        with self._changing:
            if self.is_asked:
                raise StoreError("the copy was stopped", "nothing was changed")
            self._running = connection
        try:
            yield
        finally:
            with self._changing:
                self._running = None


def copy(
    source: Path, passing: Path, *, halt: Halt | None = None, is_open: bool = False
) -> Contents:
    """Copy the database at `source`, which is ours, to the new file `passing`, and verify it.

    The copy is on disk when this returns; what is in it is given. Where that fails, nothing
    is left of it, and a `StoreError` says why. `is_open` says that this very process has the
    database open for writing; then its file is touched by SQLite only, since closing it
    ourselves would take the locks from all connections of the process.
    """
    halt = halt or Halt()
    found = None
    try:
        for _ in range(_TRIES):
            found = _attempt(source, passing, halt, is_open)
            if found is not None:
                sync_file(passing)
                return found
            discard(passing)
    except OSError as error:
        raise StoreError(
            f"no copy can be made in {shown(passing.parent)}: {error.strerror}",
            "look at the space and permissions there",
        ) from error
    finally:
        if found is None:
            discard(passing)
    raise BusyError(f"{shown(source)} changes too much to be copied", "do it again later")


def verified(path: Path, name: str = "", halt: Halt | None = None) -> Contents:
    """Look at all of a database of ours, writing nothing: what is in it.

    What is wrong with it is a `StoreError` that calls it `name`.
    """
    mode, _ = opening.examine_quietly(path)
    halt = halt or Halt()
    with wrapped(path), closing(connect(path, mode)) as connection, halt.over(connection):
        verifying.check(connection, name or shown(path))
        return verifying.contents(connection)


def counted(path: Path) -> Contents:
    """Give what is in a database of ours, writing nothing and looking at no more than it must."""
    mode, _ = opening.examine_quietly(path)
    with wrapped(path), closing(connect(path, mode)) as connection:
        return verifying.contents(connection)


def _attempt(source: Path, passing: Path, halt: Halt, is_open: bool) -> Contents | None:
    """Copy and verify; `None` if the original went on so that the two cannot be compared."""
    mode: Mode = "rw" if is_open else opening.examine(source)[0]
    os.close(os.open(passing, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with wrapped(source), closing(connect(source, mode)) as original, halt.over(original):
        before = verifying.contents(original)
        original.execute("VACUUM INTO ?", (passing.absolute().as_uri(),))
        after = verifying.contents(original)
    copied = verified(passing, shown(source), halt)
    if before == after != copied:
        raise DamagedError(
            f"{shown(source)} is damaged: not all of its rows can be read",
            "`reader restore` puts a backup in its place",
        )
    return copied if copied.is_between(before, after) else None
