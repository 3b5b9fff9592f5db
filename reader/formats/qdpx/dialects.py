"""How a project counts places: as we say it in ours, and as it can be told of another's.

The standard counts code points. NVivo counts UTF-16 units, and its line ends are CRLF; ATLAS.ti
counts a CRLF as one although its files have them. No project says which it is, and a selection
does not hold its text: only its name often is that text, or how it begins.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

from reader.formats.export import Dialect
from reader.formats.positions import (
    NOWHERE,
    Measure,
    offsets,
    plain_offsets,
    with_plain_line_ends,
)
from reader.formats.qdc.parsing import local_name
from reader.formats.qualcoder.counting import Mark, in_order, words_of
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
    series: Hashable = None
    """Who made it with which codes, which all that a search made have in common."""


def place(element: Any) -> Place:
    """Give where a selection says that it stands; -1 for what is no position."""
    start, end = (_position(element.get(name)) for name in ("startPosition", "endPosition"))
    codes = (one.get("targetGUID") for one in element.iter() if local_name(one) == "CodeRef")
    series = (element.get("creatingUser"), *codes)
    return Place(start, end, element.get("name") or "", series)


def _position(written: str | None) -> int:
    digits = (written or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 13 else -1


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


def each_by_its_name(raw: str, places: Sequence[Place], origin: str) -> list[Span | None]:
    """Give where selections stand of which each may be counted in another way.

    QualCoder counts those made by hand and those made by searching differently, and names each by
    its words. One that no way of counting explains is one of all that a search found, or stands
    where the best way for all has it.
    """
    best = chosen(raw, places, origin)
    found, text = spans(raw, places, best), with_plain_line_ends(raw)
    for counting in _candidates("\r" in raw, is_nvivo=False):
        wanting = [at for at, one in enumerate(places) if not is_named(text, found[at], one.name)]
        others = spans(raw, [places[at] for at in wanting], counting)
        for at, span in zip(wanting, others, strict=True):
            if is_named(text, span, places[at].name):
                found[at] = span
    marks = [Mark(one.start, one.end, words_of(one.name), one.series) for one in places]
    fits = [is_named(text, *pair) for pair in zip(found, (one.name for one in places), strict=True)]
    return [span for span, _ in in_order(text, marks, list(zip(found, fits, strict=True)))]


def is_named(text: str, span: Span | None, name: str) -> bool:
    """Whether all that stands at a place is its name, but for white space."""
    return span is not None and _named(text, span, name) > 1


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
