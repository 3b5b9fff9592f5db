"""Backups that are made and let go of by themselves, so that a worse one never replaces a better.

Nothing is removed unless the newest was verified just now and the one that stays in its
place is sound; and where something vanished that the history does not tell of, the last
backup that still has it stays for good.
"""

from __future__ import annotations

import shutil
import time
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from reader.errors import StoreError
from reader.store import lineage
from reader.store.backups import FOR_GOOD, Backup, every, files, folder_of, make
from reader.store.companions import is_half_made
from reader.store.connection import connect, shown, wrapped
from reader.store.copying import Halt, verified
from reader.store.placing import companion, discard, place_new, sync_folder
from reader.store.thinning import surplus

EVERY = 3600.0
"""Seconds at least between two automatic backups."""
KEPT = 10
"""How many backups made before something are kept, of each such reason."""
BUDGET = 4 << 30
"""Bytes that automatic backups may take together, if there are more than `LEAST`."""
LEAST = 8
"""How many automatic backups are kept however large they are."""
SWEPT_AFTER = 3600.0
"""Seconds since the last write to a half-made backup after which nobody makes it any more."""


def make_if_due(path: Path, at: datetime, halt: Halt | None = None) -> Backup | None:
    """Make a backup if the last is an hour old and something changed since; then thin out.

    To be called by a process that has the database open for writing.

    Where something is gone that the history does not tell of, the last backup from before is
    kept for good.
    """
    try:
        return _make_if_due(path, at, halt)
    except OSError as error:
        raise StoreError(
            f"no backups can be kept in {shown(folder_of(path))}: {error.strerror}",
            "look at the space and permissions there",
        ) from error


def _make_if_due(path: Path, at: datetime, halt: Halt | None) -> Backup | None:
    known = every(path)
    newest = known[0] if known else None
    if newest is not None:
        if 0 <= (at - newest.made).total_seconds() < EVERY:
            return None
        if not _has_changed(path, newest):
            return None
    _require_room(path)
    made = make(path, at, halt=halt, is_open=True)
    if newest is not None and not newest.reason and not _goes_on(made, newest):
        _keep(newest)
    thin(path, at, halt)
    sweep(path)
    return made


def thin(path: Path, at: datetime, halt: Halt | None = None) -> list[Path]:
    """Remove the backups that are no longer needed, once those that stay for them are verified.

    To be called when the newest was made and verified just now. Gives what was removed.
    """
    found = every(path)
    going = _surplus([one for one in found if not one.reason], at, halt)
    for reason in {one.reason for one in found} - {"", FOR_GOOD}:
        going += [one for one in found if one.reason == reason][KEPT:]
    return [backup.path for backup in going if _is_removed(backup.path)]


def sweep(path: Path) -> None:
    """Remove what was left of backups whose making was ended from outside."""
    with suppress(OSError):
        for file in files(path):
            if is_half_made(file) and _is_left(file):
                _is_removed(file)
        sync_folder(folder_of(path))


def _is_left(file: Path) -> bool:
    """Whether nobody has written to a half-made file for so long that nobody will."""
    try:
        return time.time() - file.stat().st_mtime > SWEPT_AFTER
    except OSError:
        return False


def _is_removed(file: Path) -> bool:
    """Remove a file; whether that could be done, since the backup just made is one all the same."""
    try:
        discard(file)
    except OSError:
        return False
    return True


def _require_room(path: Path) -> None:
    """Refuse to fill a disk that the database itself still needs."""
    real = path.resolve()
    size = sum(one.stat().st_size for one in (real, companion(real, "-wal")) if one.exists())
    if shutil.disk_usage(real.parent).free < 3 * size:
        raise StoreError("the disk is nearly full", "free some space")


def _keep(backup: Backup) -> None:
    """Give a backup the name under which thinning leaves it."""
    wanted = backup.path.with_name(f"{backup.path.stem}-{FOR_GOOD}.db")
    with suppress(OSError):
        place_new(backup.path, wanted)


def _surplus(found: list[Backup], at: datetime, halt: Halt | None) -> list[Backup]:
    """Give those that may go because a later one, which is sound, stays in their place."""
    times: dict[datetime, list[Backup]] = {}
    for backup in found:
        times.setdefault(backup.made, []).append(backup)
    sound: dict[datetime, bool] = {}
    going: list[Backup] = []
    room = max(BUDGET // found[0].size, LEAST) if found else None
    for time_of, keeper in surplus(times, at, room):
        if keeper not in sound:
            sound[keeper] = any(_is_sound(one, halt) for one in times[keeper])
        if sound[keeper]:
            going += times[time_of]
    return going


def _has_changed(path: Path, newest: Backup) -> bool:
    with wrapped(path), closing(connect(path, "rw")) as connection:
        present = lineage.state(connection)
    try:
        with wrapped(newest.path), closing(connect(newest.path, "ro")) as connection:
            return lineage.state(connection) != present
    except StoreError:
        return True


def _goes_on(made: Backup, newest: Backup) -> bool:
    with wrapped(made.path), closing(connect(made.path, "ro")) as newer:
        try:
            with wrapped(newest.path), closing(connect(newest.path, "ro")) as older:
                return lineage.goes_on(newer, older)
        except StoreError:
            # Nothing in it can be read: it is not what anybody would want back.
            return True


def _is_sound(backup: Backup, halt: Halt | None) -> bool:
    try:
        verified(backup.path, halt=halt)
    except StoreError:
        return False
    return True
