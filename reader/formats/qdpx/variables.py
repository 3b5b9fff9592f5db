"""What makes a text citable, as variables of its source: the standard's own place for it."""

from __future__ import annotations

from collections.abc import Iterable

from reader.annotation.model import Article
from reader.formats import ids
from reader.formats.qdc.markup import container, element, text_element

CITED = ("author", "source", "published", "accessed", "url", "language")
"""Variables that mean the same in a project of any program."""
OURS = ("article", "text_hash")
"""Those that mean something in ours alone: the article's id, and the hash of the text."""


def values(article: Article, text_hash: str) -> dict[str, str]:
    """Give the variables of one text that have a value."""
    found = {name: str(getattr(article, name)) for name in CITED}
    found |= {"article": article.id, "text_hash": text_hash}
    return {name: value for name, value in found.items() if value}


def declared(names: Iterable[str]) -> str:
    """Give the XML that says which variables there are."""
    used = set(names)
    return container("Variables", *(_declared(name) for name in (*CITED, *OURS) if name in used))


def written(name: str, value: str) -> str:
    """Give the XML of one value, which is fit for XML."""
    reference = element("VariableRef", {"targetGUID": _guid(name)})
    return element("VariableValue", {}, reference, text_element("TextValue", value))


def _declared(name: str) -> str:
    return element("Variable", {"guid": _guid(name), "name": name, "typeOfVariable": "Text"})


def _guid(name: str) -> str:
    return ids.derived("variable", name)
