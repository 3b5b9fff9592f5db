"""A block of HTML as the tokens that Markdown of the same meaning would have given.

One scan, tag by tag, without a tree: what is open is a short stack, and a tag that fits
nowhere is dropped if it only parts paragraphs, and is text if it is not understood. Markup
that is no text, such as a comment or a script, is shown as it is written.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from reader.text.cutting import pieces
from reader.text.markdown.tags import TAG, HtmlTag, decoded, is_block, read_block, read_inline

MAX_DEPTH = 12
"""Quotes, lists and items in each other; what is nested deeper is shown flat."""

LONGEST = 8_000
"""Characters of source that make one paragraph at most."""

_CONTAINERS = {
    "blockquote": "blockquote",
    "ul": "bullet_list",
    "ol": "ordered_list",
    "li": "list_item",
    "dl": "dl",
    "dd": "dd",
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_VERBATIM = re.compile(r"<(script|style)(?=[\s>/])", re.I)
_MARKUP = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))
_WHITE = re.compile(r"[ \t\n]+")
_LANGUAGE = re.compile(r"""class\s*=\s*["']?(?:[^"'>]{0,100}\s)?lang(?:uage)?-([\w+#-]{1,30})""")
_LARGEST_NUMBER = 999_999_999


def block_tokens(source: str) -> list[Token]:
    """Give the block tokens that a block of HTML stands for, inline ones in their children."""
    return _Walker(source).tokens()


class _Walker:
    """Walks a source once and gathers tokens."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._tokens: list[Token] = []
        self._children: list[Token] = []
        self._size = 0
        self._ends_white = True
        self._opened: list[str] = []
        self._wraps = "paragraph"
        self._tag = "p"
        self._loose = False
        self._joint: str | None = None

    def tokens(self) -> list[Token]:
        """Give the tokens of the whole source."""
        position = 0
        while position < len(self._source):
            start = self._source.find("<", position)
            if start < 0:
                start = len(self._source)
            self._add_text(self._source[position:start])
            position = self._after_markup(start) if start < len(self._source) else start
        self._end_paragraph()
        while self._opened:
            self._close(self._opened[-1])
        return self._tokens

    def _after_markup(self, start: int) -> int:
        """Take what begins with the `<` at `start`; give where it ends."""
        source = self._source
        if verbatim := _VERBATIM.match(source, start):
            return self._take_verbatim(start, verbatim[1])
        for opening, closing in _MARKUP:
            if source.startswith(opening, start):
                end = source.find(closing, start + 2)
                end = len(source) if end < 0 else end + len(closing)
                self._add_text(source[start:end], is_source=False)
                return end
        match = TAG.match(source, start)
        if not match:
            self._add_text("<")
            return start + 1
        return self._take_tag(match[0], match.end())

    def _take_tag(self, written: str, end: int) -> int:
        if not is_block(written):
            self._add_child("html_inline", written)
            return end
        tag = read_block(written)
        self._end_paragraph()
        if tag is None or tag.title:
            self._add_text(written, is_source=False)
            self._end_paragraph()
        if tag is None:
            return end
        if tag.name == "pre" and not tag.closing:
            return self._take_code(end)
        if tag.closing:
            self._close_tag(tag.name)
        else:
            self._open_tag(tag)
        return end

    def _open_tag(self, tag: HtmlTag) -> None:
        name = tag.name
        self._wraps, self._tag, self._loose = "paragraph", "p", name == "p"
        if name in _HEADINGS:
            self._wraps, self._tag = "heading", name
        elif name == "dt":
            self._close_nearest(("dd",), ("dl",))
            if self._opened[-1:] != ["dl"]:
                self._open(HtmlTag("dl", False, {}))
            if self._opened[-1:] == ["dl"]:
                self._wraps, self._tag = "dt", name
        elif name == "hr":
            self._push("hr", name, 0)
        elif name in _CONTAINERS:
            self._open(tag)

    def _open(self, tag: HtmlTag) -> None:
        if tag.name == "li":
            self._close_nearest(("li",), ("ul", "ol"))
            if self._opened[-1:] not in (["ul"], ["ol"]):
                self._open(HtmlTag("ul", False, {}))
        elif tag.name == "dd":
            self._close_nearest(("dd",), ("dl",))
            if self._opened[-1:] != ["dl"]:
                self._open(HtmlTag("dl", False, {}))
        if len(self._opened) >= MAX_DEPTH:
            return
        token = self._push(f"{_CONTAINERS[tag.name]}_open", tag.name, 1)
        token.markup = "." if "ol" in self._opened[-1:] else ""
        start = tag.attributes.get("start", "")
        if start.isascii() and start.isdigit() and len(start) < len(str(_LARGEST_NUMBER)):
            token.attrs = {"start": int(start)}
        self._opened.append(tag.name)

    def _close_tag(self, name: str) -> None:
        self._wraps, self._tag, self._loose = "paragraph", "p", False
        if name in _CONTAINERS and name in self._opened:
            self._close(name)

    def _close_nearest(self, names: tuple[str, ...], within: tuple[str, ...]) -> None:
        """Close the nearest open one of `names`, but none around one of `within`."""
        for name in reversed(self._opened):
            if name in within:
                return
            if name in names:
                self._close(name)
                return

    def _close(self, name: str) -> None:
        """Close the innermost `name`, and all that is open in it."""
        closed = ""
        while closed != name:
            closed = self._opened.pop()
            self._push(f"{_CONTAINERS[closed]}_close", closed, -1)

    def _take_verbatim(self, start: int, name: str) -> int:
        """Take a script or a style sheet as code, its tags with it."""
        end = re.compile(rf"</{name}\s{{0,200}}>", re.I).search(self._source, start)
        stop = end.end() if end else len(self._source)
        self._end_paragraph()
        self._push("fence", "code", 0).content = self._source[start:stop].strip("\n") + "\n"
        return stop

    def _take_code(self, start: int) -> int:
        """Take what stands in a `pre`, its inline tags off."""
        end = re.compile(r"</pre\s{0,200}>", re.I).search(self._source, start)
        written = self._source[start : end.start() if end else None].removeprefix("\n")
        token = self._push("fence", "code", 0)
        token.content = decoded(TAG.sub(_in_code, written))
        language = _LANGUAGE.search(written[:200])
        token.info = language[1] if language else ""
        return end.end() if end else len(self._source)

    def _add_text(self, written: str, *, is_source: bool = True) -> None:
        """Put text at the paragraph's end, its white space as one space."""
        written = _WHITE.sub(_collapsed, written)
        for start, end in pieces(written, 0, len(written), LONGEST):
            text = written[start:end]
            if start and written[start - 1] in " \n":
                text = " " + text
            if self._ends_white:
                text = text.lstrip(" \n")
            if not text:
                continue
            self._ends_white = text[-1] in " \n"
            for index, line in enumerate(text.split("\n")):
                if index:
                    self._add_child("softbreak", "")
                if line:
                    self._add_child("text", decoded(line) if is_source else line)

    def _add_child(self, kind: str, content: str) -> None:
        if self._size + len(content) > LONGEST and self._children:
            before = self._children[-1].content[-1:]
            self._end_paragraph(" " if before == " " or content[:1] == " " else "")
        token = Token(kind, "", 0)
        token.content = content
        self._children.append(token)
        # What a token costs to walk counts as well as what it holds.
        self._size += len(content) + 1
        if kind == "html_inline":
            self._ends_white = False

    def _end_paragraph(self, joint: str | None = None) -> None:
        """End the paragraph; with a `joint`, one that goes on in the next."""
        children = self._children
        while children and children[-1].type in ("text", "softbreak"):
            children[-1].content = children[-1].content.rstrip(" ")
            if children[-1].content:
                break
            children.pop()
        if children:
            self._push(f"{self._wraps}_open", self._tag, 1).hidden = not self._loose
            token = self._push("inline", "", 0)
            token.children = children
            token.meta = {"joint": self._joint}
            self._push(f"{self._wraps}_close", self._tag, -1)
        self._children, self._size = [], 0
        self._ends_white = joint is None
        self._joint = joint

    def _push(self, kind: str, tag: str, nesting: int) -> Token:
        token = Token(kind, tag, 1 if nesting > 0 else -1 if nesting < 0 else 0)
        token.level = len(self._opened)
        self._tokens.append(token)
        return token


def _collapsed(match: re.Match[str]) -> str:
    return "\n" if "\n" in match[0] else " "


def _in_code(match: re.Match[str]) -> str:
    """Give what a tag is in code: as written, where it says more than how it looks."""
    tag = read_inline(match[0])
    if tag is None or tag.title or tag.name in ("a", "img"):
        return match[0]
    return "\n" if tag.name == "br" else ""
