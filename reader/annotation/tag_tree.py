"""All tags as a tree: each below its parent, with its own passages and those of what is below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.annotation.look_alikes import look_alikes
from reader.annotation.model import Tag, TagUse
from reader.annotation.tagging import matched


class TagRow(NamedTuple):
    """One line of the tree: a tag, or a name that only stands in the paths of those below it."""

    path: str
    level: int
    """How many names stand before its own in its path."""
    tag: Tag | None
    """The tag; `None` for a name that is no tag of its own."""
    annotations: int
    """How many annotations have it."""
    total: int
    """Annotations that have it or one below it."""
    below: int
    """Tags below it, at any depth."""
    last_used: str
    """When it was last given, ISO 8601 in UTC; empty for never."""
    alike: tuple[str, ...]
    """Others that it could be taken for."""

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]

    @property
    def key(self) -> str:
        """What it is known by: its tag's id, or its path where it is no tag."""
        return self.tag.id if self.tag else matched(self.path)


def parents(uses: Sequence[TagUse]) -> list[str]:
    """Give the folded paths below which there are tags, whether they are tags or not."""
    return list(dict.fromkeys(path for use in uses for path in _above(matched(use.tag.path))))


def tree(uses: Sequence[TagUse], totals: Mapping[str, int]) -> list[TagRow]:
    """Give the rows of all tags, each below its parent, by name within one.

    `totals` holds for each path that `parents` gives how many annotations are at or below it.
    """
    below: dict[str, int] = dict.fromkeys(totals, 0)
    spelt: dict[str, str] = {}
    for use in uses:
        for path in _above(matched(use.tag.path)):
            below[path] = below.get(path, 0) + 1
            spelt.setdefault(path, "/".join(use.tag.path.split("/")[: path.count("/") + 1]))
    spelt |= {matched(use.tag.path): use.tag.path for use in uses}
    alike = look_alikes(spelt.values())
    rows = {
        path: TagRow(
            shown,
            path.count("/"),
            None,
            0,
            totals.get(path, 0),
            below.get(path, 0),
            "",
            alike.get(shown, ()),
        )
        for path, shown in spelt.items()
    }
    for use in uses:
        path = matched(use.tag.path)
        total = totals.get(path, use.annotations)
        rows[path] = rows[path]._replace(
            tag=use.tag, annotations=use.annotations, total=total, last_used=use.last_used
        )
    return [rows[path] for path in sorted(rows, key=lambda path: path.split("/"))]


def _above(path: str) -> list[str]:
    """Give the paths above one."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]
