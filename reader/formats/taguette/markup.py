"""The text of HTML as a browser has it with all tags skipped, in which Taguette counts.

White space stays as it is written, entities are decoded, and what a browser moves is moved: text
that stands in a table but in none of its cells comes before the table. Every step takes time by
the length alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from reader.formats.positions import with_plain_line_ends

_TAG = re.compile(
    r"""<(/?)([A-Za-z][^\s/>]*+)
    (?: [\s/]++ | [^\s/>][^\s/>=]*+ (?: \s*+=\s*+ (?: "[^"]*+" | '[^']*+' | [^\s>"'][^\s>]*+ )? )?+
    )*+>""",
    re.VERBOSE,
)
_CUT_OFF = re.compile("</?[A-Za-z]")
"""What begins a tag: one without an end takes all that follows with it."""
_SHORT_COMMENT = re.compile("<!---?>")
_COMMENT_END = re.compile("--!?>")
_OTHER_COMMENT = re.compile("<[!?]|</(?!$)")
"""What a browser takes for a comment, up to the next `>`."""
_REFERENCE = re.compile("&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")
_RAW = frozenset(("iframe", "noembed", "noframes", "script", "style", "xmp"))
_ESCAPABLE = frozenset(("textarea", "title"))
"""Elements that have text alone; in these with entities."""
_NEWLINE_GOES = frozenset(("listing", "pre", "textarea"))
_PARTS = frozenset(("col", "colgroup", "tbody", "tfoot", "thead", "tr"))
_CELLS = frozenset(("caption", "td", "th"))
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input link meta param source track"
    " wbr".split()
)
_LONGEST_NUMBER = 10
"""Digits of a character's number, beyond which there is none."""


def text_of(markup: str) -> str:
    """Give the text of `markup`.

    >>> text_of("<p>one &amp; <b>two</b></p>")
    'one & two'
    """
    flow = _Flow()
    for piece in pieces(with_plain_line_ends(markup)):
        if piece.is_text:
            flow.text(piece.value)
        elif piece.is_end:
            flow.end(piece.value)
        else:
            flow.start(piece.value)
    return "".join("".join(one) if isinstance(one, list) else one for one in flow.parts)


class Piece(NamedTuple):
    """A run of text, or a tag."""

    value: str
    """Decoded text, or the name of a tag in small letters."""
    is_text: bool = False
    is_end: bool = False


class _Table:
    """A table that is open."""

    def __init__(self) -> None:
        self.before: list[str] = []
        """Text that belongs before the table."""
        self.cell = ""
        """The cell or caption that is open in it."""
        self.moved = 0
        """How many elements are open that stand before it, as they cannot stand in it."""


class _Flow:
    """Puts text together in the order in which a browser shows it."""

    def __init__(self) -> None:
        self.parts: list[str | list[str]] = []
        self._tables: list[_Table] = []
        self._is_after_pre = False

    def text(self, text: str) -> None:
        if self._is_after_pre:
            text = text.removeprefix("\n")
            self._is_after_pre = False
        table = self._tables[-1] if self._tables else None
        if table and not table.cell and (table.moved or text.strip(" \t\n\f")):
            table.before.append(text)
        else:
            self.parts.append(text)

    def start(self, name: str) -> None:
        table = self._tables[-1] if self._tables else None
        self._is_after_pre = name in _NEWLINE_GOES
        if name == "table":
            if table and not table.cell:
                self._tables.pop()
            self._tables.append(_Table())
            self.parts.append(self._tables[-1].before)
        elif table and (name in _CELLS or name in _PARTS):
            table.cell = name if name in _CELLS else ""
            table.moved = 0
        elif table and not table.cell and name not in _VOID:
            table.moved += 1

    def end(self, name: str) -> None:
        self._is_after_pre = False
        if not self._tables:
            return
        table = self._tables[-1]
        if name == "table":
            self._tables.pop()
        elif name in _CELLS or name in _PARTS:
            table.cell = ""
            table.moved = 0
        elif not table.cell and table.moved:
            table.moved -= 1


def pieces(markup: str) -> Iterator[Piece]:
    """Give text, whole between two tags, and tags; comments go."""
    waiting: list[str] = []
    at = 0
    while at < len(markup):
        opening = markup.find("<", at)
        if opening < 0:
            break
        waiting.append(markup[at:opening])
        tag = _TAG.match(markup, opening)
        if tag is None:
            at = _behind_no_tag(markup, opening)
            waiting.append("<" if at == opening + 1 else "")
            continue
        yield from _joined(waiting)
        waiting = []
        name = tag[2].lower()
        yield Piece(name, is_end=bool(tag[1]))
        at = tag.end()
        if not tag[1] and (name in _RAW or name in _ESCAPABLE):
            end = _raw_end(markup, at, name)
            raw = markup[at:end].replace("\0", "\ufffd")
            yield Piece(_decoded(raw) if name in _ESCAPABLE else raw, is_text=True)
            at = end
    waiting.append(markup[at:])
    yield from _joined(waiting)


def _joined(waiting: list[str]) -> Iterator[Piece]:
    # Each is decoded by itself: a reference never goes across a comment.
    text = "".join(_decoded(one.replace("\0", "")) for one in waiting)
    if text:
        yield Piece(text, is_text=True)


def _raw_end(markup: str, at: int, name: str) -> int:
    """Give where an element ends that has text alone."""
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(markup, at)
    return found.start() if found else len(markup)


def _behind_no_tag(markup: str, at: int) -> int:
    """Give where what begins with `<` ends that is no tag: a comment, or else that sign alone."""
    if markup.startswith("<!--", at):
        if short := _SHORT_COMMENT.match(markup, at):
            return short.end()
        found = _COMMENT_END.search(markup, at + 4)
        return found.end() if found else len(markup)
    if _CUT_OFF.match(markup, at):
        return len(markup)
    if _OTHER_COMMENT.match(markup, at):
        end = markup.find(">", at)
        return end + 1 if end >= 0 else len(markup)
    return at + 1


def _decoded(text: str) -> str:
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    written = found[0].rstrip(";")
    if written[1] != "#":
        return unescape(found[0])
    digits, base = (written[3:], 16) if written[2] in "xX" else (written[2:], 10)
    digits = digits.lstrip("0")
    code = int(digits or "0", base) if len(digits) <= _LONGEST_NUMBER else -1
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return "\ufffd"
    # Of numbers that Windows gave characters to, HTML has these.
    return unescape(f"&#{code};") if 0x80 <= code < 0xA0 or code == 0x0D else chr(code)
