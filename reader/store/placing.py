"""Names beside a database, given to finished files so that a power cut leaves old or new."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite puts behind a database's name for the files that go with it."""


def companion(path: Path, suffix: str) -> Path:
    """Give the path of a database's companion."""
    return path.with_name(path.name + suffix)


def folder_beside(path: Path, kind: str) -> Path:
    """Give the folder for files of a kind that go with the database at `path`, there or not.

    For `backups` of `annotations.db` that is `annotations-backups`, for those of
    `annotations.sqlite` it is `annotations.sqlite.backups`: no two databases share one. A
    database that is opened through a symbolic link has it beside itself, not beside the link.
    """
    real = path.resolve()
    is_usual = real.suffix == ".db"
    return real.with_name(f"{real.stem}-{kind}" if is_usual else f"{real.name}.{kind}")


def passing_name(path: Path, ending: str) -> str:
    """Give a name, hidden and its own, for what is not finished and will be called `path`."""
    return f"{passing_start(path)}{secrets.token_hex(6)}.{ending}"


def passing_start(path: Path) -> str:
    """Give what all passing names of what will be called `path` start with."""
    return f".{path.name[:80]}."


def aside(path: Path, stamp: str = "") -> Path:
    """Give the name under which a database that a backup replaces is moved aside."""
    return path.with_name(f"{path.name}.replaced-{stamp}")


def sync_file(path: Path) -> None:
    """Have a file's bytes on disk when this returns."""
    _sync(path)


def sync_folder(folder: Path) -> None:
    """Have a folder's names on disk when this returns."""
    _sync(folder)


def place_new(passing: Path, wanted: Path) -> None:
    """Give a finished file its name; `FileExistsError` where something has it already."""
    sync_file(passing)
    try:
        os.link(passing, wanted)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links.
        if os.path.lexists(wanted):
            raise FileExistsError(17, "File exists", str(wanted)) from None
        passing.rename(wanted)
    else:
        passing.unlink()
    sync_folder(wanted.parent)


def discard(passing: Path) -> None:
    """Remove a database that did not come to be, with its companions."""
    for path in (passing, *(companion(passing, suffix) for suffix in COMPANIONS)):
        path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
