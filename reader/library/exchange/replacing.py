"""Files that an export takes the place of: whole or not at all, and never one that is needed."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from reader.errors import MisuseError, ReaderError
from reader.store import articles
from reader.store.connection import Connection
from reader.store.opening import is_database


def refuse_target(connection: Connection, target: Path) -> None:
    """Refuse to write over a folder, a database or an article of the library."""
    real = _real(target)
    if real.is_dir():
        raise MisuseError(f"{target} is a folder", "name a file in it")
    beside = [real.with_name(real.name.removesuffix(end)) for end in ("-wal", "-shm", "-journal")]
    if any(is_database(path, connection) for path in (real, *beside)):
        raise MisuseError(f"{target} is a database", "export to another file")
    if _may_be_known(real) and articles.by_path(connection, str(real)):
        raise MisuseError(f"{target} is an article of the library", "export to another file")


def _real(target: Path) -> Path:
    try:
        return target.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise MisuseError(f"{target} leads nowhere", "name another file with -o") from error


def _may_be_known(path: Path) -> bool:
    """Whether an article can have this path: one that is not valid UTF-8 has none."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `target` whole when all is written, or not at all.

    It is readable by its owner only. What is no regular file, such as a pipe, is written
    to as it stands.
    """
    real = _real(target)
    try:
        if real.exists() and not stat.S_ISREG(real.stat().st_mode):
            with real.open("wb") as file:
                yield file
            return
        passing = real.with_name(f".{real.name[:80]}.{secrets.token_hex(6)}.part")
        descriptor = os.open(passing, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            passing.replace(real)
        except BaseException:
            passing.unlink(missing_ok=True)
            raise
        _settle(real.parent)
    except OSError as error:
        raise ReaderError(
            f"{target} cannot be written: {error.strerror}", "name another file with -o"
        ) from error


def _settle(folder: Path) -> None:
    """Make a folder's new entry last."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
