"""Annotations of Hypothes.is to passages: its client's export, its API's answer, or a bare list.

Its places count in the page as a browser shows it, which is no text of ours: the quote and the
words around it decide. Replies become paragraphs of the note that they answer to.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from reader.errors import FormatError
from reader.formats.gathering import Gathering
from reader.formats.given import Given, GivenPassage, GivenText
from reader.formats.hypothesis import client_table
from reader.formats.hypothesis.accounts import annotator
from reader.formats.hypothesis.replies import Reply, answered
from reader.formats.hypothesis.write import OURS
from reader.formats.json_reading import JsonFile, opened
from reader.formats.json_values import listed, offset, table, text, texts
from reader.formats.losses import Losses
from reader.text.addresses import is_web

_LISTS = ("annotations", "rows", "replies")
_FILE = "file://"
_PUBLIC = "__world__"


def read(file: Path, losses: Losses) -> Iterator[Given]:
    """Give the texts in a file, each with its passages."""
    if client_table.is_table(file):
        yield from client_table.read(file, losses)
        return
    roots: dict[str, tuple[GivenText, GivenPassage, int]] = {}
    replies: dict[Reply, None] = {}
    with opened(file) as json:
        for row in map(table, _rows(json)):
            key = text(row.get("id"))
            if references := texts(row.get("references")):
                replies[_reply(row, references)] = None
                losses.add("the tags", "reply", bool(texts(row.get("tags"))))
            elif "uri" in row or "target" in row:
                one = _root(row, key, losses)
                is_new = bool(key) and roots.get(key, one) == one
                roots[key if is_new else f"\0{len(roots)}"] = one
            else:
                losses.add("all", "thing other than an annotation")
        json.end()
    notes = answered(replies, roots.keys(), losses)
    gathering = Gathering()
    for key, (about, passage, order) in roots.items():
        note = "\n\n".join(filter(None, (passage.note, *notes.get(key, ()))))
        gathering.add(about, passage._replace(note=note), order)
    yield from gathering.texts()


def _rows(json: JsonFile) -> Iterator[object]:
    """Give what the file lists as annotations."""
    if json.next() == "[":
        yield from json.items()
        return
    if json.next() != "{":
        raise json.wrong("this is no list and no object")
    rest: dict[str, object] = {}
    found = False
    for name in json.members():
        if name in _LISTS and json.next() == "[":
            found = True
            yield from json.items()
        else:
            rest[name] = json.value()
    if "uri" in rest or "target" in rest:
        yield rest
    elif not found:
        raise FormatError("there are no annotations in it", "give an export of Hypothes.is")


def _reply(row: dict[str, object], references: list[str]) -> Reply:
    return Reply(
        tuple(references),
        annotator(text(row.get("user"))),
        text(row.get("created")),
        text(row.get("text")),
    )


def _root(row: dict[str, object], key: str, losses: Losses) -> tuple[GivenText, GivenPassage, int]:
    """Give an annotation, with what is known of its text and where it stands there."""
    _lose_group(row, losses)
    targets = [table(one) for one in listed(row.get("target"))]
    losses.add("the other targets", "annotation", len(targets) > 1)
    target = targets[0] if targets else {}
    selectors = {text(table(one).get("type")): table(one) for one in listed(target.get("selector"))}
    quoted = selectors.get("TextQuoteSelector", {})
    losses.add("the place", "annotation", bool(selectors) and not text(quoted.get("exact")))
    own = table(row.get(OURS))
    passage = GivenPassage(
        quote=text(quoted.get("exact")),
        start=offset(own.get("start")),
        end=offset(own.get("end")),
        prefix=text(quoted.get("prefix")),
        suffix=text(quoted.get("suffix")),
        tags=tuple(texts(row.get("tags"))),
        note=text(row.get("text")),
        annotator=annotator(text(row.get("user"))),
        created=text(row.get("created")),
        updated=text(row.get("updated")),
        status=text(own.get("status")),
        text_hash=text(own.get("text_hash")),
        id=key if own else "",
        key="" if own else key,
    )
    order = offset(selectors.get("TextPositionSelector", {}).get("start"))
    return _about(row, target, own), passage, order


def _lose_group(row: dict[str, object], losses: Losses) -> None:
    """Count an annotation that others may read than everyone or who made it."""
    group = text(row.get("group"))
    losses.add("the group", "annotation", group not in ("", _PUBLIC))
    readers = {*texts(table(row.get("permissions")).get("read"))}
    usual = {f"group:{group}", f"group:{_PUBLIC}", text(row.get("user"))}
    losses.add("who may read it", "annotation", bool(readers - usual))


def _about(row: dict[str, object], target: dict[str, object], own: dict[str, object]) -> GivenText:
    """Give what is told of the text that an annotation stands in."""
    uri = text(row.get("uri")) or text(target.get("source"))
    title = text(table(row.get("document")).get("title"))
    if own:
        return GivenText(
            title=title,
            article=text(own.get("article")),
            text_hash=text(own.get("text_hash")),
            author=text(own.get("author")),
            source=text(own.get("source")),
            published=text(own.get("published")),
            accessed=text(own.get("accessed")),
            url=text(own.get("url")),
            key=uri,
        )
    return GivenText(
        title=title or uri,
        url=uri if is_web(uri) else "",
        path=unquote(uri[len(_FILE) :]) if uri.startswith(_FILE) else "",
        key=uri,
    )
