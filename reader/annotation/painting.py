"""Overlapping annotations made into disjoint runs, each painted one way.

A run knows its annotation; a tint only how it looks. What is painted is tints, so that a row
under thousands of annotations is cut no finer than can be seen.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from reader.annotation.model import TAG_COLORS, Annotation
from reader.annotation.overlaps import Overlaps

_NOT_YET = "~"
"""Sorts behind every time: an annotation that is not on disk yet is the latest made."""

UNTAGGED = TAG_COLORS[0]
"""The colour of a highlight without a tag."""


class PaintedRun(NamedTuple):
    """A stretch `[start, end)` of a text that the same annotations cover."""

    start: int
    end: int
    top: Annotation
    """The one whose colour shows: the shortest, and of equals the latest made."""
    depth: int
    """How many cover it: 1 or more."""


class Tint(NamedTuple):
    """A stretch `[start, end)` of a text that looks the same all along."""

    start: int
    end: int
    color: str
    """A colour's name."""
    overlap: bool
    """Whether more than one annotation covers it."""


def disjoint(annotations: Sequence[Annotation]) -> list[PaintedRun]:
    """Give the disjoint runs of annotations that stand on one text, in order.

    Runs that touch but differ stay apart: `[0, 9)` over `[3, 5)` gives `[0, 3)`, `[3, 5)`
    with depth 2, and `[5, 9)`.
    """
    edges = sorted({edge for mark in annotations for edge in (mark.start, mark.end)})
    opening = sorted(annotations, key=lambda mark: mark.start)
    made = sorted(range(len(opening)), key=lambda index: opening[index].created or _NOT_YET)
    age = {index: -rank for rank, index in enumerate(made)}
    runs: list[PaintedRun] = []
    heap: list[tuple[int, int, int]] = []
    ends: list[int] = []
    taken = 0
    for start, end in pairwise(edges):
        while taken < len(opening) and opening[taken].start <= start:
            mark = opening[taken]
            heapq.heappush(heap, (mark.end - mark.start, age[taken], taken))
            heapq.heappush(ends, mark.end)
            taken += 1
        while ends and ends[0] <= start:
            heapq.heappop(ends)
        # The shortest may have ended while it lay below another: it goes when it comes up.
        while heap and opening[heap[0][2]].end <= start:
            heapq.heappop(heap)
        if ends:
            runs.append(PaintedRun(start, end, opening[heap[0][2]], len(ends)))
    return runs


def color_of(tags: Sequence[str], colors: Mapping[str, str]) -> str:
    """Give the colour name of an annotation's first tag, or that of one without tags."""
    return colors.get(tags[0], UNTAGGED) if tags else UNTAGGED


def tints(annotations: Sequence[Annotation], colors: Mapping[str, str]) -> list[Tint]:
    """Give how annotations look, in order; `colors` holds colour names by tag path."""
    runs = disjoint(annotations)
    return _joined(
        Tint(start, end, color_of(top.tags, colors), depth > 1) for start, end, top, depth in runs
    )


def retinted(
    before: Sequence[Tint], marks: Overlaps, colors: Mapping[str, str], start: int, end: int
) -> list[Tint]:
    """Give the tints of `marks`, of which only those within `[start, end)` are other ones.

    The rest is taken from `before`, so that a change costs what lies over its place.
    """
    first = bisect_right(before, start, key=lambda tint: tint.end)
    last = bisect_left(before, end, key=lambda tint: tint.start)
    left = [tint._replace(end=start) for tint in before[first : first + 1] if tint.start < start]
    right = [tint._replace(start=end) for tint in before[last - 1 : last] if tint.end > end]
    within = [
        tint._replace(start=max(tint.start, start), end=min(tint.end, end))
        for tint in tints(list(marks.touching(start, end)), colors)
        if tint.start < end and tint.end > start
    ]
    # One more on each side, for what joins at the edges.
    outer, inner = max(first - 1, 0), last + 1
    middle = _joined([*before[outer:first], *left, *within, *right, *before[last:inner]])
    return [*before[:outer], *middle, *before[inner:]]


def _joined(found: Iterable[Tint]) -> list[Tint]:
    """Join what touches and looks the same."""
    result: list[Tint] = []
    for tint in found:
        if result and result[-1].end == tint.start and result[-1][2:] == tint[2:]:
            result[-1] = result[-1]._replace(end=tint.end)
        else:
            result.append(tint)
    return result
