"""What a project says before its sources can be understood: who, which codes, which notes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reader.formats import ids, moments
from reader.formats.given import GivenTag
from reader.formats.losses import Losses
from reader.formats.qdc import codes
from reader.formats.qdc.parsing import children, local_name, parts
from reader.formats.qdpx.archive import Archive
from reader.formats.qdpx.dialects import ORIGIN, Counting, Place, holds, place, told

SOURCES = ("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource")
_PRECISE = re.compile(r"(\.\d{6})\d+")
"""A part of a second as .NET writes it, to the tenth of a millionth."""
_MODIFIED = "modifiedDateTime"
_DROPPED = {"Case": "case", "Set": "set", "Link": "link", "Graph": "graph"}


class Note(NamedTuple):
    """A note, or a memo on a whole source."""

    text: str
    made: Made
    place: Place | None = None
    """Where QualCoder says that it stands in the source that refers to it."""


class Made(NamedTuple):
    """Who made something and when."""

    by: str = ""
    created: str = ""
    updated: str = ""


@dataclass
class Project:
    """What is known of a project, by GUIDs."""

    losses: Losses
    origin: str = ""
    counting: Counting | None = None
    """How it says that it counts places, which ours do."""
    tags: list[GivenTag] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    """The paths of codes."""
    users: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)

    @property
    def is_ours(self) -> bool:
        """Whether our program made it."""
        return self.origin == ORIGIN

    @property
    def is_by_qualcoder(self) -> bool:
        """Whether QualCoder made it, which names a selection by all its words."""
        return self.origin.lower().startswith("qualcoder")

    def made(self, element: Any) -> Made:
        """Give who made an element and when, as its attributes say."""
        by = self.users.get(ids.read(element.get("creatingUser")), "")
        return Made(by, self._moment(element, "creationDateTime"), self._moment(element, _MODIFIED))

    def _moment(self, element: Any, name: str) -> str:
        written = _PRECISE.sub(r"\1", (element.get(name) or "").strip())
        found = moments.for_xml(written)
        self.losses.add("the dates", "annotation", bool(written and not found))
        return found


def known(archive: Archive, losses: Losses) -> Project:
    """Read all of a project but its sources."""
    project, dropped = Project(losses), Counter[str]()
    with archive.project() as file:
        for part in parts(file, "project.qde", "Project", "CodeBook"):
            name = local_name(part)
            if name == "Project":
                project.origin = part.get("origin") or project.origin
            elif name == "User":
                named = part.get("name") or part.get("id") or ""
                project.users.setdefault(_guid(part), named)
            elif name == "CodeBook":
                _take_codes(project, part, losses)
            elif name == "Variable":
                project.variables.setdefault(_guid(part), part.get("name") or "")
            elif name == "Note":
                _take_note(project, part, archive, losses)
            elif name == "Description" and part.text:
                project.counting = told(project.origin, part.text)
                losses.add("the description", "project", project.counting is None)
            elif name in _DROPPED:
                dropped[_DROPPED[name]] += 1
    for noun, count in dropped.items():
        losses.add("all", noun, count)
    # What has no GUID is not what a reference without one means.
    for table in (project.users, project.paths, project.variables):
        table.pop("", None)
    return project


def _guid(element: Any) -> str:
    return ids.read(element.get("guid"))


def _take_codes(project: Project, book: Any, losses: Losses) -> None:
    for held in children(book, "Codes"):
        for code in codes.found(held, losses):
            project.paths.setdefault(code.guid, code.path)
            if code.tag:
                project.tags.append(code.tag)


def _take_note(project: Project, element: Any, archive: Archive, losses: Losses) -> None:
    content, name = plain_text(element, archive), (element.get("name") or "").strip()
    if content is None:
        losses.add("the text", "note", not name)
        content = ""
    # A note of ours is named after its text; another's name may be a title that says more.
    if name and not project.is_ours and not holds(content, name):
        content = f"{name}\n\n{content}" if content else name
    losses.add("the codes", "note", bool(children(element, "Coding")))
    guid = _guid(element)
    if not guid or guid in project.notes:
        losses.add("all", "unidentified note")
    else:
        project.notes[guid] = Note(content, project.made(element), _noted(project, element))


def _noted(project: Project, element: Any) -> Place | None:
    """Give the place that a note is on; in the standard it would be one in the note itself."""
    if not project.is_by_qualcoder:
        return None
    return next(map(place, children(element, "PlainTextSelection")), None)


def plain_text(element: Any, archive: Archive) -> str | None:
    """Give the text of a source or note, from within it or from a file; nothing without one."""
    inside = children(element, "PlainTextContent")
    path = element.get("plainTextPath") or ""
    if inside and (inside[0].text or not path):
        return inside[0].text or ""
    return archive.text(path) if path else None
