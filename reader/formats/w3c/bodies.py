"""What an annotation says: its tags, and all else as its note."""

from __future__ import annotations

from reader.formats.json_values import listed, table, text, texts
from reader.formats.losses import Losses
from reader.text.addresses import scheme_of

_TAGGING = frozenset(("tagging", "classifying", "oa:tagging", "oa:classifying"))
_GROUPS = frozenset(("Choice", "Composite", "List", "Independents"))
_KNOWN = frozenset(
    "id @id type @type value purpose format language source items name label title"
    " textDirection processingLanguage created modified creator".split()
)


def said(annotation: dict[str, object], losses: Losses) -> tuple[tuple[str, ...], str]:
    """Give the tags and the note of an annotation, several notes as paragraphs of one."""
    motivations = texts(annotation.get("motivation"))
    tags: list[str] = []
    notes: list[str] = texts(annotation.get("bodyValue"))
    if _TAGGING & {*motivations}:
        tags, notes = notes, []
    others = False
    for body in _each(annotation.get("body"), losses):
        about = _about(body)
        others = others or bool(about.keys() - _KNOWN)
        purposes = texts(about.get("purpose")) or motivations
        value = _value(about)
        if not value:
            losses.add("a body without text", "annotation")
        elif _TAGGING & {*purposes} and "value" in about:
            tags.append(value)
        else:
            notes.append(value)
    losses.add("what else a body says", "annotation", others)
    return tuple(tags), "\n\n".join(notes)


def _each(value: object, losses: Losses) -> list[object]:
    """Give the bodies, of a choice its first."""
    found: list[object] = []
    for body in listed(value):
        kinds = texts(table(body).get("type"))
        items = listed(table(body).get("items"))
        if "Choice" in kinds:
            found += items[:1]
            losses.add("the other choices", "annotation", len(items) > 1)
        elif _GROUPS & {*kinds}:
            found += items
        else:
            found.append(body)
    return found


def _about(body: object) -> dict[str, object]:
    """Give a body as an object: a text alone is an address, or is meant as a text."""
    if isinstance(body, dict):
        return body
    return {"id" if scheme_of(text(body)) else "value": body}


def _value(body: dict[str, object]) -> str:
    """Give the text of a body, or the address of one that is elsewhere."""
    for name in ("value", "chars", "source", "id", "@id"):
        value = body.get(name)
        if found := text(table(value).get("id", value)):
            return found
    return ""
