"""Finding the files to take in: folders are walked, links out of them are not followed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.annotation.model import Kind
from reader.errors import IngestError
from reader.ingest import reading

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


class Problem(NamedTuple):
    """A path that could not be taken in, and why."""

    path: str
    what: str
    """The reason, in one line."""


def find(paths: Sequence[Path | str]) -> Iterator[Path | Problem]:
    """Give the files at and under `paths`, each once, by real and absolute path.

    A file that is named is given whatever it is called; in folders, hidden ones and other
    kinds of file are passed over, and what cannot be entered or leads elsewhere is a
    `Problem`.
    """
    seen: set[str] = set()
    for named in paths:
        for found in _named(os.fspath(named)):
            if isinstance(found, Problem):
                yield found
            elif (key := os.fspath(found)) not in seen:
                seen.add(key)
                yield found


def _named(named: str) -> Iterable[Path | Problem]:
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
    return _walk(real) if real.is_dir() else [real]


def _walk(root: Path) -> Iterator[Path | Problem]:
    """Give the articles' files under `root`, folder by folder, by name."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield Problem(os.fspath(folder), f"cannot be entered: {error.strerror}")
            continue
        folders: list[Path] = []
        for entry in inside:
            if entry.name.startswith("."):
                continue
            path = Path(entry.path)
            if entry.is_symlink():
                yield from _linked(path, root)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(path)
            elif not entry.is_file(follow_symlinks=False):
                yield from _no_file(path)
            elif path.suffix.lower() in KINDS:
                yield path
        waiting.extend(reversed(folders))


def _no_file(path: Path) -> Iterator[Problem]:
    """Say what stands in a folder that is neither file nor folder, whatever it is called."""
    try:
        reading.status(path)
    except IngestError as error:
        yield Problem(os.fspath(path), error.what)


def _linked(path: Path, root: Path) -> Iterator[Path | Problem]:
    """Follow a link to a file of the same folder; say so of one that leads out of it."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        if path.suffix.lower() in KINDS:
            yield Problem(os.fspath(path), "is a link that leads nowhere")
        return
    if not real.is_relative_to(root):
        if real.is_dir() or path.suffix.lower() in KINDS:
            yield Problem(os.fspath(path), "is a link out of the folder; add its target by name")
    elif real.is_file() and real.suffix.lower() in KINDS:
        yield real
