"""What is in a file that nobody reads by eye: its parts by name and size, and its first text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from textwrap import wrap
from zipfile import BadZipFile, ZipFile, is_zipfile

from reader.sizes import shown
from reader.text.normal import visible

_SQLITE = b"SQLite format 3\0"
_MADE = re.compile(rb"CREATE (?:VIRTUAL )?(TABLE|VIEW) (?:IF NOT EXISTS )?[\"\[`]?(\w+)")
"""How SQLite keeps in a database what is in it."""
_TEXTS = (".qde", ".qdc", ".xml", ".json", ".csv", ".md", ".txt")
"""Endings of texts, the likeliest to tell what is in an archive first."""
_LONG = 4_000
"""Bytes of a text inside that are shown."""
_NAMES = 60
"""Cells of a line of names."""
_WIDE = 2_000
"""Characters of a line that are given."""


def lines(text: str, most: int) -> list[str]:
    """Give the first lines of a text, each as far as a screen may have room for it."""
    parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n", most)
    return [part[:_WIDE] for part in (parts[:-1] if parts[-1] == "" else parts)][:most]


def body(page: str) -> str:
    """Give what can be read of a page: its head, which is alike in all, says nothing of it.

    >>> body("<html><head><title>T</title></head><body><p>Words")
    '<body><p>Words'
    """
    start = page.find("<body")
    return page[start:] if start >= 0 else page


def contents(data: bytes, *, is_cut: bool = False) -> list[str]:
    """Give what is in a file that a format has just made; of one that is cut, what it is."""
    if data.startswith(_SQLITE):
        return _database(data)
    if is_cut:
        return [f"more than {shown(len(data))}"]
    if is_zipfile(BytesIO(data)):
        return _archive(data)
    return [shown(len(data))]


def _database(data: bytes) -> list[str]:
    """Give the tables and views of a database, but SQLite's own."""
    found: dict[str, set[str]] = {"TABLE": set(), "VIEW": set()}
    for kind, name in _MADE.findall(data):
        if not name.startswith(b"sqlite_"):
            found[kind.decode()].add(name.decode("ascii", "replace"))
    return [
        *_named("tables", sorted(found["TABLE"])),
        *_named("views", sorted(found["VIEW"])),
    ]


def _named(word: str, names: Sequence[str]) -> Iterator[str]:
    """Give names below each other, with a word for them before the first."""
    for number, line in enumerate(wrap(", ".join(names), _NAMES)):
        yield f"{'' if number else word:<8}{line}"


def _archive(data: bytes) -> list[str]:
    """Give the files in an archive, then the first lines of one that is text."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            named = [f"{visible(one.filename)}  {shown(one.file_size)}" for one in entries]
            texts = (one for end in _TEXTS for one in entries if one.filename.endswith(end))
            text = next(texts, None)
            if text is None:
                return named
            with archive.open(text) as file:
                first = file.read(_LONG).decode("utf-8", "replace")
    except (BadZipFile, OSError, ValueError):
        return [shown(len(data))]
    return [*named, "", *lines(first, 20)]
