"""The files that belong to a database and stand beside it: what is kept in them, and what is left.

Backups and drafts have a folder each; SQLite's own companions and files under a passing name
stand next to the database.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from reader.store.placing import folder_beside

_PASSING = r"(?:.*\.)?[0-9a-f]{12}\.(?:new|part)(?:-wal|-shm|-journal)?"
_HALF_MADE = re.compile(rf"\..*\.{_PASSING}")
_PRIVATE = re.compile(r"\.reader-[a-z0-9_]{8}")
_BACKUP = re.compile(r"\d{8}T\d{6}Z.*\.db")
_DRAFT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(?:json|part)")

LOGS = ("-wal", "-shm", "-journal")
"""What SQLite puts behind a database's name for the files that go with it."""


def logs(path: Path) -> list[Path]:
    """Give SQLite's own companions of a database that are there."""
    beside = [path.with_name(path.name + suffix) for suffix in LOGS]
    return [file for file in beside if file.is_file()]


def folders(path: Path) -> list[Path]:
    """Give the folders for backups and drafts that stand beside a database."""
    found = [folder_beside(path, kind) for kind in ("backups", "drafts")]
    return [folder for folder in found if _is_folder(folder)]


def backups(path: Path) -> list[Path]:
    """Give the finished backups of a database, the newest first."""
    found = [file for file in _files(path, "backups") if _BACKUP.fullmatch(file.name)]
    return sorted(found, key=lambda file: file.name, reverse=True)


def replaced(path: Path) -> list[Path]:
    """Give the databases that a backup took the place of, without what SQLite put beside them."""
    real = path.resolve()
    found = [file for file in _beside(real) if file.name.startswith(f"{real.name}.replaced-")]
    return sorted(file for file in found if not file.name.endswith(LOGS))


def drafts(path: Path) -> list[Path]:
    """Give the files that hold drafts of notes, those in the making too."""
    return sorted(file for file in _files(path, "drafts") if _DRAFT.fullmatch(file.name))


def unfinished(path: Path) -> list[Path]:
    """Give databases, copies and backups in the making, or whose making was ended from outside."""
    real = path.resolve()
    named = re.compile(rf"\.{re.escape(real.name[:80])}\.{_PASSING}")
    return sorted(
        [
            *(file for file in _files(path, "backups") if _HALF_MADE.fullmatch(file.name)),
            *(file for file in _beside(real) if named.fullmatch(file.name)),
            *(
                file
                for folder in real.parent.iterdir()
                if is_private(folder)
                for file in _regular(folder)
                if file.name.startswith("copy.db")
            ),
        ]
    )


def is_private(folder: Path) -> bool:
    """Whether a folder was made to look at a copy of a database in."""
    return _PRIVATE.fullmatch(folder.name) is not None and folder.is_dir()


def sync(path: Path) -> None:
    """Have a file's bytes, or a folder's names, on disk when it returns."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _files(path: Path, kind: str) -> list[Path]:
    folder = folder_beside(path, kind)
    return _regular(folder) if _is_folder(folder) else []


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _beside(real: Path) -> list[Path]:
    return _regular(real.parent)


def _regular(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.is_file() and not file.is_symlink()]
