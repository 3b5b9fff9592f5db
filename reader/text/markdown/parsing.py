"""Markdown to an article's canonical text and blocks.

Blocks are joined by an empty line, those of a tight list by a line end, cells of a table
by TAB and its rows by LF. Bullets, numbers and quote bars go into the blocks' `lead`
and `hang`, never into the text.

What is inline is parsed block by block and in pieces of a set length, so that time grows with
the length of a source alone, and what was parsed of one block is gone before the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reader.text.cutting import line_pieces, pieces
from reader.text.document import Align, BlockKind, Document, Mark
from reader.text.markdown.assembly import Assembly
from reader.text.markdown.colouring import coloured
from reader.text.markdown.footnotes import NOTES, find_notes
from reader.text.markdown.grammar import block_tokens, inline_tokens
from reader.text.markdown.inline import Run
from reader.text.markdown.outline import Measure, Outline, measure_lists
from reader.text.markdown.table_parts import TablePart
from reader.text.normal import RULES, clean, normalise

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

# Text between two thematic breaks is no front matter: that has a key in its first line.
_FRONT_MATTER = re.compile(r"---+[ ]*\n(?:[ \t]*(?:#.*)?\n)*+(?:\{|[\w\"'].*?:(?:\s|$)|---|\.\.\.)")
# What is none of these begins nothing but text.
_SPECIAL = re.compile(r"[\n&*!\[\]<\\^_`~]|://")


def parse(source: str) -> tuple[Document, str]:
    """Parse Markdown: its document, and its front matter's YAML as it stands, or "".

    Nothing is dropped but an empty block and the address of a definition in use, which
    is kept as the target of its links. Time grows as the source does.
    """
    text = normalise(source)
    if text.startswith("---") and not _FRONT_MATTER.match(text):
        text = "\n" + text
    environment: dict[str, Any] = {}
    tokens = block_tokens(text, environment)
    front_matter = ""
    if tokens and tokens[0].type == "front_matter":
        front_matter = tokens[0].content
    return _Builder(tokens, environment).document(), front_matter


class _Builder:
    """Walks block tokens once and gathers canonical text and blocks."""

    def __init__(self, tokens: list[Token], environment: dict[str, Any]) -> None:
        self._tokens = tokens
        self._environment = environment
        self._measures = measure_lists(tokens)
        self._notes = environment[NOTES] = find_notes(tokens)
        self._assembly = Assembly()
        self._definitions: list[tuple[str, str]] = []
        self._used: set[str] = set()
        self._uncoloured = COLOUR_LIMIT

    def document(self) -> Document:
        """Give the document that the tokens make."""
        self._walk(self._tokens, self._measures, range(len(self._tokens)))
        body, self._assembly = self._assembly, Assembly()
        self._add_notes()
        notes, self._assembly = self._assembly, body
        self._add_definitions()
        if notes.blocks:
            body.add_rule()
            body.append(notes)
        # Escapes such as `&#27;` bring back what normalisation had replaced.
        return Document(clean(body.text()), tuple(body.blocks), RULES)

    def _walk(self, tokens: list[Token], measures: dict[int, Measure], within: range) -> None:
        """Add what the tokens at the indices `within` make."""
        index = within.start
        while index < within.stop:
            token = tokens[index]
            kind = token.type
            if kind == "inline":
                self._add_inline(token, tokens[index - 1])
                token.content, token.children = "", None
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
            elif kind == "footnote_reference_open":
                index = self._notes.ends[index]
            else:
                self._assembly.outline.follow(token, measures.get(index))
            index += 1

    def _add_inline(self, token: Token, opening: Token) -> None:
        """Add a paragraph or heading; where it is long, its pieces as blocks of their own."""
        level = int(opening.tag[1]) if opening.type == "heading_open" else 0
        joint: str | None = token.meta.get("joint")
        added = False
        for gap, children in self._inline_pieces(token):
            if added:
                joint = (joint or "") + gap
            run = Run(self._assembly.next_start(joint))
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
        return inline_tokens(content, self._environment)

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

        tokens = html_blocks.block_tokens(token.content)
        self._walk(tokens, measure_lists(tokens), range(len(tokens)))

    def _add_table(self, token: Token) -> None:
        """Add a table; where it is long, its parts as tables of their own."""
        rows: list[list[str]] = token.meta["rows"]
        columns = len(rows[0])
        joint = None
        for first in range(0, len(rows), ROW_LIMIT):
            part = TablePart(self._assembly.next_start(joint))
            for row in rows[first : first + ROW_LIMIT]:
                part.begin_row()
                for cell in row:
                    self._used |= part.add_cell(self._source_pieces(cell.strip()))
                part.fill_row(columns)
            self._add_part(part, token.meta["aligns"], joint)
            joint = "\n"

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
            first = len(self._assembly.blocks)
            self._assembly.outline = Outline()
            self._assembly.outline.enter(f"[{number}] ")
            if note.tokens is None:
                self._add_inline(_token("inline", note.content), _token("", ""))
            else:
                self._walk(self._tokens, self._measures, note.tokens)
            if len(self._assembly.blocks) == first and not note.is_referenced:
                self._assembly.add(f"[^{clean(note.label)}]:", "paragraph")
            self._mark_note(first, str(number), "" if note.is_referenced else clean(note.label))

    def _mark_note(self, first: int, number: str, title: str) -> None:
        """Mark the first block of text from the index `first` on as what a number refers to."""
        blocks = self._assembly.blocks
        for index in range(first, len(blocks)):
            block = blocks[index]
            if block.kind != "rule":
                mark = Mark(block.start, block.end, "footnote_text", number, title)
                blocks[index] = block._replace(marks=(mark, *block.marks))
                break


def _token(kind: str, content: str) -> Token:
    from markdown_it.token import Token

    return Token(kind, "", 0, content=content)
