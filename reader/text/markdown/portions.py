"""A source in portions, so that what its structure takes in memory does not grow with its length.

The parser is given so much of the source; what it makes of the last block there may depend on
what follows, what it makes of the others cannot. So these are a portion, and the last one begins
the next. Where one block takes up all that was given, more is given, until there is so much that
the block has to be cut: between two of its parts if it has any, else at a line's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.text.markdown.grammar import block_tokens

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE_END = re.compile(r"\n")


class Limits(NamedTuple):
    """How large portions are, in characters and in what they cost."""

    least: int = 256_000
    """Characters that are parsed at once, to the end of a line."""
    most: int = 2_000_000
    """Characters of a block that is not cut."""
    cost: int = 200_000
    """Tokens of a block that is not cut, and its lines as often as something is around them."""


class Portion(NamedTuple):
    """What some of a source is made of."""

    tokens: list[Token]
    """Its block tokens, until the next portion is asked for."""
    end: int
    """The offset in the source that it ends at."""


def portions(text: str, start: int, limits: Limits) -> Iterator[Portion]:
    """Yield the portions of `text[start:]`.

    A line is never cut. Code between fences goes on behind a cut, whatever else is cut begins
    anew.
    """
    opening = ""
    length = limits.least
    while start < len(text):
        end = _line_end(text, start + length)
        source = opening + text[start:end]
        tokens = block_tokens(source)
        first = _cut(tokens, source, limits) if end < len(text) else len(tokens)
        if first is None:
            length = 2 * (end - start)
            continue
        lines_before = 1 if opening else 0
        opening = ""
        if first < len(tokens):
            end = _line_start(text, start, _line(tokens[first]) - lines_before)
        elif tokens and end < len(text):
            opening = _fence(tokens[-1], source)
        del tokens[first:]
        _close(tokens)
        yield Portion(tokens, end)
        # They are not to be there beside the next ones.
        tokens.clear()
        start = end
        length = limits.least


def _cut(tokens: list[Token], source: str, limits: Limits) -> int | None:
    """Give the index of the first token that is left for the next portion; None to be given more.

    It is their number where the source has to be cut at its end.
    """
    first = _last_whole(tokens)
    if not tokens:
        return first
    is_long = not first and len(source) >= limits.most
    if is_long or _cost(tokens[first:], source) >= limits.cost:
        return first + _last_part(tokens[first:])
    return first or None


def _line_end(text: str, offset: int) -> int:
    """Give the offset behind the line that holds `offset`."""
    end = text.find("\n", offset - 1)
    return end + 1 if end >= 0 else len(text)


def _line_start(text: str, start: int, line: int) -> int:
    """Give the offset of the line that comes so many after that at `start`."""
    return next(islice(_LINE_END.finditer(text, start), line - 1, None)).end()


def _line(token: Token) -> int:
    assert token.map is not None
    return token.map[0]


def _last_whole(tokens: list[Token]) -> int:
    """Give the index of the first token that what follows may change; 0 where all may be.

    The last block may go on. It may also be a term of the definition list before it, or the title
    of the link's definition before it.
    """
    starts = [index for index, token in enumerate(tokens) if not token.level and token.nesting >= 0]
    while len(starts) > 1:
        last = tokens[starts[-1]].type
        before = tokens[starts[-2]].type
        if before != "dl_open" and not (before == "definition" and last == "paragraph_open"):
            return starts[-1]
        starts.pop()
    return 0


def _cost(tokens: list[Token], source: str) -> int:
    """Give what the last block of a source takes: the parser copies its lines for each quote."""
    lines = source.count("\n") - _line(tokens[0])
    deepest = max(token.level for token in tokens if token.type != "inline")
    return len(tokens) + lines * deepest


def _last_part(tokens: list[Token]) -> int:
    """Give the index of the last part of the one block that tokens make; their number if none.

    The parts of a list are its items; where it has one alone, the parts of that. A footnote has
    none: it is kept as a whole.
    """
    last: dict[int, int] = {}
    parted: dict[int, bool] = {}
    for index, token in enumerate(tokens):
        if token.nesting >= 0 and token.map and token.type not in ("inline", "dd_open"):
            parted[token.level] = token.level in last
            last[token.level] = index
    for level in sorted(last):
        if tokens[last[level]].type == "footnote_reference_open":
            break
        if parted[level] and _line(tokens[last[level]]) > _line(tokens[0]):
            return last[level]
    return len(tokens)


def _close(tokens: list[Token]) -> None:
    """Add to the tokens those that close what is open."""
    from markdown_it.token import Token

    opened: list[Token] = []
    for token in tokens:
        if token.nesting == 1:
            opened.append(token)
        elif token.nesting == -1:
            opened.pop()
    for token in reversed(opened):
        kind = token.type.removesuffix("_open") + "_close"
        tokens.append(Token(kind, token.tag, -1, level=token.level))


def _fence(token: Token, source: str) -> str:
    """Give a line that opens code anew, if `source`, which `token` is of, ends in its midst."""
    if token.type != "fence" or token.level:
        return ""
    _, *lines = source.rstrip().rsplit("\n", 1)
    closing = rf" {{0,3}}{re.escape(token.markup)}{token.markup[0]}*"
    if lines and re.fullmatch(closing, lines[-1]):
        return ""
    return f"{token.markup}\n"
