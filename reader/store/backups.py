"""Backups: the folder beside the database, what is in it, and making one.

A backup is a database of its own, named for the moment it was made, and it has its name only
when it is on disk and verified. What is in the making stands there under a passing name.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reader.errors import BusyError, StoreError
from reader.store import companions, opening
from reader.store.connection import shown
from reader.store.copying import Halt, copy, verified
from reader.store.placing import discard, folder_beside, passing_name, place_new, sync_folder

FOR_GOOD = "kept"
"""The reason of a backup that is never let go of, as later ones lost something."""

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(
    rf"(\d{{8}}T\d{{6}}Z)(?:-(\d{{1,9}}))?(?:-(before-schema-\d+|before-restore|{FOR_GOOD}))?\.db"
)


class Backup(NamedTuple):
    """A backup that stands in the folder."""

    path: Path
    made: datetime
    """When, in UTC, to the second."""
    number: int
    """Which of those of the same second it is, from 1."""
    reason: str
    """What it was made before, or `FOR_GOOD`; mostly nothing."""
    size: int
    """Bytes."""
    schema: int


def folder_of(path: Path) -> Path:
    """Give the folder with the backups of the database at `path`, whether it is there or not."""
    return folder_beside(path, "backups")


def every(path: Path) -> list[Backup]:
    """Give the backups of the database at `path`, newest first; half-made ones are none."""
    found = [backup for file in companions.backups(path) if (backup := _backup(file))]
    return sorted(found, key=lambda one: (one.made, one.number), reverse=True)


def newest_sound(path: Path) -> tuple[Backup | None, list[tuple[Path, StoreError]]]:
    """Give the newest backup that can be restored, and what is wrong with those that are newer.

    What was backed up only because another took its place is passed over.
    """
    wrong: list[tuple[Path, StoreError]] = []
    for backup in every(path):
        if backup.reason == "before-restore":
            continue
        try:
            verified(backup.path)
        except BusyError:
            raise
        except StoreError as error:
            wrong.append((backup.path, error))
        else:
            return backup, wrong
    return None, wrong


def files(path: Path) -> list[Path]:
    """Give every file that holds a copy of the database at `path`, known to this program.

    Those are its backups, what `restore` moved aside, and copies that were not finished.
    """
    found = [*companions.backups(path), *companions.replaced(path), *companions.half_made(path)]
    return sorted(found)


def stamp_of(at: datetime) -> str:
    """Give a moment as it stands in names: in UTC, to the second."""
    return at.astimezone(UTC).strftime(_STAMP)


def make(
    path: Path,
    at: datetime,
    *,
    reason: str = "",
    halt: Halt | None = None,
    is_open: bool = False,
) -> Backup:
    """Back the database at `path` up into its folder; on disk and verified when this returns.

    `is_open` says that this very process has it open for writing.
    """
    if not is_open:
        opening.examine(path)
    folder = _made_folder(path)
    stamp = stamp_of(at)
    ending = f"-{reason}.db" if reason else ".db"
    passing = folder / passing_name(folder / stamp, "part")
    copy(path, passing, halt=halt, is_open=is_open)
    number = 1 + max((one.number for one in every(path) if stamp_of(one.made) == stamp), default=0)
    while True:
        wanted = folder / (f"{stamp}-{number}{ending}" if number > 1 else f"{stamp}{ending}")
        try:
            _place(passing, wanted)
            break
        except FileExistsError:
            number += 1
    sync_folder(folder.parent)
    backup = _backup(wanted)
    assert backup is not None
    return backup


def make_at(path: Path, wanted: Path) -> None:
    """Back the database at `path` up to the new file `wanted`, verified; nothing is overwritten."""
    opening.examine(path)
    taken = StoreError(f"{shown(wanted)} is there already", "name a new file")
    if wanted.is_symlink() or wanted.exists():
        raise taken
    if not wanted.absolute().parent.is_dir():
        raise StoreError(f"there is no folder {shown(wanted.parent)}", "make it first")
    passing = wanted.with_name(passing_name(wanted, "part"))
    copy(path, passing)
    try:
        _place(passing, wanted)
    except FileExistsError:
        discard(passing)
        raise taken from None


def _backup(file: Path) -> Backup | None:
    """Give what a file in the folder is, by its name and its first bytes."""
    named = _NAME.fullmatch(file.name)
    if named is None:
        return None
    try:
        made = datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)
        seen = opening.look(file)
        size = file.stat().st_size
    except (ValueError, StoreError, OSError):
        return None
    if seen is None or not seen.whole or file.is_symlink():
        return None
    return Backup(file, made, int(named[2] or 1), named[3] or "", size, seen.schema)


def _made_folder(path: Path) -> Path:
    """Give the folder with the backups, made if it is not there."""
    folder = folder_of(path)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"no backups can be kept in {shown(folder)}: {error.strerror}",
            "`reader backup -o FILE` makes one elsewhere",
        ) from error
    return folder


def _place(passing: Path, wanted: Path) -> None:
    try:
        place_new(passing, wanted)
    except FileExistsError:
        raise
    except OSError as error:
        discard(passing)
        raise StoreError(
            f"no backup can be made at {shown(wanted)}: {error.strerror}",
            "look at the space and permissions there",
        ) from error
