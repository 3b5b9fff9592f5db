"""Plain text to an article's canonical text and blocks.

The canonical text is the normalised file, character for character; only a line end
inside a hard-wrapped paragraph is a space. Everything else here is how it looks: which
lines are paragraphs, and which of them are headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise

from reader.text.cutting import pieces
from reader.text.document import Block, Document, Span
from reader.text.graphemes import trimmed
from reader.text.normal import RULES, normalise
from reader.text.stored import StoredBlocks, StoredDocument
from reader.text.stored_columns import Columns

_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(r"[-*•–·]\s|\(?\d{1,3}[.)]\s")
_UNFINISHED = tuple(".。．,:;/，：；")
"""What a heading does not end with."""
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_QUOTES = "\"'“‘«„‚‹「『"

_WRAP_WIDTHS = range(40, 101)
_TITLE_LENGTHS = range(15, 201)
_UNSPACED_TITLE_LENGTHS = range(6, 81)
_TITLE_AMONG = 5
_LONG = 200
"""Characters of a paragraph that belongs to the body, not to a menu."""
_BODY = 120
"""Characters of a paragraph that may stand below a subhead."""
_SUBHEAD = 80
_LONGEST = 16_000
"""Characters of a block; a longer paragraph is several."""
_LINES = 5_000
"""Lines that are looked at together."""


def parse(source: str) -> Document:
    """Parse plain text; never as Markdown.

    Offsets are those of `normalise(source)`, which is as long as the canonical text.
    """
    text = normalise(source)
    joined: list[int] = []
    paragraphs = Columns()
    width, last_end = 0, -1
    for lines, goes_on in _runs(text):
        wrap_width = _wrap_width(text, lines, width)
        if wrap_width:
            width = wrap_width
            if goes_on and last_end >= 0:
                joined.append(last_end)
            joined += [line.end for line in lines[:-1]]
            lines = [Span(lines[0].start, lines[-1].end)]
        last_end = lines[-1].end if wrap_width else -1
        for index, line in enumerate(lines):
            start, end = trimmed(text, line)
            for piece in pieces(text, start, end, _LONGEST):
                tight = goes_on or index > 0 or piece.start > start
                paragraphs.add(Block(piece.start, piece.end, "paragraph", tight=tight))
    text = _with_spaces(text, joined)
    columns = Columns()
    for block in _headed(text, StoredBlocks(paragraphs)):
        columns.add(block)
    return StoredDocument(text, StoredBlocks(columns), RULES)


def title(document: Document) -> str:
    """Give the text of the document's first heading, or ""."""
    for index in document.headings:
        block = document.blocks[index]
        return document.text[block.start : block.end]
    return ""


def _runs(text: str) -> Iterator[tuple[list[Span], bool]]:
    """Yield the runs of lines that hold more than white space, without their ends.

    A long run is several; told with each is whether it goes on with the one before.
    """
    lines: list[Span] = []
    goes_on = False
    for match in _LINE.finditer(text):
        start, end = match.span()
        blank = match[0].isspace()
        ends = blank or bool(lines and start > lines[-1].end + 1)
        if lines and (ends or len(lines) == _LINES):
            yield lines, goes_on
            goes_on = not ends
            lines = []
        if not blank:
            lines.append(Span(start, end))
    if lines:
        yield lines, goes_on


def _wrap_width(text: str, lines: list[Span], known: int) -> int:
    """Give the width that `lines` are hard-wrapped at, or 0 if they are not.

    Lines are wrapped if the first word of each would not have fitted on the one before;
    one line in ten may be an exception. Two lines tell nothing by themselves: they need
    the width `known` from earlier in the text.
    """
    if len(lines) < 2 or (len(lines) == 2 and not known):
        return 0
    if any(_ITEM.match(text[line.start : line.end].lstrip()) for line in lines[1:]):
        return 0
    contents = [text[line.start : line.end].rstrip() for line in lines]
    longest = max(map(len, contents))
    if longest not in _WRAP_WIDTHS:
        return 0
    if len(lines) == 2:
        if longest > known:
            return 0
        longest = known
    slack = 0
    for content, following in pairwise(contents):
        if len(content) + 1 + len(following.split(maxsplit=1)[0]) <= longest:
            slack += 1
    return longest if slack * 10 <= len(lines) - 1 else 0


def _with_spaces(text: str, offsets: list[int]) -> str:
    """Give `text` with a space at each of `offsets`, where a line end was."""
    if not offsets:
        return text
    parts = []
    start = 0
    for offset in offsets:
        parts.append(text[start:offset])
        start = offset + 1
    return " ".join([*parts, text[start:]])


def _headed(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield `blocks` with those that look like a title or a subhead as headings."""
    beginning = [blocks[index] for index in range(min(len(blocks), _TITLE_AMONG))]
    title = next((one for one in beginning if _is_title(text[one.start : one.end])), None)
    in_body = False
    for block, following in pairwise(chain(blocks, [None])):
        assert block is not None
        if block == title:
            yield _heading(block, 1)
        elif in_body and following and _is_subhead(text, block, following):
            yield _heading(block, 2)
        else:
            yield block
        in_body = in_body or block.end - block.start >= _LONG


def _heading(block: Block, level: int) -> Block:
    return Block(block.start, block.end, "heading", level, tight=block.tight)


def _is_title(line: str) -> bool:
    if _menu().match(line) or line.endswith(_UNFINISHED):
        return False
    lengths = _UNSPACED_TITLE_LENGTHS if _UNSPACED.search(line) else _TITLE_LENGTHS
    return len(line) in lengths


def _is_subhead(text: str, block: Block, following: Block) -> bool:
    length = block.end - block.start
    if block.tight or following.tight or length > _SUBHEAD:
        return False
    if following.end - following.start < _BODY:
        return False
    line = text[block.start : block.end]
    if _menu().match(line):
        return False
    looks_so = line[0].isupper() or line[0] in _QUOTES
    return looks_so and len(line.split(maxsplit=1)) > 1 and not line.endswith(_UNFINISHED)


@cache
def _menu() -> re.Pattern[str]:
    # Compiled late: what has a heading is not looked at for a title.
    return re.compile(
        r"skip to\b|jump to\b|(site|main|page) navigation\b|(toggle )?(navigation|menu)\b"
        r"|(we use |accept )?cookies?( policy| settings| notice| preferences)?$"
        r"|this site uses cookies"
        r"|advertis(ement|ing)\b|subscribe\b|sign (in|up)\b|log ?in\b|share (this|on)\b|search\b"
        r"|(article|source|image|photo|picture|credit|tag|author|via)s?\s*:|photo of\b"
        r"|(post|publish|updat)ed( (on|by|at)\b|:)|last updated\b"
        r"|by [A-Z][\w.’'-]+( [A-Z][\w.’'-]+){0,3}$",
        re.IGNORECASE,
    )
