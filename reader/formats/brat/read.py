"""What brat has marked in texts: a folder, or one text with the `.ann` beside it.

Marks of one place are one passage with all their types as tags. A mark in parts is one passage if
nothing but white space stands between these, as at a line end; else each part is one, so that no
word is cited that was not marked.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reader import sizes
from reader.errors import FormatError
from reader.formats.brat.marks import Mark, spans
from reader.formats.brat.types import UNTAGGED, Shown, shown
from reader.formats.given import Given, GivenPassage, GivenTag, GivenText
from reader.formats.losses import Losses
from reader.formats.merging import merged
from reader.text.document import Span

_MARK = re.compile(r"(T[^\s]+)\t(\S+) (\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)(?:\t(.*))?")
_NOTE = re.compile(r"#[^\t]*\t\S+ (\S+)\t?(.*)")
_OTHER = {
    "R": "relation",
    "E": "event",
    "A": "attribute",
    "M": "attribute",
    "N": "normalization",
    "*": "equivalence",
}
_HINT = "give a file that brat wrote, or a folder of them"


class _Marked(NamedTuple):
    """What an `.ann` says."""

    marks: list[Mark]
    notes: dict[str, list[str]]
    """By the name of what they are on."""


def read(file: Path, losses: Losses, *, max_size: int = sizes.DEFAULT) -> Iterator[Given]:
    """Give each text with its passages; before it, its tags that have a colour.

    None of the files that are read may have more than `max_size` bytes or be a link, but for the
    one that is named.
    """
    known: set[str] = set()
    file = file.resolve()
    folder = file if file.is_dir() else file.parent
    how = shown(_beside(folder / "visual.conf", max_size) or "")
    for annotated in _annotated(file):
        found = _parsed(annotated, _text(annotated, max_size), losses)
        for mark in found.marks:
            if mark.type != UNTAGGED and mark.type not in known and how.colors.get(mark.type):
                known.add(mark.type)
                path = how.labels.get(mark.type, mark.type)
                yield GivenTag(path, how.colors[mark.type])
        text = _beside(annotated.with_suffix(".txt"), max_size)
        yield GivenText(
            title=annotated.stem,
            passages=_passages(text, found, how, losses),
            text=text,
            key=annotated.name,
        )


def _annotated(file: Path) -> list[Path]:
    if file.is_dir():
        found = sorted(one for one in file.iterdir() if one.suffix == ".ann")
        # What was written of a library without marks has settings alone.
        if not found and not (file / "annotation.conf").is_file():
            raise FormatError("no file in it ends with .ann", _HINT)
        return found
    if file.suffix not in (".ann", ".txt"):
        raise FormatError("its name ends neither with .ann nor with .txt", _HINT)
    return [file.with_suffix(".ann")]


def _beside(file: Path, max_size: int) -> str | None:
    """Give the text of a file that need not be there."""
    return _text(file, max_size) if os.path.lexists(file) else None


def _text(file: Path, max_size: int) -> str:
    """Give a file's text, exactly; one that is no text, too large or a link is refused."""
    try:
        return _data(file, max_size).decode()
    except UnicodeDecodeError as error:
        raise FormatError(f"{file.name} is no UTF-8 at byte {error.start:,}", _HINT) from error


def _data(file: Path, max_size: int) -> bytes:
    status = file.lstat()
    if stat.S_ISLNK(status.st_mode):
        raise FormatError(f"{file.name} is a link", "put the file itself there")
    if not stat.S_ISREG(status.st_mode):
        raise FormatError(f"{file.name} is no regular file", _HINT)
    # It may have become a link or a pipe, or grow, meanwhile.
    descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY)
    with os.fdopen(descriptor, "rb") as opened:
        data = b"" if status.st_size > max_size else opened.read(max_size + 1)
    size = max(status.st_size, len(data))
    if size > max_size:
        raise FormatError(
            f"{file.name} has {size:,} bytes, and the limit is {max_size:,}",
            "--max-size raises it",
        )
    return data


def _parsed(file: Path, text: str, losses: Losses) -> _Marked:
    found = _Marked([], {})
    for number, written in enumerate(text.split("\n"), 1):
        line = written.removesuffix("\r")
        if line.startswith("T"):
            found.marks.append(_mark(line, f"{file.name}, line {number}"))
        elif note := _NOTE.fullmatch(line):
            found.notes.setdefault(note[1], []).append(note[2])
        elif line.strip():
            losses.add("all", _OTHER.get(line[0], "unknown line"))
    names = {one.name for one in found.marks}
    strays = sum(len(notes) for name, notes in found.notes.items() if name not in names)
    losses.add("all", "stray note", strays)
    return found


def _mark(line: str, where: str) -> Mark:
    found = _MARK.fullmatch(line)
    if found is None:
        raise FormatError(f"{where}: it is no mark as brat writes it", _HINT)
    parts = []
    for part in found[3].split(";"):
        start, end = map(int, part.split())
        parts.append(Span(start, end))
    return Mark(found[1], found[2], tuple(parts), found[4] or "")


def _passages(text: str | None, found: _Marked, how: Shown, losses: Losses) -> list[GivenPassage]:
    """Give passages, one for each place."""
    each: list[tuple[object, GivenPassage]] = []
    for mark, places in zip(found.marks, spans(text, found.marks), strict=True):
        losses.add("the unity", "mark in parts", len(places) > 1)
        for place in places:
            tags = () if mark.type == UNTAGGED else (how.labels.get(mark.type, mark.type),)
            one = GivenPassage(place.words, place.start, place.end, tags=tags, key=mark.name)
            key = (place.start, place.end) if place.start >= 0 else (mark.parts, place.words)
            each += [(key, one._replace(note=note)) for note in found.notes.get(mark.name, ("",))]
    return merged(each)
