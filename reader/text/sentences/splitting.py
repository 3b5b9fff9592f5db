"""Sentences and clauses of an extent of text.

A stop ends a sentence unless what stands around it says otherwise: an abbreviation, an
initial, an ordinal (`full_stops`), a Chinese or Japanese quotation (`wide_stops`), a bracket
(`asides`), a small letter after it. Time grows with the length of the extent, whatever stands
in it.
"""

from __future__ import annotations

import re

from reader.text.document import Span
from reader.text.graphemes import is_boundary, trimmed
from reader.text.sentences import full_stops, wide_stops
from reader.text.sentences.abbreviations import MARKED_NAMES, SPEECH_VERBS, STARTERS
from reader.text.sentences.asides import is_leading, is_opened_within, leads_sentence

# A stop, what closes with it, and what stands before the next word.
_STOP = re.compile(
    r"(?P<stop>[.!?…。！？｡‼⁇⁈⁉।॥؟۔։][.!?…。！？｡‼⁇⁈⁉।॥؟۔։]*+)"
    r"(?P<closers>(?:[\"'”’“‘»«›‹)\]}」』）】〉》¹²³⁰⁴-⁹]|\[(?:\d{1,3}|[a-z])\]"
    r"|[ \u00a0\u202f]»(?=[\s,.;:!?)\]—]|\Z))*+)"
    r"(?P<ahead>\s*+[\"'“‘„‚«»‹›(\[{「『（¿¡—–-]*+\s*+)"
)
_BRACKETS = {")": "(", "]": "["}

_SMALL_WORD = re.compile(r"[^\W\d_]{1,40}+")
_WORD_BEFORE = re.compile(r"(?s:.*\W)?")
_SPEAKER = re.compile(
    r"(?P<name>[A-Z][\w’'-]{0,40}+)\.?\s(?:(?:[A-Z][\w’'-]{0,40}+\.?|de|van|von|al)\s){0,4}+"
    rf"(?:{'|'.join(SPEECH_VERBS.split())})"
    r"(?:[.,;:—]|\s(?:in|on|at|after|before|when|as|while|during|from|to|him|her|them|me|us"
    r"|again|later|\w{1,20}ly|reporters)\b)"
)

_CLAUSE = re.compile(r"[,;:][\"'”’»)\]]*+(?=\s)|[、，；：][」』”’）]*+|\s[–-](?=\s)|—(?!\d)")


def split(text: str, start: int, end: int) -> list[Span]:
    """Give the sentences of `[start, end)`, trimmed, in order, holding all but white space.

    >>> split("Dr. Who? Yes.", 0, 13)
    [Span(start=0, end=8), Span(start=9, end=13)]
    """
    spans: list[Span] = []
    begin = start
    for found in _STOP.finditer(text, start, end):
        if found.start() < begin:
            continue
        cut = _cut(text, begin, found, end)
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


def _cut(text: str, begin: int, found: re.Match[str], end: int) -> int:
    """Give where the sentence from `begin` ends at this stop, or 0 if it goes on."""
    stop, stop_end = found.span(1)
    cut, following = found.span(3)
    if text[stop] in wide_stops.STOPS or text[stop_end - 1] in wide_stops.STOPS:
        return wide_stops.sentence_end(text, begin, stop, stop_end, end)
    if cut >= end:
        return end
    if not text[cut].isspace():
        return _unspaced_cut(text, begin, stop, stop_end, cut, end)
    if following >= end:
        return end
    if _starts_small(text, following, end) or is_leading(text, begin, stop):
        return 0
    mark = text[stop:stop_end]
    # A spaced ellipsis is one stop.
    if text[following] in ".!?…" and text[following - 1].isspace():
        return 0
    if mark == "." and cut == stop_end:
        ends = full_stops.ends_sentence(text, begin, stop, following, end)
    else:
        ends = not _goes_on(text, begin, found, mark, end)
    return cut if ends and not is_opened_within(text, begin, stop, cut, end) else 0


def _unspaced_cut(text: str, begin: int, stop: int, stop_end: int, cut: int, end: int) -> int:
    """Cut after an ASCII `!` or `?`, or an ellipsis, in a script that sets no spaces."""
    if stop == begin or not (wide_stops.is_wide(text[stop - 1]) and wide_stops.is_wide(text[cut])):
        return 0
    if text[stop] == "…" or text[stop : stop + 2] == "..":
        return wide_stops.ends_ellipsis(text, begin, stop, stop_end, end)
    if text[stop] in "!?":
        return wide_stops.sentence_end(text, begin, stop, stop_end, end)
    return 0


def _starts_small(text: str, offset: int, end: int) -> bool:
    """Whether the word at `offset` cannot start a sentence; `iPhone` and `macOS` can."""
    if not text[offset].islower():
        return False
    word = _SMALL_WORD.match(text, offset, end)
    return not word or word[0].islower()


def _goes_on(text: str, begin: int, found: re.Match[str], mark: str, end: int) -> bool:
    """Whether a sentence goes on after a stop that is more than a lone full stop."""
    stop, following = found.start(), found.end()
    closers = found["closers"]
    if not closers:
        return _is_marked_name(text, begin, stop, following, end) or (
            mark[-1] in ".…" and _stammers(text, begin, stop, following, end)
        )
    if closers == ")" and stop - begin < 4 and text[begin:stop].strip().isdecimal():
        return True  # A list's number: `1.)`
    if closers[0] in _BRACKETS:
        return not leads_sentence(text, begin, _BRACKETS[closers[0]], stop)
    if mark == ".":
        return False
    speaker = _SPEAKER.match(text, following, end)
    return speaker is not None and (
        speaker["name"] == "I" or speaker["name"].lower() not in STARTERS
    )


def _word_before(text: str, begin: int, stop: int) -> str:
    """Give the word that a stop is set to, in lower case, or its last characters."""
    head = text[max(begin, stop - 24) : stop]
    opening = _WORD_BEFORE.match(head)
    return (head[opening.end() :] if opening else head).lower()


def _is_marked_name(text: str, begin: int, stop: int, following: int, end: int) -> bool:
    """Whether the mark belongs to a name, and what follows to the same sentence."""
    if text[stop] != "!" or _word_before(text, begin, stop) not in MARKED_NAMES:
        return False
    word = _SMALL_WORD.match(text, following, end)
    return word is not None and word[0].lower() not in STARTERS


def _stammers(text: str, begin: int, stop: int, following: int, end: int) -> bool:
    """Whether the word before an ellipsis is said again after it: `I… I don’t know`."""
    before = _word_before(text, begin, stop)
    word = _SMALL_WORD.match(text, following, end)
    return word is not None and before != "" and word[0].lower() == before
