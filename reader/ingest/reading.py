"""Reading a file's bytes: regular files only, and none larger than the limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from reader import sizes
from reader.errors import IngestError


class FileStatus(NamedTuple):
    """What is known of a file without reading it."""

    size: int
    """Bytes."""
    mtime_ns: int


def status(path: Path) -> FileStatus:
    """Give size and time of a regular file; `IngestError` says what else it is."""
    try:
        found = path.stat()
    except OSError as error:
        raise IngestError(f"cannot be read: {error.strerror}") from error
    _regular(found.st_mode)
    return FileStatus(found.st_size, found.st_mtime_ns)


def read(path: Path, max_size: int, most: int = sizes.HIGHEST) -> tuple[bytes, FileStatus]:
    """Read a regular file, never waiting for a pipe; with its status as it was read.

    Only `most` of its bytes are read. A file of more than `max_size` bytes is refused before it
    is read, and where it grows beyond that meanwhile.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(file.fileno())
            _regular(found.st_mode)
            _refuse_size(found.st_size, max_size)
            data = file.read(min(most, max_size + 1))
    except OSError as error:
        raise IngestError(f"cannot be read: {error.strerror}") from error
    _refuse_size(len(data), max_size)
    return data, FileStatus(len(data), found.st_mtime_ns)


def _refuse_size(size: int, max_size: int) -> None:
    if size > max_size:
        raise IngestError(
            f"has {size:,} bytes, and the limit is {max_size:,};"
            f" --max-size raises it, to {sizes.HIGHEST_WORDS} at most"
        )


def _regular(mode: int) -> None:
    kinds = (
        (stat.S_ISDIR, "is a folder"),
        (stat.S_ISFIFO, "is a pipe, not a file"),
        (stat.S_ISSOCK, "is a socket, not a file"),
        (stat.S_ISCHR, "is a device, not a file"),
        (stat.S_ISBLK, "is a device, not a file"),
    )
    for test, what in kinds:
        if test(mode):
            raise IngestError(what)
