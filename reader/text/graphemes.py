"""Where one may stand in a text: never inside a grapheme, a character as people see it.

Boundaries are those of the `regex` package's `\\X` (UAX #29). Most places need no look
at it: between two characters that never join anything there is always a boundary.
Nothing here walks a whole text; each question looks at the few characters around.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from reader.text.document import Span

if TYPE_CHECKING:
    import regex

# What may join a neighbour: marks, joiners, halves of flags. Scripts that have such characters
# are taken in whole, so that the class stays readable.
_JOINING = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u200c\u200d\u20d0-\u20ff\u2cef-\u2cf1\u2d7f"
    "\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\uabff\ud7a4-\udfff\ufb1e\ufe00-\ufe0f"
    "\ufe20-\ufe2f\uff9e-\uffa0\U00010000-\U0001efff\U0001f1e6-\U0001f1ff"
    "\U0001f3fb-\U0001f3ff\U0001fb00-\U0001ffff\U00040000-\U0010ffff]"
)

_BEFORE_FLAGS = re.compile("(?s:.*)[^\U0001f1e6-\U0001f1ff]")
"""All up to the last character that is no half of a flag."""
_FIRST_JOINING = "\u0300"
_GLANCE = 64
_REACH = 4096
"""How far to look for a character that ends a grapheme or that counting can start from."""
_FLAGS_REACH = 16_384
"""How far to look for the first half of a run of flags."""


def joins(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether any character of `[start, end)` may join a neighbour."""
    end = len(text) if end is None else end
    if end - start <= _GLANCE and text[start:end].isascii():
        return False
    return _joining().search(text, start, end) is not None


def is_boundary(text: str, offset: int) -> bool:
    """Whether no grapheme is split at `offset`; both ends of the text are boundaries."""
    if offset <= 0 or offset >= len(text):
        return True
    if _is_plain_gap(text, offset) or text[offset - 1] == "\n":
        return True
    return offset in _ends(text, _safe_start(text, offset - 1), offset)


def next_boundary(text: str, offset: int) -> int:
    """Give the first boundary after `offset`; at the end of the text, that end.

    >>> next_boundary("e\\u0301a", 0)
    2
    """
    if offset + 1 >= len(text):
        return len(text)
    if _is_plain_gap(text, offset + 1):
        return offset + 1
    offset = max(offset, 0)
    end = start = _safe_start(text, offset)
    while end <= offset:
        end = _grapheme_end(text, start)
        start = end
    return end


def previous_boundary(text: str, offset: int) -> int:
    """Give the last boundary before `offset`; at the start of the text, 0."""
    offset = min(offset, len(text))
    for _ in range(_GLANCE):
        if offset <= 1:
            return 0
        if _is_plain_gap(text, offset - 1):
            return offset - 1
        start = _safe_start(text, offset - 2)
        before = [end for end in _ends(text, start, offset) if end < offset]
        if before:
            return before[-1]
        if is_boundary(text, start):
            return start
        offset = start
    return offset


def snap(text: str, offset: int) -> int:
    """Give the boundary at or before `offset`, held within the text."""
    offset = min(max(offset, 0), len(text))
    return offset if is_boundary(text, offset) else previous_boundary(text, offset)


def trimmed(text: str, span: Span) -> Span:
    """Give `span` without white space at its ends, or itself if it is all white.

    White space that is one grapheme with a mark or a sign beside it is kept.
    """
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    if start == end:
        return span
    while text[end - 1].isspace():
        end -= 1
    if start > span.start and not is_boundary(text, start):
        start = max(previous_boundary(text, start), span.start)
    if end < span.end and not is_boundary(text, end):
        end = min(next_boundary(text, end), span.end)
    return Span(start, end)


@cache
def _joining() -> re.Pattern[str]:
    # Compiled when a text needs it: the class is large.
    return re.compile(_JOINING)


@cache
def _cluster() -> regex.Pattern[str]:
    # Imported late: an article that joins nothing opens without it.
    import regex

    return regex.compile(r"\X")


def _is_plain_gap(text: str, offset: int) -> bool:
    """Whether neither of the characters around `offset` ever joins another."""
    if text[offset - 1] < _FIRST_JOINING > text[offset]:
        return True
    return _joining().search(text, offset - 1, offset + 1) is None


def _grapheme_end(text: str, start: int) -> int:
    # A slice, as the pattern looks as far back and ahead as it can.
    for length in (_GLANCE, _REACH):
        match = _cluster().match(text[start : start + length])
        if match and match.end() < length:
            return start + match.end()
    return min(start + _REACH, len(text))


def _ends(text: str, start: int, limit: int) -> list[int]:
    """Ends of the graphemes from `start` on, up to the first at or past `limit`."""
    ends = []
    while start < limit:
        start = _grapheme_end(text, start)
        ends.append(start)
    return ends


def _safe_start(text: str, offset: int) -> int:
    """Give an index at or before `offset` from which boundaries can be counted.

    What follows a letter, a sign or a space does not depend on what stands before it.
    Marks, joiners and the halves of flags do depend on it. Past `_REACH` of those,
    which no real text has, counting starts anyway.
    """
    stop = max(offset - _REACH, 0)
    if _is_half_flag(text[offset]):
        # Flags are pairs, counted from the first half of a run.
        # Farther than that they are counted from a fixed place, so that all answers agree.
        farthest = max(offset - _FLAGS_REACH, 0) // _FLAGS_REACH * _FLAGS_REACH
        first = _BEFORE_FLAGS.match(text, farthest, offset)
        first_half = first.end() if first else farthest
        if offset - first_half > 1:
            return offset - (offset - first_half) % 2
    while offset > stop and _depends(text[offset]):
        offset -= 1
    return offset


def _is_half_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _depends(character: str) -> bool:
    if character < "\u0300":
        return False
    if _is_half_flag(character):
        return True
    return unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf", "Sk", "Lm")
