"""The projects of a Taguette database to texts with passages.

A document is HTML, and a highlight stands between two bytes of its text. What Taguette cut out
there, the snippet, is HTML too: it tells whether the place was understood. Tags are taken by their
names as they are, for a dot in one means nothing to Taguette.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.formats import moments
from reader.formats.foreign import Foreign, Value
from reader.formats.foreign_values import is_no_text, number, position, rows, text
from reader.formats.given import Given, GivenPassage, GivenTag, GivenText
from reader.formats.json_reading import decoded
from reader.formats.losses import Losses
from reader.formats.positions import NOWHERE, offsets, with_plain_line_ends
from reader.formats.quotes import is_blank
from reader.formats.taguette.markup import text_of

_LONGEST_PAYLOAD = 100_000
"""Characters of what is told of one step; Taguette's have a few hundred."""
_LONGEST_UNCUT = 10_000
"""Characters of a highlight of which nothing was cut out: what is cited is not without bound."""
_GONE = 8
"""Characters that HTML may lose between a text and its snippet: line ends after `<pre>`."""


class _Highlight(NamedTuple):
    key: int
    start: int
    """In bytes."""
    end: int
    snippet: str


_Made = tuple[str, int]
"""What a step made or changed: `highlight` or `document`, and its number."""


class _Steps(NamedTuple):
    """Who made something, and when it was made and last changed."""

    by: str
    first: str
    last: str


_NOBODY = _Steps("", "", "")


class _Project(NamedTuple):
    """What documents are read with."""

    names: dict[int | None, str]
    """Of the projects."""
    highlights: dict[int | None, list[_Highlight]]
    """By their document."""
    tags: dict[int | None, list[str]]
    """Paths, by the highlight that has them."""
    steps: dict[_Made, _Steps]


def read(database: Foreign, losses: Losses) -> Iterator[Given]:
    """Give the tags of all projects, then their documents."""
    paths: dict[int | None, str] = {}
    yield from _tags(database, paths, losses)
    found = _Project(
        _projects(database, losses),
        _highlights(database),
        _tagged(database, paths, losses),
        _steps(database),
    )
    names = ("id", "name", "project_id", "contents")
    for row in rows(database, "documents", names, ("description", "filename", "created")):
        yield _document(row, found, losses)
    losses.add("all", "stray highlight", sum(map(len, found.highlights.values())))


def _projects(database: Foreign, losses: Losses) -> dict[int | None, str]:
    """Give the names of the projects, of which nothing else has a place."""
    names: dict[int | None, str] = {}
    for row in rows(database, "projects", ["id", "name"], ["description"]):
        names[number(row["id"])] = text(row["name"])
        losses.add("the description", "project", bool(text(row.get("description")).strip()))
    return names


def _tags(database: Foreign, paths: dict[int | None, str], losses: Losses) -> Iterator[GivenTag]:
    """Give each path once, with the first description that it has, and note all by number.

    Taguette's names have no levels, so `/`, which would part them, does not stay.
    """
    descriptions: dict[str, str] = {}
    for row in rows(database, "tags", ["id", "path"], ["description"]):
        path, description = text(row["path"]), text(row.get("description")).strip()
        losses.add("“/” in the name", "tag", "/" in path)
        path = path.replace("/", "-")
        paths[number(row["id"])] = path
        before = descriptions.get(path, "")
        if before and description and before != description:
            losses.add("another description", "tag")
        descriptions[path] = before or description
    for path, description in descriptions.items():
        yield GivenTag(path, description=description)


def _highlights(database: Foreign) -> dict[int | None, list[_Highlight]]:
    found: dict[int | None, list[_Highlight]] = {}
    names = ("id", "document_id", "start_offset", "end_offset", "snippet")
    for row in rows(database, "highlights", names):
        start, end = position(row["start_offset"]), position(row["end_offset"])
        one = _Highlight(number(row["id"]) or 0, start, end, text(row["snippet"]))
        found.setdefault(number(row["document_id"]), []).append(one)
    for some in found.values():
        some.sort(key=lambda one: (one.start, one.end, one.key))
    return found


