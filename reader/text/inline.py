"""Inline tokens of markdown-it to a run of canonical text with its marks.

A line end inside a paragraph becomes one space, or nothing between two characters of a
script that sets no spaces; a hard break becomes LF; an image becomes its alt text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.text.document import Mark, MarkStyle
from reader.text.normal import clean

if TYPE_CHECKING:
    from markdown_it.token import Token

_STYLES: dict[str, MarkStyle] = {
    "em": "emphasis",
    "strong": "strong",
    "s": "strike",
    "link": "link",
}
_UNSPACED = re.compile("[\u2e80-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60"
                       "\ufe30-\ufe4f\U0001b000-\U0001b16f\U00020000-\U0003ffff]")  # fmt: skip
_FIRST_CHARACTER_DEPTH = 8


class Run:
    """A run of canonical text that is being put together, and the marks found in it.

    Offsets are those of the article: the run starts at `start`.
    """

    def __init__(self, start: int) -> None:
        self.end = start
        self.parts: list[str] = []
        self.marks: list[Mark] = []

    def add(self, text: str) -> None:
        """Put `text` at the run's end."""
        self.parts.append(text)
        self.end += len(text)

    def add_tokens(self, tokens: Sequence[Token]) -> None:
        """Put the inline `tokens` at the run's end, with their marks."""
        opened: list[tuple[int, str, str]] = []
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "text":
                # An entity may stand for a line end; only a hard break makes one.
                self.add(token.content.replace("\n", " "))
            elif kind == "softbreak":
                if not self._runs_on(tokens, index):
                    self.add(" ")
            elif kind == "hardbreak":
                self.add("\n")
            elif kind == "code_inline":
                self._marked("code", token.content)
            elif kind == "image":
                self._add_image(token)
            elif token.nesting == 1:
                opened.append((self.end, *_address(token, "href")))
            elif token.nesting == -1:
                start, target, title = opened.pop()
                self._mark(start, _STYLES[kind.removesuffix("_close")], target, title)
            else:
                self.add(token.content)

    def text(self) -> str:
        """Give the text so far."""
        return "".join(self.parts)

    def sorted_marks(self) -> tuple[Mark, ...]:
        """Give the marks by start, the wider first."""
        if len(self.marks) > 1:
            self.marks.sort(key=lambda mark: (mark.start, -mark.end))
        return tuple(self.marks)

    def _marked(self, style: MarkStyle, content: str) -> None:
        start = self.end
        self.add(content)
        self._mark(start, style)

    def _mark(self, start: int, style: MarkStyle, target: str = "", title: str = "") -> None:
        if start < self.end:
            self.marks.append(Mark(start, self.end, style, target, title))

    def _add_image(self, token: Token) -> None:
        start = self.end
        target, title = _address(token, "src")
        self.add_tokens(token.children or ())
        if start == self.end:
            self.add(title)
        self._mark(start, "image", target, title)

    def _runs_on(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether the softbreak at `index` stands between two unspaced characters."""
        before = self.parts[-1][-1:] if self.parts else ""
        return bool(_UNSPACED.match(before)) and bool(
            _UNSPACED.match(_first_character(tokens, index + 1))
        )


def _first_character(tokens: Sequence[Token], index: int) -> str:
    for token in tokens[index : index + _FIRST_CHARACTER_DEPTH]:
        if token.content:
            return token.content[0]
    return ""


def _address(token: Token, name: str) -> tuple[str, str]:
    """Give a link's or image's address and title, harmless as text."""
    if not token.attrs:
        return "", ""
    return clean(str(token.attrs.get(name, ""))), clean(str(token.attrs.get("title", "")))
