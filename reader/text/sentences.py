"""Sentences and clauses of an extent of text.

A stop ends a sentence unless what stands around it says otherwise: an abbreviation, an
initial, an ordinal, a small letter after it. The words that this takes are data, in
`abbreviations`. Time grows with the length of the extent, whatever stands in it.
"""

from __future__ import annotations

import re

from reader.text.abbreviations import AFTER_TIMES, MAYBE_LAST, MONTHS, NEVER_LAST, STARTERS
from reader.text.document import Span
from reader.text.graphemes import is_boundary, next_boundary, trimmed

_STOP = re.compile(r"[.!?…]++|[。！？｡‼⁇⁈⁉]++[。！？!?….]*+|[।॥؟۔։]++")
_WIDE_STOPS = frozenset("。！？｡‼⁇⁈⁉")
_CLOSERS = re.compile(r"(?:[\"'”’“»«›‹)\]}」』）】〉》]|\[\d{1,3}\])*+(?:[\s]»(?=\s|\Z))?")
_WIDE_CLOSERS = re.compile(r"[\"'”’」』）】〉》)]*+")
_AHEAD = re.compile(r"\s*+[\"'“‘„‚«»‹›(\[{「『（¿¡—–-]*+\s*+")
_NEXT_WORD = re.compile(r"\w+(?:[’']\w+)?")
_TOKEN = re.compile(r"[^\s\"'“”‘’„«»‹›(\[{/—–]+\Z")
_QUOTING = re.compile(r"[とって]")
_LONGEST_TOKEN = 24

_CLAUSE = re.compile(r"[,;:][\"'”’»)\]]*+(?=\s)|[、，；：][」』”’）]*+|\s[–-](?=\s)|—(?!\d)")


def split(text: str, start: int, end: int) -> list[Span]:
    """Give the sentences of `[start, end)`, trimmed, in order, holding all but white space.

    >>> split("Dr. Who? Yes.", 0, 13)
    [Span(start=0, end=8), Span(start=9, end=13)]
    """
    spans: list[Span] = []
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < begin:
            continue
        cut = _cut(text, begin, stop.start(), stop.end(), end)
        if cut:
            _append(spans, text, begin, cut)
            begin = cut
    _append(spans, text, begin, end)
    return spans


def clauses(text: str, start: int, end: int) -> list[Span]:
    """Give the clauses of the sentence `[start, end)`: what its commas and dashes part."""
    spans: list[Span] = []
    begin = start
    for mark in _CLAUSE.finditer(text, start, end):
        cut = mark.end()
        if cut < end and is_boundary(text, cut):
            _append(spans, text, begin, cut)
            begin = cut
    _append(spans, text, begin, end)
    return spans


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    if start < end and not text[start:end].isspace():
        spans.append(trimmed(text, Span(start, end)))


def _cut(text: str, begin: int, stop_start: int, stop_end: int, end: int) -> int:
    """Give where the sentence from `begin` ends at this stop, or 0 if it goes on."""
    if text[stop_end - 1] in _WIDE_STOPS or text[stop_start] in _WIDE_STOPS:
        return _wide_cut(text, stop_end, end)
    closers = _CLOSERS.match(text, stop_end, end)
    cut = closers.end() if closers else stop_end
    if cut >= end:
        return end
    if not text[cut].isspace():
        return _unspaced_cut(text, stop_start, cut, end)
    ahead = _AHEAD.match(text, cut, end)
    following = ahead.end() if ahead else cut
    if following >= end:
        return end
    # A spaced ellipsis is one stop.
    if text[following] in ".!?…" or _starts_small(text, following):
        return 0
    if text[stop_start:stop_end] == "." and cut == stop_end:
        return cut if _ends_after_dot(text, begin, stop_start, following) else 0
    return cut


def _wide_cut(text: str, stop_end: int, end: int) -> int:
    """Cut after a full-width stop, which no space follows."""
    closers = _WIDE_CLOSERS.match(text, stop_end, end)
    cut = closers.end() if closers else stop_end
    if cut < end and not is_boundary(text, cut):
        cut = next_boundary(text, cut)
    # 「行く。」と言った goes on: the quotation is only what was said.
    if cut > stop_end and _QUOTING.match(text, cut, end):
        return 0
    return min(cut, end)


def _unspaced_cut(text: str, stop_start: int, cut: int, end: int) -> int:
    """Cut after an ASCII `!` or `?` in a script that sets no spaces."""
    if text[stop_start] not in "!?" or not stop_start:
        return 0
    return cut if _is_unspaced(text[stop_start - 1]) and _is_unspaced(text[cut]) else 0


def _is_unspaced(character: str) -> bool:
    """Whether `character` is Han or kana."""
    return "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff"


def _starts_small(text: str, offset: int) -> bool:
    """Whether the word at `offset` cannot start a sentence; `iPhone` can."""
    return text[offset].islower() and not text[offset + 1 : offset + 2].isupper()


def _ends_after_dot(text: str, begin: int, dot: int, following: int) -> bool:
    """Whether a single full stop at `dot` ends a sentence, `following` being what comes next."""
    found = _TOKEN.search(text, max(begin, dot - _LONGEST_TOKEN), dot)
    if not found:
        return True
    token = found[0].lower()
    word = _NEXT_WORD.match(text, following)
    next_word = word[0].lower() if word else ""
    if token.isdecimal():
        return _ends_after_number(token, not text[begin : found.start()].strip(), next_word)
    if token in NEVER_LAST and not _is_lone_capital(found[0]):
        return False
    if token in ("a.m", "p.m"):
        return not next_word[:1].isdecimal() and next_word not in AFTER_TIMES
    if token in MAYBE_LAST or _is_initials(found[0]):
        return _is_starter(next_word)
    return True


def _ends_after_number(number: str, leads: bool, next_word: str) -> bool:
    """Whether the stop after a number is one, and not an ordinal's or a list's."""
    if leads or len(number) > 2:
        return not leads
    return next_word not in MONTHS and not next_word[:1].isdecimal()


def _is_starter(word: str) -> bool:
    return word in STARTERS or re.split("[’']", word)[0] in STARTERS


def _is_lone_capital(token: str) -> bool:
    return len(token) == 1 and token.isupper()


def _is_initials(token: str) -> bool:
    """Whether `token` is made of single letters: `J`, `J.R.R`, `b`, `U.S`."""
    return all(len(part.lstrip("-")) == 1 and part[-1].isalpha() for part in token.split("."))
