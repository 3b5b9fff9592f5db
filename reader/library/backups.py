"""Backups as both faces ask for them: made, listed, put back, and made by themselves."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import NamedTuple

from reader.errors import NotFoundError, StoreError
from reader.store import automatic, backups, restoring
from reader.store.backups import Backup
from reader.store.connection import shown
from reader.store.copying import Halt, counted
from reader.store.restoring import Restored

__all__ = ["AutomaticBackups", "Backup", "Kept", "Restored"]


class Kept(NamedTuple):
    """A backup with how much is in it."""

    backup: Backup
    articles: int
    annotations: int
    problem: str
    """What is wrong with it; nothing where it could be read."""


def back_up(database: Path, wanted: Path | None = None) -> Path:
    """Back a database up into its folder, or to a new file: its path, once it is verified."""
    if wanted is not None:
        backups.make_at(database, wanted)
        return wanted
    return backups.make(database, _now()).path


def listed(database: Path) -> list[Kept]:
    """Give the backups of a database, newest first."""
    return [_counted(backup) for backup in backups.every(database)]


def named(database: Path, name: str) -> Path:
    """Give the backup that a path means, or the start of a name in the folder."""
    if Path(name).exists():
        return Path(name)
    known = backups.every(database)
    found = [one.path for one in known if one.path.name.startswith(name)]
    exact = [path for path in found if name in (path.name, path.stem)]
    if len(exact or found) == 1:
        return (exact or found)[0]
    what = "more than one backup is called" if found else "there is no backup"
    raise NotFoundError(f"{what} {name[:64]}", "`reader backup --list` shows them")


def newest_sound(database: Path) -> tuple[Path, list[str]]:
    """Give the newest backup that is sound, and what is wrong with those that are newer.

    What was backed up only because another took its place is passed over.
    """
    newest, wrong = backups.newest_sound(database)
    problems = [error.what for _, error in wrong]
    if newest is not None:
        return newest.path, problems
    folder = shown(backups.folder_of(database))
    what = "no backup is sound" if problems else "there are no backups"
    raise NotFoundError(f"{what} in {folder}", "`reader restore FILE` takes one from elsewhere")


def held(source: Path) -> tuple[int, int]:
    """Give how many articles and annotations are in a backup."""
    rows = counted(source).rows
    return rows["article"], rows["annotation"]


def restore(database: Path, source: Path) -> Restored:
    """Put a copy of a backup in the place of a database; what was there is kept."""
    return restoring.restore(database, source, _now())


def refuse_foreign(database: Path) -> None:
    """Refuse what no backup of ours may take the place of, before anything is asked."""
    restoring.refuse_foreign(database.resolve())


class AutomaticBackups:
    """The backups that are made while an app is open."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._halt = Halt()

    def make_if_due(self) -> Backup | None:
        """Make one if the last is an hour old and something changed, in the calling thread."""
        try:
            return automatic.make_if_due(self._database, _now(), self._halt)
        except StoreError:
            if self._halt.is_asked:
                return None
            raise

    def stop(self) -> None:
        """End what is being made, from any thread; nothing is left of it."""
        self._halt.ask()


def _counted(backup: Backup) -> Kept:
    try:
        return Kept(backup, *held(backup.path), "")
    except StoreError as error:
        return Kept(backup, 0, 0, error.what)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
