"""Looking at everything that can rot, in the database and around it, and saying what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from reader import sizes
from reader.errors import DamagedError, StoreError
from reader.ingest import taking
from reader.store import articles, checking, opening, surroundings
from reader.store.checking import Progress
from reader.store.connection import shown
from reader.store.finding import Finding, called, note
from reader.store.store import Store

__all__ = ["Finding", "examine", "rebuild_index", "repair"]


def examine(path: Path, progress: Progress | None = None) -> Iterator[Finding]:
    """Give what is wrong or worth knowing with the library at `path`; nothing is written.

    What is no database of ours raises `StoreError`. `progress` is told what is looked at, and
    how many of it so far.
    """
    now = datetime.now(UTC)
    path = path.resolve()
    opening.look(path)
    told, newest = surroundings.backups(path, now, progress)
    damaged = False
    for found in checking.check(path, progress):
        damaged = damaged or found.grade == "problem"
        yield _with_backup(found, newest)
    yield from told
    if not damaged:
        yield from _sources(path)
    yield from surroundings.left_behind(path, now)
    yield from surroundings.permissions(path)
    yield from surroundings.space(path)


def repair(path: Path) -> Iterator[str]:
    """Put right what needs no thought, and say each thing that was done.

    What is no database of ours raises `StoreError` and is left alone.
    """
    path = path.resolve()
    if opening.look(path) is not None:
        yield from surroundings.repair(path, datetime.now(UTC))


def rebuild_index(
    path: Path, tell: Callable[[str], None] | None = None, progress: Progress | None = None
) -> None:
    """Make the indexes anew, in one step, from what is stored; nothing else is changed.

    `progress` is told of the articles that are done. `StoreError` if it cannot be done; then all
    stays as it is.
    """
    store, _ = Store.open(path.resolve(), tell=tell)
    try:
        store.rebuild(partial(progress, "articles") if progress else None).result()
    except DamagedError as error:
        what = "more than the index is damaged"
        raise DamagedError(f"{what}: {error.what}", "`reader doctor` says what to do") from error
    finally:
        store.close()


def _with_backup(found: Finding, newest: Path | None) -> Finding:
    """Give a finding whose hint names the newest sound backup, where it speaks of one."""
    if "`reader restore`" not in found.hint:
        return found
    if newest is None:
        return replace(found, hint="there is no sound backup: keep a copy, and export what reads")
    named = surroundings.restoring(newest)
    return replace(found, hint=found.hint.replace("`reader restore`", named))


def _sources(path: Path) -> Iterator[Finding]:
    """Tell of articles whose files are gone or have changed since they were taken in."""
    try:
        store, _ = Store.open(path)
    except StoreError:
        return
    try:
        known = store.read(articles.known)
        titles = store.read(lambda connection: dict(articles.titles(connection)))
    finally:
        store.close()
    for one in known.values():
        where = called(titles.get(one.id, ""), one.id)
        path = Path(one.path)
        if not path.is_absolute():
            # An address.
            continue
        try:
            status = path.stat()
        except (OSError, ValueError):
            hint = "it stays readable; `reader add` finds it where it was moved to"
            yield note("source", where, f"its file {shown(Path(one.path))} is not there", hint)
            continue
        is_as_it_was = (status.st_size, status.st_mtime_ns) == (one.stamp.size, one.stamp.mtime_ns)
        # A file may have another time and the very same bytes.
        if not is_as_it_was and taking.digest(Path(one.path), sizes.HIGHEST) != one.stamp.digest:
            hint = "`reader add` looks at it again"
            yield note("source", where, f"its file {shown(Path(one.path))} was changed since", hint)
