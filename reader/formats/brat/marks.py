"""Where brat's marks stand in a text: in characters, whichever way its line ends were counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.formats.positions import NOWHERE, Measure, offsets, with_plain_line_ends
from reader.text.document import Span

_WIDEST = 1_000
"""Characters of white space between two parts of one passage, at most."""


class Mark(NamedTuple):
    """A mark as it is written."""

    name: str
    type: str
    parts: tuple[Span, ...]
    """As they are counted."""
    words: str
    """Those of its parts, with a blank between two."""


class Place(NamedTuple):
    """A run of text that is marked."""

    start: int
    """Offset in the text; -1 for nowhere."""
    end: int
    words: str


def spans(text: str | None, marks: Sequence[Mark]) -> list[list[Place]]:
    """Give each mark's runs in the text; one that stands nowhere has its words alone."""
    if text is None:
        return [[Place(NOWHERE, NOWHERE, mark.words)] for mark in marks]
    best: list[list[Span]] = []
    most = -1
    for way in _ways(text, marks):
        fitting = sum(_fits(text, *one) for one in zip(way, marks, strict=True))
        if fitting > most:
            best, most = way, fitting
        if fitting == len(marks):
            break
    return [_placed(text, *one) for one in zip(best, marks, strict=True)]


def _ways(text: str, marks: Sequence[Mark]) -> Iterator[list[list[Span]]]:
    """Give the parts' extents by each way of counting that makes a difference, the likeliest first.

    brat counts characters, and a line end as it stands in the file.
    """
    measures: list[Measure] = ["codepoint"] if text.isascii() else ["codepoint", "utf16", "utf8"]
    ends = [offset for mark in marks for part in mark.parts for offset in part]
    for measure in measures:
        yield _parted(marks, offsets(text, ends, measure))
    if "\r\n" in text:
        plain = with_plain_line_ends(text)
        for measure in measures:
            yield _parted(marks, _as_kept(text, offsets(plain, ends, measure)))


def _as_kept(text: str, found: list[int]) -> list[int]:
    """Give offsets into the text with plain line ends as those into the text as it is."""
    asked = sorted({offset for offset in found if offset >= 0})
    kept = {NOWHERE: NOWHERE}
    at = here = 0
    for offset in asked:
        while here < offset:
            line_end = text.find("\r\n", at)
            if line_end < 0 or line_end - at >= offset - here:
                at += offset - here
                here = offset
            else:
                here += line_end - at + 1
                at = line_end + 2
        kept[offset] = at
    return [kept[offset] for offset in found]


def _parted(marks: Sequence[Mark], found: list[int]) -> list[list[Span]]:
    pairs = zip(found[::2], found[1::2], strict=True)
    return [[Span(*next(pairs)) for _ in mark.parts] for mark in marks]


def _fits(text: str, parts: Sequence[Span], mark: Mark) -> bool:
    """Whether a mark's words stand at its parts."""
    if any(not 0 <= part.start < part.end for part in parts):
        return False
    # What is compared is never longer than what the file holds.
    if sum(part.end - part.start for part in parts) > 2 * len(mark.words):
        return False
    there = " ".join(text[part.start : part.end] for part in parts)
    return there.split() == mark.words.split()


def _placed(text: str, parts: Sequence[Span], mark: Mark) -> list[Place]:
    """Give a mark's runs; where its words stand elsewhere, these, with a place to begin at."""
    if not _fits(text, parts, mark):
        start, end = parts[0] if len(parts) == 1 else (NOWHERE, NOWHERE)
        found = Place(start, end, mark.words)
        return [found if 0 <= start < end else Place(NOWHERE, NOWHERE, mark.words)]
    runs: list[Span] = []
    for part in sorted(parts):
        if runs and _is_blank(text, runs[-1].end, part.start):
            runs[-1] = Span(runs[-1].start, max(runs[-1].end, part.end))
        else:
            runs.append(part)
    return [Place(*run, text[slice(*run)]) for run in runs]


def _is_blank(text: str, start: int, end: int) -> bool:
    return end - start <= _WIDEST and not text[start:end].strip()
