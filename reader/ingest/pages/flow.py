"""A page's tree walked as a browser lays it out: its units in order, every word of them.

What a browser never shows is left out: scripts, style sheets, templates, what stands in the head.
Nothing else is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from reader.ingest.pages import tables
from reader.ingest.pages.elements import BLOCKS, HEADINGS, HIDDEN, STYLES, number_of
from reader.ingest.pages.trees import told
from reader.ingest.pages.units import Container, ListUnit, OpenTag, StyledRun, Unit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WHITE = re.compile(r"[ \t\n\r]+")
_ENDS = " \t\n\r"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UNSEEN = re.compile("[\x00-\x20\u2400-\u2421\ufffd]+")
_LANGUAGE = re.compile(r"(?:^|\s)(?:lang(?:uage)?-|highlight-source-|brush:\s*)([\w+#.-]{1,30})")
_LONGEST_ADDRESS = 2_000
_DEEPEST = 10
"""Quotations and items in each other; what is nested deeper stands in the last of them."""


def units(tree: HtmlElement, base: str = "") -> Iterator[Unit]:
    """Give the units of a page, or of an element of one, in order.

    Addresses are resolved against `base`, if there is one.
    """
    return _Flow(base).walked(tree)


class _Flow:
    """Walks a tree once, and gives a unit whenever one is whole."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._runs: list[StyledRun] = []
        self._tags: list[OpenTag] = []
        self._containers: list[Container | None] = []
        self._listings: list[tuple[ListUnit, int]] = []
        self._levels: list[int] = []
        self._paragraphs = 0
        self._ends_white = True
        self._element: HtmlElement | None = None
        self._made: list[Unit] = []

    def walked(self, tree: HtmlElement) -> Iterator[Unit]:
        from lxml.etree import iterwalk

        walker = iterwalk(tree, events=("start", "end"))
        inside = ""
        for event, element in walker:
            name = element.tag
            if not isinstance(name, str):
                continue
            if event == "start":
                if inside or not self._begins(element, name):
                    # What is inside is passed over, and its own end comes all the same.
                    inside = inside or name
                    walker.skip_subtree()
                    self._skipped = element
            else:
                if inside and element is self._skipped:
                    inside = ""
                else:
                    self._ends(element, name)
                if element is not tree and element.tail:
                    self._add(element.tail, element.getparent())
            if self._made:
                yield from self._made
                self._made.clear()
        self._flush()
        yield from self._made

    def _begins(self, element: HtmlElement, name: str) -> bool:
        """Take the beginning of an element; false where it is taken whole, or left out."""
        if name in HIDDEN:
            return False
        if name in BLOCKS:
            self._flush()
            if name == "pre":
                self._add_code(element)
                return False
            if name == "table" and (table := tables.read(element, partial(units, base=self._base))):
                self._made += [*(unit._replace(containers=self._within()) for unit in table)]
                return False
            self._open_block(element, name)
        elif name == "a":
            self._tags.append(OpenTag("a", address(element.get("href", ""), self._base)))
        elif name in STYLES:
            self._tags.append(OpenTag(STYLES[name]))
        elif name == "br":
            self._break()
        elif name == "img":
            self._add_image(element)
        if element.text:
            self._add(element.text, element)
        return True

    def _ends(self, element: HtmlElement, name: str) -> None:
        if name in BLOCKS:
            self._flush()
            self._close_block(name)
        elif name == "a" or name in STYLES:
            self._tags.pop()

    def _open_block(self, element: HtmlElement, name: str) -> None:
        if name in HEADINGS:
            self._levels.append(HEADINGS[name])
        elif name == "p":
            self._paragraphs += 1
        elif name == "hr":
            self._made.append(Unit("rule", containers=self._within(), element=element))
        elif name == "dt":
            self._tags.append(OpenTag("strong"))
        elif name in ("ul", "ol", "menu", "dir"):
            start = number_of(element.get("start", ""), 1)
            self._listings.append((ListUnit(name == "ol"), start))
        elif name == "blockquote":
            self._contain(Container())
        elif name == "li":
            listing, number = self._listings[-1] if self._listings else (ListUnit(False), 1)
            number = number_of(element.get("value", ""), number)
            if self._listings:
                self._listings[-1] = listing, number + 1
            self._contain(Container(listing, number))

    def _contain(self, container: Container) -> None:
        depth = sum(one is not None for one in self._containers)
        self._containers.append(container if depth < _DEEPEST else None)

    def _close_block(self, name: str) -> None:
        if name in HEADINGS:
            self._levels.pop()
        elif name == "p":
            self._paragraphs -= 1
        elif name == "dt":
            self._tags.pop()
        elif name in ("ul", "ol", "menu", "dir"):
            self._listings.pop()
        elif name in ("blockquote", "li"):
            self._containers.pop()

    def _within(self) -> tuple[Container, ...]:
        return tuple([one for one in self._containers if one is not None])

    def _add(self, text: str, element: HtmlElement | None) -> None:
        text = _WHITE.sub(" ", told(text))
        if self._ends_white:
            text = text.lstrip(_ENDS)
        if text:
            if not self._runs:
                self._element = element
            self._runs.append(StyledRun(text, tuple(self._tags)))
            self._ends_white = text[-1] == " "

    def _break(self) -> None:
        if self._runs and self._runs[-1].kind == "break":
            # Two of them part paragraphs.
            self._flush()
        elif self._runs:
            self._runs = [*trimmed(self._runs), StyledRun("", kind="break")]
            self._ends_white = True

    def _add_image(self, element: HtmlElement) -> None:
        words = element.get("alt", "") or element.get("title", "")
        words = " ".join(told(words).split())
        if words:
            if not self._runs:
                self._element = element
            source = element.get("src", "")
            if source.startswith("data:"):
                source = element.get("data-src", "")
            where = address(source, self._base)
            self._runs.append(StyledRun(words, tuple(self._tags), "image", where))
            self._ends_white = False

    def _add_code(self, element: HtmlElement) -> None:
        code = told(_code(element)).removeprefix("\n")
        if code.strip():
            within = self._within()
            info = _language(element)
            self._made.append(
                Unit("code", containers=within, code=code, info=info, element=element)
            )

    def _flush(self) -> None:
        """End the paragraph or heading at hand."""
        runs = trimmed(self._runs)
        if runs:
            level = self._levels[-1] if self._levels else 0
            self._made.append(
                Unit(
                    "heading" if level else "paragraph",
                    runs,
                    level,
                    self._within(),
                    is_tight=not self._paragraphs,
                    element=self._element,
                )
            )
        self._runs = []
        self._ends_white = True


