"""CSV back to annotations, by the names of its columns, in whatever order these stand.

No texts are in it: the library has them, or makes one of an article's quotes. Rows of one article
are given together, wherever they stand: people sort them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reader.errors import FormatError
from reader.formats.gathering import Gathering
from reader.formats.given import Given, GivenPassage, GivenText
from reader.formats.losses import Losses
from reader.formats.tables import header, rows, unequal, unguarded

_KNOWN = frozenset((*header(), *header(per_tag=True)))
_ARTICLE = ("article", "text_hash", "title", "url", "author", "source", "published", "accessed")
_QUOTED = frozenset(("quote", "note"))
"""The columns of which one must be there."""

Row = tuple[int, Mapping[str, str]]
"""The line that a row ends in, and its cells by column."""


def read(file: Path, losses: Losses, *, raw: bool = False) -> Iterator[Given]:
    """Give the annotations in a file, by article; `raw` where it was written so."""
    separator = _separator(file)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        yield from given(rows(lines, separator), losses, raw=raw)


def _separator(file: Path) -> str:
    """Give what parts the columns: spreadsheets have semicolons where decimals have commas."""
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        first = lines.readline().strip()
    for separator in ",;\t":
        if _QUOTED & {name.strip('"') for name in first.split(separator)}:
            return separator
    return ","


def given(
    found: Iterator[tuple[int, Sequence[str]]], losses: Losses, *, raw: bool = False
) -> Iterator[GivenText]:
    """Give the annotations in rows of which the first names the columns."""
    _, names = next(found, (1, []))
    if not _QUOTED & {*names}:
        hint = "its first line is to name its columns, quote or note among them"
        raise FormatError("line 1: these are no columns of annotations", hint)
    if len({*names}) < len(names):
        raise FormatError("line 1: two columns have the same name", "name each but once")
    losses.add("the cells", "unknown column", len({*names} - _KNOWN))
    named = _named(names, found, raw=raw)
    if "tag" in names and "tags" not in names:
        named = iter(_joined(named, losses))
    gathering = Gathering()
    for line, cells in named:
        gathering.add(_about(cells), _passage(line, cells))
    yield from gathering.texts()


def _named(
    names: Sequence[str], found: Iterator[tuple[int, Sequence[str]]], *, raw: bool
) -> Iterator[Row]:
    for line, cells in found:
        if not any(cells):
            # Spreadsheets leave empty rows.
            continue
        if len(cells) != len(names):
            raise unequal(line, cells, names)
        whole = cells if raw else map(unguarded, cells)
        yield line, dict(zip(names, whole, strict=True))


def _joined(named: Iterator[Row], losses: Losses) -> list[Row]:
    """Join rows of one tag each to rows of all tags; all rows are held for that.

    Rows of one id are one annotation if nothing but the tag differs; else the first has the id.
    """
    joined: dict[tuple[str, ...], tuple[int, dict[str, str]]] = {}
    ids: set[str] = set()
    for line, cells in named:
        id, tag = cells.get("id", ""), cells.get("tag", "")
        rest = tuple(cell for name, cell in cells.items() if name != "tag")
        key = rest if id else (str(line),)
        if key not in joined:
            losses.add("the id", "annotation", id in ids)
            joined[key] = line, {**cells, "tags": "", "id": "" if id in ids else id}
            ids |= {id} - {""}
        first = joined[key][1]
        first["tags"] = "; ".join(filter(None, (first["tags"], tag)))
    return [*joined.values()]


def _about(cells: Mapping[str, str]) -> GivenText:
    known = {name: cells.get(name, "") for name in _ARTICLE}
    named = "\n".join((known["title"], known["author"])).strip()
    known["key"] = known["article"] or known["url"] or named
    return GivenText(**known)  # type: ignore[arg-type]  # the fields are called so


def _passage(line: int, cells: Mapping[str, str]) -> GivenPassage:
    def cell(name: str) -> str:
        return cells.get(name, "")

    return GivenPassage(
        quote=cell("quote"),
        start=_number(line, cells, "start"),
        end=_number(line, cells, "end"),
        prefix=cell("prefix"),
        suffix=cell("suffix"),
        tags=tuple([tag for one in cell("tags").split(";") if (tag := one.strip())]),
        note=cell("note"),
        annotator=cell("annotator"),
        created=cell("created"),
        updated=cell("updated"),
        status=cell("status"),
        text_hash=cell("text_hash"),
        id=cell("id"),
    )


def _number(line: int, cells: Mapping[str, str], name: str) -> int:
    written = cells.get(name, "").strip()
    if not written:
        return -1
    if not (written.isascii() and written.isdigit() and len(written) < 16):
        what = f"line {line}: its {name} is no number of characters"
        raise FormatError(what, "write it in digits, or leave it empty")
    return int(written)
