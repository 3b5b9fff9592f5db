"""One Web Annotation, whoever wrote it, as passages: one for each of its targets."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from reader.formats import ids
from reader.formats.given import GivenPassage, GivenText
from reader.formats.json_values import listed, table, text, texts
from reader.formats.losses import Losses
from reader.formats.w3c.bodies import said
from reader.formats.w3c.selectors import selected
from reader.text.addresses import is_web

_KNOWN = frozenset(
    "@context id @id type @type motivation created modified creator status body bodyValue target"
    " generator generated".split()
)
_FILE = "file://"


def passages(
    annotation: dict[str, object], losses: Losses
) -> Iterator[tuple[GivenText, GivenPassage]]:
    """Give the passages of an annotation, each with what is known of its text."""
    losses.add("what else it says", "annotation", bool(annotation.keys() - _KNOWN))
    if {"replying", "oa:replying"} & {*texts(annotation.get("motivation"))}:
        losses.add("all", "reply")
        return
    targets = [inner for one in listed(annotation.get("target")) for inner in _targets(one)]
    if not targets:
        losses.add("all", "annotation without a target")
        return
    common = _common(annotation, losses)
    key = text(annotation.get("id", annotation.get("@id")))
    for number, target in enumerate(targets, 1):
        one = _passage(target, common, losses)
        if number == 1:
            id = ids.in_iri(key)
            one = one._replace(id=id, key="" if id else key)
        else:
            one = one._replace(key=f"{key}#{number}" if key else "")
        yield _about(target), one


def _targets(target: object) -> list[dict[str, object]]:
    """Give the targets in one that may be several."""
    if isinstance(target, dict) and "source" not in target and "items" in target:
        return [inner for one in listed(target["items"]) for inner in _targets_plain(one)]
    return _targets_plain(target)


def _targets_plain(target: object) -> list[dict[str, object]]:
    if isinstance(target, str):
        return [{"source": target}]
    return [target] if isinstance(target, dict) else []


def _common(annotation: dict[str, object], losses: Losses) -> GivenPassage:
    """Give what is the same for all targets."""
    tags, note = said(annotation, losses)
    creators = listed(annotation.get("creator"))
    losses.add("the other annotators", "annotation", len(creators) > 1)
    return GivenPassage(
        tags=tags,
        note=note,
        annotator=_name(creators[0]) if creators else "",
        created=text(annotation.get("created")),
        updated=text(annotation.get("modified")),
        status=text(annotation.get("status")),
    )


def _name(creator: object) -> str:
    """Give the name of who annotated, or what else they are known by."""
    about = creator if isinstance(creator, dict) else {"id": creator}
    names = (text(about.get(name)) for name in ("name", "nickname", "label", "id", "@id"))
    return next(filter(None, names), "")


def _passage(target: dict[str, object], common: GivenPassage, losses: Losses) -> GivenPassage:
    """Give a target's passage; without a quote and a place it is a memo."""
    selectors = target.get("selector")
    found = selected(selectors, losses)
    is_nowhere = not found.quote and found.start < 0
    losses.add("the place", "annotation", bool(selectors) and is_nowhere)
    return common._replace(
        quote=found.quote,
        start=found.start,
        end=found.end,
        prefix=found.prefix,
        suffix=found.suffix,
        text_hash=text(target.get("textHash")),
    )


def _about(target: dict[str, object]) -> GivenText:
    """Give what a target tells of its text."""
    source = target.get("source", target.get("id", target.get("@id")))
    about = table(source)
    iri = text(about.get("id", about.get("@id"))) if about else text(source)
    article = table(target.get("article"))
    if article:
        return _ours(target, article, iri)
    title = next(filter(None, (text(about.get(name)) for name in ("title", "name", "label"))), "")
    return GivenText(
        title=title or iri,
        url=iri if is_web(iri) else "",
        path=unquote(iri[len(_FILE) :]) if iri.startswith(_FILE) else "",
        accessed=_accessed(target),
        language=text(about.get("language")),
        key=iri,
    )


def _ours(target: dict[str, object], article: dict[str, object], iri: str) -> GivenText:
    """Give what we wrote of an article."""
    return GivenText(
        title=text(article.get("title")),
        article=ids.in_iri(text(article.get("id"))),
        text_hash=text(target.get("textHash")),
        url=text(article.get("url")),
        author=text(article.get("author")),
        source=text(article.get("publisher")),
        published=text(article.get("published")),
        accessed=_accessed(target),
        key=iri,
    )


def _accessed(target: dict[str, object]) -> str:
    """Give when the text was seen as it was annotated."""
    dates = (text(table(one).get("sourceDate")) for one in listed(target.get("state")))
    return next(filter(None, dates), "")