def trimmed(runs: list[StyledRun]) -> tuple[StyledRun, ...]:
    """Give runs without breaks and white space at their end."""
    while runs and (runs[-1].kind == "break" or not runs[-1].text.rstrip(_ENDS)):
        runs.pop()
    if runs and runs[-1].kind == "text":
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip(_ENDS))
    return tuple(runs)


def address(written: str, base: str = "") -> str:
    """Give where a link leads, if it is to the web, to a mail address, or near by; else ""."""
    written = _UNSEEN.sub("", told(written))
    if not written or written.startswith("#") or len(written) > _LONGEST_ADDRESS:
        return ""
    scheme = _SCHEME.match(written)
    if scheme and scheme[0].lower() not in ("http:", "https:", "mailto:"):
        return ""
    if base and not scheme:
        try:
            return urljoin(base, written)
        except ValueError:
            return ""
    return written


def _code(element: HtmlElement) -> str:
    """Give the text of a `pre`, its breaks as line ends."""
    from lxml.etree import iterwalk

    parts = []
    walker = iterwalk(element, events=("start", "end"))
    for event, inner in walker:
        if event == "start":
            if inner.tag in HIDDEN:
                walker.skip_subtree()
            else:
                parts += ["\n" if inner.tag == "br" else "", inner.text or ""]
        elif inner is not element:
            parts.append(inner.tail or "")
    return "".join(parts)


def _language(element: HtmlElement) -> str:
    """Give the language of a `pre` as its class or that of what is next to it names it."""
    parent = element.getparent()
    nearest = [element, *element[:1], *([] if parent is None else [parent])]
    for one in nearest:
        if found := _LANGUAGE.search(one.get("class", "")):
            return found[1]
    return ""
