"""Passages of two sentences or paragraphs, and another put between the two: where they are now."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from benchmarks.anchoring_edits import SENTENCE, is_right
from benchmarks.figures import Share
from benchmarks.table import Section
from reader.annotation.reanchoring import NewPlace, Reanchoring
from reader.text.document import Span

_PARAGRAPH = re.compile(r"[^\n]{30,500}")


class Split(NamedTuple):
    """A passage that something came into."""

    what: str
    """What came in."""
    truth: Span
    """Where it is now, from its first to its last character."""
    place: NewPlace
    """Where it was found."""


def splits(texts: Mapping[str, str], each: int) -> Iterator[Split]:
    """Give `each` passages of two sentences and of two paragraphs of every text."""
    for name, text in texts.items():
        chance = random.Random(f"{name} split")
        for what, pattern in (("a sentence", SENTENCE), ("a paragraph", _PARAGRAPH)):
            parts = [_stripped(text, found.span()) for found in pattern.finditer(text)]
            gap = "\n\n" if what == "a paragraph" else " "
            pairs = [
                pair
                for pair in pairwise(parts)
                if min(map(_length, pair)) > 30
                and text[pair[0].end : pair[1].start].replace(" ", "") == gap.strip(" ")
            ]
            for first, last in chance.sample(pairs, min(each, len(pairs))):
                most = last.end - first.start - len(gap)
                words = text[first.start : last.end]
                coming = gap + chance.choice(
                    [
                        text[slice(*part)]
                        for part in parts
                        if 20 < _length(part) <= most and text[slice(*part)] not in words
                    ]
                )
                new = text[: first.end] + coming + text[first.end :]
                place = Reanchoring(text, new).find(Span(first.start, last.end))
                yield Split(what, Span(first.start, last.end + len(coming)), place)


def split_section(splits: Sequence[Split]) -> Section:
    """Give the table of passages that something came into."""
    rows = []
    for what in ("a sentence", "a paragraph"):
        ones = [one for one in splits if one.what == what]
        moved = [one for one in ones if one.place.status == "moved"]
        rows.append(
            [
                what,
                len(ones),
                Share.of([one in moved and one.place.span == one.truth for one in ones]),
                Share.of([one.place.status == "review" for one in ones]),
                Share.of(
                    [
                        one.place.span is None or not is_right(one.place.span, one.truth)
                        for one in moved
                    ]
                ),
            ]
        )
    return Section(
        "Passages that something came into",
        "Passages of two sentences or two paragraphs, and another of the same text, no longer than "
        "both, put between them. Percent; wrong is of those that are called moved. Aim: 1 at most.",
        ("what came in", "number", "moved, exact ends", "for review", "wrong"),
        rows,
    )


def _stripped(text: str, found: tuple[int, int]) -> Span:
    start, end = found
    words = text[start:end].lstrip()
    return Span(end - len(words), end - len(words) + len(words.rstrip()))


def _length(span: Span) -> int:
    return span.end - span.start
