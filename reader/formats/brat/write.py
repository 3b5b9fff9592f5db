"""Annotations as a folder for brat: of each text `NAME.txt` and `NAME.ann`, and its settings.

Positions are code points of the `.txt`, which is the text itself. A mark has one line for each of
its tags, and parts where it goes over a line end, as brat has it; line ends at either end are
in no part. A note stands with the first of its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from reader.formats.brat.types import UNTAGGED, Types, label
from reader.formats.export import Export, Marked, Options, WrittenFile
from reader.formats.losses import Losses
from reader.formats.names import stems
from reader.formats.record import Record

_LINE = re.compile(r"[^\n]+")
_BREAK = re.compile(r"[\t\n\r]")
_HASH = 8
"""Characters of a text's hash that tell it from the one that its article shows."""


def files(export: Export, options: Options, losses: Losses) -> Iterator[WrittenFile]:
    """Give a text and its marks for each text, then what brat wants to know of the types."""
    types = Types(export.tags())
    names = stems(export.titles())
    _count_labels(export, losses)
    taken = {name.casefold() for name in names.values()}
    for marked in export.texts():
        found = [one for one in marked.records if one.quote.strip("\n")]
        memos = sum(one.is_memo for one in marked.records)
        losses.add("all", "annotated line end", len(marked.records) - memos - len(found))
        if not found:
            continue
        name = names[marked.article.id]
        if not marked.is_shown:
            name = _free(f"{name} as {marked.text_hash[:_HASH]}", taken)
            taken.add(name.casefold())
        yield WrittenFile(f"{name}.txt", marked.document.text, 0)
        yield WrittenFile(f"{name}.ann", _annotated(marked, found, types, losses), len(found))
    yield WrittenFile("annotation.conf", types.annotation_conf(), 0)
    yield WrittenFile("visual.conf", types.visual_conf(), 0)


def _free(name: str, taken: Set[str]) -> str:
    """Give a name that no other file has, whatever the case of its letters."""
    free, count = name, 1
    while free.casefold() in taken:
        count += 1
        free = f"{name} {count}"
    return free


def _annotated(marked: Marked, found: list[Record], types: Types, losses: Losses) -> str:
    """Give the `.ann` of a text."""
    lines: list[str] = []
    count, notes = 0, 0
    taken: set[str] = set()
    for record in found:
        places = _places(marked.document.text, record)
        taken.add(places)
        losses.add("the exact ends", "annotation", record.quote != record.quote.strip("\n"))
        for number, tag in enumerate(record.tags or ("",)):
            count += 1
            name = types.of(tag) if tag else UNTAGGED
            lines.append(f"T{count}\t{name} {places}\n")
            if record.note and number == 0:
                notes += 1
                lines.append(f"#{notes}\tAnnotatorNotes T{count}\t{_note(record.note, losses)}\n")
    losses.add("what parts it from another", "annotation", len(found) - len(taken))
    return "".join(lines)


def _places(text: str, record: Record) -> str:
    """Give where the lines of a passage stand, and their words."""
    lines = [match.span() for match in _LINE.finditer(text, record.start, record.end)]
    places = ";".join(f"{start} {end}" for start, end in lines)
    return f"{places}\t{' '.join(text[start:end] for start, end in lines)}"


def _note(note: str, losses: Losses) -> str:
    line = _BREAK.sub(" ", note)
    losses.add("the line ends and tabs", "note", line != note)
    return line


def _count_labels(export: Export, losses: Losses) -> None:
    """Count the tags whose names mean something else in brat's settings."""
    paths = [use.tag.path for use in export.tags()]
    losses.add("what is behind “|” in the name", "tag", sum("|" in path for path in paths))
    losses.add("“<” and “>” in the name", "tag", sum(label(path) != path for path in paths))
