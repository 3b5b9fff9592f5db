"""Web Annotations back to passages: ours, or those of any tool that writes them as JSON-LD.

A file may hold one annotation, a list of them, a page, or a collection with its pages in it. Its
words are taken for those of the W3C's context, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reader.errors import FormatError
from reader.formats.gathering import Gathering
from reader.formats.given import Given, GivenTag
from reader.formats.json_members import says_more
from reader.formats.json_reading import JsonFile, opened
from reader.formats.json_values import listed, table, text, texts
from reader.formats.losses import Losses
from reader.formats.w3c.annotation import passages

_ITEMS = ("items", "@graph")
_PAGES = ("first", "next", "last")
_DEEPEST = 4
"""Collections in each other."""


def read(file: Path, losses: Losses) -> Iterator[Given]:
    """Give the tags in a file, where it has a list of them, and the texts with their passages."""
    gathering = Gathering()
    with opened(file) as json:
        for value in _values(json, losses):
            if isinstance(value, GivenTag):
                yield value
                continue
            for about, passage in passages(value, losses):
                gathering.add(about, passage, passage.start)
        json.end()
    yield from gathering.texts()


def _values(json: JsonFile, losses: Losses) -> Iterator[dict[str, object] | GivenTag]:
    """Give the annotations and tags in a file."""
    if json.next() == "[":
        for value in json.items():
            yield from _in_value(value, losses)
    elif json.next() == "{":
        yield from _in_object(json, losses)
    else:
        raise json.wrong("this is no list and no object")


def _in_object(
    json: JsonFile, losses: Losses, depth: int = 0
) -> Iterator[dict[str, object] | GivenTag]:
    """Give what is in the object that the file consists of, most of it a value at a time."""
    rest: dict[str, object] = {}
    found = False
    for name in json.members():
        if name in _ITEMS and json.next() == "[":
            found = True
            for value in json.items():
                yield from _in_value(value, losses, 1)
        elif name == "first" and json.next() == "{" and depth < _DEEPEST:
            found = True
            yield from _in_object(json, losses, depth + 1)
        else:
            rest[name] = json.value()
    inner = _inner(rest)
    if "target" in rest:
        yield from _in_value(rest, losses)
    elif found or inner or _is_collected(rest):
        yield from _around(rest, losses)
        for one in inner:
            yield from _in_value(one, losses, depth + 1)
    else:
        raise FormatError("there are no annotations in it", "give a file of Web Annotations")


def _in_value(
    value: object, losses: Losses, depth: int = 0
) -> Iterator[dict[str, object] | GivenTag]:
    """Give the annotations in a value that may be one, or have them in it."""
    about = table(value)
    if "target" in about:
        yield about
        return
    inner = _inner(about)
    if depth < _DEEPEST and (inner or _is_collected(about)):
        yield from _around(about, losses)
        for one in inner:
            yield from _in_value(one, losses, depth + 1)
    else:
        losses.add("all", "thing other than an annotation")


def _inner(about: dict[str, object]) -> list[object]:
    """Give what is in a page, or in a collection whose pages are in it."""
    inner = [one for name in _ITEMS for one in listed(about.get(name))]
    return inner + [one for one in listed(about.get("first")) if isinstance(one, dict)]


def _around(about: dict[str, object], losses: Losses) -> Iterator[GivenTag]:
    """Give the tags that a page or its collection tells of, and count the pages elsewhere."""
    pages = [page for name in _PAGES for page in listed(about.get(name))]
    elsewhere = {page for page in pages if isinstance(page, str)}
    losses.add("all", "page elsewhere", len(elsewhere))
    for collection in (about, *listed(about.get("partOf"))):
        for concept in map(table, listed(table(collection).get("codebook"))):
            words = [concept.get(name) for name in ("prefLabel", "color", "definition")]
            path, color, definition = map(text, words)
            losses.add("what else is said", "tag", bool(path) and any(map(says_more, words)))
            losses.add("all", "tag without a name", not path)
            if path:
                yield GivenTag(path, color, definition)


def _is_collected(about: dict[str, object]) -> bool:
    return bool({"AnnotationPage", "AnnotationCollection"} & {*texts(about.get("type"))})
