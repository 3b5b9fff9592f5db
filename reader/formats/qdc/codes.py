"""Tags as nested codes, and nested codes as tags.

A tag's path is a chain of codes. A level that is no tag itself is a code that cannot be given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from unicodedata import normalize

from reader.annotation import colors
from reader.annotation.model import Tag
from reader.annotation.tagging import LONGEST, tag_path
from reader.errors import MisuseError
from reader.formats import ids
from reader.formats.given import GivenTag
from reader.formats.losses import Losses
from reader.formats.qdc.markup import element, fit, text_element
from reader.formats.qdc.parsing import children
from reader.text.normal import clean

_HEX = frozenset("0123456789abcdefABCDEF")


@dataclass
class _Code:
    name: str
    path: str
    tag: Tag | None = None
    children: dict[str, _Code] = field(default_factory=dict)

    @property
    def guid(self) -> str:
        return _guid(self.tag, self.path)


class Codebook:
    """Tags as a tree of codes; one that is named and not known becomes a code too."""

    def __init__(self, tags: Iterable[Tag]) -> None:
        self._tags = {tag.path: tag for tag in tags}

    def guid(self, path: str) -> str:
        """Give the GUID of a tag's code."""
        return _guid(self._tags.setdefault(path, Tag("", path, color="")), path)

    def written(self, losses: Losses) -> list[str]:
        """Give the codes as XML, without what stands around them."""
        top = _Code("", "")
        for tag in self._tags.values():
            code = top
            for name in tag.path.split("/"):
                path = f"{code.path}/{name}" if code.path else name
                code = code.children.setdefault(name, _Code(name, path))
            code.tag = tag
        return [_written(code, losses) for code in top.children.values()]


def _guid(tag: Tag | None, path: str) -> str:
    return ids.kept(tag.id, "code") if tag and tag.id else ids.derived("code", path)


def _written(code: _Code, losses: Losses) -> str:
    tag, described = code.tag, ""
    if tag and tag.description:
        described = text_element("Description", fit(tag.description, "description", losses))
    attributes = {
        "guid": code.guid,
        "name": fit(code.name, "tag", losses),
        "isCodable": "true" if tag else "false",
        "color": colors.HEX.get(tag.color, "") if tag else "",
    }
    inside = [described, *(_written(one, losses) for one in code.children.values())]
    return element("Code", attributes, *(f"\n{one}" for one in inside if one))


class FoundCode(NamedTuple):
    """A code as a file has it."""

    guid: str
    path: str
    tag: GivenTag | None
    """What it is as a tag; nothing where it only holds others."""


def found(codes: Any, losses: Losses) -> Iterator[FoundCode]:
    """Give the codes below an element, each before those within it."""
    waiting = [(one, "") for one in reversed(children(codes, "Code"))]
    while waiting:
        code, above = waiting.pop()
        name = _level(code.get("name") or "", losses)
        path = _path(f"{above}/{name}" if above else name, losses)
        description = "".join(one.text or "" for one in children(code, "Description"))
        is_tag = (code.get("isCodable") or "true").strip().lower() not in ("false", "0")
        tag = GivenTag(path, _color(code, losses), description) if is_tag else None
        if description and not is_tag:
            losses.add("the description", "parent code")
        losses.add("the note", "code", len(children(code, "NoteRef")))
        yield FoundCode(ids.read(code.get("guid")), path, tag)
        waiting.extend((one, path) for one in reversed(children(code, "Code")))


def _level(name: str, losses: Losses) -> str:
    """Give a code's name as one level of a path."""
    # As tags are separated by `;` and levels by `/`, a name has neither.
    # It is composed before it is measured, for that may make it longer.
    name = normalize("NFC", " ".join(name.split()))
    fitting = clean(name).replace("/", "-").replace(";", ",")
    if fitting != name:
        losses.add("“/”, “;” or a control character in the name", "code")
    losses.add("the empty name", "code", not fitting)
    return fitting or "unnamed"


def _path(path: str, losses: Losses) -> str:
    """Give a path as tags have them; one too long loses its end."""
    try:
        return tag_path(path)
    except MisuseError:
        losses.add("the end of the name", "code")
        return tag_path(path[:LONGEST].rstrip("/ "))


def _color(code: Any, losses: Losses) -> str:
    """Give a code's colour as its name or `#rrggbb`, nothing for what is none."""
    written = (code.get("color") or "").strip()
    digits = written.removeprefix("#")
    if not set(digits) <= _HEX or len(digits) not in (3, 6):
        losses.add("the colour", "code", bool(written))
        return ""
    return colors.named("#" + (digits if len(digits) == 6 else "".join(2 * one for one in digits)))
