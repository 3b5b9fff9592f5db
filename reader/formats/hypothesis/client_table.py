"""Annotations of Hypothes.is to passages: the table that its client exports, commas or tabs.

It tells no ids and no context, and of a page its address alone. What a reply answers to is not in
it, so replies are lost.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from reader.formats.gathering import Gathering
from reader.formats.given import GivenPassage, GivenText
from reader.formats.losses import Losses
from reader.formats.tables import rows, unequal

_FIRST = b"Created at"
_FIELDS = {
    "Created at": "created",
    "Author": "annotator",
    "URL": "url",
    "Type": "type",
    "Quote": "quote",
    "Quote/description": "quote",
    "Comment": "note",
    "Tags": "tags",
    "Group": "group",
    "Page": "page",
}
"""What stands in the columns."""
_PUBLIC = "Public"
"""What the client calls the group of everyone."""


def is_table(file: Path) -> bool:
    """Whether a file begins as such a table does."""
    with file.open("rb") as opened:
        beginning = opened.read(len(codecs.BOM_UTF8) + len(_FIRST) + 1)
    return beginning.removeprefix(codecs.BOM_UTF8).lstrip(b'"').startswith(_FIRST)


def read(file: Path, losses: Losses) -> Iterator[GivenText]:
    """Give the pages in a table, each with its passages."""
    gathering = Gathering()
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for cells in _named(lines, losses):
            if cells["type"] == "Reply":
                losses.add("all", "reply")
            else:
                losses.add("the group", "annotation", cells["group"] not in ("", _PUBLIC))
                losses.add("the page", "annotation", bool(cells["page"]))
                url = cells["url"]
                gathering.add(GivenText(title=url, url=url, key=url), _passage(cells))
    yield from gathering.texts()


def _named(lines: Iterable[str], losses: Losses) -> Iterator[Mapping[str, str]]:
    """Give the cells of each row by what stands in them."""
    left = iter(lines)
    first = next(left, "")
    found = rows(chain([first], left), "\t" if "\t" in first else ",")
    _, header = next(found, (1, []))
    names = [_FIELDS.get(name, f"?{name}") for name in header]
    losses.add("the cells", "unknown column", sum(name.startswith("?") for name in names))
    for line, cells in found:
        if len(cells) != len(names):
            raise unequal(line, cells, names)
        yield dict.fromkeys(_FIELDS.values(), "") | dict(zip(names, cells, strict=True))


def _passage(cells: Mapping[str, str]) -> GivenPassage:
    return GivenPassage(
        quote=cells["quote"],
        tags=tuple([tag for one in cells["tags"].split(",") if (tag := one.strip())]),
        note=cells["note"],
        annotator=cells["annotator"],
        created=cells["created"],
    )
