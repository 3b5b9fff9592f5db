"""What brat has marked in texts: a folder, or one text with the `.ann` beside it.

Marks of one place are one passage with all their types as tags. A mark in parts is one passage if
nothing but white space stands between these, as at a line end; else each part is one, so that no
word is cited that was not marked.
"""

from __future__ import annotations

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


def read(file: Path, losses: Losses) -> Iterator[Given]:
    """Give each text with its passages; before it, its tags that have a colour."""
    known: set[str] = set()
    folder = file if file.is_dir() else file.parent
    conf = folder / "visual.conf"
    how = shown(_text(conf)) if conf.is_file() else Shown()
    for annotated in _annotated(file):
        found = _parsed(annotated, losses)
        for mark in found.marks:
            if mark.type != UNTAGGED and mark.type not in known and how.colors.get(mark.type):
                known.add(mark.type)
                path = how.labels.get(mark.type, mark.type)
                yield GivenTag(path, how.colors[mark.type])
        beside = annotated.with_suffix(".txt")
        text = _text(beside) if beside.exists() else None
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


def _text(file: Path) -> str:
    """Give a file's text, exactly; one that is no text or too large is refused."""
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):
        raise FormatError(f"{file.name} is no regular file", _HINT)
    if status.st_size > sizes.DEFAULT:
        raise FormatError(f"{file.name} is too large", _HINT)
    try:
        return file.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise FormatError(f"{file.name} is no UTF-8 at byte {error.start:,}", _HINT) from error


def _parsed(file: Path, losses: Losses) -> _Marked:
    found = _Marked([], {})
    for number, written in enumerate(_text(file).split("\n"), 1):
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
