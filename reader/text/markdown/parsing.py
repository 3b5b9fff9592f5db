"""Markdown to an article's canonical text and blocks.

Blocks are joined by an empty line, those of a tight list by a line end, cells of a table
by TAB and its rows by LF. Bullets, numbers and quote bars go into the blocks' `lead`
and `hang`, never into the text.

A source is parsed in portions, and what is inline in it block by block and in pieces of a set
length. So time grows with the length of a source alone, and what was parsed of one portion is gone
before the next; only what links and footnotes refer to is looked for in all of it before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from reader.text.cutting import line_pieces, pieces
from reader.text.document import Align, BlockKind, Document, Mark
from reader.text.markdown.assembly import Assembly
from reader.text.markdown.colouring import coloured
from reader.text.markdown.footnotes import Notes
from reader.text.markdown.front_matter import front_matter
from reader.text.markdown.grammar import block_tokens, inline_tokens
from reader.text.markdown.inline import InlineRun
from reader.text.markdown.outline import measure_lists
from reader.text.markdown.portions import Limits, Portion, portions
from reader.text.markdown.quick_inline import quick_tokens
from reader.text.markdown.references import References
from reader.text.markdown.table_parts import TablePart
from reader.text.normal import RULES, clean, normalise
from reader.text.stored import StoredBlocks, StoredDocument

if TYPE_CHECKING:
    from markdown_it.token import Token

INLINE_LIMIT = 8_000
"""Characters of source that are parsed at once."""
CODE_LIMIT = 16_000
"""Characters of a block of code."""
ROW_LIMIT = 300
"""Rows of a table."""
COLOUR_LIMIT = 100_000
"""Characters of code in an article that are coloured."""
LIMITS = Limits()
"""How much of a source is parsed at once, and what is cut."""

# What is none of these begins nothing but text.
_SPECIAL = re.compile(r"[\n&*!\[\]<\\^_`~]|://")


def parse(
    source: str,
    progress: Callable[[float], None] | None = None,
    limits: Limits = LIMITS,
) -> tuple[Document, str]:
    """Parse Markdown: its document, and its front matter's YAML as it stands, or "".

    Nothing is dropped but an empty block and the address of a definition in use, which
    is kept as the target of its links. Time grows as the source does. `progress` is told which
    share of it is done.
    """
    text = normalise(source)
    front, start = front_matter(text)
    references = References()
    # What defines anything holds these two characters next to each other.
    passes = 2 if text.find("]:", start) >= 0 else 1

    def tell(before: int, portion: Portion) -> None:
        if progress:
            progress((before + portion.end / len(text)) / passes)

    if passes == 2:
        for portion in portions(text, start, limits):
            references.gather(portion.tokens)
            tell(0, portion)
    builder = _Builder(references)
    for portion in portions(text, start, limits):
        builder.add(portion.tokens)
        tell(passes - 1, portion)
    return builder.document(), front


def assemble(portions_of_tokens: Iterable[list[Token]], notes: Notes) -> Document:
    """Give the document of block tokens that something else than a source of Markdown gave.

    Each portion is whole in itself. Inline tokens are children of theirs; a table's are its cells.
    """
    references = References()
    references.notes = notes
    builder = _Builder(references)
    for tokens in portions_of_tokens:
        builder.add(tokens)
    return builder.document()


class _Builder:
    """Walks block tokens once and gathers canonical text and blocks."""

    def __init__(self, references: References) -> None:
        self._notes = references.notes
        self._environment = references.environment()
        self._assembly = Assembly()
        self._definitions: list[tuple[str, str]] = []
        self._used: set[str] = set()
        self._uncoloured = COLOUR_LIMIT

    def document(self) -> Document:
        """Give the document of all that was added."""
        body, self._assembly = self._assembly, Assembly()
        self._add_notes()
        notes, self._assembly = self._assembly, body
        self._add_definitions()
        if len(notes.columns):
            body.add_rule()
            body.append(notes)
        # Escapes such as `&#27;` bring back what normalisation had replaced.
        return StoredDocument(clean(body.text()), StoredBlocks(body.columns), RULES)

    def add(self, tokens: list[Token], start: int = 0) -> None:
        """Add what block tokens make, from the index `start` on."""
        measures = measure_lists(tokens)
        index = start
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            if kind == "inline":
                self._add_inline(token, tokens[index - 1])
            elif kind in ("fence", "code_block"):
                self._add_code(token)
            elif kind == "html_block":
                self._add_html(token)
            elif kind == "hr":
                self._assembly.add_rule()
            elif kind == "table":
                self._add_table(token)
            elif kind == "definition":
                self._definitions.append((token.meta["id"], token.content))
            elif kind == "footnote_reference_open" and self._notes.has(token):
                index = _closing(tokens, index)
            else:
                self._assembly.outline.follow(token, measures.get(index))
            token.content, token.children = "", None
            index += 1

    def _add_inline(self, token: Token, opening: Token) -> None:
        """Add a paragraph or heading; where it is long, its pieces as blocks of their own."""
        level = int(opening.tag[1]) if opening.type == "heading_open" else 0
        joint: str | None = token.meta.get("joint")
        added = False
        for gap, children in self._inline_pieces(token):
            if added:
                joint = (joint or "") + gap
            run = InlineRun(self._assembly.next_start(joint))
            run.add_tokens(children)
            run.trim()
            self._used |= run.labels
            marks = run.sorted_marks()
            if opening.type == "dt_open" and run.start < run.end:
                marks = (Mark(run.start, run.end, "strong"), *marks)
            kind: BlockKind = "heading" if level and joint is None else "paragraph"
            level = level if kind == "heading" else 0
            if self._assembly.add(run.text(), kind, joint=joint, level=level, marks=marks):
                added, joint = True, ""

    def _inline_pieces(self, token: Token) -> Iterator[tuple[str, list[Token]]]:
        """Yield the inline tokens of each piece, with what parts it from the one before."""
        if token.children:
            yield "", token.children
        else:
            yield from self._source_pieces(token.content)

    def _source_pieces(self, content: str) -> Iterator[tuple[str, list[Token]]]:
        last = 0
        for start, end in pieces(content, 0, len(content), INLINE_LIMIT):
            yield " " if start > last else "", self._parsed(content[start:end])
            last = end

    def _parsed(self, content: str) -> list[Token]:
        if not _SPECIAL.search(content):
            return [_token("text", content)]
        quick = quick_tokens(content)
        return inline_tokens(content, self._environment) if quick is None else quick

    def _add_code(self, token: Token) -> None:
        info = clean(token.info).strip()
        content = token.content.removesuffix("\n")
        if not content.strip():
            # Whoever forgot the line end after the fence meant it as code.
            self._assembly.add(info, "code")
            return
        marks = self._colours(content, info)
        joint = None
        last = 0
        for start, end in line_pieces(content, 0, len(content), CODE_LIMIT):
            if last:
                joint, info = content[last:start], ""
            self._assembly.add(content[start:end], "code", joint=joint, marks=marks, info=info)
            last = end

    def _colours(self, code: str, info: str) -> tuple[Mark, ...]:
        """Give the colours of what is added next; what has any is too short to be cut."""
        if len(code) > self._uncoloured:
            return ()
        colours = coloured(code, info)
        self._uncoloured -= len(code) if colours else 0
        by = self._assembly.next_start()
        return tuple([Mark(start + by, end + by, style) for start, end, style, *_ in colours])

    def _add_html(self, token: Token) -> None:
        # Imported late: most articles have none.
        from reader.text.markdown import html_blocks

        self.add(html_blocks.block_tokens(token.content))

    def _add_table(self, token: Token) -> None:
        """Add a table; where it is long, its parts as tables of their own."""
        rows: list[list[str | list[Token]]] = token.meta["rows"]
        columns = len(rows[0])
        joint = None
        for first in range(0, len(rows), ROW_LIMIT):
            part = TablePart(self._assembly.next_start(joint))
            for row in rows[first : first + ROW_LIMIT]:
                part.begin_row()
                for cell in row:
                    self._used |= part.add_cell(self._cell_pieces(cell))
                part.fill_row(columns)
            self._add_part(part, token.meta["aligns"], joint)
            joint = "\n"

    def _cell_pieces(self, cell: str | list[Token]) -> Iterator[tuple[str, list[Token]]]:
        if isinstance(cell, str):
            yield from self._source_pieces(cell.strip())
        else:
            yield "", cell

    def _add_part(self, part: TablePart, aligns: list[Align], joint: str | None) -> None:
        self._assembly.add(
            part.run.text(),
            "table",
            joint=joint,
            level=0 if joint is None else 1,
            marks=part.run.sorted_marks(),
            rows=tuple([tuple(row) for row in part.rows]),
            aligns=tuple(aligns),
        )

    def _add_definitions(self) -> None:
        """Show the definitions of links that no link uses, as they are written."""
        for label, written in self._definitions:
            if label in self._used:
                # A second definition of the same label is never looked at.
                self._used.discard(label)
            else:
                self._add_written(written)

    def _add_written(self, written: str) -> None:
        last = 0
        for start, end in pieces(written, 0, len(written), INLINE_LIMIT):
            joint = written[last:start] if last else None
            self._assembly.add(written[start:end], "paragraph", joint=joint)
            last = end

    def _add_notes(self) -> None:
        """Show the footnotes, each with its number before it."""
        for number, note in self._notes.in_order():
            title = "" if note.is_referenced else clean(note.label)
            self._assembly.begin_note(str(number), title)
            if note.tokens is not None:
                self.add(note.tokens)
            elif note.definition is None:
                self._add_inline(_token("inline", note.content), _token("", ""))
            else:
                self.add(block_tokens(*note.definition), 1)
            if not note.is_referenced and self._assembly.is_note_empty():
                self._assembly.add(f"[^{clean(note.label)}]:", "paragraph")
            self._assembly.end_note()


def _closing(tokens: list[Token], index: int) -> int:
    """Give the index of the token that closes what the one at `index` opens."""
    depth: int = tokens[index].nesting
    while depth:
        index += 1
        depth += tokens[index].nesting
    return index


def _token(kind: str, content: str) -> Token:
    from markdown_it.token import Token

    return Token(kind, "", 0, content=content)
