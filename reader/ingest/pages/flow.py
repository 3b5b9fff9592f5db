"""A page's tree walked as a browser lays it out: its units in order, every word of them.

What a browser never shows is left out: scripts, style sheets, templates, what stands in the head.
Nothing else is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from reader.ingest.pages.trees import told
from reader.ingest.pages.units import Container, Listing, Run, Tag, Unit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HIDDEN = frozenset(
    "head script style template noscript iframe embed audio video canvas svg annotation"
    " annotation-xml datalist title link meta base param source track map".split()
)
"""Elements of which nothing shows."""
_STYLES = {
    "b": "strong", "strong": "strong",
    "i": "em", "em": "em", "cite": "em", "dfn": "em", "var": "em",
    "u": "u", "ins": "u", "s": "del", "strike": "del", "del": "del",
    "sub": "sub", "sup": "sup", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form frameset header hgroup hr html legend li main menu nav"
    " noframes object ol optgroup option p pre search section select summary table tbody td"
    " textarea tfoot th thead tr ul".split()
) | frozenset(_HEADINGS)  # fmt: skip
_WHITE = re.compile(r"[ \t\n\r]+")
_ENDS = " \t\n\r"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UNSEEN = re.compile("[\x00-\x20\u2400-\u2421\ufffd]+")
_LANGUAGE = re.compile(r"(?:^|\s)(?:lang(?:uage)?-|highlight-source-|brush:\s*)([\w+#.-]{1,30})")
_LONGEST_ADDRESS = 2_000
_DEEPEST = 10
"""Quotations and items in each other; what is nested deeper stands in the last of them."""
_LARGEST_NUMBER = 999_999
_WIDEST = 100
"""Columns of a table at most."""
_LONGEST_CELL = 1_500
_NO_DATA = ("table", "pre", *_HEADINGS)
"""What a table that only arranges things on the page holds, and one of data does not."""


def units(tree: HtmlElement, base: str = "") -> Iterator[Unit]:
    """Give the units of a page, or of an element of one, in order.

    Addresses are resolved against `base`, if there is one.
    """
    return _Flow(base).walked(tree)


class _Flow:
    """Walks a tree once, and gives a unit whenever one is whole."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._runs: list[Run] = []
        self._tags: list[Tag] = []
        self._containers: list[Container | None] = []
        self._listings: list[tuple[Listing, int]] = []
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
        if name in _BLOCKS:
            self._flush()
            if name == "pre":
                self._add_code(element)
                return False
            if name == "table" and (table := _table(element, self._base)):
                self._made += [*(unit._replace(containers=self._within()) for unit in table)]
                return False
            self._open_block(element, name)
        elif name == "a":
            self._tags.append(Tag("a", address(element.get("href", ""), self._base)))
        elif name in _STYLES:
            self._tags.append(Tag(_STYLES[name]))
        elif name == "br":
            self._break()
        elif name == "img":
            self._add_image(element)
        if element.text:
            self._add(element.text, element)
        return True

    def _ends(self, element: HtmlElement, name: str) -> None:
        if name in _BLOCKS:
            self._flush()
            self._close_block(name)
        elif name == "a" or name in _STYLES:
            self._tags.pop()

    def _open_block(self, element: HtmlElement, name: str) -> None:
        if name in _HEADINGS:
            self._levels.append(_HEADINGS[name])
        elif name == "p":
            self._paragraphs += 1
        elif name == "hr":
            self._made.append(Unit("rule", containers=self._within(), element=element))
        elif name == "dt":
            self._tags.append(Tag("strong"))
        elif name in ("ul", "ol", "menu", "dir"):
            start = _number(element.get("start", ""), 1)
            self._listings.append((Listing(name == "ol"), start))
        elif name == "blockquote":
            self._contain(Container())
        elif name == "li":
            listing, number = self._listings[-1] if self._listings else (Listing(False), 1)
            number = _number(element.get("value", ""), number)
            if self._listings:
                self._listings[-1] = listing, number + 1
            self._contain(Container(listing, number))

    def _contain(self, container: Container) -> None:
        depth = sum(one is not None for one in self._containers)
        self._containers.append(container if depth < _DEEPEST else None)

    def _close_block(self, name: str) -> None:
        if name in _HEADINGS:
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
            self._runs.append(Run(text, tuple(self._tags)))
            self._ends_white = text[-1] == " "

    def _break(self) -> None:
        if self._runs and self._runs[-1].kind == "break":
            # Two of them part paragraphs.
            self._flush()
        elif self._runs:
            self._runs = [*trimmed(self._runs), Run("", kind="break")]
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
            self._runs.append(Run(words, tuple(self._tags), "image", where))
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


def trimmed(runs: list[Run]) -> tuple[Run, ...]:
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


def _number(written: str, default: int) -> int:
    if written.isascii() and written.isdigit() and len(written) <= len(str(_LARGEST_NUMBER)):
        return int(written)
    return default


def _table(element: HtmlElement, base: str) -> list[Unit]:
    """Give a table with its caption; nothing for one that only arranges parts of the page."""
    if element.get("role") in ("presentation", "none"):
        return []
    if next(element.iterdescendants(*_NO_DATA), None) is not None:
        return []
    rows: list[list[tuple[Run, ...]]] = []
    captions: list[Unit] = []
    has_header = False
    for part in element:
        if part.tag == "caption":
            captions += units(part, base)
        rows_here = [part] if part.tag == "tr" else part if _is_group(part) else ()
        for row in rows_here:
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            if any(len(cell.text_content()) > _LONGEST_CELL for cell in cells):
                return []
            if len(cells) > _WIDEST:
                return []
            has_header = has_header or any(cell.tag == "th" for cell in cells)
            rows.append([inner for cell in cells for inner in _spread(cell, base)])
    width = max(map(len, rows), default=0)
    size = sum(len(run.text) for row in rows for cell in row for run in cell)
    is_data = 2 <= width <= _WIDEST and (len(rows) > 1 or has_header)
    if not is_data or not size or width * len(rows) > 20 * size + 1_000:
        return []
    if _words_outside(element):
        return []
    filled = tuple([(*row, *([()] * (width - len(row)))) for row in rows if any(row)])
    return [*captions, Unit("table", rows=filled, element=element)]


def _is_group(part: HtmlElement) -> bool:
    return part.tag in ("thead", "tbody", "tfoot")


def _words_outside(element: HtmlElement) -> bool:
    """Whether words stand in a table outside of its cells, where a table has no place for them."""
    for part in element.iter("table", "thead", "tbody", "tfoot", "tr"):
        if (part.text or "").strip() or any((inner.tail or "").strip() for inner in part):
            return True
        expected = ("td", "th") if part.tag == "tr" else ("tr", "thead", "tbody", "tfoot")
        if any(
            inner.tag not in (*expected, "caption", "colgroup", "col")
            and inner.text_content().strip()
            for inner in part
            if isinstance(inner.tag, str) and inner.tag not in HIDDEN
        ):
            return True
    return False


def _spread(cell: HtmlElement, base: str) -> list[tuple[Run, ...]]:
    """Give what stands in a cell, and an empty cell for each further column that it spans."""
    runs: list[Run] = []
    for unit in units(cell, base):
        if runs and unit.runs:
            runs.append(Run("", kind="break"))
        runs += unit.runs
    span = min(_number(cell.get("colspan", ""), 1) or 1, _WIDEST)
    return [tuple(runs), *([()] * (span - 1))]
