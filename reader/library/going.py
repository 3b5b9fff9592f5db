"""Articles whose files are gone: marked as such, never removed, and found again.

A file is gone if the folder that it stood in was walked and it is not there. A folder that is
closed, or there and without any file, tells nothing of its files: its disk may not be mounted. Of
one that is not there the folder above tells, so what was deleted as a whole is gone.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from reader.ingest import walking
from reader.ingest.walking import Found
from reader.library.author import Author
from reader.library.storing import Tally
from reader.store.files import KnownFile
from reader.store.transaction import Transaction


def absent(
    expected: Iterable[str], paths: Sequence[Path | str], files: Iterable[Found]
) -> list[str]:
    """Give what was expected under the folders among `paths` and is none of the `files` there."""
    there = {one.path for one in files}
    roots = walking.folders(paths)
    lost = [
        path
        for path in expected
        if path not in there and any(_is_under(path, root) for root in roots)
    ]
    return _told(lost, roots, there) if lost else []


def _told(lost: Sequence[str], roots: Sequence[str], there: Iterable[str]) -> list[str]:
    """Give those of the files not found of which a folder tells that they are gone."""
    ends = set(roots)
    filled = _above(there)
    folders = {path: path.rpartition(os.sep)[0] for path in lost}
    telling = {folder for folder in set(folders.values()) if _tells(folder or os.sep, ends, filled)}
    return [path for path in lost if folders[path] in telling]


def _tells(folder: str, roots: Collection[str], filled: Collection[str]) -> bool:
    """Whether a folder, or the first above it that is there, has files, so that more could be."""
    place = Path(folder)
    try:
        while os.fspath(place) not in roots and not place.is_dir():
            place = place.parent
        if os.fspath(place) in filled:
            return True
        return any(one.is_file() and not one.name.startswith(".") for one in place.iterdir())
    except OSError:
        return False


def _above(paths: Iterable[str]) -> set[str]:
    """Give all folders that files are in, at whatever depth."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition(os.sep)[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition(os.sep)[0]
    return found


def leave(step: Transaction, author: Author, tally: Tally, gone: Sequence[KnownFile]) -> None:
    """Mark articles as gone, unless that is told of another file by now."""
    for one in gone:
        known = step.known(one.path)
        article = step.article(one.id)
        if known is not None and article is not None and known == one.known:
            step.put_article(article._replace(gone=author.at), known.stamp)
            tally.gone.append(article)


def back(step: Transaction, author: Author, tally: Tally, path: str) -> None:
    """Mark an article whose file is there again, just as it was, as gone no more."""
    known = step.known(path)
    article = step.article(known.id) if known else None
    if known is not None and article is not None and article.gone:
        step.put_article(article._replace(gone=""), known.stamp)
        tally.back.append(article)


def _is_under(path: str, root: str) -> bool:
    return path.startswith(root if root.endswith(os.sep) else root + os.sep)


def is_missing(path: str) -> bool:
    """Tell whether there surely is no such file.

    What cannot be looked at may be there, and an address is no path: its page is not gone.
    """
    if not Path(path).is_absolute():
        return False
    try:
        Path(path).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False
