"""Pandoc's tree of a document as the block tokens that Markdown would have given.

The tree is walked once, from top to bottom, and given away in portions; nothing of it is written
as markup and read again, so that no character needs escaping and none is taken for markup. Words
are strings from the moment when the JSON is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from markdown_it.token import Token

from reader.ingest.documents.inlines import Inlines, Piece, plain
from reader.ingest.documents.tables import grid
from reader.text.markdown import Footnote, Notes
from reader.text.normal import normalise

MAX_DEPTH = 12
"""Quotes, lists and items in each other; what is nested deeper is shown flat."""
_BOXES = {"☐": False, "☒": True, "☑": True}
_PAIRS = {
    "BlockQuote": "blockquote",
    "BulletList": "bullet_list",
    "OrderedList": "ordered_list",
    "DefinitionList": "dl",
}
_MARKUP = {"Period": ".", "DefaultDelim": ".", "OneParen": ")", "TwoParens": ")"}
_IDLE = re.compile(r"\s*(?:</?[A-Za-z][^<>]{0,4000}>|<!--.*-->|<(script|style)\b.*</\1\s*>)\s*",
                   re.DOTALL | re.IGNORECASE)  # fmt: skip
"""A single tag, a comment, a script or a style sheet: no words of a document's."""
_LARGEST_NUMBER = 999_999_999


def read(answer: bytes) -> tuple[dict[str, Any], list[Any]]:
    """Give the metadata and the blocks of a document that pandoc wrote as JSON.

    A tree that is too deep for it raises `RecursionError`.
    """
    tree = json.loads(answer, object_hook=_node)
    return tree["meta"], tree["blocks"]


def _node(made: dict[str, Any]) -> Any:
    kind = made.get("t")
    if kind == "Str":
        return made["c"]
    return " " if kind == "Space" else made


