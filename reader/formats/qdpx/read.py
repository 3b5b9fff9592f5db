"""A REFI-QDA project to texts with passages, whichever program made it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.formats import ids
from reader.formats.given import Given, GivenText
from reader.formats.losses import Losses
from reader.formats.positions import with_plain_line_ends
from reader.formats.qdc.parsing import children, local_name, parts
from reader.formats.qdpx import variables
from reader.formats.qdpx.archive import Archive, opened
from reader.formats.qdpx.passages import Passages
from reader.formats.qdpx.project import SOURCES, Project, known, plain_text

_NOUNS = {
    "PDFSource": "PDF",
    "PictureSource": "picture",
    "AudioSource": "recording",
    "VideoSource": "video",
}
_MARKS = ("PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection")


def read(file: Path, losses: Losses) -> Iterator[Given]:
    """Give the tags of a project, then its texts, one at a time.

    The XML is gone through twice, as notes stand behind the sources that refer to them.
    """
    with opened(file) as archive:
        project = known(archive, losses)
        yield from project.tags
        reading = _Reading(archive, project, Passages(project, losses), losses)
        with archive.project() as xml:
            for part in parts(xml, "project.qde", "Project"):
                if local_name(part) in SOURCES:
                    yield from reading.texts(part)
        unattached = project.notes.keys() - reading.passages.noted
        losses.add("all", "unattached note", len(unattached))


@dataclass(frozen=True)
class _Reading:
    """A project whose sources are being read."""

    archive: Archive
    project: Project
    passages: Passages
    losses: Losses

    def texts(self, source: Any) -> Iterator[GivenText]:
        """Give a source's text; a PDF's too, if the program that made the project read it."""
        noun = _NOUNS.get(local_name(source))
        if noun is None:
            yield self._text(source, source)
            return
        representation = children(source, "Representation")
        self.losses.add("the layout" if representation else "all", noun)
        marks = sum(len(children(source, name)) for name in _MARKS)
        self.losses.add("all", f"{noun} mark", marks)
        if representation:
            yield self._text(source, representation[0])

    def _text(self, source: Any, content: Any) -> GivenText:
        """Give the text of `content`, with what is told of it there and of its source."""
        raw = plain_text(content, self.archive)
        self.losses.add("the text", "source", raw is None)
        self.losses.add("the layout", "source", bool(content.get("richTextPath")))
        found = self.passages.of_source(content, raw)
        if content is not source:
            found += self.passages.of_source(source, raw)
        values = self._values(source)
        cited = {name: values.pop(name, "") for name in variables.CITED}
        ours = {}
        if self.project.is_ours:
            ours = {name: values.pop(name, "") for name in variables.OURS}
        text_hash = ours.get("text_hash", "")
        return GivenText(
            title=source.get("name") or "",
            passages=[one._replace(text_hash=text_hash) for one in found],
            text=None if raw is None else with_plain_line_ends(raw),
            article=ours.get("article", ""),
            text_hash=text_hash,
            metadata=values,
            key=ids.read(source.get("guid")),
            **cited,  # type: ignore[arg-type]  # these fields are called after the variables
        )

    def _values(self, source: Any) -> dict[str, str]:
        """Give the values of a source's variables, by their names in small letters."""
        found: dict[str, str] = {}
        for value in children(source, "VariableValue"):
            texts = [one.text or "" for one in value if local_name(one) != "VariableRef"]
            for reference in children(value, "VariableRef"):
                name = self.project.variables.get(ids.read(reference.get("targetGUID")), "")
                if name and any(texts):
                    found.setdefault(name.strip().lower(), texts[0])
        return found
