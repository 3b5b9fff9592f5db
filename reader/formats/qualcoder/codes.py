"""QualCoder's codes as tags: categories, and codes that hold others, are levels of a path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.annotation.colors import named
from reader.formats.foreign import Foreign, Value
from reader.formats.foreign_values import number, rows, text
from reader.formats.given import GivenTag
from reader.formats.losses import Losses

_COLOR = re.compile("#[0-9a-fA-F]{6}")
_DEEPEST = 40
"""Levels of a path, far more than a path may be long; those above them are left out."""

_Key = tuple[str, int]
"""`code` or `category`, and its number."""


@dataclass
class _Node:
    name: str
    above: _Key | None
    color: str
    description: str
    is_empty: bool = True
    """Whether nothing stands below it."""


class Codes:
    """The codes of a project with the categories that they stand in."""

    def __init__(self, database: Foreign, losses: Losses) -> None:
        self._losses = losses
        self._nodes: dict[_Key, _Node] = {}
        for row in rows(database, "code_cat", ["catid", "name"], ["memo", "supercatid"]):
            above = _key("category", number(row.get("supercatid")))
            self._add(_key("category", number(row["catid"])), row, above)
        for row in rows(
            database, "code_name", ["cid", "name"], ["memo", "catid", "color", "supercid"]
        ):
            above = _key("code", number(row.get("supercid")))
            above = above or _key("category", number(row.get("catid")))
            self._add(_key("code", number(row["cid"])), row, above)
        for one in [*self._nodes.values()]:
            if above_it := self._above(one):
                above_it.is_empty = False
        self.paths = {key[1]: self._path(key) for key in self._nodes if key[0] == "code"}
        """Of the codes, by number."""

    def tags(self) -> Iterator[GivenTag]:
        """Give the codes, and those categories that say something or hold nothing."""
        for key, one in self._nodes.items():
            if key[0] == "code" or one.description or one.is_empty:
                yield GivenTag(self._path(key), one.color, one.description)

    def _add(self, key: _Key | None, row: dict[str, Value], above: _Key | None) -> None:
        if key is None:
            self._losses.add("all", "unnumbered code")
            return
        name = " ".join(text(row["name"]).split())
        # `/` parts levels, and is no level where it stands in a name.
        if "/" in name:
            self._losses.add("“/” in the name", key[0])
            name = name.replace("/", "-")
        self._losses.add("the empty name", key[0], not name)
        written = text(row.get("color")).strip()
        color = named(written) if _COLOR.fullmatch(written) else ""
        self._losses.add("the colour", key[0], bool(written) and not color)
        self._nodes[key] = _Node(name or "unnamed", above, color, text(row.get("memo")).strip())

    def _above(self, node: _Node) -> _Node | None:
        return self._nodes.get(node.above) if node.above else None

    def _path(self, key: _Key) -> str:
        names: list[str] = []
        seen: set[int] = set()
        at: _Node | None = self._nodes[key]
        while at and id(at) not in seen and len(names) < _DEEPEST:
            seen.add(id(at))
            names.append(at.name)
            at = self._above(at)
        return "/".join(reversed(names))


def _key(kind: str, found: int | None) -> _Key | None:
    return None if found is None else (kind, found)
