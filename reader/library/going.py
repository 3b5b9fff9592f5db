"""Articles whose files are gone: marked as such, never removed, and found again.

A file is gone if the folder that it stood in was walked and it is not there. A folder that is
missing, empty or closed tells nothing of its files: its disk may not be mounted.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
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
    roots = [root for root in walking.folders(paths) if any(_is_under(one, root) for one in there)]
    return [
        path
        for path in expected
        if path not in there and any(_is_under(path, root) for root in roots)
    ]


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
