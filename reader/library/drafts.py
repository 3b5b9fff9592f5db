"""Drafts on disk: each in a file of its own until its note is stored, for its owner's eyes only.

They stand in a folder beside the database. Whoever writes a draft holds a lock on its file for as
long, so one that nobody holds was left behind: by a kill, a power cut, a disk that was full. A
file is replaced whole or not at all, and the lock is on what takes its place before it does.
"""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from pathlib import Path
from time import time
from typing import NamedTuple

from reader.errors import BusyError, ReaderError
from reader.library.clock import new_id
from reader.library.draft import MOST_BYTES, Draft, packed, unpacked
from reader.store.placing import folder_beside, sync_folder

_SUFFIX = ".json"
_PASSING = ".part"
_MOST_FILES = 1_000
"""Files that are looked at: a folder that holds more was not filled by this program."""

_SURELY_OVER = 3600.0
"""Seconds after which a file is no longer being written."""


class LeftDraft(NamedTuple):
    """A draft that was left behind."""

    draft: Draft
    path: Path


class Left(NamedTuple):
    """What was left behind, the newest first."""

    drafts: tuple[LeftDraft, ...] = ()
    unreadable: tuple[Path, ...] = ()
    """Files that stand among the drafts and cannot be read as one."""


def folder_of(database: Path) -> Path:
    """Give the folder in which a database's drafts stand."""
    return folder_beside(database, "drafts")


class DraftFile:
    """The file of one draft, locked from its first writing until it is removed or released.

    It belongs to one thread at a time. What the disk refuses is raised as `ReaderError`.
    """

    def __init__(self, path: Path, held: int = -1) -> None:
        """Take over a file that is locked by the descriptor `held`, or begin with none."""
        self.path = path
        self._held = held

    @classmethod
    def new(cls, database: Path) -> DraftFile:
        """Give the file for a new draft; it is there once it is written."""
        return cls(folder_of(database) / (new_id() + _SUFFIX))

    def write(self, draft: Draft) -> None:
        """Put a draft into the file in place of what it held."""
        try:
            data = packed(draft)
            _make_private(self.path.parent)
            fresh = self._replaced(data)
        except ValueError as error:
            raise ReaderError("no draft is kept: the note is too long") from error
        except OSError as error:
            raise ReaderError(f"no draft can be kept: {error.strerror}") from error
        self.release()
        self._held = fresh

    def _replaced(self, data: bytes) -> int:
        """Write a new file over the old one, and give the descriptor that holds its lock."""
        passing = self.path.with_suffix(_PASSING)
        with suppress(FileNotFoundError):
            passing.unlink()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        descriptor = os.open(passing, flags, 0o600)
        try:
            _lock(descriptor)
            with os.fdopen(os.dup(descriptor), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            passing.replace(self.path)
            sync_folder(self.path.parent)
        except BaseException:
            os.close(descriptor)
            with suppress(OSError):
                passing.unlink()
            raise
        return descriptor

    def remove(self) -> None:
        """Remove the file: its note is stored, or is not wanted."""
        with suppress(OSError):
            self.path.unlink()
        self.release()

    def release(self) -> None:
        """Leave the file, as it stands, to whoever brings its draft back."""
        held, self._held = self._held, -1
        if held >= 0:
            os.close(held)


def claim(path: Path) -> tuple[Draft, DraftFile] | None:
    """Take over a draft that was left behind; `None` if it has gone or another window has it.

    What is no draft raises `ValueError`, what cannot be read `OSError`.
    """
    flags = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        return None
    try:
        if not (_lock(descriptor) and _is_at(descriptor, path)):
            os.close(descriptor)
            return None
        return unpacked(_read(descriptor)), DraftFile(path, descriptor)
    except BaseException:
        with suppress(OSError):
            os.close(descriptor)
        raise


def left_behind(database: Path) -> Left:
    """Give the drafts beside a database that no window is writing."""
    drafts: list[LeftDraft] = []
    unreadable: list[Path] = []
    for path in _files(folder_of(database)):
        try:
            claimed = claim(path)
        except (OSError, ValueError):
            unreadable.append(path)
            continue
        if claimed is not None:
            draft, file = claimed
            file.release()
            drafts.append(LeftDraft(draft, path))
    drafts.sort(key=lambda found: found.draft.at, reverse=True)
    return Left(tuple(drafts), tuple(unreadable))


@contextmanager
def held(paths: list[Path]) -> Iterator[list[Path]]:
    """Hold the locks on drafts, so that none is brought back; `BusyError` if a window has one."""
    with ExitStack() as stack:
        for path in paths:
            try:
                descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            except FileNotFoundError:
                continue
            stack.callback(os.close, descriptor)
            if not (_lock(descriptor) and _is_at(descriptor, path)):
                raise BusyError(
                    "a note on it is being written", "close that window and do it again"
                )
        yield paths


def put_elsewhere(draft: Draft) -> Path:
    """Write a note to a new private file among the temporary ones, where its folder takes none."""
    from tempfile import mkstemp  # Late: hardly anybody comes here.

    try:
        descriptor, name = mkstemp(".md", "reader-note-")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(draft.text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ReaderError(f"it could be put nowhere: {error.strerror}") from error
    return Path(name)


def _files(folder: Path) -> list[Path]:
    """Give the files of drafts in a folder; what a kill left half written is swept away."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(Path(entry.path) for entry in islice(entries, _MOST_FILES))
    except OSError:
        return []
    for path in found:
        if path.suffix == _PASSING:
            with suppress(OSError):
                if time() - path.lstat().st_mtime > _SURELY_OVER:
                    path.unlink()
    return [path for path in found if path.suffix == _SUFFIX]


def _lock(descriptor: int) -> bool:
    """Lock a file unless another window holds it; where there are no locks, it is free."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether an open file is still the one at a path: it may have been replaced meanwhile."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


def _read(descriptor: int) -> bytes:
    about = os.fstat(descriptor)
    if not stat.S_ISREG(about.st_mode) or about.st_size > MOST_BYTES:
        raise ValueError("no file of a draft")
    with os.fdopen(os.dup(descriptor), "rb") as file:
        return file.read(MOST_BYTES)


def _make_private(folder: Path) -> None:
    """Make a folder that only its owner can look into, or make sure that it is one."""
    try:
        folder.mkdir(mode=0o700)
        sync_folder(folder.parent)
    except FileExistsError:
        about = folder.lstat()
        if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.geteuid():
            raise NotADirectoryError(0, f"{folder.name} is no folder of yours") from None
        if about.st_mode & 0o077:
            folder.chmod(0o700)
