"""What brat has marked in texts: a folder, or one text with the `.ann` beside it.

A text without an `.ann` is one that nobody has marked yet, as long as others have one.

Marks of one place are one passage with all their types as tags. A mark in parts is one passage if
nothing but white space stands between these, as at a line end; else each part is one, so that no
word is cited that was not marked.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reader import sizes
from reader.errors import FormatError
from reader.formats.brat.files import HINT, MARKS, TEXT, BratFiles
from reader.formats.brat.marks import Mark, spans
from reader.formats.brat.types import UNTAGGED, Shown, shown
from reader.formats.given import Given, GivenPassage, GivenTag, GivenText
from reader.formats.losses import Losses
from reader.formats.merging import merged
from reader.formats.quotes import is_blank
from reader.text.document import Span

_MARK = re.compile(r"(T[^\s]+)\t(\S+) (\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)\t(.+)")
_NOTE = re.compile(r"#[^\t]*\t\S+ (\S+)\t?(.*)")
_OTHER = re.compile(r"([REAMN*])[^\s]*\t.*")
_NOUNS = {
    "R": "relation",
    "E": "event",
    "A": "attribute",
    "M": "attribute",
    "N": "normalization",
    "*": "equivalence",
}


class _Marked(NamedTuple):
    """What an `.ann` says."""

    marks: list[Mark]
    notes: dict[str, list[str]]
    """By the name of what they are on."""
    is_any: bool
    """Whether any line was understood, or there is none."""


def read(file: Path, losses: Losses, *, max_size: int = sizes.DEFAULT) -> Iterator[Given]:
    """Give each text with its passages; before it, its tags that have a colour.

    What cannot be read, a file or a line of one, is left out and counted; it is an error only
    where nothing else is there.
    """
    known: set[str] = set()
    there = BratFiles(file, max_size, losses)
    settings: dict[Path, Shown] = {}
    is_any = False
    for stem in there.stems():
        annotated, beside = (stem.with_name(f"{stem.name}{ending}") for ending in (MARKS, TEXT))
        is_marked = os.path.lexists(annotated) or not file.is_dir()
        written = there.text(annotated) if is_marked else ""
        text = None if written is None else there.beside(beside)
        if written is None or (text is None and not is_marked):
            continue
        found = _parsed(annotated, written, there, losses)
        how = _shown(stem.parent, there, settings)
        yield from _colored(found, how, known)
        is_whole = text is not None or not os.path.lexists(beside)
        is_any = is_any or (is_whole and found.is_any)
        yield GivenText(
            title=stem.name,
            passages=_passages(text, found, how, losses),
            text=text,
            key=there.key_of(annotated),
        )
    if not is_any and there.first is not None:
        raise there.first


def _shown(folder: Path, there: BratFiles, settings: dict[Path, Shown]) -> Shown:
    """Give what the settings of a folder say, or those of the nearest above that has any."""
    if folder not in settings:
        file = folder / "visual.conf"
        if folder == there.folder or os.path.lexists(file):
            settings[folder] = shown(there.beside(file) or "")
        else:
            settings[folder] = _shown(folder.parent, there, settings)
    return settings[folder]


def _colored(found: _Marked, how: Shown, known: set[str]) -> Iterator[GivenTag]:
    """Give the tags that have a colour and are not known yet."""
    for mark in found.marks:
        path = how.labels.get(mark.type, mark.type)
        if mark.type != UNTAGGED and path not in known and how.colors.get(mark.type):
            known.add(path)
            yield GivenTag(path, how.colors[mark.type])


def _parsed(file: Path, text: str, there: BratFiles, losses: Losses) -> _Marked:
    marks: list[Mark] = []
    notes: dict[str, list[str]] = {}
    others: Counter[str] = Counter()
    odd: list[int] = []
    number = 0
    for number, line in enumerate(_lines(text), 1):
        if mark := _mark(line):
            marks.append(mark)
        elif note := _NOTE.fullmatch(line):
            notes.setdefault(note[1], []).append(note[2])
        elif other := _OTHER.match(line):
            others[_NOUNS[other[1]]] += 1
        elif line.strip():
            odd.append(number)
    for noun, count in others.items():
        losses.add("all", noun, count)
    names = {one.name for one in marks}
    losses.add("all", "stray note", sum(len(some) for at, some in notes.items() if at not in names))
    if odd:
        error = FormatError(f"{there.name_of(file)}, line {odd[0]}: it is no line of brat's", HINT)
        where = f"in {there.name_of(file)}, line {odd[0]}" + (" and on" if len(odd) > 1 else "")
        there.lose("odd line", f"{where} of {number}", error, len(odd))
    return _Marked(marks, notes, bool(marks or notes or others) or not odd)


def _lines(text: str) -> Iterator[str]:
    plain = text.removeprefix("\ufeff").removesuffix("\n")
    for line in plain.split("\n"):
        yield line.removesuffix("\r")


def _mark(line: str) -> Mark | None:
    """Give a mark as brat writes it, which is never without words."""
    found = _MARK.fullmatch(line)
    if found is None:
        return None
    parts = []
    for part in found[3].split(";"):
        start, end = map(int, part.split())
        parts.append(Span(start, end))
    return Mark(found[1], found[2], tuple(parts), found[4])


def _passages(text: str | None, found: _Marked, how: Shown, losses: Losses) -> list[GivenPassage]:
    """Give passages, one for each place."""
    each: list[tuple[object, GivenPassage]] = []
    for mark, places in zip(found.marks, spans(text, found.marks), strict=True):
        losses.add("the unity", "mark in parts", len(places) > 1)
        for place in places:
            if place.start < 0 and is_blank(place.words):
                losses.add("all", "mark without words")
                continue
            is_elsewhere = text is not None and place.start < 0
            losses.add("the place", "mark elsewhere than in its text", is_elsewhere)
            tags = () if mark.type == UNTAGGED else (how.labels.get(mark.type, mark.type),)
            one = GivenPassage(place.words, place.start, place.end, tags=tags, key=mark.name)
            # One that has other words than stand there is none of the others of its place.
            at = mark.parts if place.start < 0 else None
            key = (place.start, place.end, at, place.words)
            each += [(key, one._replace(note=note)) for note in found.notes.get(mark.name, ("",))]
    return merged(each)
