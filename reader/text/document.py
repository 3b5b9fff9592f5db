"""What an article's text is: canonical text with flat blocks over it.

The canonical text is what is shown, less its decoration: bullets, quote bars and
table rules are not in it, so that a position means the same at every width.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "paragraph", "code", "table", "rule"]
MarkStyle = Literal[
    "emphasis", "strong", "code", "strike", "link", "image", "footnote", "footnote_text",
    "underline", "superscript", "subscript", "keyword", "string", "comment", "number", "name",
]  # fmt: skip
Align = Literal["left", "center", "right"]


class Span(NamedTuple):
    """A half-open extent `[start, end)` of offsets."""

    start: int
    end: int


class Mark(NamedTuple):
    """An inline style over `[start, end)`.

    `target` is a link's or image's address, `title` the title that it was given there. A
    "footnote" refers to the block that carries a "footnote_text" with the same target. The
    styles from "keyword" on colour code.
    """

    start: int
    end: int
    style: MarkStyle
    target: str = ""
    title: str = ""


class Block(NamedTuple):
    """One block of an article: a paragraph, a heading, a table and so on.

    Blocks are in order, do not overlap, and between two of them stands white space
    only. A `rule` has no text: its `start` and `end` are equal.
    """

    start: int
    """Offset of its first character."""
    end: int
    """Offset past its last character."""
    kind: BlockKind
    """What it is."""
    level: int = 0
    """A heading's level, 1 to 6; 1 for a table that goes on and has no header; else 0."""
    lead: str = ""
    """Decoration before its first row, such as `│ • `."""
    hang: str = ""
    """Decoration before its further rows, as wide as `lead`."""
    tight: bool = False
    """Whether no blank row stands between it and the block before."""
    marks: tuple[Mark, ...] = ()
    """Inline styles, by start; they may nest."""
    rows: tuple[tuple[Span, ...], ...] = ()
    """A table's cells, row by row, the header first if `level` is 0; empty for the rest."""
    aligns: tuple[Align, ...] = ()
    """A table's columns' alignment."""
    info: str = ""
    """A code block's language, as its source names it, once where long code is cut."""


class PageMark(NamedTuple):
    """Where a page of a paged source begins in the text."""

    offset: int
    """Offset of the first character that stood on it."""
    label: str
    """What the source calls it: `12`, `xii`, `A-3`."""


@dataclass(frozen=True)
class Document:
    """One version of an article's text, with its blocks."""

    text: str
    """The canonical text."""
    blocks: Sequence[Block]
    """Its blocks, in order."""
    rules: int
    """Version of the rules that made it (`normal.RULES`)."""
    pages: Sequence[PageMark] = ()
    """The pages that have text, by offset, no two at one; empty where the source has none."""
    sentences: dict[int, list[Span]] = field(default_factory=dict, compare=False, repr=False)
    """Sentences of the blocks that were asked for, by block index: a cache of `units`."""

    @cached_property
    def starts(self) -> Sequence[int]:
        """Offsets at which the blocks start, for bisection."""
        return [block.start for block in self.blocks]

    @cached_property
    def headings(self) -> Sequence[int]:
        """Indices of the blocks that are headings."""
        return [index for index, block in enumerate(self.blocks) if block.kind == "heading"]

    def block_at(self, offset: int) -> int:
        """Give the index of the block that holds `offset`, or the nearest one before it.

        An offset between two blocks belongs to the former, one before the first block
        to the first. A document without blocks raises `IndexError`.
        """
        if not self.blocks:
            raise IndexError("a document without blocks")
        index = max(bisect_right(self.starts, offset) - 1, 0)
        # A rule shares its offset with a neighbour that has text.
        while index > 0 and self.blocks[index].kind == "rule":
            index -= 1
        return index
