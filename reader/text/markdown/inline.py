"""Inline tokens of markdown-it to a run of canonical text with its marks.

A line end inside a paragraph becomes one space, or nothing between two characters of a
script that sets no spaces; a hard break becomes LF; an image becomes its alt text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.text.document import Mark, MarkStyle
from reader.text.markdown.bare_addresses import addresses, file_name
from reader.text.markdown.tags import STYLES, HtmlTag, understood
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
_WHITE = " \t\n"


class InlineRun:
    """A run of canonical text that is being put together, and the marks found in it.

    Offsets are those of the article: the run starts at `start`.
    """

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start
        self.parts: list[str] = []
        self.marks: list[Mark] = []
        self.labels: set[str] = set()
        """Labels of the definitions that links and images refer to."""
        self._words: list[str] = []
        self._links = 0
        self._after_break = True

    def add(self, text: str) -> None:
        """Put `text` at the run's end."""
        self.parts.append(text)
        self.end += len(text)

    def add_tokens(self, tokens: Sequence[Token]) -> None:
        """Put the inline `tokens` at the run's end, with their marks."""
        tags = understood(tokens) if any(t.type == "html_inline" for t in tokens) else {}
        opened: list[tuple[int, str, str]] = []
        for index, token in enumerate(tokens):
            kind = token.type
            if kind in ("text", "text_special") or (kind == "html_inline" and index not in tags):
                self._words.append(token.content)
                continue
            self._end_words()
            if kind == "html_inline":
                self._add_tag(tags[index], opened)
            elif kind == "softbreak":
                if not self._runs_on(tokens, index) and not self._after_break:
                    self.add(" ")
            elif token.nesting == 0:
                self._add_single(token)
            elif token.nesting == 1:
                self._note_label(token)
                self._open(opened, kind == "link_open", *_address(token, "href"))
            else:
                self._close(opened, _STYLES[kind.removesuffix("_close")])
        self._end_words()

    def trim(self) -> None:
        """Take off the white space that stands at the run's end."""
        while self.parts:
            kept = self.parts[-1].rstrip(_WHITE)
            self.end -= len(self.parts[-1]) - len(kept)
            if kept:
                self.parts[-1] = kept
                break
            self.parts.pop()
        if self.marks and max(mark.end for mark in self.marks) > self.end:
            clamped = [mark._replace(end=min(mark.end, self.end)) for mark in self.marks]
            self.marks = [mark for mark in clamped if mark.start < mark.end]

    def text(self) -> str:
        """Give the text so far."""
        return "".join(self.parts)

    def sorted_marks(self) -> tuple[Mark, ...]:
        """Give the marks by start, the wider first."""
        if len(self.marks) > 1:
            self.marks.sort(key=lambda mark: (mark.start, -mark.end))
        return tuple(self.marks)

    def _end_words(self) -> None:
        """Put the text tokens since the last other token at the run's end, as one."""
        if not self._words:
            return
        # An entity may stand for a line end; only a hard break makes one.
        text = "".join(self._words).replace("\n", " ")
        self._words.clear()
        if self._after_break:
            text = text.lstrip(_WHITE)
        if not text:
            return
        self._after_break = False
        start = self.end
        self.add(text)
        if not self._links and "://" in text:
            for span in addresses(text):
                target = text[span.start : span.end]
                self.marks.append(Mark(start + span.start, start + span.end, "link", target))

    def _add_single(self, token: Token) -> None:
        """Put what has neither beginning nor end at the run's end."""
        if token.type == "hardbreak":
            self._break()
        elif token.type == "code_inline":
            self._marked("code", token.content)
        elif token.type == "footnote_ref":
            number = str(token.meta["number"])
            self._marked("footnote", f"[{number}]", number)
        elif token.type == "image":
            self._note_label(token)
            self._add_image(token.children or (), *_address(token, "src"))

    def _break(self) -> None:
        if self.end > self.start:
            self.add("\n")
        self._after_break = True

    def _add_tag(self, tag: HtmlTag, opened: list[tuple[int, str, str]]) -> None:
        address = tag.attributes.get("href", "")
        if tag.name == "br":
            self._break()
        elif tag.name == "img":
            self._add_image_tag(tag)
        elif tag.closing:
            style = STYLES.get(tag.name)
            self._close(opened, style, needs_target=style == "link")
        elif tag.name != "wbr":
            self._open(opened, tag.name == "a", _one_line(address), _one_line(tag.title))

    def _add_image_tag(self, tag: HtmlTag) -> None:
        start = self.end
        target = _one_line(tag.attributes.get("src", ""))
        title = _one_line(tag.title)
        self._add_text(_one_line(tag.attributes.get("alt", "")) or title or file_name(target))
        self._mark(start, "image", target, title)

    def _add_text(self, text: str) -> None:
        if text:
            self._after_break = False
            self.add(text)

    def _open(
        self, opened: list[tuple[int, str, str]], is_link: bool, target: str, title: str
    ) -> None:
        self._links += is_link
        opened.append((self.end, target, title))

    def _close(
        self,
        opened: list[tuple[int, str, str]],
        style: MarkStyle | None,
        *,
        needs_target: bool = False,
    ) -> None:
        start, target, title = opened.pop()
        self._links -= style == "link"
        if needs_target and not target:
            style = None
        if style == "link" and start == self.end and not target.startswith("#"):
            self._add_text(_one_line(title or target))
        if style is None and title:
            # What only has a title is shown as browsers show an abbreviation.
            style = "underline"
        if style:
            self._mark(start, style, target, title)

    def _marked(self, style: MarkStyle, content: str, target: str = "") -> None:
        start = self.end
        self._add_text(content)
        self._mark(start, style, target)

    def _mark(self, start: int, style: MarkStyle, target: str = "", title: str = "") -> None:
        if start < self.end:
            self.marks.append(Mark(start, self.end, style, target, title))

    def _add_image(self, alt: Sequence[Token], target: str, title: str) -> None:
        start = self.end
        self._links += 1
        self.add_tokens(alt)
        self._links -= 1
        if start == self.end:
            self._add_text(_one_line(title) or _one_line(file_name(target)))
        self._mark(start, "image", target, title)

    def _note_label(self, token: Token) -> None:
        if "label" in token.meta:
            self.labels.add(token.meta["label"])

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


def _one_line(text: str) -> str:
    return clean(" ".join(text.split()))
