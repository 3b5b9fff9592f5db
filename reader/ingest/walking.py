"""Finding the files to take in: folders are walked, links out of them are not followed.

A file is looked at once, where it is found: its size and time tell whether it is as it was.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.annotation.model import Kind
from reader.errors import IngestError
from reader.ingest import exported, reading

KINDS: dict[str, Kind] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".epub": "epub",
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
    ".rst": "rst",
    ".org": "org",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "html",
    ".mht": "html",
}
"""Endings of file names, in lower case, and the kind of article such a file is."""


class Found(NamedTuple):
    """A regular file that may be an article's, as it was when it was found."""

    path: str
    """Real and absolute."""
    size: int
    """Bytes."""
    mtime_ns: int


class Problem(NamedTuple):
    """A path that could not be taken in, and why."""

    path: str
    what: str
    """The reason, in one line."""


class PassedOver(NamedTuple):
    """A folder with files that are no articles, as they were exported to it."""

    path: str
    files: int
    """How many of them would be articles otherwise."""


def find(paths: Sequence[Path | str]) -> Iterator[Found | Problem | PassedOver]:
    """Give the files at and under `paths`, each once.

    A file that is named is given whatever it is called; in folders, hidden ones and other
    kinds of file are passed over, and what cannot be entered, leads elsewhere or is no
    regular file is a `Problem`. What was exported to a folder below a named one is
    `PassedOver`.
    """
    if len(paths) == 1:
        yield from _named(os.fspath(paths[0]))
        return
    seen: set[str] = set()
    for named in paths:
        for found in _named(os.fspath(named)):
            if not isinstance(found, Found):
                yield found
            elif found.path not in seen:
                seen.add(found.path)
                yield found


def folders(paths: Sequence[Path | str]) -> list[str]:
    """Give those of `paths` that are folders, real and absolute."""
    found = []
    for named in paths:
        try:
            real = Path(named).resolve(strict=True)
        except (OSError, RuntimeError, ValueError):
            continue
        if os.fspath(named) and real.is_dir():
            found.append(os.fspath(real))
    return found


def _named(named: str) -> Iterable[Found | Problem | PassedOver]:
    if not named:
        # Else it would mean the current folder, with all that is in it.
        return [Problem(named, "an empty path names nothing")]
    try:
        real = Path(named).resolve(strict=True)
    except FileNotFoundError:
        return [Problem(named, "there is no such file or folder")]
    except (OSError, RuntimeError) as error:
        return [Problem(named, f"cannot be read: {getattr(error, 'strerror', error)}")]
    except ValueError:
        return [Problem(named, "is no path")]
    return _walk(os.fspath(real)) if real.is_dir() else [_looked_at(os.fspath(real))]


def _walk(root: str) -> Iterator[Found | Problem | PassedOver]:
    """Give the articles' files under `root`, folder by folder, by name; those of links last."""
    walk = _Walk(root)
    while walk.waiting:
        folder = walk.waiting.pop()
        try:
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield Problem(folder, f"cannot be entered: {error.strerror}")
            continue
        yield from walk.inside(folder, inside)
    if walk.links:
        yield from _linked_from(walk.links, root, walk.seen)


class _Walk:
    """What one walk has still to do, and what it gave."""

    def __init__(self, root: str) -> None:
        self._root = root
        self.waiting = [root]
        """Folders to be looked into, the next one last."""
        self.links: list[str] = []
        self._given: list[list[Found]] = []
        self._exported: list[str] = []

    @property
    def seen(self) -> set[str]:
        """The paths of the files that were given or passed over."""
        return {one.path for files in self._given for one in files} | {*self._exported}

    def inside(
        self, folder: str, entries: Collection[os.DirEntry[str]]
    ) -> Iterator[Found | Problem | PassedOver]:
        """Give the files in one folder."""
        below: list[str] = []
        files: list[Found] = []
        written = _exported(folder, entries) if folder != self._root else ()
        before = len(self._exported)
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if entry.is_symlink():
                self.links.append(entry.path)
            elif entry.is_dir(follow_symlinks=False):
                below.append(entry.path)
            elif not entry.is_file(follow_symlinks=False):
                yield _looked_at(entry.path)
            elif not is_article(name):
                continue
            elif name in written:
                self._exported.append(entry.path)
            elif isinstance(found := _entered(entry), Found):
                files.append(found)
            else:
                yield found
        yield from files
        if passed := len(self._exported) - before:
            yield PassedOver(folder, passed)
        self._given.append(files)
        self.waiting.extend(reversed(below))


def _exported(folder: str, inside: Collection[os.DirEntry[str]]) -> Collection[str]:
    """Give the names of what was exported to a folder."""
    if any(one.name == exported.MANIFEST for one in inside):
        return exported.told(Path(folder))
    return ()


def _linked_from(links: Iterable[str], root: str, seen: set[str]) -> Iterator[Found | Problem]:
    for link in links:
        for found in _linked(link, root):
            if found.path not in seen:
                seen.add(found.path)
                yield found


def is_article(name: str) -> bool:
    """Tell whether a file called so is of a kind that is taken in."""
    return name[name.rfind(".") :].lower() in KINDS


def is_page(name: str) -> bool:
    """Tell whether a file called so is a web page."""
    return KINDS.get(name[name.rfind(".") :].lower()) == "html"


def _entered(entry: os.DirEntry[str]) -> Found | Problem:
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        # Gone or closed since its folder was read: looked at again, to say which.
        return _looked_at(entry.path)
    if stat.S_ISREG(found.st_mode):
        return Found(entry.path, found.st_size, found.st_mtime_ns)
    return _looked_at(entry.path)


def _looked_at(path: str) -> Found | Problem:
    """Look at one file; what is no regular one, or cannot be looked at, says so."""
    try:
        return Found(path, *reading.status(Path(path)))
    except IngestError as error:
        return Problem(path, error.what)


def _linked(path: str, root: str) -> Iterator[Found | Problem]:
    """Follow a link to a file of the same folder; say so of one that leads out of it."""
    try:
        real = Path(path).resolve(strict=True)
    except (OSError, RuntimeError):
        if is_article(path):
            yield Problem(path, "is a link that leads nowhere")
        return
    if not real.is_relative_to(root):
        if real.is_dir() or is_article(path):
            yield Problem(path, "is a link out of the folder; add its target by name")
    elif real.is_file() and is_article(real.name):
        yield _looked_at(os.fspath(real))
