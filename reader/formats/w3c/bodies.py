"""What an annotation says: its tags, and all else as its note."""

from __future__ import annotations

from reader.formats.json_members import says_more, some_texts
from reader.formats.json_values import listed, table, text, texts
from reader.formats.losses import Losses
from reader.formats.markup_words import words_of
from reader.formats.w3c.left import lose
from reader.text.addresses import scheme_of

_TAGGING = frozenset(("tagging", "classifying", "oa:tagging", "oa:classifying"))
_GROUPS = frozenset(("Choice", "Composite", "List", "Independents"))
_MEANT = _TAGGING | frozenset(
    f"{prefix}{purpose}"
    for purpose in "bookmarking commenting describing highlighting identifying linking".split()
    for prefix in ("", "oa:")
)
"""What an annotation may be meant for that is a tag or a note here, and nothing more."""
_TEXTS = ("value", "chars", "source", "id", "@id")
"""Where the text of a body may stand; else it is at an address."""
_WORDS = frozenset(("value", "chars"))
_KNOWN = frozenset("id @id type @type purpose format items created modified creator".split())
_ITS_OWN = {"the creator": ("creator",), "the date": ("created", "modified")}
"""What a body may have another of than its annotation."""
_NOTHING: tuple[object, ...] = (None, "", [], {})
_HTML = frozenset(("text/html", "application/xhtml+xml"))


def said(annotation: dict[str, object], losses: Losses) -> tuple[tuple[str, ...], str]:
    """Give the tags and the note of an annotation, several notes as paragraphs of one."""
    motivations = some_texts(annotation, "motivation", losses)
    meant = {*motivations}
    tags: list[str] = []
    notes = some_texts(annotation, "bodyValue", losses)
    if _TAGGING & meant:
        tags, notes = notes, []
    others = False
    for body in _each(annotation.get("body"), losses):
        about = _about(body)
        place, values = _values(about)
        others = _lose_others(about, place, annotation, losses) or others
        if place in _WORDS and _HTML & {*texts(about.get("format"))}:
            values = _words(values, losses)
        purposes = texts(about.get("purpose"))
        meant |= {*purposes}
        if not values:
            losses.add("a body without text", "annotation")
        elif _TAGGING & {*(purposes or motivations)} and "value" in about:
            tags += values
        else:
            notes += values
    losses.add("what else a body says", "annotation", others)
    losses.add("what it is meant for", "annotation", bool(meant - _MEANT))
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


def _values(body: dict[str, object]) -> tuple[str, list[str]]:
    """Give the texts of a body, or the addresses of what is elsewhere, and the member's name."""
    for name in _TEXTS:
        value = body.get(name)
        if found := texts(table(value).get("id", value)):
            return name, found
    return "", []


def _words(values: list[str], losses: Losses) -> list[str]:
    """Give the words of texts that are HTML."""
    found = [words_of(value) for value in values]
    losses.add("the markup", "body", not all(words.is_all for words in found))
    return [words.text for words in found if words.text]


def _lose_others(
    body: dict[str, object], place: str, annotation: dict[str, object], losses: Losses
) -> bool:
    """Count what a body says more than the texts at `place`; give whether that has no name."""
    value = body.get(place)
    passed_over = any(map(says_more, listed(table(value).get("id", value))))
    for what, names in _ITS_OWN.items():
        is_other = any(body.get(name) not in (*_NOTHING, annotation.get(name)) for name in names)
        losses.add(what, "body", is_other)
    return lose(body, _KNOWN | {place}, "body", losses) or passed_over
