"""Where in a text the words stand that a query asks for, and which of its sentences has most.

Words are told apart as the index tells them: by what is no letter and no digit, and each character
of a script without spaces by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from reader.query.model import Query, TextField, Words, wanted
from reader.text.document import Document, Span
from reader.text.folding import ACCENT, folded
from reader.text.units import sentences_of
from reader.text.unspaced import is_unspaced, spaced

PORTION = 1 << 20
"""Characters of a text that are looked through at a time."""
_MOST_PLACES = 500
"""Places of one word in a portion that are looked at."""


class Lightable(NamedTuple):
    """A word, or several after one another, as a folded text is searched for them."""

    pattern: re.Pattern[str]
    is_start: bool
    """Whether the last word may go on."""


class SoughtPlace(NamedTuple):
    """Where something that is sought stands."""

    start: int
    end: int
    number: int
    """Which of the things that are sought it is, from 0."""


class LitSentence(NamedTuple):
    """A sentence with the places of words in it."""

    sentence: Span
    words: tuple[Span, ...]
    """In order; places that overlap are one."""


def to_light(query: Query, *fields: TextField) -> tuple[Lightable, ...]:
    """Give what is to be lit for a query: each word it asks for once, none behind a “not”.

    With `fields`, also what is looked for in those alone.
    """
    return tuple(_lightable(words) for words in dict.fromkeys(wanted(query.root, fields)))


def _lightable(words: Words) -> Lightable:
    parts = folded(spaced(words.text)).replace(ACCENT, "").split()
    pattern = ""
    for number, part in enumerate(parts):
        if number:
            is_joined = is_unspaced(part[0]) or is_unspaced(parts[number - 1][-1])
            pattern += " *" if is_joined else " +"
        pattern += f"{ACCENT}*".join(map(re.escape, part)) + f"{ACCENT}*"
    return Lightable(re.compile(pattern), words.is_start)


def places(text: str, things: Sequence[Lightable]) -> list[SoughtPlace]:
    """Give the places of all that is sought in a text, in order.

    >>> from reader.query.parsing import parse
    >>> places("A café, 2 Cafés.", to_light(parse("cafe*")))
    [SoughtPlace(start=2, end=6, number=0), SoughtPlace(start=10, end=15, number=0)]
    """
    through = folded(text)
    found = [
        SoughtPlace(*span, number)
        for number, one in enumerate(things)
        for _, span in zip(range(_MOST_PLACES), _places(through, one), strict=False)
    ]
    return sorted(found)


def _places(through: str, one: Lightable) -> Iterator[Span]:
    """Give the places of one thing in a text that is folded."""
    offset = 0
    while match := one.pattern.search(through, offset):
        start, end = match.span()
        offset = start + 1
        if start == end:
            return
        if not _is_edge(through, start):
            continue
        if one.is_start:
            while end < len(through) and not _is_edge(through, end):
                end += 1
        if _is_edge(through, end):
            yield Span(start, end)
            offset = end


def _is_edge(through: str, offset: int) -> bool:
    """Whether a word can begin or end here."""
    if offset == 0 or offset == len(through):
        return True
    before, after = through[offset - 1], through[offset]
    return " " in (before, after) or is_unspaced(before) or is_unspaced(after)


def united(found: Sequence[SoughtPlace]) -> tuple[Span, ...]:
    """Give places as extents that do not overlap, in order."""
    spans: list[Span] = []
    for start, end, _ in sorted(found):
        if spans and start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)


def best(
    document: Document,
    things: Sequence[Lightable],
    most: int,
    keep: Callable[[Span], bool] | None = None,
    after: int = 0,
) -> list[LitSentence]:
    """Give the sentences in which most of what is sought stands, at most `most`, by place.

    If not every sentence counts, `keep` says which do. A text is looked through from `after` until
    a sentence has all.
    """
    found: list[tuple[int, LitSentence]] = []
    for start, end in _portions(document.text, after):
        shifted = [
            SoughtPlace(place.start + start, place.end + start, place.number)
            for place in places(document.text[start:end], things)
        ]
        found += _sentences(document, shifted, None if keep else most, keep)
        if any(distinct == len(things) for distinct, _ in found):
            break
    highest = max((distinct for distinct, _ in found), default=0)
    return [lit for distinct, lit in found if distinct == highest][:most]


def _portions(text: str, start: int) -> Iterator[Span]:
    while start < len(text):
        end = min(start + PORTION, len(text))
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or end
        yield Span(start, end)
        start = end


def _sentences(
    document: Document,
    found: Sequence[SoughtPlace],
    blocks: int | None,
    keep: Callable[[Span], bool] | None,
) -> list[tuple[int, LitSentence]]:
    """Give sentences with places in them and how many things stand there, by place.

    Of all blocks only those `blocks` are split in which most things stand.
    """
    if not document.blocks:
        return []
    within: dict[int, list[SoughtPlace]] = {}
    for place in found:
        within.setdefault(document.block_at(place.start), []).append(place)
    order = sorted(within, key=lambda index: (-_distinct(within[index]), index))
    result = []
    for index in sorted(order[:blocks]):
        spans = sentences_of(document, index)
        held: dict[int, list[SoughtPlace]] = {}
        for place in within[index] if spans else []:
            number = max(bisect_right(spans, place.start, key=lambda span: span.start) - 1, 0)
            held.setdefault(number, []).append(place)
        result += [
            (_distinct(inside), LitSentence(spans[number], united(inside)))
            for number, inside in held.items()
            if keep is None or keep(spans[number])
        ]
    return result


def _distinct(found: Sequence[SoughtPlace]) -> int:
    return len({place.number for place in found})
