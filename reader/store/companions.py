"""The files that are ours beside a database: what is kept in them, and what is left.

Backups and drafts have a folder each; SQLite's own companions and files under a passing name
stand next to the database. Whoever makes, checks or forgets them asks here which they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from reader.store.placing import (
    COMPANIONS,
    aside,
    companion,
    folder_beside,
    passing_start,
    sync_folder,
)

_PASSING = re.compile(r"\..+\.[0-9a-f]{12}\.(?:new|part)(?:-wal|-shm|-journal)?", re.DOTALL)
_PRIVATE = re.compile(r"\.reader-[a-z0-9_]{8}")
_BACKUP = re.compile(r"\d{8}T\d{6}Z.*\.db")
_DRAFT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(?:json|part)")


def logs(path: Path) -> list[Path]:
    """Give SQLite's own companions of a database that are there."""
    return [log for suffix in COMPANIONS if (log := companion(path, suffix)).is_file()]


def folders(path: Path) -> list[Path]:
    """Give the folders for backups and drafts that stand beside a database; no links."""
    found = [folder_beside(path, kind) for kind in ("backups", "drafts")]
    return [folder for folder in found if folder.is_dir() and not folder.is_symlink()]


def backups(path: Path) -> list[Path]:
    """Give what is called as a backup of a database, sound or not, the newest first."""
    found = [file for file in _kept(path, "backups") if _BACKUP.fullmatch(file.name)]
    return sorted(found, key=lambda file: file.name, reverse=True)


def replaced(path: Path) -> list[Path]:
    """Give the databases that a backup took the place of, without what SQLite put beside them."""
    real = path.resolve()
    found = [file for file in _regular(real.parent) if file.name.startswith(aside(real).name)]
    return sorted(file for file in found if not file.name.endswith(COMPANIONS))


def drafts(path: Path) -> list[Path]:
    """Give the files that hold drafts of notes, those in the making too."""
    return sorted(file for file in _kept(path, "drafts") if _DRAFT.fullmatch(file.name))


def half_made(path: Path) -> list[Path]:
    """Give databases, copies and backups in the making, or whose making was ended from outside."""
    beside = _regular(path.resolve().parent)
    start = passing_start(path.resolve())
    found = [file for file in beside if file.name.startswith(start)] + _kept(path, "backups")
    return sorted([*filter(is_half_made, found), *_looked_at(path)])


def is_half_made(file: Path) -> bool:
    """Whether a file is a copy in the making, by its name, or one whose making was ended."""
    return _PASSING.fullmatch(file.name) is not None


def delete(files: Iterable[Path]) -> None:
    """Delete files that may be gone already, with a private folder that is empty then."""
    folders = set()
    for file in files:
        file.unlink(missing_ok=True)
        folders.add(file.parent)
    for folder in folders:
        if _is_private(folder):
            with suppress(OSError):
                folder.rmdir()
        else:
            sync_folder(folder)


def _looked_at(path: Path) -> list[Path]:
    """Give the copies that were made in private folders to look at."""
    private = filter(_is_private, path.resolve().parent.iterdir())
    files = [file for folder in private for file in _regular(folder)]
    return [file for file in files if file.name.startswith("copy.db")]


def _is_private(folder: Path) -> bool:
    return _PRIVATE.fullmatch(folder.name) is not None and folder.is_dir()


def _kept(path: Path, kind: str) -> list[Path]:
    try:
        return _regular(folder_beside(path, kind))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _regular(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.is_file() and not file.is_symlink()]
