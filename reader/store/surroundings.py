"""Checking what stands beside a database: its backups, drafts, leftovers, permissions, space."""

from __future__ import annotations

import shlex
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.counting import plural
from reader.errors import DamagedError, StoreError
from reader.store import backups as keeping
from reader.store import companions, unfinished
from reader.store.checking import Progress, first_problem, unreadable
from reader.store.connection import shown
from reader.store.finding import Finding, note, problem

_OLD = timedelta(days=7)
"""Since the newest backup, from which on it is worth saying."""
_OVER = timedelta(hours=1)
"""Since the last write, from which on what is in the making was left behind."""
_LEAST_FREE = 100_000_000
_BACK_UP = "`reader backup` makes one"


def backups(
    path: Path, now: datetime, progress: Progress | None = None
) -> tuple[list[Finding], Path | None]:
    """Check the backups; what was found, and the newest that can be restored.

    That one is looked at wholly, of older ones only whether they can be read.
    """
    newest, unsound = keeping.newest_sound(path)
    found = [
        problem("backup", shown(file), error.what.replace(shown(file), "it"), _hint(error))
        for file, error in unsound
    ]
    looked_at = [file for file, _ in unsound]
    for number, file in enumerate(companions.backups(path)):
        if progress:
            progress("backups", number)
        if newest and file == newest.path:
            found += _contents(file)
        elif file not in looked_at and (wrong := unreadable(file)):
            found.append(problem("backup", shown(file), wrong.what, _hint(wrong)))
    if newest is None:
        found.append(note("backup", "", "there is no sound backup", _BACK_UP))
    elif now - newest.made > _OLD:
        age = f"the newest sound one is {plural((now - newest.made).days, 'day')} old"
        found.append(note("backup", shown(newest.path), age, _BACK_UP))
    return found, newest.path if newest else None


def _hint(error: StoreError) -> str:
    if isinstance(error, DamagedError):
        return "it cannot be restored: delete it when others are sound"
    return error.hint


def _contents(backup: Path) -> Iterator[Finding]:
    """Tell what is wrong with things in a backup that can be restored."""
    if wrong := first_problem(backup):
        hint = "it can be restored, with this in it"
        yield problem("backup", shown(backup), f"{wrong.where}: {wrong.what}".lstrip(": "), hint)


def restoring(backup: Path | None) -> str:
    """Say how to put a backup in the database's place."""
    return f"`reader restore {shlex.quote(shown(backup))}`" if backup else ""


def left_behind(path: Path, now: datetime) -> Iterator[Finding]:
    """Tell of drafts, of files that a killed program left, and of an unfinished forgetting."""
    drafts = [file for file in companions.drafts(path) if file.suffix == ".json"]
    if drafts:
        what = f"{plural(len(drafts), 'draft')} of notes left behind or being written"
        yield note("draft", shown(drafts[0].parent), what, "the app brings them back")
    for file in companions.half_made(path):
        if now - _written(file) > _OVER:
            hint = "nothing needs it: `reader doctor --repair` deletes it"
            yield note("leftover", shown(file), "a killed program left it behind", hint)
    if unfinished.is_marked(path):
        what = "what was to be forgotten may still be in it or in its backups"
        yield problem(
            "forgetting", shown(path), what, "close other windows and `reader forget` it again"
        )


def open_to_others(path: Path) -> list[Path]:
    """Give the files and folders that others than their owner may read or change."""
    databases = [path, *companions.replaced(path), *companions.backups(path)]
    logs = [log for database in databases for log in companions.logs(database)]
    kept = [*companions.drafts(path), *companions.folders(path)]
    ours = [*databases, *logs, *kept]
    return [file for file in ours if file.exists() and file.stat().st_mode & 0o077]


def permissions(path: Path) -> Iterator[Finding]:
    """Tell of what others than its owner may read or change."""
    for file in open_to_others(path):
        mode = stat.filemode(file.stat().st_mode)
        hint = f"`chmod go= {shlex.quote(shown(file))}`, or `reader doctor --repair`"
        yield note("permissions", shown(file), f"others may look at it or change it ({mode})", hint)


def space(path: Path) -> Iterator[Finding]:
    """Tell if the disk has little room left for the database and a copy of it."""
    free = shutil.disk_usage(path.resolve().parent).free
    if free < max(_LEAST_FREE, 2 * path.stat().st_size):
        what = f"{free // 1_000_000:,} MB are free on its disk"
        yield note("space", shown(path.resolve().parent), what, "free some space")


def repair(path: Path, now: datetime) -> Iterator[str]:
    """Put right what needs no thought, permissions and leftovers, and say what was done."""
    for file in open_to_others(path):
        file.chmod(stat.S_IMODE(file.stat().st_mode) & 0o700)
        yield f"made {shown(file)} its owner's alone"
    for file in companions.half_made(path):
        if now - _written(file) > _OVER:
            companions.delete([file])
            yield f"deleted {shown(file)}"


def _written(file: Path) -> datetime:
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except FileNotFoundError:
        return datetime.max.replace(tzinfo=UTC)
