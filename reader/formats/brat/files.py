"""The files of a brat folder, of which each may be odd: what cannot be read is lost and named.

None of them may be larger than the limit, or a link, but for the one that is named.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from reader.errors import FormatError
from reader.formats.losses import Losses
from reader.text.normal import visible

HINT = "give a file that brat wrote, or a folder of them"
MARKS = ".ann"
_MOST_NAMED = 20
"""Files that something is said of one by one, at most."""
_LONGEST_NAME = 80


class BratFiles:
    """The files that are read together: those of a folder, or one with what stands beside it."""

    def __init__(self, file: Path, max_size: int, losses: Losses) -> None:
        self._named = file.resolve()
        self._max_size, self._losses = max_size, losses
        self.folder = self._named if self._named.is_dir() else self._named.parent
        self._told = 0
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

    def annotated(self) -> Iterator[Path]:
        """Give the files of marks."""
        if self._named.is_dir():
            inside = sorted(self._named.iterdir())
            found = [one for one in inside if one.suffix == MARKS]
            below = [one for one in inside if one.suffix != MARKS and _has_marks(one)]
            # What was written of a library without marks has settings alone.
            if not (found or (self._named / "annotation.conf").is_file()):
                raise FormatError("no file in it ends with .ann", HINT)
            self._losses.add("all", "folder in it with marks of its own", len(below))
            yield from found
        elif self._named.suffix in (MARKS, ".txt"):
            yield self._named.with_suffix(MARKS)
        else:
            raise FormatError("its name ends neither with .ann nor with .txt", HINT)

    def _text(self, file: Path) -> str:
        try:
            return self._data(file).decode()
        except UnicodeDecodeError as error:
            raise FormatError(
                f"{name_of(file)} is no UTF-8 at byte {error.start:,}", HINT
            ) from error
        except FileNotFoundError as error:
            raise FormatError(f"{name_of(file)} is not there", HINT) from error
        except OSError as error:
            what = f"{name_of(file)} cannot be read: {error.strerror}"
            raise FormatError(what, "look at its permissions") from error

    def _data(self, file: Path) -> bytes:
        status = file.lstat()
        if stat.S_ISLNK(status.st_mode):
            raise FormatError(f"{name_of(file)} is a link", "put the file itself there")
        if not stat.S_ISREG(status.st_mode):
            raise FormatError(f"{name_of(file)} is no regular file", HINT)
        # It may have become a link or a pipe, or grow, meanwhile.
        descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY)
        with os.fdopen(descriptor, "rb") as opened:
            data = b"" if status.st_size > self._max_size else opened.read(self._max_size + 1)
        size = max(status.st_size, len(data))
        if size > self._max_size:
            raise FormatError(
                f"{name_of(file)} has {size:,} bytes, and the limit is {self._max_size:,}",
                "--max-size raises it",
            )
        return data


def name_of(file: Path) -> str:
    """Give a file's name for a message, in one harmless line."""
    name = visible(file.name)
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def _has_marks(inner: Path) -> bool:
    """Whether something is a folder with marks of its own."""
    try:
        is_folder = inner.is_dir() and not inner.is_symlink()
        return is_folder and any(one.suffix == MARKS for one in inner.iterdir())
    except OSError:
        return False
