"""A REFI-QDA project to texts with passages, whichever program made it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reader.formats.given import Given, GivenText
from reader.formats.losses import Losses
from reader.formats.positions import united
from reader.formats.qdc import guids
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
        passages = Passages(project, losses)
        with archive.project() as xml:
            for part in parts(xml, "project.qde", "Project"):
                if local_name(part) in SOURCES:
                    yield from _source(part, project, passages, archive, losses)
        losses.add("all", "note on no source", len(project.notes.keys() - passages.noted))


def _source(
    source: Any, project: Project, passages: Passages, archive: Archive, losses: Losses
) -> Iterator[GivenText]:
    """Give a source's text; a PDF's too, if the program that made the project read it."""
    noun = _NOUNS.get(local_name(source))
    if noun is None:
        yield _text(source, source, project, passages, archive, losses)
        return
    marks = sum(len(children(source, name)) for name in _MARKS)
    read = children(source, "Representation")
    if read:
        losses.add("the layout", noun)
        losses.add("all", "mark on a page", marks)
        yield _text(source, read[0], project, passages, archive, losses)
    else:
        losses.add("all", noun)
        losses.add(f"all on {noun}s", "mark", marks)


def _text(
    source: Any,
    content: Any,
    project: Project,
    passages: Passages,
    archive: Archive,
    losses: Losses,
) -> GivenText:
    """Give the text of `content`, with what is told of it there and of its source."""
    raw = plain_text(content, archive)
    losses.add("the text", "source", raw is None)
    losses.add("the layout", "source", bool(content.get("richTextPath")))
    found = passages.of_source(content, raw)
    if content is not source:
        found += passages.of_source(source, raw)
    values = _values(source, project)
    cited = {name: values.pop(name, "") for name in variables.CITED}
    ours = {name: values.pop(name, "") for name in variables.OURS} if project.is_ours else {}
    text_hash = ours.get("text_hash", "")
    return GivenText(
        title=source.get("name") or "",
        passages=[one._replace(text_hash=text_hash) for one in found],
        text=None if raw is None else united(raw),
        article=ours.get("article", ""),
        text_hash=text_hash,
        metadata=values,
        key=guids.read(source.get("guid")),
        **cited,  # type: ignore[arg-type]  # these fields are called after the variables
    )


def _values(source: Any, project: Project) -> dict[str, str]:
    """Give the values of a source's variables, by their names in small letters."""
    found: dict[str, str] = {}
    for value in children(source, "VariableValue"):
        texts = [one.text or "" for one in value if local_name(one) != "VariableRef"]
        for reference in children(value, "VariableRef"):
            name = project.variables.get(guids.read(reference.get("targetGUID")), "")
            if name and any(texts):
                found.setdefault(name.strip().lower(), texts[0])
    return found
