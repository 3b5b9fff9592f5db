"""What is inline in pandoc's tree as the inline tokens that Markdown would have given.

A node is a `str`, which stands for itself, or pandoc's JSON object with a type and what is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from markdown_it.common.normalize_url import validateLink
from markdown_it.token import Token

from reader.text.cutting import pieces
from reader.text.markdown import is_foreign
from reader.text.normal import normalise

LONGEST = 8_000
"""Characters that make one piece of a paragraph at most."""
_LONGEST_ALT = 2_000
"""Characters of an image's words; more is text."""
_STYLES = {"Emph": "em", "Strong": "strong", "Strikeout": "s"}
_TAGS = {"Underline": "u", "Superscript": "sup", "Subscript": "sub"}
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_CONTENTS = {"SmallCaps": 0, "Span": 1, "Cite": 1}
"""The part of a node that holds all there is to it."""

Number = Callable[[list[Any]], int]
"""Takes a footnote's blocks in and gives its number."""
Piece = tuple[str | None, list[Token]]
"""Tokens, with what parts them from the piece before; None for the first."""


class Inlines:
    """Inline tokens that are being put together, in pieces of a set length."""

    def __init__(self, number: Number) -> None:
        self._number = number
        self._done: list[Piece] = []
        self._tokens: list[Token] = []
        self._opened: list[tuple[Token, Token]] = []
        self._words: list[str] = []
        self._size = 0
        self._joint: str | None = None
        self._tail = ""
        """White space that stands last: it is dropped at the end of a piece, and is its joint."""

    def pieces(self) -> list[Piece]:
        """Give what was added."""
        self._end_words()
        if self._tokens:
            self._done.append((self._joint, self._tokens))
            self._tokens = []
        return self._done

    def add(self, nodes: Iterable[Any]) -> None:
        """Add nodes, one after the other."""
        for node in nodes:
            if isinstance(node, str):
                self.add_text(node)
            else:
                self._add_node(node["t"], node.get("c"))

    def add_text(self, text: str) -> None:
        """Add text that stands for itself."""
        if self._size + len(text) > LONGEST:
            self._tail = self._tail or _white(text[:1])
            self._cut()
        for start, end in pieces(text, 0, len(text), LONGEST):
            if start:
                self._cut()
            self._words.append(text[start:end])
            self._size += end - start
            self._tail = _white(text[end : end + 1]) or _white(text[end - 1 : end])

    def add_break(self) -> None:
        """Add a line end that stays one."""
        self._push(Token("hardbreak", "br", 0))
        self._tail = "\n"

    def add_code(self, code: str) -> None:
        """Add code, its line ends as spaces."""
        code = normalise(code).replace("\n", " ")
        for start, end in pieces(code, 0, len(code), LONGEST):
            if self._size + end - start > LONGEST:
                self._cut()
            self._push(Token("code_inline", "code", 0, content=code[start:end]))
            self._size += end - start
            self._tail = _white(code[end : end + 1]) or _white(code[end - 1 : end])

    def _add_node(self, kind: str, content: Any) -> None:
        if kind in _STYLES:
            name = _STYLES[kind]
            self._add_within(Token(f"{name}_open", name, 1), Token(f"{name}_close", name, -1),
                             content)  # fmt: skip
        elif kind in _TAGS:
            name = _TAGS[kind]
            self._add_within(_html(f"<{name}>"), _html(f"</{name}>"), content)
        elif kind in _CONTENTS:
            self.add(content[_CONTENTS[kind]] if _CONTENTS[kind] else content)
        elif kind == "Quoted":
            before, after = _QUOTES[content[0]["t"]]
            self.add([before, *content[1], after])
        elif kind in ("Code", "Math"):
            self.add_code(content[1])
        elif kind == "Link":
            self._add_link(content[1], *content[2])
        elif kind == "Image":
            self._add_image(content[1], *content[2])
        else:
            self._add_single(kind, content)

    def _add_single(self, kind: str, content: Any) -> None:
        if kind == "SoftBreak":
            self._push(Token("softbreak", "br", 0))
            self._tail = " "
        elif kind == "LineBreak":
            self.add_break()
        elif kind == "Note":
            number = self._number(content)
            self._push(Token("footnote_ref", "", 0, meta={"number": number}))
            self._tail = ""
        elif kind == "RawInline" and content[0] == "html" and len(content[1]) <= LONGEST:
            # A tag that means nothing here is no words of the document's.
            if not is_foreign(content[1]) and not content[1].startswith("<!--"):
                self._push(_html(content[1]))
        elif kind == "RawInline":
            self.add_code(content[1])
        else:
            # Newer than what is known here: whatever it is, its words stay.
            self.add_text(plain([{"t": kind, "c": content}]))

    def _add_link(self, content: Sequence[Any], target: str, title: str) -> None:
        if not validateLink(target):
            self.add(content)
            return
        opening = Token("link_open", "a", 1, attrs={"href": target, "title": title})
        self._add_within(opening, Token("link_close", "a", -1), content)

    def _add_image(self, content: Sequence[Any], target: str, title: str) -> None:
        words = plain(content)
        if len(words) > _LONGEST_ALT:
            self.add(content)
            return
        children = [Token("text", "", 0, content=words)] if words else []
        attributes: dict[str, str | int | float] = {"src": target, "title": title}
        self._size += len(words)
        self._push(Token("image", "img", 0, attrs=attributes, children=children))
        self._tail = ""

    def _add_within(self, opening: Token, closing: Token, content: Sequence[Any]) -> None:
        self._push(opening)
        self._opened.append((opening, closing))
        self.add(content)
        self._opened.pop()
        self._push(closing)

    def _push(self, token: Token) -> None:
        # What a token costs to walk counts as well as what it holds.
        self._size += 1
        self._end_words()
        self._tokens.append(token)

    def _end_words(self) -> None:
        if self._words:
            self._tokens.append(Token("text", "", 0, content="".join(self._words)))
            self._words = []

    def _cut(self) -> None:
        """End a piece; what is open in it is closed, and opened again in the next."""
        self._end_words()
        if self._tokens:
            closings = [closing for _, closing in reversed(self._opened)]
            self._done.append((self._joint, self._tokens + closings))
            self._joint = self._tail
        self._tokens = [opening for opening, _ in self._opened]
        self._size = len(self._tokens)


