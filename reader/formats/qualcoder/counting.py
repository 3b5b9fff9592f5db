"""Where QualCoder's marks stand, however it counted.

A mark made by hand is counted in UTF-16 units of the text as it was shown, with one character for
a line end; one that it made by searching in characters of the text as it is kept, to which it
adds the lengths of the emoji before it, as far as it knows them. All stand in one project, so each
mark is asked which of them fits its words.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from reader.formats.positions import NOWHERE, Measure, offsets, plain_offsets, with_plain_line_ends
from reader.text.document import Span

_SEARCHES = 500
"""Words that are looked for in one text; more of them did no search make."""


class Mark(NamedTuple):
    """A place as it is counted, with the words that stand there, if they are told."""

    start: int
    end: int
    words: str
    series: Hashable = None
    """What marks have in common that a search made together: who made them, with which code."""


def spans(kept: str, marks: Sequence[Mark]) -> list[tuple[Span | None, bool]]:
    """Give each mark's extent, and whether its words stand there.

    Extents are in the text with plain line ends.
    """
    text = with_plain_line_ends(kept)
    ways = _ways(kept, text)
    found = [_all(kept, text, marks, measure, is_kept) for measure, is_kept in ways]
    fits = [[_fits(text, *pair) for pair in zip(one, marks, strict=True)] for one in found]
    # Where two of them fit as many, the first: what is made by hand is most.
    order = sorted(range(len(ways)), key=lambda way: -sum(fits[way]))
    chosen: list[tuple[Span | None, bool]] = []
    for at in range(len(marks)):
        way = next((one for one in order if fits[one][at]), order[0])
        chosen.append((found[way][at], fits[way][at]))
    return in_order(text, marks, chosen)


def in_order(
    text: str, marks: Sequence[Mark], found: list[tuple[Span | None, bool]]
) -> list[tuple[Span | None, bool]]:
    """Give those that fit nowhere their places one by one, where they are all that a search finds.

    As often as its words stand in the text a search makes a mark, in their order. Where there are
    as many marks without a place as there are places without a mark, it is known which is which.
    """
    lost: dict[tuple[Hashable, str], list[int]] = {}
    for at, mark in enumerate(marks):
        if not found[at][1] and mark.words.strip():
            lost.setdefault((mark.series, mark.words), []).append(at)
    placed = {(*mark[2:], span) for mark, (span, fits) in zip(marks, found, strict=True) if fits}
    for (series, words), some in [*lost.items()][:_SEARCHES]:
        stands = (Span(*one.span()) for one in re.finditer(re.escape(words), text))
        free = [span for span in stands if (words, series, span) not in placed]
        if len(free) == len(some):
            some.sort(key=lambda at: marks[at].start)
            for at, span in zip(some, free, strict=True):
                found[at] = span, True
    return found


def words_of(written: str) -> str:
    """Give words as they stand in a text: Qt has signs of its own for line ends and hard spaces."""
    plain = with_plain_line_ends(written).replace("\u2029", "\n").replace("\u2028", "\n")
    return plain.replace("\xa0", " ")


def _ways(kept: str, text: str) -> list[tuple[Measure, bool]]:
    """Give the ways of counting that differ for this text: a measure, and of which text."""
    ways: list[tuple[Measure, bool]] = [("utf16", False)]
    if not text.isascii():
        ways.append(("codepoint", False))
    if kept != text:
        ways.append(("codepoint", True))
        if not text.isascii():
            ways.append(("utf16", True))
    return ways


def _all(
    kept: str, text: str, marks: Sequence[Mark], measure: Measure, is_kept: bool
) -> list[Span | None]:
    whole = kept if is_kept else text
    ends = [offset for mark in marks for offset in (mark.start, mark.end)]
    found = offsets(whole, ends, measure)
    if is_kept:
        found = plain_offsets(whole, found)
    return [_span(*pair) for pair in zip(found[::2], found[1::2], strict=True)]


def _span(start: int, end: int) -> Span | None:
    return Span(start, end) if NOWHERE < start < end else None


def _fits(text: str, span: Span | None, mark: Mark) -> bool:
    # What is compared is never longer than what the file holds.
    if span is None or span.end - span.start != len(mark.words):
        return False
    return words_of(text[span.start : span.end]) == mark.words
