"""Articles whose files are gone: marked as such, never removed, and found again.

A file is gone if the folder that it stood in was walked and it is not there. A folder that is
missing, empty or closed tells nothing of its files: its disk may not be mounted.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from reader.library.author import Author
from reader.library.storing import Tally
from reader.store.files import KnownFile
from reader.store.transaction import Transaction


def missing(
    known: Iterable[KnownFile], roots: Sequence[str], there: Collection[str]
) -> list[KnownFile]:
    """Give those of `known` that stood under a walked folder and are not there any more.

    `roots` are the folders that were walked, `there` the files that were found in them.
    """
    inhabited = [root for root in roots if _has_any(root, there)]
    return [
        one
        for one in known
        if any(_is_under(one.path, root) for root in inhabited) and _is_missing(one.path)
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


def _has_any(root: str, there: Collection[str]) -> bool:
    return any(_is_under(path, root) for path in there)


def _is_under(path: str, root: str) -> bool:
    return path.startswith(root if root.endswith(os.sep) else root + os.sep)


def _is_missing(path: str) -> bool:
    """Tell whether there surely is no such file; what cannot be looked at may be there."""
    try:
        Path(path).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False
