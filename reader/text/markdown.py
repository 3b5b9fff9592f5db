"""Markdown to an article's canonical text and blocks.

Blocks are joined by an empty line, those of a tight list by a line end, cells of a table
by TAB and its rows by LF. Bullets, numbers and quote bars go into the blocks' `lead`
and `hang`, never into the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.text.document import Align, Block, BlockKind, Document, Mark, Span
from reader.text.grammar import parser
from reader.text.inline import Run
from reader.text.normal import RULES, clean, normalise
from reader.text.outline import Outline, measure_lists

if TYPE_CHECKING:
    from markdown_it.token import Token

# Text between two thematic breaks is no front matter: that has a key in its first line.
_FRONT_MATTER = re.compile(r"---+[ ]*\n(?:[ \t]*(?:#.*)?\n)*+(?:\{|[\w\"'].*?:(?:\s|$)|---|\.\.\.)")


def parse(source: str) -> tuple[Document, str]:
    """Parse Markdown: its document, and its front matter's YAML as it stands, or "".

    Nothing is dropped but an empty block and the address of a definition in use, which
    is kept as the target of its links. Time grows as markdown-it's own.
    """
    text = normalise(source)
    if text.startswith("---") and not _FRONT_MATTER.match(text):
        text = "\n" + text
    tokens = parser().parse(text)
    front_matter = ""
    if tokens and tokens[0].type == "front_matter":
        front_matter = tokens[0].content
    return _Builder(tokens).document(), front_matter


class _Builder:
    """Walks block tokens once and gathers canonical text and blocks."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._outline = Outline(measure_lists(tokens))
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._used: set[str] | None = None

    def document(self) -> Document:
        """Give the document that the tokens make."""
        tokens = self._tokens
        index = 0
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            if kind == "inline":
                opening = tokens[index - 1]
                level = int(opening.tag[1]) if opening.type == "heading_open" else 0
                self._add_inline(token, level)
            elif kind in ("fence", "code_block"):
                self._add_code(token)
            elif kind == "hr":
                self._add_rule()
            elif kind == "table_open":
                index = self._add_table(index)
            elif kind == "definition":
                self._add_definition(token)
            else:
                self._outline.follow(index, token)
            index += 1
        # Escapes such as `&#27;` bring back what normalisation had replaced.
        return Document(clean("".join(self._parts)), tuple(self._blocks), RULES)

    def _begin(self) -> tuple[int, bool]:
        """Give where the next block's text starts, and whether it is tight."""
        tight = self._outline.is_tight()
        if not self._length:
            return 0, tight
        return self._length + (1 if tight else 2), tight

    def _add_inline(self, token: Token, level: int) -> None:
        children = token.children or []
        if len(children) == 1 and children[0].type == "text":
            text = children[0].content.replace("\n", " ")
            marks: tuple[Mark, ...] = ()
        else:
            run = Run(self._begin()[0])
            run.add_tokens(children)
            text, marks = run.text(), run.sorted_marks()
        self._add(text, "heading" if level else "paragraph", level=level, marks=marks)

    def _add(
        self,
        text: str,
        kind: BlockKind,
        *,
        level: int = 0,
        marks: tuple[Mark, ...] = (),
        rows: tuple[tuple[Span, ...], ...] = (),
        aligns: tuple[Align, ...] = (),
        info: str = "",
    ) -> None:
        if not text or text.isspace():
            return
        start, tight = self._begin()
        end = start + len(text)
        if self._length:
            self._parts.append("\n" if tight else "\n\n")
        self._parts.append(text)
        self._length = end
        lead, hang = self._outline.take()
        self._blocks.append(
            Block(start, end, kind, level, lead, hang, tight, marks, rows, aligns, info)
        )

    def _add_code(self, token: Token) -> None:
        info = clean(token.info).strip()
        if token.content.strip():
            self._add(token.content.removesuffix("\n"), "code", info=info)
        else:
            # Whoever forgot the line end after the fence meant it as code.
            self._add(info, "code")

    def _add_rule(self) -> None:
        tight = self._outline.is_tight()
        lead, hang = self._outline.take()
        here = self._length
        self._blocks.append(Block(here, here, "rule", 0, lead, hang, tight))

    def _add_table(self, index: int) -> int:
        """Add the table that opens at `index`; give the index of its last token."""
        run = Run(self._begin()[0])
        rows: list[tuple[Span, ...]] = []
        cells: list[Span] = []
        aligns: list[Align] = []
        while (token := self._tokens[index]).type != "table_close":
            if token.type == "tr_open":
                if rows:
                    run.add("\n")
                cells = []
            elif token.type == "tr_close":
                rows.append(tuple(cells))
            elif token.type == "th_open":
                aligns.append(_align(token))
            elif token.type == "inline":
                if cells:
                    run.add("\t")
                cells.append(_add_cell(run, token))
            index += 1
        marks = run.sorted_marks()
        self._add(run.text(), "table", marks=marks, rows=tuple(rows), aligns=tuple(aligns))
        return index

    def _add_definition(self, token: Token) -> None:
        """Show a link's definition that no link uses, as it would be written."""
        if self._used is None:
            self._used = _used_labels(self._tokens)
        if token.meta["id"] in self._used:
            # A second definition of the same label is never looked at.
            self._used.discard(token.meta["id"])
            return
        shown = f"[{token.meta['label']}]: {token.meta['url']}"
        if token.meta["title"]:
            shown += f' "{token.meta["title"]}"'
        self._add(shown.replace("\n", " "), "paragraph")


def _add_cell(run: Run, token: Token) -> Span:
    start = run.end
    parts = len(run.parts)
    run.add_tokens(token.children or ())
    # TAB stands between cells; one inside would look like one more.
    run.parts[parts:] = [part.replace("\t", " ") for part in run.parts[parts:]]
    return Span(start, run.end)


def _align(token: Token) -> Align:
    style = str(token.attrs.get("style", ""))
    if style.endswith("right"):
        return "right"
    return "center" if style.endswith("center") else "left"


def _used_labels(tokens: list[Token]) -> set[str]:
    """Labels of definitions that a link or an image refers to."""
    labels: set[str] = set()
    waiting = [token.children for token in tokens if token.children]
    while waiting:
        for token in waiting.pop():
            if "label" in token.meta:
                labels.add(token.meta["label"])
            if token.children:
                waiting.append(token.children)
    return labels
