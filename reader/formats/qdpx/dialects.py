"""How a project counts places: as we say it in ours, and as it can be told of another's.

The standard counts code points. NVivo counts UTF-16 units, and its line ends are CRLF; ATLAS.ti
counts a CRLF as one although its files have them. No project says which it is, and a selection
does not hold its text: only its name often is that text, or how it begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.formats.export import Dialect
from reader.formats.positions import (
    NOWHERE,
    Measure,
    offsets,
    plain_offsets,
    with_plain_line_ends,
)
from reader.text.document import Span

ORIGIN = "Reader"
"""What ours names as the program that made it."""

WORDS: dict[Dialect, str] = {
    "codepoint": "Positions count Unicode code points.",
    "utf16": "Positions count UTF-16 units.",
    "utf16-crlf": "Positions count UTF-16 units, and line ends as two.",
}
"""What ours says of itself, and is taken at its word for."""

_CUT = ("…", "...")
"""Ends of a name that is only how a text begins."""


class Place(NamedTuple):
    """Where a selection stands as its file says, and what it is called."""

    start: int
    end: int
    name: str


class Counting(NamedTuple):
    """A way to count."""

    measure: Measure
    as_it_is: bool
    """Whether in the file's text as it is; else with each of its line ends as LF."""


def told(origin: str, description: str) -> Counting | None:
    """Give how a project of ours counts; nothing for another's."""
    for dialect, words in WORDS.items():
        if origin == ORIGIN and words == description:
            return Counting(dialect, as_it_is=False)
    return None


def spans(raw: str, places: Sequence[Place], counting: Counting) -> list[Span | None]:
    """Give where selections stand in the text with plain line ends; nothing for what is nowhere."""
    text = raw if counting.as_it_is else with_plain_line_ends(raw)
    positions = [position for place in places for position in place[:2]]
    found = offsets(text, positions, counting.measure)
    if counting.as_it_is:
        found = plain_offsets(raw, found)
    pairs = zip(found[::2], found[1::2], strict=True)
    return [Span(*pair) if NOWHERE < pair[0] < pair[1] else None for pair in pairs]


def chosen(raw: str, places: Sequence[Place], origin: str) -> Counting:
    """Give the way of counting that speaks best for itself.

    First the names decide: under the right one they stand where the selections are. Where there
    are none, as in NVivo's projects, it is the one that leaves most selections within the text and
    out of the middle of a character; then the one by which most begin and end as people select, at
    the edges of words. Where all that is equal it makes no difference, or nothing can be known:
    then it is code points, as the standard has it, or UTF-16 for NVivo.
    """
    text = with_plain_line_ends(raw)
    candidates = _candidates("\r" in raw, "nvivo" in origin.lower())
    if not places or (raw.isascii() and "\n" not in text):
        return candidates[0]
    # The first of the best, for `max` keeps it.
    return max(candidates, key=lambda one: _score(text, places, spans(raw, places, one)))


def _candidates(has_cr: bool, is_nvivo: bool) -> list[Counting]:
    if has_cr:
        found = [Counting("codepoint", True), Counting("utf16", True)]
        found += [Counting("codepoint", False), Counting("utf16", False)]
    else:
        measures: tuple[Measure, ...] = ("codepoint", "utf16", "utf16-crlf", "codepoint-crlf")
        found = [Counting(measure, False) for measure in measures]
    return sorted(found, key=lambda one: not (is_nvivo and one.measure == "utf16"))


def _score(
    text: str, places: Sequence[Place], found: Sequence[Span | None]
) -> tuple[int, int, int]:
    pairs = [(place, span) for place, span in zip(places, found, strict=True) if span]
    named = sum(_named(text, span, place.name) for place, span in pairs)
    return named, len(pairs), sum(_edges(text, span) for _, span in pairs)


def holds(text: str, name: str) -> bool:
    """Whether a name is a text, or how it begins; white space does not count."""
    words = "".join(name.split())
    for cut in _CUT:
        words = words.removesuffix(cut)
    return bool(words) and "".join(text[: _enough(name)].split()).startswith(words)


def is_whole(name: str) -> bool:
    """Whether a name is not cut, and may be a selection's whole text."""
    return bool(name.strip()) and not name.rstrip().endswith(_CUT)


def _named(text: str, span: Span, name: str) -> int:
    """Tell how well a selection holds its name: wholly, as its start, or not at all."""
    start, end = span
    there = text[start : min(end, start + _enough(name))]
    return holds(there, name) + ("".join(there.split()) == "".join(name.split()) != "")


def _enough(name: str) -> int:
    """Give how much text is enough to hold a name: not all, which may be a book."""
    return 2 * len(name) + 1_000


def _edges(text: str, span: Span) -> int:
    """Tell how much a selection looks like what people select."""
    start, end = span
    starts = not (text[start - 1 : start].isalnum() and text[start].isalnum())
    ends = not (text[end - 1].isalnum() and text[end : end + 1].isalnum())
    return starts + ends + (starts and not text[start].isspace())