class Tree:
    """Walks blocks and gives their tokens; its footnotes are known when all were walked."""

    def __init__(self, blocks: Sequence[Any]) -> None:
        self.notes = Notes()
        """The footnotes that were referred to so far."""
        self._blocks = blocks
        self._tokens: list[Token] = []
        self._opened = 0

    def portions(self, progress: Callable[[float], None] | None = None) -> Iterator[list[Token]]:
        """Give the tokens, each portion whole in itself; `progress` is told the share done."""
        for number, block in enumerate(self._blocks):
            yield from self._portions_of(block)
            if progress:
                progress((number + 1) / len(self._blocks))

    def _portions_of(self, block: dict[str, Any]) -> Iterator[list[Token]]:
        if block["t"] == "Div":
            # A chapter may be one, and a book of one chapter all of it.
            for inner in block["c"][1]:
                yield from self._portions_of(inner)
            return
        self._add(block)
        yield self._taken()

    def _taken(self) -> list[Token]:
        tokens, self._tokens = self._tokens, []
        return tokens

    def _add_all(self, blocks: Sequence[dict[str, Any]]) -> None:
        for block in blocks:
            self._add(block)

    def _add(self, block: dict[str, Any]) -> None:
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind in ("Para", "Plain"):
            self._add_inline("paragraph", "p", self._pieces(content), is_close=kind == "Plain")
        elif kind == "Header":
            self._add_inline("heading", f"h{min(max(content[0], 1), 6)}", self._pieces(content[2]))
        elif kind == "LineBlock":
            self._add_lines(content)
        elif kind in ("CodeBlock", "RawBlock"):
            self._add_verbatim(kind, *content)
        elif kind == "HorizontalRule":
            self._push("hr", 0)
        elif kind == "Div":
            self._add_all(content[1])
        elif kind == "Figure":
            self._add_figure(content[1][1], content[2])
        elif kind == "Table":
            self._add_table(content)
        elif kind in _PAIRS:
            self._add_container(kind, content)
        elif words := plain([block]):
            # Newer than what is known here: whatever it is, its words stay.
            self._add_inline("paragraph", "p", self._pieces([words]))

    def _add_container(self, kind: str, content: Any) -> None:
        """Add a quote or a list, or what is in it where it is nested too deep."""
        pair = _PAIRS[kind]
        opening = self._open(pair)
        if kind == "BlockQuote":
            self._add_all(content)
        elif kind == "BulletList":
            self._add_items(content, "")
        elif kind == "OrderedList":
            start, _, delimiter = content[0]
            if opening is not None and 0 <= start <= _LARGEST_NUMBER:
                opening.attrs = {"start": start}
            self._add_items(content[1], _MARKUP.get(delimiter["t"], "."))
        else:
            self._add_definitions(content)
        self._close(pair, opening)

    def _add_items(self, items: Sequence[Sequence[dict[str, Any]]], markup: str) -> None:
        for blocks in items:
            opening = self._open("list_item")
            is_checked = _box(blocks)
            if opening is not None:
                opening.markup = markup
                if is_checked is not None:
                    opening.meta = {"checked": is_checked}
                    blocks = [_without_box(blocks[0]), *blocks[1:]]
            self._add_all(blocks)
            self._close("list_item", opening)

    def _add_definitions(self, items: Sequence[Any]) -> None:
        for term, definitions in items:
            self._add_inline("dt", "dt", self._pieces(term))
            for blocks in definitions:
                opening = self._open("dd")
                self._add_all(blocks)
                self._close("dd", opening)

    def _add_lines(self, lines: Sequence[Sequence[Any]]) -> None:
        made = Inlines(self._number)
        for number, line in enumerate(lines):
            if number:
                made.add_break()
            made.add(line)
        self._add_inline("paragraph", "p", made.pieces())

    def _add_verbatim(self, kind: str, about: Any, text: str) -> None:
        """Add code, or markup of another kind that the document holds as it is."""
        text = normalise(text)
        if kind == "RawBlock" and about == "html":
            if not _IDLE.fullmatch(text):
                self._push("html_block", 0).content = text
            return
        classes = [about] if kind == "RawBlock" else about[1]
        token = self._push("fence", 0)
        token.content = text.removesuffix("\n") + "\n"
        token.info = " ".join(str(classes[0]).split()) if classes else ""

    def _add_figure(self, caption: Sequence[dict[str, Any]], blocks: Sequence[Any]) -> None:
        """Add a figure, and below it what its caption says more than the words of its picture."""
        self._add_all(blocks)
        words = plain(blocks)
        self._add_all([block for block in caption if plain([block]) != words])

    def _add_table(self, content: Sequence[Any]) -> None:
        _, caption, columns, head, bodies, foot = content
        self._add_all(caption[1])
        rows = [*head[1], *(row for body in bodies for part in body[2:] for row in part), *foot[1]]
        made = grid(rows, columns)
        if made.is_layout:
            for row in rows:
                for cell in row[1]:
                    self._add_all(cell[4])
        elif made.cells:
            cells = [[self._cell(blocks) for blocks in row] for row in made.cells]
            self._push("table", 0).meta = {"rows": cells, "aligns": made.aligns}

    def _cell(self, blocks: Sequence[dict[str, Any]]) -> list[Token]:
        """Give a cell's paragraphs as one, parted by spaces."""
        made = Inlines(self._number)
        for number, block in enumerate(blocks):
            if number:
                made.add_text(" ")
            made.add(block["c"][2] if block["t"] == "Header" else block["c"])
        return [token for _, tokens in made.pieces() for token in tokens]

    def _number(self, blocks: list[Any]) -> int:
        """Take a footnote in and give its number; what it refers to is numbered after it."""
        note = Footnote(tokens=[])
        number = self.notes.add(note)
        around = self._tokens, self._opened
        self._tokens, self._opened = [], 0
        self._add_all(blocks)
        note.tokens = self._tokens
        self._tokens, self._opened = around
        return number

    def _pieces(self, nodes: Sequence[Any]) -> list[Piece]:
        made = Inlines(self._number)
        made.add(nodes)
        return made.pieces()

    def _add_inline(
        self, kind: str, tag: str, found: list[Piece], *, is_close: bool = False
    ) -> None:
        is_first = True
        for joint, children in found:
            if is_first and _is_blank(children):
                continue
            opening = self._push(f"{kind}_open", 1, tag)
            opening.hidden = is_close
            token = self._push("inline", 0)
            token.children, token.meta = children, {"joint": None if is_first else joint}
            self._push(f"{kind}_close", -1, tag)
            is_first = False

    def _open(self, kind: str) -> Token | None:
        if self._opened >= MAX_DEPTH:
            return None
        token = self._push(f"{kind}_open", 1)
        self._opened += 1
        return token

    def _close(self, kind: str, opening: Token | None) -> None:
        if opening is not None:
            self._opened -= 1
            self._push(f"{kind}_close", -1)

    def _push(self, kind: str, nesting: int, tag: str = "") -> Token:
        token = Token(kind, tag, 1 if nesting > 0 else -1 if nesting < 0 else 0)
        token.level = self._opened
        self._tokens.append(token)
        return token


def _box(blocks: Sequence[dict[str, Any]]) -> bool | None:
    """Tell whether the box that an item begins with is checked; None if there is none."""
    if not blocks or blocks[0]["t"] not in ("Para", "Plain"):
        return None
    nodes = blocks[0]["c"]
    return _BOXES.get(nodes[0]) if len(nodes) > 1 and isinstance(nodes[0], str) else None


def _without_box(block: dict[str, Any]) -> dict[str, Any]:
    nodes = block["c"][1:]
    return {"t": block["t"], "c": nodes[1:] if nodes[0] == " " else nodes}


def _is_blank(children: Sequence[Token]) -> bool:
    return all(child.nesting or (child.type == "text" and not child.content.strip())
               for child in children)  # fmt: skip
