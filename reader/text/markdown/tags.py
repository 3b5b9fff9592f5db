"""HTML tags as they are written: which are understood, and which pairs match.

A tag is understood if its name is known and its attributes say how it looks or where it
leads. Every other tag is text. Nothing in a tag ever acts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from reader.text.document import MarkStyle

if TYPE_CHECKING:
    from markdown_it.token import Token

STYLES: dict[str, MarkStyle] = {
    "b": "strong", "strong": "strong",
    "i": "emphasis", "em": "emphasis", "cite": "emphasis", "dfn": "emphasis", "var": "emphasis",
    "u": "underline", "ins": "underline",
    "s": "strike", "strike": "strike", "del": "strike",
    "sub": "subscript", "sup": "superscript",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
    "a": "link",
}  # fmt: skip
"""The styles that tags give to what is between them."""

_INLINE = STYLES.keys() | set("mark small span abbr q time font center".split())
VOID = frozenset(("br", "wbr", "img"))
"""Inline tags that stand for themselves."""

_BLOCKS = frozenset(
    "div p section article header footer main aside nav figure figcaption blockquote ul ol li dl"
    " dt dd h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr td th caption colgroup col pre hr"
    " details summary address center".split()
)
_LOOKS = frozenset(
    "class id style align valign width height dir lang border title name color face size datetime"
    " role".split()
)
_OWN = {
    "a": {"href", "rel", "target"},
    "img": {"src", "alt"},
    "ol": {"start", "type", "reversed"},
    "ul": {"type"},
    "li": {"value"},
    "details": {"open"},
    "table": {"cellpadding", "cellspacing", "bgcolor"},
    "td": {"colspan", "rowspan", "bgcolor"},
    "th": {"colspan", "rowspan", "bgcolor", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
}

# Every part is bounded and gives nothing back, so that no text makes it slow.
_VALUE = r"""(?:"[^"]{0,4000}"|'[^']{0,4000}'|[^\s"'=<>`]{1,4000}+)"""
_ATTRIBUTE = rf"""\s{{1,200}}+[A-Za-z_:][\w:.-]{{0,100}}+(?>\s{{0,200}}=\s{{0,200}}{_VALUE})?"""
TAG = re.compile(
    rf"<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9-]{{0,40}}+)"
    rf"(?P<attributes>(?>{_ATTRIBUTE}){{0,50}}+)\s{{0,200}}+/?>"
)
"""A tag, opening or closing."""
_EACH_ATTRIBUTE = re.compile(rf"([A-Za-z_:][\w:.-]*)(?:\s*=\s*({_VALUE}))?")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class HtmlTag(NamedTuple):
    """A tag that is understood."""

    name: str
    """Its name, in lower case."""
    closing: bool
    """Whether it ends what an earlier tag began."""
    attributes: dict[str, str]
    """Its attributes, decoded, by names in lower case."""

    @property
    def title(self) -> str:
        """The words that it has for a reader, beside what it holds."""
        words = (self.attributes.get(name, "") for name in ("title", "aria-label"))
        return " ".join(dict.fromkeys(word for word in words if word))


def decoded(text: str) -> str:
    """Give `text` with its entities decoded."""
    return _ENTITY.sub(lambda match: unescape(match[0]), text)


@lru_cache(maxsize=512)
def read_inline(source: str) -> HtmlTag | None:
    """Give the inline tag that `source` is, if it is understood."""
    return _read(source, _INLINE | VOID)


def read_block(source: str) -> HtmlTag | None:
    """Give the tag of a block that `source` is, if it is understood."""
    return _read(source, _BLOCKS)


def is_block(source: str) -> bool:
    """Whether `source` is a tag of a block, with whatever attributes."""
    match = TAG.fullmatch(source)
    return match is not None and match["name"].lower() in _BLOCKS


def is_foreign(source: str) -> bool:
    """Whether `source` is a tag, but none that is understood in a line."""
    return TAG.fullmatch(source) is not None and read_inline(source) is None


def understood(tokens: Sequence[Token]) -> dict[int, HtmlTag]:
    """Give the tags among inline tokens that are understood and have their match.

    They are given by index. A pair matches only within one element of Markdown, so that
    pairs of both kinds nest.
    """
    known: dict[int, HtmlTag] = {}
    frames = [_Frame()]
    for index, token in enumerate(tokens):
        if token.type == "html_inline":
            tag = read_inline(token.content)
            if tag is None or (tag.closing and tag.name in VOID):
                continue
            if tag.name in VOID:
                known[index] = tag
            elif not tag.closing:
                frames[-1].open(index, tag)
            elif (opening := frames[-1].close(tag.name)) is not None:
                known[opening[0]] = opening[1]
                known[index] = tag
        elif token.nesting == 1:
            frames.append(_Frame())
        elif token.nesting == -1:
            frames.pop()
    return known


class _Frame:
    """The tags that are open within one element of Markdown."""

    def __init__(self) -> None:
        self._opened: list[tuple[int, HtmlTag]] = []
        self._names: Counter[str] = Counter()

    def open(self, index: int, tag: HtmlTag) -> None:
        self._opened.append((index, tag))
        self._names[tag.name] += 1

    def close(self, name: str) -> tuple[int, HtmlTag] | None:
        """Give the nearest open tag of that name; those opened since have no match."""
        if not self._names[name]:
            return None
        while True:
            index, tag = self._opened.pop()
            self._names[tag.name] -= 1
            if tag.name == name:
                return index, tag


def _read(source: str, names: frozenset[str] | set[str]) -> HtmlTag | None:
    match = TAG.fullmatch(source)
    if not match:
        return None
    name = match["name"].lower()
    if name not in names:
        return None
    if match["closing"]:
        return None if match["attributes"] else HtmlTag(name, True, {})
    attributes: dict[str, str] = {}
    for attribute, value in _EACH_ATTRIBUTE.findall(match["attributes"]):
        attribute = attribute.lower()
        if attribute in attributes or not _is_harmless(name, attribute):
            return None
        attributes[attribute] = decoded(value[1:-1] if value[:1] in ("'", '"') else value)
    return HtmlTag(name, False, attributes) if _leads_somewhere(attributes) else None


def _is_harmless(name: str, attribute: str) -> bool:
    if attribute in _LOOKS or attribute in _OWN.get(name, ()):
        return True
    return attribute.startswith(("data-", "aria-"))


def _leads_somewhere(attributes: dict[str, str]) -> bool:
    from markdown_it.common.normalize_url import validateLink

    return all(validateLink(attributes.get(name, "")) for name in ("href", "src"))
