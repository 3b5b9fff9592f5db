"""What a look at a library finds wrong, or worth knowing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader.store.connection import REBUILD

RESTORE = "`reader restore` puts a backup in its place"


@dataclass(frozen=True)
class Finding:
    """One thing that was found."""

    grade: Literal["problem", "note"]
    """Whether something is wrong, or only worth knowing."""
    kind: str
    """What it is about, in one word that a script can rely on: `text`, `quote`, `log` and so on."""
    where: str
    """What it was found in: an article's title, the start of an id, a file."""
    what: str
    """What was found."""
    hint: str
    """What to do about it."""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}; {self.hint}" if self.hint else f"{place}{self.what}"


def problem(kind: str, where: str, what: str, hint: str = RESTORE) -> Finding:
    """Give the finding of something that is wrong."""
    return Finding("problem", kind, where, what, hint)


def unindexed(what: str, where: str = "") -> Finding:
    """Give the finding of something wrong with the indexes, which are made anew in one go."""
    return problem("index", where, what, f"{REBUILD} makes it anew")


def note(kind: str, where: str, what: str, hint: str = "") -> Finding:
    """Give the finding of something that is worth knowing."""
    return Finding("note", kind, where, what, hint)


def called(title: str, key: str) -> str:
    """Name a thing by its title and the start of its id.

    >>> called("Numbers", "0f7c2a3e-1111")
    '“Numbers” 0f7c2a3e'
    """
    words = " ".join(title[:200].split())
    return f"“{words if len(words) <= 60 else words[:59] + '…'}” {key[:8]}"
