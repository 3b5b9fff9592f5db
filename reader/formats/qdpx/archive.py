"""The zip archive that a project is: its files by their names, as far as they can be trusted.

Nothing is unpacked to a disk. An archive is refused before it takes much time or memory: what its
directory says of sizes is looked at first, and no file gives more than it says.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from reader.errors import FormatError
from reader.formats.qdc.parsing import ANEW
from reader.sizes import HIGHEST

MEMBERS = 200_000
"""The most files that an archive may have."""
PLAUSIBLE = 200
"""How many times its packed size a large file may have; texts and XML come to some ten."""
LARGE = 64 * 1024**2
"""Bytes from which that is asked; a short text may well be one word over and over."""

_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_RECORD = 22
"""Bytes of the record at the end, behind which stands a comment."""
_ENTRY = 46
"""Bytes that a file has at least in the directory."""


class Archive:
    """An open project."""

    def __init__(self, opened: ZipFile, name: str) -> None:
        self.name = name
        """What it is called in errors."""
        self._opened = opened
        self._members: dict[str, ZipInfo] = {}
        self._left = 2 * HIGHEST
        for member in opened.infolist():
            # Windows programs may have written backslashes, and `Sources` for `sources`.
            self._members.setdefault(member.filename.replace("\\", "/").lower(), member)

    @contextmanager
    def project(self) -> Iterator[IO[bytes]]:
        """Open the XML file, which some programs call after the project."""
        found = self._members.get("project.qde") or next(
            (one for name, one in self._members.items() if name.endswith(".qde")), None
        )
        if not found:
            raise FormatError(f"{self.name} holds no project.qde", "name a REFI-QDA project")
        self._check(found)
        with self._understood():
            file = self._opened.open(found)
        with file:
            yield cast("IO[bytes]", _Understood(file, self._understood))

    def text(self, path: str) -> str | None:
        """Give the text of a file that the project names; nothing where it did not come along."""
        found = self._member(path)
        if not found or found.file_size > self._left:
            return None
        self._check(found)
        # However often a project names a file, it is not read without end.
        self._left -= found.file_size
        with self._understood():
            return _decoded(self._opened.read(found))

    def _member(self, path: str) -> ZipInfo | None:
        """Find a file by a path such as `internal://NAME`, or by its name alone."""
        inside = path.partition("://")[2] if "://" in path else path
        inside = inside.replace("\\", "/").lower().removeprefix("./")
        last = inside.rpartition("/")[2]
        names = (f"sources/{inside}", inside, f"sources/{last}")
        return next((self._members[name] for name in names if name in self._members), None)

    def _check(self, member: ZipInfo) -> None:
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise FormatError(f"{self.name} is packed in a way that is not understood", ANEW)
        packed, size = max(member.compress_size, 1), member.file_size
        if size > HIGHEST or (size > LARGE and size > PLAUSIBLE * packed):
            raise FormatError(f"{self.name} would unpack to {size:,} bytes", ANEW)

    @contextmanager
    def _understood(self) -> Iterator[None]:
        try:
            yield
        except _BROKEN as error:
            raise FormatError(f"{self.name} is damaged: a file in it cannot be read", ANEW) from (
                error
            )


class _Understood:
    """A file that is read as far as it is whole, and says so where it is not."""

    def __init__(self, file: IO[bytes], understood: Callable[[], AbstractContextManager[None]]):
        self._file, self._understood = file, understood

    def read(self, size: int = -1) -> bytes:
        with self._understood():
            return self._file.read(size)


_BROKEN: tuple[type[Exception], ...] = (
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What `zipfile` raises for what is damaged, has a password or is packed in unusual ways."""


@contextmanager
def opened(file: Path) -> Iterator[Archive]:
    """Open a project."""
    try:
        _check_directory(file)
        archive = ZipFile(file)
    except _BROKEN as error:
        raise FormatError(f"{file.name} is no zip archive", "name a REFI-QDA project") from error
    with archive:
        yield Archive(archive, file.name)


def _check_directory(file: Path) -> None:
    """Refuse a directory too long to be held, by what stands at the end of the file."""
    with file.open("rb") as read:
        length = read.seek(0, 2)
        read.seek(max(length - 66_000, 0))
        end = read.read()
    at = _directory_end(end)
    if at >= 0 and _number(end, at + 4, "<L"):
        raise FormatError(f"{file.name} is in several parts", ANEW)
    size = _number(end, at + 12, "<L") if at >= 0 else 0
    if at >= 76 and end[at - 20 : at - 16] == _LOCATOR_64 and end[at - 76 : at - 72] == _END_64:
        size = _number(end, at - 36, "<Q")
    if size > MEMBERS * 2 * _ENTRY:
        raise FormatError(f"{file.name} holds more than {MEMBERS:,} files", ANEW)


def _directory_end(end: bytes) -> int:
    """Give where the record of the directory begins, -1 for nowhere: where `zipfile` finds it."""
    without_comment = len(end) - _RECORD
    if end.startswith(_END, max(without_comment, 0)) and end.endswith(b"\0\0"):
        return without_comment
    return end.rfind(_END)


def _number(data: bytes, at: int, form: str) -> int:
    found: tuple[Any, ...] = struct.unpack_from(form, data, at)
    return int(found[0])


def _decoded(data: bytes) -> str:
    """Give the text of a file: UTF-8 or UTF-16, with or without its mark, or else Windows' own."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data[1:2] == b"\0" or data[:1] == b"\0":
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
