"""Highlights of Readwise to passages: CSV as it takes it, or as it exports all highlights.

Columns are known by their names, in any order; only the highlight must be there. Locations are told
in units of the reading device: they put the highlights of a text in order, and are places in it
only as far as the words that stand there once bear them out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reader.errors import FormatError
from reader.formats.gathering import Gathering
from reader.formats.given import Given, GivenPassage, GivenText
from reader.formats.losses import Losses
from reader.formats.quotes import is_blank
from reader.formats.readwise.inline import parted
from reader.formats.tables import rows, unequal, unguarded

_FIELDS = {
    "highlight": "quote",
    "title": "title",
    "book title": "title",
    "author": "author",
    "book author": "author",
    "url": "url",
    "source url": "url",
    "amazon book id": "asin",
    "note": "note",
    "tags": "tags",
    "location": "location",
    "date": "created",
    "highlighted at": "created",
    "color": "color",
    "location type": "location_type",
    "document tags": "document_tags",
}
"""What stands in the columns of both kinds, by their names in small letters."""
_HINT = "its first line is to name the columns, one of them Highlight"


def read(file: Path, losses: Losses, *, raw: bool = False) -> Iterator[Given]:
    """Give the texts in a file, each with its highlights; `raw` where cells are written exactly."""
    gathering = Gathering()
    for cells in _rows(file, losses, raw=raw):
        if not is_blank(cells["quote"]):
            losses.add("the colour", "highlight", bool(cells.get("color")))
            tags = bool(cells.get("document_tags"))
            losses.add("the tags of its text", "highlight", tags)
            gathering.add(_about(cells), _passage(cells), _order(cells.get("location", "")))
        elif any(cells.values()):
            losses.add("all", "row without a highlight")
    yield from gathering.texts()


def _rows(file: Path, losses: Losses, *, raw: bool) -> Iterator[Mapping[str, str]]:
    """Give the cells of each row by what stands in them."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        found = rows(lines)
        _, header = next(found, (1, []))
        names = _names(header, losses)
        for line, cells in found:
            if len(cells) > len(names):
                raise unequal(line, cells, names)
            whole = cells if raw else map(unguarded, cells)
            # Spreadsheets leave out empty cells at the end of a row.
            yield dict.fromkeys(names, "") | dict(zip(names, whole, strict=False))


def _names(header: Sequence[str], losses: Losses) -> list[str]:
    """Give what stands in each column; of what is not known, its name in the file."""
    plain = [name.strip().lower() for name in header]
    names = [_FIELDS.get(name, f"?{name}") for name in plain]
    if "quote" not in names:
        raise FormatError("line 1: there is no column Highlight", _HINT)
    if len({*names}) < len(names):
        raise FormatError("line 1: two columns have the same name", _HINT)
    losses.add("the cells", "unknown column", sum(name.startswith("?") for name in names))
    return names


def _about(cells: Mapping[str, str]) -> GivenText:
    title, author, url = (cells.get(name, "") for name in ("title", "author", "url"))
    asin = cells.get("asin", "")
    return GivenText(
        title=title or url,
        author=author,
        url=url,
        metadata={"Amazon Book ID": asin} if asin else {},
        key=url or asin or "\n".join((title, author)).strip(),
    )


def _passage(cells: Mapping[str, str]) -> GivenPassage:
    tags, note = parted(cells.get("note", ""))
    listed = [one.strip() for one in cells.get("tags", "").split(",")]
    return GivenPassage(
        quote=cells["quote"],
        start=_order(cells.get("location", "")),
        tags=(*tags, *filter(None, listed)),
        note=note,
        created=cells.get("created", ""),
    )


def _order(location: str) -> int:
    """Give a location as a number, -1 where it is none."""
    plain = location.strip().removesuffix(".0")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 16 else -1
