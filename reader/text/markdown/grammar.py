"""The Markdown that is understood: CommonMark and some more, losing no word.

More is: tables, strikethrough, task lists, footnotes and definition lists.
markdown-it is set up so that nothing of a source vanishes: what is nested too deep is shown
flat, a table row keeps the cells that its header has no column for, and definitions of links
leave a token behind for those that nothing uses.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from reader.text.document import Align
from reader.text.markdown.footnotes import footnote, footnote_inline, footnote_reference

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MAX_NESTING = 40
"""Levels that are understood: a quote is one, a list with its item two.

Deep enough for any text that people wrote, and far from Python's own limit.
"""

_FLAT_FROM = MAX_NESTING - 3
_INLINE_NESTING = 10
"""Links and images in each other that are understood."""
_TANGLED = 32
"""Brackets open at once in a piece of text that has no links."""
_SPARE_CELLS = 64
_CHARACTERS_A_CELL = 4
"""Cells that a table may miss: some, and one more for so many characters."""
_BRACKET = re.compile(r"[\[\]]")
_BRACKET_RULES = ["link", "image", "footnote_inline", "footnote_ref"]


def block_tokens(text: str, level: int = 0) -> list[Token]:
    """Give the block tokens of `text`, which `normalise` has made; inline ones are not parsed.

    It is as deep as `level` in what holds it.
    """
    from markdown_it.rules_block import StateBlock

    markdown = _parser(MAX_NESTING)
    state = StateBlock(text, markdown, {}, [])
    state.level = level
    markdown.block.tokenize(state, 0, state.lineMax)
    return state.tokens


def inline_tokens(content: str, environment: dict[str, Any]) -> list[Token]:
    """Give the tokens of the inline source `content`.

    In a tangle of brackets none is a link's: looking for their ends would cost too much.
    """
    tokens: list[Token] = []
    markdown = _parser(_INLINE_NESTING, with_brackets=not _is_tangled(content))
    markdown.inline.parse(content, markdown, environment, tokens)
    return tokens


def _is_tangled(content: str) -> bool:
    if content.count("[") <= _TANGLED:
        return False
    depth = 0
    for bracket in _BRACKET.findall(content):
        depth = depth + 1 if bracket == "[" else max(depth - 1, 0)
        if depth > _TANGLED:
            return True
    return False


@cache
def _parser(nesting: int, *, with_brackets: bool = True) -> MarkdownIt:
    """Give a parser; importing and setting it up takes some 40 ms."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin

    from reader.text.markdown.quick_rules import QuickRuler

    options = {"html": True, "tasklists": True, "maxNesting": nesting}
    # These two leave in the tokens what tells used definitions from unused ones.
    options |= {"inline_definitions": True, "store_labels": True}
    markdown = MarkdownIt("commonmark", options)
    markdown.enable(["table", "strikethrough"])
    markdown.use(deflist_plugin)
    block, inline = markdown.block.ruler, markdown.inline.ruler
    block.at("table", _table, {"alt": ["paragraph", "reference"]})
    block.at("reference", _reference, {"alt": []})
    block.before("reference", "footnote_def", footnote, {"alt": ["paragraph", "reference"]})
    block.before("table", "flat", _flat)
    markdown.block.ruler = QuickRuler(block)
    inline.at("autolink", _autolink)
    inline.after("image", "footnote_inline", footnote_inline)
    inline.after("footnote_inline", "footnote_ref", footnote_reference)
    if not with_brackets:
        inline.disable(_BRACKET_RULES)
    return markdown


def _flat(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take what is nested too deep as a paragraph, markers and all.

    markdown-it would skip it.
    """
    if silent or state.level < _FLAT_FROM:
        return False
    line = start_line + 1
    while line < end_line and not state.isEmpty(line):
        # A negative indent is markdown-it's sign of a lazy continuation.
        if 0 <= state.sCount[line] < state.blkIndent:
            break
        line += 1
    content = state.getLines(start_line, line, state.blkIndent, False).strip()
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start_line, line]
    token = state.push("inline", "", 0)
    token.content = content
    token.map = [start_line, line]
    token.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse a table as markdown-it does, to one token with the sources of all cells.

    Cells beyond the header's columns stay in a row's last one, with the bars between them. A
    table ends where more cells are missing than its length accounts for: a few characters
    could else make any number of them.
    """
    from markdown_it.rules_block.table import getLine, table

    if not table(state, start_line, end_line, True):
        return False
    if silent:
        return True
    rows = [_cells(getLine(state, start_line).strip())]
    columns = len(rows[0])
    spare = float(_SPARE_CELLS)
    parent, state.parentType = state.parentType, "table"
    line = start_line + 2
    while line < end_line and _is_row(state, line, end_line):
        source = getLine(state, line).strip()
        cells = _cells(source)
        spare += len(source) / _CHARACTERS_A_CELL - max(columns - len(cells), 0)
        if spare < 0:
            break
        if len(cells) > columns:
            cells[columns - 1 :] = ["|".join(cells[columns - 1 :])]
        rows.append(cells)
        line += 1
    state.parentType = parent
    token = state.push("table", "table", 0)
    token.map = [start_line, line]
    token.meta = {"rows": rows, "aligns": _aligns(getLine(state, start_line + 1))}
    state.line = line
    return True


def _is_row(state: StateBlock, line: int, end_line: int) -> bool:
    if state.sCount[line] < state.blkIndent or state.isEmpty(line) or state.is_code_block(line):
        return False
    ends = state.md.block.ruler.getRules("blockquote")
    return not any(rule(state, line, end_line, True) for rule in ends)


def _cells(source: str) -> list[str]:
    """Give the cells of a row, without its bars at both ends."""
    from markdown_it.rules_block.table import escapedSplit

    cells = escapedSplit(source)
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells


def _aligns(source: str) -> list[Align]:
    aligns: list[Align] = []
    for rule in source.strip().strip("|").split("|"):
        rule = rule.strip()
        if rule.endswith(":"):
            aligns.append("center" if rule.startswith(":") else "right")
        else:
            aligns.append("left")
    return aligns


def _reference(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse a link's definition as markdown-it does, and keep it as it is written."""
    from markdown_it.rules_block import reference

    if not reference(state, start_line, end_line, silent):
        return False
    if not silent:
        lines = state.getLines(start_line, state.line, state.blkIndent, False)
        state.tokens[-1].content = " ".join(lines.split())
    return True


def _autolink(state: StateInline, silent: bool) -> bool:
    """Parse an address in angle brackets as markdown-it does; its text stays as written."""
    from markdown_it.rules_inline import autolink

    start = state.pos
    if not autolink(state, silent):
        return False
    if not silent:
        state.tokens[-2].content = state.src[start + 1 : state.pos - 1]
    return True
