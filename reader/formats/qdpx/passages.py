"""Selections of a source as passages.

A passage of ours has tags, a note and one annotator. Others code a selection once or more, each
time by anyone, or make a selection of each coding; what stands at one place by one annotator
becomes one passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reader.annotation.anchoring import context
from reader.errors import FormatError
from reader.formats import ids, merging
from reader.formats.given import GivenPassage
from reader.formats.losses import Losses
from reader.formats.positions import with_plain_line_ends
from reader.formats.qdc.parsing import ANEW, children
from reader.formats.qdpx import dialects
from reader.formats.qdpx.dialects import Counting, Place
from reader.formats.qdpx.project import Made, Note, Project
from reader.text.document import Span


class Passages:
    """What makes passages of a project's selections, one source after the other."""

    def __init__(self, project: Project, losses: Losses) -> None:
        self._project, self._losses = project, losses
        self._ids: set[str] = set()
        self.noted: set[str] = set()
        """The notes that something referred to."""

    def of_source(self, source: Any, raw: str | None) -> list[GivenPassage]:
        """Give the passages and memos of a source, whose text is `raw` if it has one."""
        elements = children(source, "PlainTextSelection")
        places = [_place(one) for one in elements]
        spans = self._spans(raw, places)
        text = with_plain_line_ends(raw or "")
        refusal = FormatError("a source has selections of its whole text without end", ANEW)
        quotes = merging.quotes(text, filter(None, spans), refusal)
        found: list[GivenPassage] = []
        for element, place, span in zip(elements, places, spans, strict=True):
            if span:
                standing = GivenPassage(quotes[span], *span, *context(text, span))
            else:
                standing = self._nowhere(place)
            found += [one for one in self._coded(element, standing) if _says(one)]
        if not self._project.is_ours:
            found = merging.merged(
                ((one.start, one.end, one.annotator) if one.start >= 0 else number, one)
                for number, one in enumerate(found)
            )
        return [self._named(one) for one in (*found, *self._memos(source))]

    def _spans(self, raw: str | None, places: Sequence[Place]) -> Sequence[Span | None]:
        if raw is None:
            return [None] * len(places)
        counting: Counting | None = self._project.counting
        counting = counting or dialects.chosen(raw, places, self._project.origin)
        return dialects.spans(raw, places, counting)

    def _nowhere(self, place: Place) -> GivenPassage:
        """Give a passage with what its name tells of its text."""
        self._losses.add("the place", "selection")
        return GivenPassage(place.name if dialects.is_whole(place.name) else "")

    def _coded(self, element: Any, standing: GivenPassage) -> Iterator[GivenPassage]:
        """Give a selection as a passage of each annotator who coded it."""
        project, made = self._project, self._project.made(element)
        codings: dict[str, list[str]] = {}
        notes = list(self._notes(element))
        for coding in children(element, "Coding"):
            coded = project.made(coding)
            by = coded.by or made.by
            made = made._replace(created=made.created or coded.created)
            codings.setdefault(by, []).extend(self._codes(coding))
            notes += self._notes(coding)
        first = ids.read(element.get("guid"))
        for number, (by, tags) in enumerate((codings or {made.by: []}).items()):
            yield standing._replace(
                tags=tuple(dict.fromkeys(tags)),
                note="\n\n".join(notes) if number == 0 else "",
                annotator=by,
                created=made.created,
                updated=made.updated,
                id=ids.derived("selection", first, by) if first and number else first,
            )

    def _codes(self, coding: Any) -> Iterator[str]:
        for reference in children(coding, "CodeRef"):
            path = self._project.paths.get(ids.read(reference.get("targetGUID")))
            if path is None:
                self._losses.add("the code", "coding")
            else:
                yield path

    def _notes(self, element: Any) -> Iterator[str]:
        for reference in children(element, "NoteRef"):
            note = self._note(ids.read(reference.get("targetGUID")))
            if note and note.text:
                yield note.text
        # Ours describes where a passage stands, which is told by the text itself.
        if not self._project.is_ours:
            yield from (one.text for one in children(element, "Description") if one.text)

    def _memos(self, source: Any) -> Iterator[GivenPassage]:
        """Give the notes on a whole source, and the codes that were given to it."""
        tags: dict[str, list[str]] = {}
        others: dict[Made, list[str]] = {}
        for coding in children(source, "Coding"):
            found = list(self._codes(coding))
            references = [ids.read(one.get("targetGUID")) for one in children(coding, "NoteRef")]
            if references:
                tags.setdefault(references[0], []).extend(found)
            elif found:
                made = self._project.made(coding)._replace(updated="")
                others.setdefault(made._replace(created=""), []).extend(found)
        for reference in children(source, "NoteRef"):
            tags.setdefault(ids.read(reference.get("targetGUID")), [])
        for guid, given in tags.items():
            text, made = self._note(guid) or ("", Made())
            if text or given or self._project.is_ours:
                yield _memo(text, given, made)._replace(id=guid)
        for made, given in others.items():
            yield _memo("", given, made)
        yield from self._described(source)

    def _described(self, source: Any) -> Iterator[GivenPassage]:
        """Give what is said of a source as a memo; of ours, nothing is."""
        id = ids.read(source.get("guid"))
        for said in children(source, "Description"):
            if said.text and not self._project.is_ours:
                memo = _memo(said.text, (), self._project.made(source))
                yield memo._replace(id=ids.derived("description", id) if id else "")

    def _note(self, guid: str) -> Note | None:
        self.noted.add(guid)
        note = self._project.notes.get(guid)
        self._losses.add("all", "missing note", note is None)
        return note

    def _named(self, passage: GivenPassage) -> GivenPassage:
        """Let only one passage have an id."""
        if passage.id in self._ids:
            return passage._replace(id="", key=passage.id)
        self._ids.add(passage.id)
        return passage


def _memo(note: str, tags: Iterable[str], made: Made) -> GivenPassage:
    by, created, updated = made
    given = tuple(dict.fromkeys(tags))
    return GivenPassage(note=note, tags=given, annotator=by, created=created, updated=updated)


def _place(element: Any) -> Place:
    start, end = (_position(element.get(name)) for name in ("startPosition", "endPosition"))
    return Place(start, end, element.get("name") or "")


def _position(written: str | None) -> int:
    """Give a position, and -1 for what is none."""
    digits = (written or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 13 else -1


def _says(passage: GivenPassage) -> bool:
    """Whether anything is left of a passage that stands nowhere."""
    return bool(passage.quote or passage.tags or passage.note)