def plain(nodes: Any) -> str:
    """Give the words of nodes, of whatever kind, as one line of text."""
    parts: list[str] = []
    _gather(nodes, parts)
    return " ".join("".join(parts).split())


def _gather(node: Any, parts: list[str]) -> None:
    if isinstance(node, str):
        parts.append(node)
    elif isinstance(node, list):
        for one in node:
            _gather(one, parts)
    elif isinstance(node, dict):
        kind: object = node.get("t")
        content: Any = node.get("c")
        if kind in ("SoftBreak", "LineBreak"):
            parts.append(" ")
        elif kind == "Quoted":
            before, after = _QUOTES[content[0]["t"]]
            _gather([before, content[1], after], parts)
        elif kind != "Note":
            _gather(_words_of(kind, content), parts)
            if kind in ("Para", "Plain", "Header"):
                parts.append(" ")


def _words_of(kind: object, content: Any) -> Any:
    """Give the part of a node that is words, not names, addresses or measures."""
    if kind in ("Code", "Math", "Link", "Image", "Span", "Cite", "Div", "RawInline", "CodeBlock"):
        return content[1]
    if kind == "Header":
        return content[2]
    return content


def _white(character: str) -> str:
    """Give a space for white space that the end of a piece would drop."""
    return " " if character and character in " \t\n" else ""


def _html(tag: str) -> Token:
    return Token("html_inline", "", 0, content=tag)
