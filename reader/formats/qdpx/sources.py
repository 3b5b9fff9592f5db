"""Texts with their annotations as a project's sources and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.formats import ids, merging, moments
from reader.formats.export import Dialect, Marked
from reader.formats.losses import Losses
from reader.formats.positions import positions
from reader.formats.qdc.codes import Codebook
from reader.formats.qdc.markup import element, fit, text_element
from reader.formats.qdpx import variables
from reader.formats.record import Record

_NAMED = 60
"""Characters of a passage or note that it is named after."""


@dataclass
class Sources:
    """What makes XML of texts, and knows what their XML refers to."""

    codebook: Codebook
    dialect: Dialect
    losses: Losses
    users: dict[str, str] = field(default_factory=dict)
    """GUIDs of annotators, by their names."""
    variables: set[str] = field(default_factory=set)
    """Those that some text has a value of."""

    def source(self, marked: Marked) -> str:
        """Give a text with its selections as one element."""
        self._count(marked.records)
        memos = [one for one in marked.records if one.is_memo]
        passages = [one for one in marked.records if not one.is_memo]
        places = [offset for one in passages for offset in (one.start, one.end)]
        counted = iter(positions(marked.document.text, places, self.dialect))
        attributes = {
            "guid": guid(marked),
            "name": fit(marked.article.title, "title", self.losses),
            "plainTextPath": f"internal://{guid(marked)}.txt",
            "creationDateTime": moments.for_xml(marked.article.accessed),
        }
        content = _described(*(fit(one.note, "note", Losses()) for one in memos))
        content += [self._selection(one, next(counted), next(counted)) for one in passages]
        # A memo's tags refer to it, as there may be several.
        content += [self._coding(one, tag, _note_ref(one)) for one in memos for tag in one.tags]
        content += [_note_ref(one) for one in memos]
        content += self._values(marked)
        return element("TextSource", attributes, *(f"\n{one}" for one in content), "\n")

    def notes(self, marked: Marked) -> Iterator[str]:
        """Give the notes of a text's annotations, and its memos, as elements."""
        for record in marked.records:
            if record.note or record.is_memo:
                note = fit(record.note, "note", self.losses)
                attributes = {"guid": _note_guid(record), "name": _name(note)}
                content = text_element("PlainTextContent", note)
                yield element("Note", attributes | self._made(record), content)

    def _selection(self, record: Record, start: int, end: int) -> str:
        attributes = {
            "guid": ids.kept(record.id, "annotation"),
            "name": _name(fit(record.quote, "name", Losses())),
            "startPosition": str(start),
            "endPosition": str(end),
        }
        heading = fit(record.heading, "heading", self.losses)
        # QualCoder and others show what describes a selection, and not the notes it refers to.
        content = _described(fit(record.note, "note", Losses()), heading)
        content += [self._coding(record, tag) for tag in record.tags]
        content += [_note_ref(record)] if record.note else []
        return element("PlainTextSelection", attributes | self._made(record), *content)

    def _coding(self, record: Record, tag: str, *further: str) -> str:
        attributes = {"guid": ids.derived("coding", record.id, tag)}
        made = self._made(record)
        attributes |= {key: made[key] for key in ("creatingUser", "creationDateTime")}
        code = element("CodeRef", {"targetGUID": self.codebook.guid(tag)})
        return element("Coding", attributes, code, *further)

    def _made(self, record: Record) -> dict[str, str]:
        """Give who made an annotation and when."""
        return {
            "creatingUser": self._user(record.annotator) if record.annotator else "",
            "creationDateTime": moments.for_xml(record.created),
            "modifiedDateTime": moments.for_xml(record.updated),
        }

    def _user(self, name: str) -> str:
        if name not in self.users:
            self.users[name] = ids.derived("user", name)
        return self.users[name]

    def _count(self, records: list[Record]) -> None:
        """Count what the standard's own forms of ids and times cannot hold."""
        for record in records:
            self.losses.add("the id", "annotation", ids.read(record.id) != record.id)
            times = (record.created, record.updated)
            self.losses.add(
                "the dates", "annotation", any(one and not moments.for_xml(one) for one in times)
            )

    def _values(self, marked: Marked) -> Iterator[str]:
        for name, value in variables.values(marked.article, marked.text_hash).items():
            self.variables.add(name)
            yield variables.written(name, fit(value, name.replace("_", " "), self.losses))


def guid(marked: Marked) -> str:
    """Give a text's GUID: its article's, or one of its own where the article shows another."""
    if marked.is_shown:
        return ids.kept(marked.article.id, "article")
    return ids.derived("text", marked.article.id, marked.text_hash)


def _described(*said: str) -> list[str]:
    """Give the description of all that is said of something, if anything is."""
    text = merging.joined(said)
    return [text_element("Description", text)] if text else []


def _note_ref(record: Record) -> str:
    return element("NoteRef", {"targetGUID": _note_guid(record)})


def _note_guid(record: Record) -> str:
    """Give a note's GUID: a memo's is the annotation's, as nothing else there has it."""
    if record.is_memo:
        return ids.kept(record.id, "annotation")
    return ids.derived("note", record.id)


def _name(text: str) -> str:
    """Give the first words of a text, on one line."""
    words = " ".join(text[: 4 * _NAMED].split())
    if len(words) <= _NAMED and len(text) <= 4 * _NAMED:
        return words
    return words[:_NAMED].rstrip() + "…"
