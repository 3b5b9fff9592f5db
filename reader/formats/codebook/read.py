"""A codebook back to tags: ours, Taguette's, or any CSV with a column `tag` or `path`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reader.errors import FormatError
from reader.formats.given import Given, GivenTag
from reader.formats.losses import Losses
from reader.formats.tables import rows, unequal, unguarded

_PATHS = ("tag", "path")
_COLORS = ("color", "colour")
_COUNTS = ("number of highlights", "number of documents")
_KNOWN = frozenset((*_PATHS, *_COLORS, *_COUNTS, "description"))


def read(file: Path, losses: Losses, *, raw: bool = False) -> Iterator[Given]:
    """Give the tags in a file; `raw` where it was written so."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        found = rows(lines)
        _, names = next(found, (1, []))
        lowered = [name.strip().casefold() for name in names]
        if not set(_PATHS) & set(lowered):
            raise FormatError("line 1: no column is called tag", "name its columns in line 1")
        losses.add("the cells", "unknown column", len({*lowered} - _KNOWN))
        for line, cells in found:
            if not cells:
                continue
            if len(cells) != len(names):
                raise unequal(line, cells, names)
            whole = cells if raw else map(unguarded, cells)
            yield _tag(dict(zip(lowered, whole, strict=True)))


def _tag(cells: dict[str, str]) -> GivenTag:
    def first(*names: str) -> str:
        return next((cells[name] for name in names if cells.get(name)), "")

    return GivenTag(first(*_PATHS), first(*_COLORS), first("description"))
