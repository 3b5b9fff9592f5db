"""A page's text to a tree of elements, whatever the page: nested without end, cut off, broken.

lxml reads only so many levels and drops what is deeper; a page that has more is flattened first,
so that its words all stay. Nothing outside of the text is ever read: no entity, no DTD.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.errors import IngestError
from reader.text.normal import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEEPEST = 200
"""Levels of elements in each other from which on a page is flattened."""
MOST_TAGS = 2_000_000
"""Tags of a page at most."""
_KEPT_LEVELS = 50
_LONG_TAG = 2_000
"""Characters of a tag that is looked at for its attributes; lxml takes time by their square."""
_MOST_ATTRIBUTES = 100
_LONGEST_VALUE = 2_000
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|textarea|title)\b.*?(?:</(?P=raw)|\Z)"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]{0,60}+)"
    r"(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?)*+)(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'/=<>]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'))?+""")
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)  # fmt: skip
# Closed by what follows them, they are never many in each other.
_UNCOUNTED = frozenset("html head body p li dt dd td th tr thead tbody tfoot option".split())
_OF_HEADS = frozenset("title meta link style script base noscript template bgsound".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp"
    " small span strike strong sub sup time tt u var".split()
)
# What older pages write for characters of Windows' own: the HTML standard reads them so.
_WINDOWS = {
    code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)
}  # fmt: skip


def tree_of(page: str) -> HtmlElement | None:
    """Give the tree of a page, or `None` if there is nothing in it.

    The page's characters are normalised. `IngestError` if it has too many tags.
    """
    count = page.count("<")
    if count > MOST_TAGS:
        raise IngestError(f"has {count:,} tags, and the limit is {MOST_TAGS:,}")
    # A form feed is white space in HTML; every other control shows.
    page = normalise(page.replace("\f", " "))
    if not page.strip():
        return None
    tree = _shallow(_thinned(page))
    if tree is not None:
        _mend_head(tree)
        _open_noframes(tree)
    return tree


def told(text: str) -> str:
    """Give text of a tree with what numbers of characters made of Windows' own."""
    return text.translate(_WINDOWS)


def flattened(page: str) -> str:
    """Give a page without the tags that are too deep; where blocks were, paragraphs begin."""
    parts: list[str] = []
    levels = _Levels()
    last = 0
    for match in _TAG.finditer(page):
        name = (match["name"] or "").lower()
        if not name or name in _VOID or name in _UNCOUNTED:
            continue
        if not (levels.close(name) if match["end"] else levels.open(name)):
            before = page[last : match.start()]
            parts.append(before)
            last = match.end()
            if name not in _INLINE and not before.isspace() and before:
                parts.append("<p>")
    parts.append(page[last:])
    return "".join(parts)


class _Levels:
    """The tags that are open, each with whether it is kept; both methods say so of theirs."""

    def __init__(self) -> None:
        self._opened: list[tuple[str, bool]] = []
        self._counts: dict[str, int] = {}
        self._kept = 0

    def open(self, name: str) -> bool:
        is_kept = self._kept < _KEPT_LEVELS
        self._opened.append((name, is_kept))
        self._counts[name] = self._counts.get(name, 0) + 1
        self._kept += is_kept
        return is_kept

    def close(self, name: str) -> bool:
        if not self._counts.get(name):
            # It closes nothing.
            return False
        while True:
            closed, is_kept = self._opened.pop()
            self._counts[closed] -= 1
            self._kept -= is_kept
            if closed == name:
                return is_kept


def _thinned(page: str) -> str:
    """Give a page with no more attributes in a tag, and no longer ones, than any needs."""
    parts: list[str] = []
    last = 0
    for match in _TAG.finditer(page):
        if match.end() - match.start() < _LONG_TAG or not match["name"]:
            continue
        attributes = islice(_ATTRIBUTE.finditer(match["attributes"]), _MOST_ATTRIBUTES)
        parts += [page[last : match.start()], f"<{match['end']}{match['name']}"]
        parts += [f" {one[1]}={one[2]}" for one in attributes if _is_kept(one[1], one[2])]
        parts.append(">")
        last = match.end()
    return "".join([*parts, page[last:]]) if parts else page


def _is_kept(name: str, value: str | None) -> bool:
    return value is not None and len(name) < _LONGEST_VALUE and len(value) < _LONGEST_VALUE


def _parsed(page: str) -> HtmlElement | None:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(
        encoding="utf-8",
        recover=True,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        tree = document_fromstring(page.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return None if any("depth" in error.message for error in parser.error_log) else tree


def _shallow(page: str) -> HtmlElement | None:
    """Give the tree of a page, flattened if it is too deep."""
    tree = _parsed(page)
    if tree is None or _is_too_deep(tree):
        tree = _parsed(flattened(page))
    return tree


def _open_noframes(tree: HtmlElement) -> None:
    """Read what stands in a page for browsers without frames, of which lxml makes mere text."""
    for element in [*tree.iter("noframes")]:
        inside = _shallow(element.text) if (element.text or "").strip() else None
        body = inside.find("body") if inside is not None else None
        if body is not None:
            element.text = body.text
            element.extend([*body])


def _mend_head(tree: HtmlElement) -> None:
    """Move what can only be in a body there; lxml leaves newer elements in a head that is open."""
    head = tree.find("head")
    if head is None:
        return
    inside = [*head]
    first = next((index for index, one in enumerate(inside) if one.tag not in _OF_HEADS), None)
    if first is None:
        return
    body = tree.find("body")
    if body is None:
        body = tree.makeelement("body")
        tree.append(body)
    before = body.text
    body.text = None
    for index, element in enumerate(inside[first:]):
        body.insert(index, element)
    if before:
        last = body[len(inside) - first - 1]
        last.tail = (last.tail or "") + before


def _is_too_deep(tree: HtmlElement) -> bool:
    from lxml.etree import iterwalk

    depth = 0
    for event, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return True
    return False
