"""The files of a brat folder, of which each may be odd: what cannot be read is lost and named.

None of them may be larger than the limit, or a link, but for the one that is named. Folders in the
folder are read with it, as brat shows them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from reader.errors import FormatError
from reader.formats.losses import Losses
from reader.text.normal import visible

HINT = "give a file that brat wrote, or a folder of them"
MARKS, TEXT = ".ann", ".txt"
_MOST_NAMED = 20
"""Files that something is said of one by one, at most."""
_LONGEST_NAME = 80
_DEEPEST = 32
"""Folders in each other."""
_MOST_FILES = 200_000
"""Files and folders, all together."""


class BratFiles:
    """The files that are read together: those of a folder, or one with what stands beside it."""

    def __init__(self, file: Path, max_size: int, losses: Losses) -> None:
        self._named = file.resolve()
        self._max_size, self._losses = max_size, losses
        self.folder = self._named if self._named.is_dir() else self._named.parent
        self._told = self._seen = 0
        self.first: FormatError | None = None
        """What was wrong first."""

    def beside(self, file: Path) -> str | None:
        """Give the text of a file that need not be there."""
        return self.text(file) if os.path.lexists(file) else None

    def text(self, file: Path) -> str | None:
        """Give a file's text, exactly; nothing, and a loss, where it cannot be had."""
        try:
            return self._text(file)
        except FormatError as error:
            self.lose("file", f"in it: {error.what}", error)
            return None

    def lose(self, noun: str, where: str, error: FormatError, count: int = 1) -> None:
        """Count what is lost of a file, and say where; of too many only how many there are."""
        self.first = self.first or error
        self._told += 1
        self._losses.add(
            "all", f"{noun} {where}" if self._told <= _MOST_NAMED else f"further {noun}", count
        )

    def stems(self) -> Iterator[Path]:
        """Give the paths of texts and their marks, without the endings; one of them is there."""
        if self._named.is_dir():
            found = sorted(self._inside(self._named, 0))
            # What was written of a library without marks has settings alone.
            if not (
                any(one.suffix == MARKS for one in found)
                or (self._named / "annotation.conf").is_file()
            ):
                raise FormatError("no file in it ends with .ann", HINT)
            yield from dict.fromkeys(one.with_suffix("") for one in found)
        elif self._named.suffix in (MARKS, TEXT):
            yield self._named.with_suffix("")
        else:
            raise FormatError("its name ends neither with .ann nor with .txt", HINT)

    def name_of(self, file: Path) -> str:
        """Give a file's name, with those of the folders that it is in, in one harmless line."""
        name = visible(self.key_of(file))
        return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"

    def key_of(self, file: Path) -> str:
        """Give the path of a file in the folder."""
        return file.relative_to(self.folder).as_posix()

    def _inside(self, folder: Path, depth: int) -> Iterator[Path]:
        """Give the files of marks and of texts in a folder and the folders in it."""
        for one in self._entries(folder):
            path = folder / one.name
            is_folder, is_hidden = _is_folder(one), one.name.startswith(".")
            if path.suffix == MARKS or (path.suffix == TEXT and not (is_folder or is_hidden)):
                yield path
            elif is_folder and not is_hidden:
                if one.is_symlink():
                    self._lose_folder(path, "is a link", "put the folder itself there")
                elif depth == _DEEPEST:
                    self._lose_folder(path, "stands in too many others", HINT)
                else:
                    yield from self._inside(path, depth + 1)

    def _entries(self, folder: Path) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as found:
                inside = list(islice(found, _MOST_FILES + 1))
        except OSError as error:
            self._lose_folder(folder, f"cannot be read: {error.strerror}", "look at it")
            return []
        self._seen += len(inside)
        if self._seen > _MOST_FILES:
            raise FormatError(f"there are more than {_MOST_FILES:,} files in it", HINT)
        return inside

    def _lose_folder(self, folder: Path, what: str, hint: str) -> None:
        error = FormatError(f"{self.name_of(folder)} {what}", hint)
        self.lose("folder", f"in it: {error.what}", error)

    def _text(self, file: Path) -> str:
        try:
            return self._data(file).decode()
        except UnicodeDecodeError as error:
            raise FormatError(
                f"{self.name_of(file)} is no UTF-8 at byte {error.start:,}", HINT
            ) from error
        except FileNotFoundError as error:
            raise FormatError(f"{self.name_of(file)} is not there", HINT) from error
        except OSError as error:
            what = f"{self.name_of(file)} cannot be read: {error.strerror}"
            raise FormatError(what, "look at its permissions") from error

    def _data(self, file: Path) -> bytes:
        status = file.lstat()
        if stat.S_ISLNK(status.st_mode):
            raise FormatError(f"{self.name_of(file)} is a link", "put the file itself there")
        if not stat.S_ISREG(status.st_mode):
            raise FormatError(f"{self.name_of(file)} is no regular file", HINT)
        # It may have become a link or a pipe, or grow, meanwhile.
        descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY)
        with os.fdopen(descriptor, "rb") as opened:
            data = b"" if status.st_size > self._max_size else opened.read(self._max_size + 1)
        size = max(status.st_size, len(data))
        if size > self._max_size:
            raise FormatError(
                f"{self.name_of(file)} has {size:,} bytes, and the limit is {self._max_size:,}",
                "--max-size raises it",
            )
        return data


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # Such as a link to itself.
        return False
