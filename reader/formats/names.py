"""File names made of titles: safe on every system, and the same each time.

A name has no character that Windows, macOS or Linux refuses, that a shell or Obsidian's links
take for something else, or that nobody sees; it is none of the names that Windows keeps for
devices, no hidden file and no option, and short enough for every file system with room for an
ending. Of titles that give the same name, be it in other letters' case, all but the first get
the start of their article's id behind it, so that a name stays as long as its title does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from reader.text.graphemes import is_boundary, previous_boundary

LONGEST = 200
"""Bytes of UTF-8 that a name has at most; file systems take 255 with the ending."""

_INSTEAD = str.maketrans('/\\:|"<>[]', "----'()()", "?*#^")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_EDGES = " .-~"
"""A name neither begins nor ends with these."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
_NAMELESS = "untitled"
_ID = 8
"""Characters of an id that part two names, at first."""


def safe(title: str, longest: int = LONGEST) -> str:
    """Give a title as the name of a file, without an ending, of at most so many bytes.

    >>> safe("Who pays? A/B tests: “free” notes"), safe("nul"), safe("../.profile")
    ('Who pays A-B tests- “free” notes', 'nul_', 'profile')
    """
    seen = "".join(map(_seen, title[: 8 * longest].translate(_INSTEAD)))
    composed = unicodedata.normalize("NFC", " ".join(seen.split()))
    name = _cut(composed.strip(_EDGES), longest)
    stem, dot, rest = name.partition(".")
    if _DEVICE.fullmatch(stem.strip()):
        name = _cut(f"{stem.strip()}_{dot}{rest}", longest)
    return name or _NAMELESS


def stems(titles: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give the file names of articles, without an ending, by id; given are ids with titles.

    >>> stems([("6f9d02aa-71", "Notes"), ("b3107c55-48", "notes"), ("05e1", "")])
    {'6f9d02aa-71': 'Notes', 'b3107c55-48': 'notes b3107c55', '05e1': 'untitled'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for article, title in titles:
        name, length = safe(title), _ID
        while _alike(name) in taken:
            mark = safe(article[:length])
            name = f"{safe(title, LONGEST - len(mark.encode()) - 1)} {mark}"
            length += 1
            if length > len(article) + _ID:
                raise ValueError(f"two articles have the id {article!r}")
        taken.add(_alike(name))
        names[article] = name
    return names


def _seen(character: str) -> str:
    """Give a character as a name has it: a blank for what parts words, nothing if unseen."""
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _UNSEEN else character


def _cut(name: str, longest: int) -> str:
    """Cut a name to so many bytes, but within no character that a person sees."""
    if len(name.encode()) > longest:
        end = len(name.encode()[:longest].decode(errors="ignore"))
        if not is_boundary(name, end):
            end = previous_boundary(name, end)
        name = name[:end]
    return name.rstrip(_EDGES)


def _alike(name: str) -> str:
    """Give what two names have in common that some file system takes for one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
