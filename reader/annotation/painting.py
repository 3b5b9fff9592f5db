"""Overlapping annotations made into disjoint runs, each painted one way."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from reader.annotation.model import Annotation


class PaintedRun(NamedTuple):
    """A stretch `[start, end)` of a text that the same annotations cover."""

    start: int
    end: int
    top: Annotation
    """The one whose colour shows: the shortest, and of equals the latest made."""
    depth: int
    """How many cover it: 1 or more."""


def disjoint(annotations: Sequence[Annotation]) -> list[PaintedRun]:
    """Give the disjoint runs of annotations that stand on one text, in order.

    Runs that touch but differ stay apart: `[0, 9)` over `[3, 5)` gives `[0, 3)`, `[3, 5)`
    with depth 2, and `[5, 9)`.
    """
    edges = sorted({edge for mark in annotations for edge in (mark.start, mark.end)})
    opening = sorted(annotations, key=lambda mark: mark.start)
    made = sorted(range(len(opening)), key=lambda index: opening[index].created)
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
