"""The mark beside a database of which something is being forgotten: a file of ids.

It says of what is forgotten only which ids it has, so that one that was ended in the middle is
finished whatever is asked for next; and it goes when that is done.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from reader.store.placing import passing_name, sync_file, sync_folder


class Begun(NamedTuple):
    """What is being forgotten."""

    articles: frozenset[str] = frozenset()
    """Ids."""
    annotations: frozenset[str] = frozenset()
    """Ids."""


def is_marked(path: Path) -> bool:
    """Whether a forgetting was begun and not finished."""
    return _mark(path).exists()


def begun(path: Path) -> Begun:
    """Give what was begun to be forgotten and is not finished."""
    try:
        lines = _mark(path).read_text("utf-8", "replace").split("\n")
    except FileNotFoundError:
        return Begun()
    named = [line.partition(" ") for line in lines]
    return Begun(
        frozenset(key for kind, _, key in named if kind == "article" and key),
        frozenset(key for kind, _, key in named if kind == "annotation" and key),
    )


def mark(path: Path, ids: Begun) -> None:
    """Keep in mind, on disk, that these are begun to be forgotten; what was before is over."""
    wanted = _mark(path)
    passing = wanted.with_name(passing_name(path.resolve(), "part"))
    lines = [f"article {key}" for key in sorted(ids.articles)]
    lines += [f"annotation {key}" for key in sorted(ids.annotations)]
    descriptor = os.open(passing, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    sync_file(passing)
    passing.replace(wanted)
    sync_folder(wanted.parent)


def clear(path: Path) -> None:
    """Let go of the mark: it is finished."""
    _mark(path).unlink(missing_ok=True)
    sync_folder(path.resolve().parent)


def _mark(path: Path) -> Path:
    real = path.resolve()
    return real.with_name(f".{real.name[:80]}.forgetting")
