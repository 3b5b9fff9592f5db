"""What a document says of itself: pandoc's metadata as JSON values, and the fields that we show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reader.ingest.documents.inlines import plain
from reader.text.normal import normalise

IN_TEXT = ("title", "subtitle", "author", "date", "abstract")
"""What pandoc takes out of a text and into its metadata, in the order in which it stood there."""
_FIELDS = ("author", "authors", "date", "title", "subtitle", "language", "publisher")
_FIRST = 4
"""Blocks among which a list of fields stands."""


def values(meta: Mapping[str, Any]) -> dict[str, object]:
    """Give metadata as JSON values: text, lists and mappings."""
    return {normalise(str(name)): _value(value) for name, value in meta.items()}


def _value(value: Any) -> object:
    if isinstance(value, str):
        return normalise(value)
    kind: object = value.get("t")
    content: Any = value.get("c")
    if kind == "MetaList":
        return [_value(one) for one in content]
    if kind == "MetaMap":
        return values(content)
    if kind == "MetaBool":
        return bool(content)
    if kind == "MetaString":
        return normalise(content)
    return normalise(plain(content))


def field_list(blocks: Sequence[Any]) -> dict[str, object]:
    """Give the fields that reStructuredText has below its title, such as its author."""
    found: dict[str, list[str]] = {}
    for block in blocks[:_FIRST]:
        if block["t"] != "DefinitionList":
            continue
        for term, definitions in block["c"]:
            name = plain(term).lower()
            if name in _FIELDS:
                found.setdefault(name, []).append(normalise(plain(definitions)))
    return dict(found)


def in_text(meta: Mapping[str, Any], blocks: Sequence[Any]) -> list[Any]:
    """Give the blocks that stood at a document's head and that pandoc made metadata of."""
    made: list[Any] = []
    for name in IN_TEXT:
        if name not in meta:
            continue
        for value in _each(meta[name]):
            made += _blocks(value, is_title=name == "title")
    if made and blocks and plain([made[0]]) == plain([blocks[0]]):
        # Org's title is often its first heading too.
        return made[1:]
    return made


def _each(value: Any) -> list[Any]:
    if isinstance(value, dict) and value.get("t") == "MetaList":
        return list(value["c"])
    return [value]


def _blocks(value: Any, *, is_title: bool) -> list[Any]:
    if not isinstance(value, dict):
        return []
    kind: object = value.get("t")
    content: Any = value.get("c")
    if kind == "MetaBlocks":
        return list(content)
    if kind == "MetaString":
        content = [content]
    elif kind != "MetaInlines":
        return []
    if is_title:
        return [{"t": "Header", "c": [1, ["", [], []], content]}]
    return [{"t": "Para", "c": content}]
