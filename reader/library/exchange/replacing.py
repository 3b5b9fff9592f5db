"""Files that an export takes the place of: whole or not at all, and never one that is needed."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from reader.errors import MisuseError, ReaderError
from reader.store import articles
from reader.store.connection import Connection
from reader.store.opening import is_database, is_published
from reader.store.placing import COMPANIONS, companion, sync_folder

_ANOTHER = "export to another file"
_OWN_STREAM = re.compile(r"/dev/(?:std(?P<name>out|err)|fd/(?P<number>\d+))")
_UNSYNCED = (errno.EACCES, errno.EINVAL, errno.ENOTSUP)
"""Errors of file systems that cannot make a folder's entries last when asked to."""


def refuse_target(connection: Connection, target: Path, *, may_be_published: bool = False) -> None:
    """Refuse to write over a folder, a database or an article of the library.

    An article's file is known by its path, through symbolic links and through hard ones.
    A database that was made to be handed on `may_be_published` anew, unless it is in use.
    """
    if is_stream(target):
        return
    real = _real(target)
    if real.is_dir():
        raise MisuseError(f"{target} is a folder", "name a file in it")
    if may_be_published and is_published(real) and not _is_in_use(real):
        return
    beside = [real.with_name(real.name.removesuffix(end) or real.name) for end in COMPANIONS]
    if any(is_database(path, connection) for path in (real, *beside)):
        raise MisuseError(f"{target} is a database", _ANOTHER)
    if _is_article(connection, real):
        raise MisuseError(f"{target} is an article of the library", _ANOTHER)


def _is_in_use(database: Path) -> bool:
    """Whether there is a companion of it, which would be taken for one of what replaces it."""
    return any(os.path.lexists(companion(database, suffix)) for suffix in COMPANIONS)


def is_stream(target: Path) -> bool:
    """Whether it is a pipe, a terminal or the like, which is written to as it stands."""
    if _OWN_STREAM.fullmatch(str(target)):
        return True
    try:
        mode = target.stat().st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _real(target: Path) -> Path:
    try:
        return target.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise MisuseError(f"{target} leads nowhere", "name another file with -o") from error


def _is_article(connection: Connection, real: Path) -> bool:
    """Whether an article's file is at this path, or has this name besides its own."""
    if _may_be_known(real) and articles.by_path(connection, str(real)):
        return True
    try:
        found = real.stat()
    except (OSError, ValueError):
        return False
    # What has one name alone can only be called differently where case does not count.
    paths = articles.paths(connection) if found.st_nlink > 1 else _written_alike(connection, real)
    return any(_is_same(path, found) for path in paths)


def _written_alike(connection: Connection, path: Path) -> Iterator[str]:
    return articles.paths(connection, like=str(path)) if _may_be_known(path) else iter(())


def _is_same(path: str, found: os.stat_result) -> bool:
    try:
        return os.path.samestat(Path(path).stat(), found)
    except (OSError, ValueError):
        return False


def _may_be_known(path: Path) -> bool:
    """Whether an article can have this path: one that is not valid UTF-8 has none."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `target` whole when all is written, or not at all.

    A stream is written to as it stands.
    """
    if is_stream(target):
        with _told(target), _stream(target) as file:
            yield file
        return
    # What stands at its path by now may be another file.
    with _passing(target) as (_, descriptor), os.fdopen(descriptor, "wb", closefd=False) as file:
        yield file


@contextmanager
def replacing_by(target: Path) -> Iterator[Path]:
    """Give the path of an empty file that takes the place of `target` at the end, or goes."""
    with _passing(target) as (passing, _):
        yield passing


@contextmanager
def _passing(target: Path) -> Iterator[tuple[Path, int]]:
    """Give the path and the descriptor of a file as `replacing_by` has it.

    A file that is replaced keeps its permissions; a new one can be read by its owner only.
    Behind a symbolic link the file is replaced, and the link stays.
    """
    real = _real(target)
    with _told(target):
        if real.exists() and not os.access(real, os.W_OK):
            raise PermissionError(errno.EACCES, "it may only be read")
        _sweep(real)
        passing, descriptor = _made(real)
        try:
            yield passing, descriptor
            _keep_permissions(real, descriptor)
            os.fsync(descriptor)
            passing.replace(real)
        except BaseException:
            passing.unlink(missing_ok=True)
            raise
        finally:
            os.close(descriptor)
        _settle(real.parent)


def _made(real: Path) -> tuple[Path, int]:
    """Make an empty file beside a file, locked as long as its writer lives: see `_sweep`."""
    while True:
        passing = real.with_name(f"{_start(real)}{secrets.token_hex(6)}.part")
        descriptor = os.open(passing, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        if _is_locked(passing, descriptor):
            return passing, descriptor
        # Another export took it for one that was left behind.
        os.close(descriptor)
        passing.unlink(missing_ok=True)


def _is_locked(passing: Path, descriptor: int) -> bool:
    """Lock a file unless its system knows no locks; whether no other has, or deleted it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return _is_same(str(passing), os.fstat(descriptor))


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Say which file it is that fails, but for a reader who has what they wanted."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ReaderError(
            f"{target} cannot be written: {error.strerror}", "name another file with -o"
        ) from error


@contextmanager
def _stream(target: Path) -> Iterator[BinaryIO]:
    """Open what is no regular file; a stream of our own as it was handed to us."""
    own = _OWN_STREAM.fullmatch(str(target))
    if own is None:
        with target.open("wb") as file:
            yield file
        return
    number = int(own["number"]) if own["number"] else 1 if own["name"] == "out" else 2
    with open(os.dup(number), "wb") as file:  # noqa: PTH123  # a descriptor has no path
        yield file


def _start(real: Path) -> str:
    """Give what the passing names of a file begin with: hidden, and short enough in bytes."""
    name = real.name
    while len(os.fsencode(name)) > 120:
        name = name[:-1]
    return f".{name}."


def _sweep(real: Path) -> None:
    """Delete what killed exports to the same file left behind, which nobody has locked."""
    passing = re.compile(re.escape(_start(real)) + r"[0-9a-f]{12}\.part")
    with suppress(OSError):
        for name in filter(passing.fullmatch, os.listdir(real.parent)):  # noqa: PTH208
            with suppress(OSError):
                _delete_unlocked(real.with_name(name))


def _delete_unlocked(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    finally:
        os.close(descriptor)


def _keep_permissions(real: Path, descriptor: int) -> None:
    """Give a file the permissions, and if we may the owner, of the one whose place it takes."""
    try:
        old = real.stat()
    except FileNotFoundError:
        return
    mode = stat.S_IMODE(old.st_mode) & 0o777
    new = os.fstat(descriptor)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        try:
            os.fchown(descriptor, old.st_uid, old.st_gid)
        except OSError:
            # Its group would be another one.
            mode &= 0o707
    os.fchmod(descriptor, mode)


def _settle(folder: Path) -> None:
    """Make a folder's new entry last, where its file system knows how."""
    try:
        sync_folder(folder)
    except OSError as error:
        if error.errno not in _UNSYNCED:
            raise
