"""What is open of a database to read it: made whole, so that a store can go over to it or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import FullError, StoreError
from reader.store import opening
from reader.store.connection import Connection, Mode, connect_for_reading, shown, wrapped
from reader.store.standing import Standing

if TYPE_CHECKING:
    from reader.store.migrating import PrivateCopy, Upgraded


class Opened(NamedTuple):
    """A database that can be read."""

    mode: Mode
    file: Path
    """The database itself, or the copy that is read in its place."""
    copy: PrivateCopy | None
    notice: str
    """What opening did to the database that its user should know, or nothing."""
    connection: Connection
    seen: int
    """Its `data_version` at first."""
    standing: Standing
    refusal: StoreError
    """What is said to writing, where it can only be read."""

    def close(self) -> None:
        """Let go of the file, and of the copy."""
        self.connection.close()
        if self.copy:
            self.copy.folder.cleanup()


def opened(path: Path, mode: Mode, upgraded: Upgraded | None, patience: float | None) -> Opened:
    """Open the database at `path`, which was looked at; where that fails, nothing stays open."""
    copy = upgraded.copy if upgraded else None
    file = copy.path if copy else path
    refusal = StoreError(
        f"{shown(path)} can only be read here", "copy it to a folder of your own to annotate"
    )
    try:
        try:
            connection, seen = _connected(path, file, mode, patience)
        except FullError as error:
            # Not even reading has the room it needs, and so nobody has the file open.
            if opening.is_pending(path):
                raise
            refusal = FullError(error.what, "free some space and start anew")
            mode = "immutable"
            connection, seen = _connected(path, file, mode, patience)
    except BaseException:
        if copy:
            copy.folder.cleanup()
        raise
    standing = Standing(path, logging=mode == "rw")
    notice = upgraded.notice if upgraded else ""
    return Opened(mode, file, copy, notice, connection, seen, standing, refusal)


def data_version(connection: Connection) -> int:
    """Give a number that is another when another connection has written."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _connected(
    path: Path, file: Path, mode: Mode, patience: float | None
) -> tuple[Connection, int]:
    """Give a connection that reads, and has read, with its `data_version`."""
    with wrapped(path):
        connection = connect_for_reading(file, mode, patience)
        try:
            return connection, data_version(connection)
        except BaseException:
            connection.close()
            raise
