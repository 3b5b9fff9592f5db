"""Words: what a reader's word motions step over.

A word is a run of letters, digits and their marks, with the apostrophes, hyphens and
stops inside it: `don’t`, `state-backed`, `23,750`, `U.S`. A Han character is a word by
itself, and a run of one kind of kana is one. Signs and emoji belong to no word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from reader.text.document import Span
from reader.text.graphemes import is_boundary, joins, next_boundary, snap

if TYPE_CHECKING:
    import regex

_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HIRAGANA = "\u3041-\u309f"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"


def _western(letter: str) -> str:
    """Give the pattern of a word of letters, `letter` being a class of all it is made of."""
    inner = rf"['’\-‐‑](?={letter})|(?<=\d)[.,](?=\d)|(?<=\b[^\W\d])\.(?=[^\W\d]\b)"
    return rf"{letter}+(?:(?:{inner}){letter}+)*"


def _pattern(letter: str) -> str:
    """Give the pattern of any word: of letters, of kana, or one Han character."""
    return rf"[{_HAN}]|[{_HIRAGANA}ー]+|[{_KATAKANA}]+|{_western(letter)}"


_PLAIN = re.compile(_western(r"\w"))
"""A word of text that has no Han characters and no kana: most texts need no other pattern."""
_FIRST_EAST_ASIAN = "\u3005"
_NEAR = 256
"""Characters around an offset that are looked at first."""


def words(text: str, start: int, end: int) -> list[Span]:
    """Give the words of `[start, end)` in order; none splits a grapheme.

    >>> words("It's 3.5", 0, 8)
    [Span(start=0, end=4), Span(start=5, end=8)]
    """
    return list(_words(text, start, end))


def word_at(text: str, start: int, end: int, offset: int) -> Span:
    """Give the word of `[start, end)` that holds `offset`, else the next, else the last.

    An extent without words is given whole.
    """
    return (
        word_ahead(text, start, end, offset)
        or word_behind(text, start, end, offset)
        or Span(start, end)
    )


def word_ahead(text: str, start: int, end: int, offset: int) -> Span | None:
    """Give the first word of `[start, end)` that ends after `offset`."""
    begin = _gap_before(text, start, offset)
    reach = _NEAR
    while offset < end:
        limit = min(offset + reach, end)
        for word in _words(text, begin, limit):
            # At the limit, or a sign before it, the word may go on.
            if word.end > offset and (word.end < limit - 1 or limit == end):
                return word
        if limit == end:
            return None
        reach *= 4
    return None


def word_behind(text: str, start: int, end: int, offset: int) -> Span | None:
    """Give the last word of `[start, end)` that starts before `offset`."""
    limit = min(offset, end)
    reach = _NEAR
    while limit > start:
        begin = _gap_before(text, start, max(limit - reach, start))
        last = None
        for word in _words(text, begin, end):
            if word.start >= limit:
                break
            last = word
        if last or begin == start:
            return last
        reach *= 4
    return None


def _words(text: str, start: int, end: int) -> Iterator[Span]:
    if not joins(text, start, end):
        highest = max(text[start:end], default="")
        pattern = _any_word() if highest >= _FIRST_EAST_ASIAN else _PLAIN
        for match in pattern.finditer(text, start, end):
            yield Span(*match.span())
        return
    last = Span(start, start)
    for found in _joining_pattern().finditer(text, start, end):
        word = Span(snap(text, found.start()), found.end())
        if not is_boundary(text, word.end):
            word = Span(word.start, next_boundary(text, word.end))
        if word.start < last.end:
            # Two words in one grapheme, as after a prepended sign, are one word.
            last = Span(last.start, max(last.end, word.end))
            continue
        if last.start < last.end:
            yield last
        last = word
    if last.start < last.end:
        yield last


def _gap_before(text: str, start: int, offset: int) -> int:
    """Give a place at or before `offset` that no word spans."""
    # It is sought backwards: the time grows with how far the gap is, not with the extent.
    found = _gap().match(text, start, offset)
    return max(snap(text, found.end()), start) if found else start


@cache
def _any_word() -> re.Pattern[str]:
    # Made when it is first needed: its classes take longer to compile than a screen to draw.
    return re.compile(_pattern(rf"[^\W{_HAN}{_HIRAGANA}{_KATAKANA}]"))


@cache
def _gap() -> re.Pattern[str]:
    """Give the pattern of all up to the last character of no word, or that is one by itself."""
    # Compiled when a word is that long.
    return re.compile(r"(?s:.*)[\s、。，！？\u3400-\u9fff]")


@cache
def _joining_pattern() -> regex.Pattern[str]:
    # A mark or a joiner goes on with a word but never starts one: its base would be cut off.
    import regex

    letter = rf"[^\W{_HAN}{_HIRAGANA}{_KATAKANA}]"
    marked = rf"(?:(?![\p{{M}}\p{{Join_C}}]){letter}[\p{{M}}\p{{Join_C}}]*+)"
    return regex.compile(_pattern(marked))
