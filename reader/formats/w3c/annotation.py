"""One Web Annotation, whoever wrote it, as passages: one for each of its targets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args
from urllib.parse import unquote

from reader.annotation.model import Status
from reader.formats import ids
from reader.formats.given import GivenPassage, GivenText
from reader.formats.json_members import has_others, one_text, says_more
from reader.formats.json_values import listed, table, text, texts
from reader.formats.losses import Losses
from reader.formats.quotes import is_blank, says_anything
from reader.formats.w3c.bodies import said
from reader.formats.w3c.left import lose
from reader.formats.w3c.selectors import is_part, selected
from reader.text.addresses import is_web

_KNOWN = frozenset(
    "@context id @id type @type motivation created modified creator status body bodyValue target"
    " generator generated".split()
)
_KNOWN_OF_TARGETS = frozenset(
    "id @id type @type source selector state textHash heading page article".split()
)
_KNOWN_OF_SOURCES = frozenset("id @id type @type title name label language".split())
_KNOWN_OF_STATES = frozenset("id @id type @type sourceDate".split())
_KNOWN_OF_PEOPLE = frozenset("id @id type @type name nickname label".split())
_FILE = "file://"


def passages(
    annotation: dict[str, object], losses: Losses
) -> Iterator[tuple[GivenText, GivenPassage]]:
    """Give the passages of an annotation, each with what is known of its text."""
    losses.add("what else it says", "annotation", lose(annotation, _KNOWN, "annotation", losses))
    if {"replying", "oa:replying"} & {*texts(annotation.get("motivation"))}:
        losses.add("all", "reply")
        return
    given = [inner for one in listed(annotation.get("target")) for inner in _targets(one)]
    targets = [_target(one) for one in given if isinstance(one, (str, dict))]
    losses.add("a target that is none", "annotation", bool(targets) and len(targets) < len(given))
    if not targets:
        losses.add("all", "annotation without a target")
        return
    common = _common(annotation, losses)
    key = one_text(annotation, "id" if "id" in annotation else "@id", losses)
    for number, target in enumerate(targets, 1):
        one = _passage(target, common, losses)
        if number == 1:
            id = ids.in_iri(key)
            one = one._replace(id=id, key="" if id else key)
        else:
            one = one._replace(key=f"{key}#{number}" if key else "")
        about = _about(target, losses)
        if about.key or about.title or about.article or says_anything(one):
            yield about, one
        else:
            losses.add("all", "annotation without a target")


def _targets(target: object) -> list[object]:
    """Give the targets in one that may be several."""
    if isinstance(target, dict) and "source" not in target and "items" in target:
        return listed(target["items"])
    return [target]


def _target(given: str | dict[str, object]) -> dict[str, object]:
    return {"source": given} if isinstance(given, str) else given


def _common(annotation: dict[str, object], losses: Losses) -> GivenPassage:
    """Give what is the same for all targets."""
    tags, note = said(annotation, losses)
    creators = listed(annotation.get("creator"))
    losses.add("the other annotators", "annotation", len(creators) > 1)
    return GivenPassage(
        tags=tags,
        note=note,
        annotator=_name(creators[0], losses) if creators else "",
        created=one_text(annotation, "created", losses),
        updated=one_text(annotation, "modified", losses),
        status=_status(annotation, losses),
    )


def _status(annotation: dict[str, object], losses: Losses) -> str:
    """Give the status of an annotation of ours; those of others mean something else."""
    status = one_text(annotation, "status", losses)
    is_ours = status in get_args(Status)
    losses.add("the status", "annotation", bool(status) and not is_ours)
    return status if is_ours else ""


def _name(creator: object, losses: Losses) -> str:
    """Give the name of who annotated, or what else they are known by."""
    about = creator if isinstance(creator, dict) else {"id": creator}
    given = [one for name in ("name", "nickname", "label", "id", "@id") if (one := about.get(name))]
    found = next(filter(None, map(text, given)), "")
    is_all = bool(found) and not says_more(given[0]) and not has_others(about, _KNOWN_OF_PEOPLE)
    losses.add("what else is said of the annotator", "annotation", not is_all)
    return found


def _passage(target: dict[str, object], common: GivenPassage, losses: Losses) -> GivenPassage:
    """Give a target's passage; without a quote and a place it is a memo."""
    selectors = target.get("selector")
    found = selected(selectors, losses)
    is_nowhere = is_blank(found.quote) and found.start < 0
    is_of_part = "article" not in target and is_part(_iri(target))
    losses.add("what else its target says", "annotation", _lose_others(target, losses))
    losses.add("the FragmentSelector", "annotation", is_of_part)
    losses.add("the place", "annotation", (bool(selectors) or is_of_part) and is_nowhere)
    return common._replace(
        quote="" if is_nowhere else found.quote,
        start=found.start,
        end=found.end,
        prefix=found.prefix,
        suffix=found.suffix,
        text_hash=one_text(target, "textHash", losses),
    )


def _lose_others(target: dict[str, object], losses: Losses) -> bool:
    """Count what is more in a target, and in what is told of its source, than is taken."""
    if "source" not in target:
        return lose(target, _KNOWN_OF_TARGETS | _KNOWN_OF_SOURCES, "target", losses)
    source = table(next(iter(listed(target["source"])), None))
    is_more = lose(target, _KNOWN_OF_TARGETS, "target", losses)
    return lose(source, _KNOWN_OF_SOURCES, "source", losses) or is_more


def _iri(target: dict[str, object]) -> str:
    """Give the IRI of what a target is, or is a part of."""
    source = next(iter(listed(target.get("source", target))), None)
    about = source if isinstance(source, dict) else {"id": source}
    return text(about.get("id", about.get("@id")))


def _about(target: dict[str, object], losses: Losses) -> GivenText:
    """Give what a target tells of its text."""
    sources = listed(target.get("source", target))
    losses.add("the other sources", "annotation", len(sources) > 1)
    source = sources[0] if sources else None
    about = source if isinstance(source, dict) else {"id": source}
    iri = one_text(about, "id" if "id" in about else "@id", losses)
    article = table(target.get("article"))
    if article:
        return _ours(target, article, iri, losses)
    titles = (one_text(about, name, losses) for name in ("title", "name", "label"))
    return GivenText(
        title=next(filter(None, titles), "") or iri,
        url=iri if is_web(iri) else "",
        path=unquote(iri[len(_FILE) :]) if iri.startswith(_FILE) else "",
        accessed=_accessed(target, losses),
        language=one_text(about, "language", losses),
        key=iri,
    )


def _ours(
    target: dict[str, object], article: dict[str, object], iri: str, losses: Losses
) -> GivenText:
    """Give what we wrote of an article."""
    return GivenText(
        title=text(article.get("title")),
        article=ids.in_iri(text(article.get("id"))),
        text_hash=text(target.get("textHash")),
        url=text(article.get("url")),
        author=text(article.get("author")),
        source=text(article.get("publisher")),
        published=text(article.get("published")),
        accessed=_accessed(target, losses),
        key=iri,
    )


def _accessed(target: dict[str, object], losses: Losses) -> str:
    """Give when the text was seen as it was annotated."""
    states = listed(target.get("state"))
    dates = [date for one in states for date in texts(table(one).get("sourceDate"))]
    is_more = any(has_others(table(one), _KNOWN_OF_STATES) for one in states)
    is_more = is_more or len(states) > 1 or len(dates) != len(states)
    losses.add("the state of the text", "annotation", is_more)
    return next(iter(dates), "")
