"""Reading a file's bytes and decoding them: regular files only, and nothing mis-decoded."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path
from typing import NamedTuple

from reader.errors import IngestError

_BINARY = bytes(set(range(32)) - {*b"\t\n\x0b\f\r\x08\x1b"}) + b"\x7f"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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


def read(path: Path, most: int = -1) -> tuple[bytes, FileStatus]:
    """Read a regular file, never waiting for a pipe; with its status as it was read.

    With `most`, only so many of its bytes are read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
        with open(descriptor, "rb") as file:  # noqa: PTH123
            found = os.fstat(file.fileno())
            _regular(found.st_mode)
            data = file.read(most)
    except OSError as error:
        raise IngestError(f"cannot be read: {error.strerror}") from error
    return data, FileStatus(len(data), found.st_mtime_ns)


def decode(data: bytes) -> str:
    """Give the text that `data` is in UTF-8; `IngestError` says why it is none."""
    if data.startswith(_WIDE):
        raise IngestError("is in UTF-16; save it as UTF-8")
    head = data[:8192]
    if b"\0" in head or len(head) - len(head.translate(None, _BINARY)) > len(head) // 10:
        raise IngestError("is binary, not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise IngestError(f"is not valid UTF-8 (line {line}); save it as UTF-8") from error


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
