"""Selections of a source as passages.

A passage of ours has tags, a note and one annotator. Others code a selection once or more, each
time by anyone, or make a selection of each coding; what stands at one place by one annotator
becomes one passage.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from reader.annotation.anchoring import context
from reader.errors import FormatError
from reader.formats import ids, merging
from reader.formats.given import GivenPassage
from reader.formats.losses import Losses
from reader.formats.positions import with_plain_line_ends
from reader.formats.qdc.parsing import ANEW, children
from reader.formats.qdpx import dialects
from reader.formats.qdpx.dialects import Place, place
from reader.formats.qdpx.project import Made, Note, Project
from reader.formats.qualcoder.counting import words_of
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
        elements, noted = children(source, "PlainTextSelection"), self._placed_notes(source)
        places = [*map(place, elements), *noted.values()]
        spans = self._spans(raw, places)
        text = with_plain_line_ends(raw or "")
        refusal = FormatError("a source has selections of its whole text without end", ANEW)
        quotes = merging.quotes(text, filter(None, spans), refusal)
        found: list[GivenPassage] = []
        standing = [self._standing(text, *pair, quotes) for pair in zip(places, spans, strict=True)]
        for element, one in zip(elements, standing, strict=False):
            found += filter(_says, self._coded(element, one))
        for guid, one in zip(noted, standing[len(elements) :], strict=True):
            found += self._noted(guid, one)
        if not self._project.is_ours:
            found = merging.merged(
                ((one.start, one.end, one.annotator) if one.start >= 0 else number, one)
                for number, one in enumerate(found)
            )
        return [self._named(one) for one in (*found, *self._memos(source, noted))]

    def _spans(self, raw: str | None, places: Sequence[Place]) -> Sequence[Span | None]:
        if raw is None:
            return [None] * len(places)
        project = self._project
        if project.is_by_qualcoder:
            return dialects.each_by_its_name(raw, places, project.origin)
        counting = project.counting or dialects.chosen(raw, places, project.origin)
        return dialects.spans(raw, places, counting)

    def _standing(
        self, text: str, place: Place, span: Span | None, quotes: Mapping[tuple[int, int], str]
    ) -> GivenPassage:
        """Give a passage with what stands at its place, or what is told to stand there."""
        if not span:
            return self._nowhere(place)
        is_told = self._project.is_by_qualcoder and place.name.strip()
        if is_told and not dialects.is_named(text, span, place.name):
            return GivenPassage(words_of(place.name), *span)
        return GivenPassage(quotes[span], *span, *context(text, span))

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

    def _placed_notes(self, source: Any) -> dict[str, Place]:
        """Give the notes of a source that stand at a place in it, by their GUIDs."""
        guids = (ids.read(one.get("targetGUID")) for one in children(source, "NoteRef"))
        notes = ((guid, self._project.notes.get(guid)) for guid in guids)
        return {guid: note.place for guid, note in notes if note and note.place}

    def _noted(self, guid: str, standing: GivenPassage) -> Iterator[GivenPassage]:
        """Give a note at its place."""
        if note := self._note(guid):
            by, created, updated = note.made
            given = standing._replace(note=note.text, annotator=by, id=guid)
            yield given._replace(created=created, updated=updated)

    def _memos(self, source: Any, placed: Collection[str]) -> Iterator[GivenPassage]:
        """Give the notes on a whole source, and the codes that were given to it.

        Those notes are left out that are `placed`.
        """
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
            if (guid := ids.read(reference.get("targetGUID"))) not in placed:
                tags.setdefault(guid, [])
        for guid, given in tags.items():
            note = self._note(guid) or Note("", Made())
            if note.text or given or self._project.is_ours:
                yield _memo(note.text, given, note.made)._replace(id=guid)
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


def _says(passage: GivenPassage) -> bool:
    """Whether anything is left of a passage that stands nowhere."""
    return bool(passage.quote or passage.tags or passage.note)
