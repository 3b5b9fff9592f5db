"""Tags that stand in a note as Readwise has them: `.harm .actors/state` at its beginning.

What is written is read back exactly. Tags that end the first line end it for good; a note that
would begin like a tag without being one gets a blank in front.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TAG = re.compile(r"[^\s.]\S*")
_OBEYED = re.compile(r"[hc]\d+", re.IGNORECASE)
"""What Readwise takes for a heading, or for a part of a longer highlight."""
_WRITTEN = re.compile(r"\.([^\s.]\S*)(?: +|(?=\n)|$)")
_ALIKE = re.compile(r" *\.")


def can_stand(tag: str) -> bool:
    """Whether a tag can be told from the note behind it, and does nothing in Readwise.

    >>> can_stand("actors/state"), can_stand("at sea"), can_stand("h1")
    (True, False, False)
    """
    return bool(_TAG.fullmatch(tag)) and not _OBEYED.fullmatch(tag)


def joined(tags: Sequence[str], note: str) -> str:
    """Give tags that can stand there and a note as one note.

    >>> joined(("a", "b/c"), "so"), joined((), ".5"), joined((), "so")
    ('.a .b/c\\nso', ' .5', 'so')
    """
    if tags:
        return " ".join(f".{tag}" for tag in tags) + (f"\n{note}" if note else "")
    return f" {note}" if _ALIKE.match(note) else note


def parted(note: str) -> tuple[tuple[str, ...], str]:
    """Give the tags at the beginning of a note and the note behind them.

    >>> parted(".a .b/c so"), parted(" .5"), parted("so .a")
    ((('a', 'b/c'), 'so'), ((), '.5'), ((), 'so .a'))
    """
    tags = []
    at = 0
    while found := _WRITTEN.match(note, at):
        tags.append(found[1])
        at = found.end()
    if tags:
        return tuple(tags), note[at:].removeprefix("\n")
    return (), note[1:] if note.startswith(" ") and _ALIKE.match(note) else note
