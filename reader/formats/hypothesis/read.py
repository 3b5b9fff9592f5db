"""Annotations of Hypothes.is to passages: its client's export, its API's answer, or a bare list.

Its places count in the page as a browser shows it, which is no text of ours: the quote and the
words around it decide. Replies become paragraphs of the note that they answer to.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reader.errors import FormatError
from reader.formats.gathering import Gathering
from reader.formats.given import Given, GivenPassage, GivenText
from reader.formats.hypothesis import client_table
from reader.formats.hypothesis.accounts import annotator
from reader.formats.hypothesis.documents import document_of, is_moderated
from reader.formats.hypothesis.replies import Reply, answered
from reader.formats.hypothesis.write import OURS
from reader.formats.json_members import has_others, one_text, some_texts
from reader.formats.json_reading import JsonFile, opened
from reader.formats.json_values import listed, offset, table, text, texts
from reader.formats.losses import Losses
from reader.formats.quotes import is_blank, says_anything

_KNOWN = frozenset(
    "id created updated user user_info uri text tags group permissions target document links"
    " hidden flagged moderation moderation_status references".split()
)
_LISTS = ("annotations", "rows", "replies")
_SELECTORS = frozenset(("TextQuoteSelector", "TextPositionSelector", "RangeSelector"))
"""What says where a passage stands in a page's text, each in its own way."""
_OTHERS = {
    "PageSelector": "the page",
    "FragmentSelector": "the FragmentSelector",
    "ShapeSelector": "the ShapeSelector",
    "MediaTimeSelector": "the MediaTimeSelector",
}
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
            key = one_text(row, "id", losses)
            if references := some_texts(row, "references", losses):
                replies[_reply(row, references, losses)] = None
                losses.add("the tags", "reply", bool(row.get("tags")))
            elif "uri" in row or "target" in row:
                one = _root(row, key, losses)
                is_new = bool(key) and roots.get(key, one) == one
                if not (one[0].key or one[0].title or one[0].article or says_anything(one[1])):
                    losses.add("all", "annotation without a target")
                    continue
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
    elif found:
        # A list that is none is a thing other than an annotation.
        yield from (one for name in _LISTS for one in listed(rest.get(name)))
    else:
        raise FormatError("there are no annotations in it", "give an export of Hypothes.is")


def _reply(row: dict[str, object], references: list[str], losses: Losses) -> Reply:
    return Reply(
        tuple(references),
        annotator(one_text(row, "user", losses)),
        one_text(row, "created", losses),
        one_text(row, "text", losses),
    )


def _root(row: dict[str, object], key: str, losses: Losses) -> tuple[GivenText, GivenPassage, int]:
    """Give an annotation, with what is known of its text and where it stands there."""
    _lose_group(row, losses)
    losses.add("what else it says", "annotation", _has_others(row))
    shown = text(table(row.get("user_info")).get("display_name"))
    is_another = shown not in ("", annotator(text(row.get("user"))))
    losses.add("what else is said of the annotator", "annotation", is_another)
    losses.add("what moderators say", "annotation", is_moderated(row))
    given = listed(row.get("target"))
    targets = [table({"source": one} if isinstance(one, str) else one) for one in given]
    losses.add("the other targets", "annotation", len(targets) > 1)
    target = targets[0] if targets else {}
    selectors = _selectors(target, losses)
    quoted = selectors.get("TextQuoteSelector", {})
    quote = one_text(quoted, "exact", losses)
    own = table(row.get(OURS))
    is_nowhere = is_blank(quote) and offset(own.get("start")) < 0
    losses.add("the place", "annotation", bool(selectors) and is_nowhere)
    passage = GivenPassage(
        quote="" if is_nowhere else quote,
        start=offset(own.get("start")),
        end=offset(own.get("end")),
        prefix=one_text(quoted, "prefix", losses),
        suffix=one_text(quoted, "suffix", losses),
        tags=tuple(some_texts(row, "tags", losses)),
        note=one_text(row, "text", losses),
        annotator=annotator(one_text(row, "user", losses)),
        created=one_text(row, "created", losses),
        updated=one_text(row, "updated", losses),
        status=text(own.get("status")),
        text_hash=text(own.get("text_hash")),
        id=key if own else "",
        key="" if own else key,
    )
    order = offset(selectors.get("TextPositionSelector", {}).get("start"))
    return _about(row, target, own, losses), passage, order


def _has_others(row: dict[str, object]) -> bool:
    return has_others(row, _KNOWN | ({OURS} if isinstance(row.get(OURS), dict) else set()))


def _selectors(target: dict[str, object], losses: Losses) -> dict[str, dict[str, object]]:
    """Give the selectors of a target by their kinds, of each kind the first."""
    found: dict[str, dict[str, object]] = {}
    for one in map(table, listed(target.get("selector"))):
        kind = text(one.get("type"))
        if found.setdefault(kind, one) is not one and one != found[kind]:
            what = f"a further {kind}" if kind in _SELECTORS else "a selector"
            losses.add(what, "annotation")
    for kind in found:
        losses.add(_OTHERS.get(kind, "a selector"), "annotation", kind not in _SELECTORS)
    return found


def _lose_group(row: dict[str, object], losses: Losses) -> None:
    """Count an annotation that others may read than everyone or who made it."""
    group = text(row.get("group"))
    losses.add("the group", "annotation", group not in ("", _PUBLIC))
    readers = {*texts(table(row.get("permissions")).get("read"))}
    usual = {f"group:{group}", f"group:{_PUBLIC}", text(row.get("user"))}
    losses.add("who may read it", "annotation", bool(readers - usual))


def _about(
    row: dict[str, object], target: dict[str, object], own: dict[str, object], losses: Losses
) -> GivenText:
    """Give what is told of the text that an annotation stands in."""
    uri = one_text(row, "uri", losses) or one_text(target, "source", losses)
    if own:
        return GivenText(
            title=one_text(table(row.get("document")), "title", losses),
            article=text(own.get("article")),
            text_hash=text(own.get("text_hash")),
            author=text(own.get("author")),
            source=text(own.get("source")),
            published=text(own.get("published")),
            accessed=text(own.get("accessed")),
            url=text(own.get("url")),
            key=uri,
        )
    return document_of(row, uri, losses)
