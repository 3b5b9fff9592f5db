"""An export that makes a folder of files, and never takes the place of what somebody wrote.

A hidden file in the folder tells what we wrote, with its SHA-256. A file that is not in it, or is
not any more as we wrote it, stays as it is: then nothing at all is written. What an earlier export
wrote and this one does not is left. The hidden file is trusted for nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from reader.counting import plural
from reader.errors import MisuseError, ReaderError
from reader.formats.export import WrittenFile
from reader.ingest import exported
from reader.ingest.exported import MANIFEST
from reader.library.exchange import replacing
from reader.store.connection import Connection
from reader.text.normal import visible

_CHUNK = 1 << 20

Hashes = Mapping[str, Iterable[str]]
"""By name of a file, what it may hold to be one that we wrote."""


class Prepared(NamedTuple):
    """What is to be written into a folder, once it is known that nothing is lost by it."""

    hashes: Mapping[str, str]
    """Of each file by name, as it will be."""
    before: Hashes
    """What an earlier export wrote."""
    annotations: int


class Folder:
    """One folder that is exported to."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection, self._path = connection, path

    def prepare(self, files: Iterable[WrittenFile]) -> Prepared:
        """Look at what would be written; `ReaderError` if somebody's work would be lost."""
        if "\0" in str(self._path) or (self._path.exists() and not self._path.is_dir()):
            raise MisuseError(f"{self._path} is no folder", "name a folder with -o")
        before, hashes, annotations = exported.told(self._path), dict[str, str](), 0
        refused: list[tuple[str, str]] = []
        for file in files:
            _check(file.name, hashes)
            hashes[file.name] = hashlib.sha256(file.text.encode()).hexdigest()
            annotations += file.annotations
            if why := self._objection(file.name, hashes[file.name], before):
                refused.append((file.name, why))
        if (self._path / MANIFEST).is_symlink():
            refused.append((MANIFEST, "is a link"))
        self._refuse(refused)
        return Prepared(hashes, before, annotations)

    def write(self, files: Iterable[WrittenFile], prepared: Prepared) -> list[str]:
        """Write the files that are not there as they are, and give the names of those left.

        Stopped before the first of them, it leaves what it found.
        """
        was_told, made = (self._path / MANIFEST).exists(), self._make()
        try:
            return self._write(files, prepared)
        except BaseException:
            if not was_told and not any(map(self._is, prepared.hashes)):
                self._unmake(made)
            raise

    def _write(self, files: Iterable[WrittenFile], prepared: Prepared) -> list[str]:
        hashes, before = prepared.hashes, prepared.before
        left = {name: before[name] for name in before if name not in hashes and self._is(name)}
        # Told before it is done: a file is known as ours wherever we are stopped.
        both = {name: [*before.get(name, ()), one] for name, one in hashes.items()}
        self._tell(left | both)
        for file in files:
            if self._hash(file.name) == hashes[file.name]:
                continue
            if why := self._objection(file.name, hashes[file.name], before):
                self._refuse([(file.name, why)])
            self._replace(file.name, file.text)
        self._tell(left | {name: [one] for name, one in hashes.items()})
        return sorted(left)

    def _make(self) -> list[Path]:
        """Make the folder if it is not there, for its owner only; give what is new, inner first."""
        try:
            new = [one for one in (self._path, *self._path.parents) if not one.exists()]
            self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ReaderError(
                f"{self._path} cannot be made: {error.strerror}", "name another folder with -o"
            ) from error
        return new

    def _unmake(self, made: Iterable[Path]) -> None:
        """Delete what we wrote down, and those new folders that nobody else has put anything in."""
        with suppress(OSError):
            (self._path / MANIFEST).unlink(missing_ok=True)
            for folder in made:
                folder.rmdir()

    def _objection(self, name: str, new: str, before: Hashes) -> str:
        """Say what of somebody's would be lost if a file got new content; "" if nothing would."""
        path = self._path / name
        if path.is_symlink():
            return "is a link"
        if not path.exists():
            return ""
        found = self._hash(name)
        if found == new:
            return ""
        if not found or found not in before.get(name, ()):
            return "was changed since it was exported" if name in before else "is not of an export"
        try:
            replacing.refuse_target(self._connection, path)
        except MisuseError as error:
            return error.what.removeprefix(f"{path} ")
        return ""

    def _refuse(self, refused: list[tuple[str, str]]) -> None:
        if not refused:
            return
        name, why = refused[0]
        more = f" (and {plural(len(refused) - 1, 'other')})" if len(refused) > 1 else ""
        raise ReaderError(
            f"{visible(str(self._path / name))} {why}, so nothing was overwritten{more}",
            "move it away, or export to another folder",
        )

    def _replace(self, name: str, text: str) -> None:
        with replacing.replacing(self._path / name) as file:
            wrapped = TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
            try:
                wrapped.write(text)
            finally:
                wrapped.detach()

    def _is(self, name: str) -> bool:
        return (self._path / name).is_file()

    def _hash(self, name: str) -> str:
        """Give the hash of what a file holds; "" if it is none that can be read."""
        path = self._path / name
        try:
            if not path.is_file():
                return ""
            found = hashlib.sha256()
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    found.update(chunk)
        except OSError:
            return ""
        return found.hexdigest()

    def _tell(self, hashes: Hashes) -> None:
        """Write down what is ours in the folder."""
        told = {"about": "written by article-reader: what it exported here", "files": hashes}
        self._replace(MANIFEST, json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True))


def export(
    connection: Connection,
    target: Path,
    files: Callable[[], Iterable[WrittenFile]],
    look: Callable[[], object],
) -> tuple[int, list[str]]:
    """Write the files that `files` gives, the same each time, into a folder.

    They are made twice: first to see that nothing of somebody's is lost, then, if `look` does not
    raise, to be written. Gives how many annotations are in them, and the names of the files of an
    earlier export that are left.
    """
    folder = Folder(connection, target)
    try:
        prepared = folder.prepare(files())
        look()
        return prepared.annotations, folder.write(files(), prepared)
    except OSError as error:
        raise ReaderError(
            f"{target} cannot be exported to: {error.strerror}", "name another folder with -o"
        ) from error


def is_folder(path: Path) -> bool:
    """Whether there is a folder of this name that can be looked at."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _check(name: str, taken: Mapping[str, str]) -> None:
    """Hold formats to names that cannot lead elsewhere and that are given once."""
    if not exported.is_plain(name) or name in taken:
        raise ValueError(f"{name!r} is no name for a file of an export")