def _tagged(
    database: Foreign, paths: dict[int | None, str], losses: Losses
) -> dict[int | None, list[str]]:
    found: dict[int | None, list[str]] = {}
    for row in rows(database, "highlight_tags", ["highlight_id", "tag_id"]):
        path = paths.get(number(row["tag_id"]))
        if path is None:
            losses.add("a tag that is not there", "highlight")
        else:
            found.setdefault(number(row["highlight_id"]), []).append(path)
    return found


def _steps(database: Foreign) -> dict[_Made, _Steps]:
    """Give who made what and when; nothing where that is not told."""
    found: dict[_Made, _Steps] = {}
    if not database.columns("commands"):
        return found
    for row in rows(database, "commands", ["payload"], ["user_login", "date", "document_id"]):
        made = _made(row["payload"], number(row.get("document_id")))
        if made is not None:
            at = moments.iso(text(row.get("date")), is_utc=True)
            before = found.get(made) or _Steps(text(row.get("user_login")), at, at)
            found[made] = before._replace(last=max(before.last, at))
    return found


def _made(payload: Value, document: int | None) -> _Made | None:
    """Give what a step made or changed."""
    if not isinstance(payload, str) or len(payload) > _LONGEST_PAYLOAD:
        return None
    try:
        found = decoded(payload)
    except ValueError:
        return None
    told = found if isinstance(found, dict) else {}
    kind = told.get("type")
    key = told.get("highlight_id") if kind == "highlight_add" else None
    if type(key) is int:
        return "highlight", key
    return ("document", document) if kind == "document_add" and document is not None else None


def _document(row: dict[str, Value], found: _Project, losses: Losses) -> GivenText:
    markup = text(row["contents"])
    losses.add("the text", "document that is no UTF-8", is_no_text(row["contents"]))
    read_text = text_of(markup)
    made = moments.iso(text(row.get("created")), is_utc=True)
    description = text(row.get("description")).strip()
    by = found.steps.get(("document", number(row["id"]) or 0), _NOBODY).by
    about = GivenPassage(note=description, annotator=by, created=made, key="description")
    highlights = found.highlights.pop(number(row["id"]), [])
    passages = _passages(read_text, highlights, found, losses)
    metadata = {
        "project": found.names.get(number(row["project_id"]), ""),
        "filename": text(row.get("filename")),
    }
    title = text(row["name"])
    if not read_text.strip():
        # It makes no article, and is known by what else names it.
        title = title.strip() or metadata["filename"] or f"document {text(row['id'])}"
    return GivenText(
        title=title,
        passages=[*([about] if description else []), *passages],
        text=read_text,
        markup=markup,
        metadata={name: value for name, value in metadata.items() if value},
        key=text(row["id"]),
    )


def _passages(
    read_text: str, highlights: Sequence[_Highlight], found: _Project, losses: Losses
) -> Iterator[GivenPassage]:
    starts = offsets(read_text, (one.start for one in highlights), "utf8")
    ends = offsets(read_text, (one.end for one in highlights), "utf8")
    for one, start, end in zip(highlights, starts, ends, strict=True):
        quote = _quote(read_text, start, end, one.snippet)
        is_placed = end > start >= 0
        if is_blank(quote) and not (is_placed and end - start <= _LONGEST_UNCUT):
            losses.add("all", "highlight without words")
            continue
        losses.add("the place", "highlight elsewhere than in its text", not is_placed)
        steps = found.steps.get(("highlight", one.key), _NOBODY)
        yield GivenPassage(
            quote=quote,
            start=start if is_placed else NOWHERE,
            end=end if is_placed else NOWHERE,
            tags=tuple(dict.fromkeys(found.tags.get(one.key, ()))),
            annotator=steps.by,
            created=steps.first,
            updated=steps.last,
            key=str(one.key),
        )


def _quote(read_text: str, start: int, end: int, snippet: str) -> str:
    """Give what stands at a place if that is what was cut out there, else what was cut out."""
    cut = text_of(snippet)
    # No text is longer than its HTML, so what is compared is never more than the file holds.
    if cut and 0 <= start < end <= start + len(with_plain_line_ends(snippet)) + _GONE:
        here = read_text[start:end]
        if here.split() == cut.split():
            return here
    return cut
