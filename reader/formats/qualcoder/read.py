"""The coded texts of a QualCoder project's database to texts with passages.

It keeps a row for each place and code; what one person coded at one place is one passage here,
with all those codes, the memos of the codings and what is annotated there as its note.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reader.errors import FormatError
from reader.formats import merging, moments
from reader.formats.foreign import Foreign, Value
from reader.formats.foreign_values import is_no_text, number, position, rows, text
from reader.formats.given import Given, GivenPassage, GivenText
from reader.formats.losses import Losses
from reader.formats.positions import NOWHERE, with_plain_line_ends
from reader.formats.qualcoder.codes import Codes
from reader.formats.qualcoder.counting import Mark, spans, words_of
from reader.formats.qualcoder.references import references
from reader.text.document import Span


class _Row(NamedTuple):
    """A coding or an annotation."""

    key: str
    mark: Mark
    tags: tuple[str, ...]
    note: str
    owner: str
    date: str


class _Project(NamedTuple):
    """What files are read with."""

    rows: dict[int | None, list[_Row]]
    """By their file."""
    references: dict[int | None, dict[str, str]]
    attributes: dict[int | None, dict[str, object]]


def read(database: Foreign, losses: Losses) -> Iterator[Given]:
    """Give the codes, then the files that have a text."""
    codes = Codes(database, losses)
    yield from codes.tags()
    found: dict[int | None, list[_Row]] = {}
    for fid, row in (*_codings(database, codes, losses), *_annotations(database)):
        found.setdefault(fid, []).append(row)
    project = _Project(found, references(database), _attributes(database, losses))
    names = ("memo", "owner", "date", "mediapath", "risid")
    for source in rows(database, "source", ["id", "name", "fulltext"], names):
        if text(source["fulltext"]) or not text(source.get("mediapath")):
            losses.add("the text", "file that is no UTF-8", is_no_text(source["fulltext"]))
            yield _text(source, project, losses)
        else:
            losses.add("all", "media file")
    losses.add("all", "stray mark", sum(map(len, found.values())))
    _count_what_is_left(database, losses)


def _codings(database: Foreign, codes: Codes, losses: Losses) -> Iterator[tuple[int | None, _Row]]:
    names = ("cid", "fid", "seltext", "pos0", "pos1")
    more = ("ctid", "owner", "date", "memo", "avid", "important")
    for row in rows(database, "code_text", names, more):
        path = codes.paths.get(number(row["cid"]) or 0)
        losses.add("the code", "coding", path is None)
        losses.add("the important mark", "coding", number(row.get("important")) == 1)
        losses.add("the place in a recording", "coding", row.get("avid") is not None)
        tags = () if path is None else (path,)
        yield number(row["fid"]), _row(row, text(row.get("ctid")), text(row["seltext"]), tags)


def _annotations(database: Foreign) -> Iterator[tuple[int | None, _Row]]:
    if database.columns("annotation"):
        names = ("fid", "pos0", "pos1", "memo")
        for row in rows(database, "annotation", names, ("anid", "owner", "date")):
            yield number(row["fid"]), _row(row, f"annotation {text(row.get('anid'))}", "", ())


def _row(row: dict[str, Value], key: str, words: str, tags: tuple[str, ...]) -> _Row:
    note, owner = text(row.get("memo")).strip(), text(row.get("owner"))
    start, end = position(row["pos0"]), position(row["pos1"])
    mark = Mark(start, end, words_of(words), (owner, tags))
    return _Row(key, mark, tags, note, owner, moments.iso(text(row.get("date"))))


def _attributes(database: Foreign, losses: Losses) -> dict[int | None, dict[str, object]]:
    """Give the values that files were given, by file; those of cases are lost."""
    found: dict[int | None, dict[str, object]] = {}
    if database.columns("attribute"):
        for row in rows(database, "attribute", ["name", "attr_type", "value", "id"]):
            name, value = text(row["name"]), text(row["value"])
            if value and row["attr_type"] == "file":
                found.setdefault(number(row["id"]), {})[name] = value
            elif value:
                losses.add("all", "case attribute")
    return found


def _text(source: dict[str, Value], project: _Project, losses: Losses) -> GivenText:
    key, kept = number(source["id"]), text(source["fulltext"])
    passages = _passages(kept, project.rows.pop(key, []), losses)
    if memo := text(source.get("memo")).strip():
        owner, made = text(source.get("owner")), moments.iso(text(source.get("date")))
        about = GivenPassage(note=memo, annotator=owner, created=made, key="memo")
        passages.insert(0, about)
    return GivenText(
        title=text(source["name"]),
        passages=passages,
        text=with_plain_line_ends(kept),
        metadata=project.attributes.get(key, {}),
        key=text(source["id"]),
        **project.references.get(number(source.get("risid")), {}),  # type: ignore[arg-type]  # fields
    )


def _passages(kept: str, found: list[_Row], losses: Losses) -> list[GivenPassage]:
    """Give passages, one for each place and owner."""
    here = with_plain_line_ends(kept)
    places = spans(kept, [one.mark for one in found])
    nowhere = sum(span is None for span, _ in places)
    losses.add("the place", "mark elsewhere than in its text", nowhere)
    refusal = FormatError("marks on a whole text stand in it without end", "look at it")
    there = [
        span if span and (is_sure or not row.mark.words) else None
        for row, (span, is_sure) in zip(found, places, strict=True)
    ]
    quotes = merging.quotes(here, filter(None, there), refusal)
    each: list[tuple[object, GivenPassage]] = []
    for count, (row, (span, _), stands) in enumerate(zip(found, places, there, strict=True)):
        quote = quotes[stands] if stands else row.mark.words
        each.append(((stands, row.owner) if stands else count, _passage(row, quote, span)))
    return merging.merged(each)


def _passage(row: _Row, quote: str, span: Span | None) -> GivenPassage:
    """Give what a row has at its place."""
    start, end = span or (NOWHERE, NOWHERE)
    return GivenPassage(
        quote=quote,
        start=start,
        end=end,
        tags=row.tags,
        note=row.note,
        annotator=row.owner,
        created=row.date,
        key=row.key,
    )


_LEFT = {
    "code_image": "picture mark",
    "code_av": "recording mark",
    "cases": "case",
    "journal": "journal page",
    "graph": "graph",
}
"""Tables whose rows have no place here."""


def _count_what_is_left(database: Foreign, losses: Losses) -> None:
    if "memo" in database.columns("project"):
        memos = [text(memo).strip() for (memo,) in database.rows("project", ["memo"])]
        losses.add("the memo", "project", sum(map(bool, memos)))
    for table, noun in _LEFT.items():
        there = sorted(database.columns(table))
        if there:
            losses.add("all", noun, sum(1 for _ in database.rows(table, there[:1])))
