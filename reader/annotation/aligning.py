"""One short text laid beside another, character by character, by the fewest edits.

The edits come from rapidfuzz, which is imported when the first text that changed needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.text.document import Span

if TYPE_CHECKING:
    from types import ModuleType


class AlignedRun(NamedTuple):
    """Characters that stand opposite each other, one to one."""

    old: int
    new: int
    length: int
    same: bool
    """Whether they are the same characters, or others in their place."""


def aligned(old: str, new: str) -> list[AlignedRun]:
    """Give what stands opposite what; where that is open, gaps come late.

    >>> [tuple(run) for run in aligned("the cat", "the bat!")]
    [(0, 0, 4, True), (4, 4, 1, False), (5, 5, 2, True)]
    """
    return [
        AlignedRun(start, other, end - start, tag == "equal")
        for tag, start, end, other, _ in _levenshtein().opcodes(old, new).as_list()
        if tag in ("equal", "replace")
    ]


def aligned_early(old: str, new: str) -> Iterator[AlignedRun]:
    """Give what stands opposite what; where that is open, gaps come early."""
    for run in reversed(aligned(old[::-1], new[::-1])):
        end, other = run.old + run.length, run.new + run.length
        yield AlignedRun(len(old) - end, len(new) - other, run.length, run.same)


def distance(old: str, new: str) -> int:
    """Give the fewest characters to insert, delete or replace."""
    return int(_levenshtein().distance(old, new))


def kept(runs: list[AlignedRun], start: int, end: int) -> int:
    """Give how many characters of `[start, end)` stand in the other text."""
    return sum(
        min(run.old + run.length, end) - max(run.old, start)
        for run in runs
        if run.same and run.old < end and run.old + run.length > start
    )


def opposite(early: Iterable[AlignedRun], late: list[AlignedRun], span: Span) -> Span | None:
    """Give what stands opposite a passage, from its first to its last character that has any.

    The start is looked for where gaps come early and the end where they come late, so that
    what went or came just outside of the passage stays outside.
    """
    first = next((run for run in early if run.old + run.length > span.start), None)
    last = next((run for run in reversed(late) if run.old < span.end), None)
    if first is None or last is None:
        return None
    start = first.new + max(span.start - first.old, 0)
    end = last.new + min(span.end - last.old, last.length)
    return Span(start, end) if start < end else None


@cache
def _levenshtein() -> ModuleType:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein
