"""What two texts share in the same order: the part of a diff that no edit has touched.

Where a run of equal lines grew or shrank, nothing tells which of them went; such lines are left
out, and so is all that an edit touched.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from reader.text.document import Span

_MARGIN = 32
"""Characters around a passage that must be as they were."""
_MOST_LINES = 400_000


class Same(NamedTuple):
    """An extent that is the same in both texts."""

    old: int
    new: int
    length: int


class Unchanged:
    """The extents that stand in both texts, in order."""

    def __init__(self, old: str, new: str) -> None:
        self._old_end, self._new_end = len(old), len(new)
        self._ahead, self._behind = _shared_start(old, new), _shared_end(old, new)
        self._same = _same(old, new, self._ahead, self._behind)
        self._starts = [same.old for same in self._same]

    def find(self, span: Span) -> Span | None:
        """Give where a passage stands that is the same together with what is around it."""
        at = bisect_right(self._starts, span.start) - 1
        if at < 0:
            return None
        same = self._same[at]
        first, last = same.old + _MARGIN, same.old + same.length - _MARGIN
        if same.old == same.new == 0:
            first = 0
        if (same.old + same.length, same.new + same.length) == (self._old_end, self._new_end):
            last = self._old_end
        if not first <= span.start <= span.end <= last:
            return None
        shift = same.new - same.old
        return Span(span.start + shift, span.end + shift)

    def maybe(self, span: Span) -> Span | None:
        """Give where a passage may stand that an edit in a run of its likes may have been.

        Counted from the start of the text it is the same, or else counted from the end.
        """
        if span.end <= self._ahead:
            return span
        if span.start >= self._old_end - self._behind:
            shift = self._new_end - self._old_end
            return Span(span.start + shift, span.end + shift)
        return None


def _same(old: str, new: str, ahead: int, behind: int) -> list[Same]:
    ahead, behind = _sure(ahead, behind, min(len(old), len(new)), old == new)
    inner_old, inner_new = old[ahead : len(old) - behind], new[ahead : len(new) - behind]
    found = [Same(0, 0, ahead)] if ahead else []
    if max(inner_old.count("\n"), inner_new.count("\n")) < _MOST_LINES:
        found += (
            Same(same.old + ahead, same.new + ahead, same.length)
            for same in _same_lines(inner_old, inner_new)
        )
    if behind:
        found.append(Same(len(old) - behind, len(new) - behind, behind))
    return _joined(found, old, new)


def _sure(ahead: int, behind: int, room: int, whole: bool) -> tuple[int, int]:
    """Give how far two extents agree from their starts and ends, less what both claim."""
    if whole:
        return room, 0
    return max(min(ahead, room - behind), 0), max(min(behind, room - ahead), 0)


def _shared_start(old: str, new: str) -> int:
    """Give how many characters both begin with; halves are compared whole, so it is quick."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _shared_end(old: str, new: str) -> int:
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_lines(old: str, new: str) -> Iterator[Same]:
    """Give the lines that stand once in both, in order, and what agrees from them on."""
    old_lines, new_lines = old.split("\n"), new.split("\n")
    old_starts, new_starts = _line_starts(old_lines), _line_starts(new_lines)
    pairs = _in_order(_once_in_both(old_lines, new_lines))
    ends = (len(old_lines), len(new_lines))
    for (a, b), (c, d) in zip([(-1, -1), *pairs], [*pairs, ends], strict=True):
        before, after = old_lines[a + 1 : c], new_lines[b + 1 : d]
        ahead, behind = _sure(
            _agreeing(before, after),
            _agreeing(before[::-1], after[::-1]),
            min(len(before), len(after)),
            before == after,
        )
        if ahead:
            yield _lines(old_starts, new_starts, a + 1, b + 1, ahead)
        if behind:
            yield _lines(old_starts, new_starts, c - behind, d - behind, behind)
        if (c, d) != ends:
            yield _lines(old_starts, new_starts, c, d, 1)


def _lines(
    old_starts: Sequence[int], new_starts: Sequence[int], old: int, new: int, count: int
) -> Same:
    # Without the line end of the last one: at the end of a text it has none.
    return Same(old_starts[old], new_starts[new], old_starts[old + count] - old_starts[old] - 1)


def _line_starts(lines: Sequence[str]) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in lines)]


def _once_in_both(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    old_counts, new_counts = Counter(old), Counter(new)
    where = {line: at for at, line in enumerate(new) if new_counts[line] == 1}
    return [
        (at, where[line])
        for at, line in enumerate(old)
        if old_counts[line] == 1 and line in where and line
    ]


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the most pairs that rise in both numbers; they rise in the first already."""
    tops: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for at, (_, new) in enumerate(pairs):
        length = bisect_left(tops, new)
        previous.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [new]
        ends[length : length + 1] = [at]
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]


def _agreeing(old: Sequence[str], new: Sequence[str]) -> int:
    agreeing = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        agreeing += 1
    return agreeing


def _joined(found: Sequence[Same], old: str, new: str) -> list[Same]:
    """Join extents with nothing, or the same line end, between them in both texts."""
    joined: list[Same] = []
    for same in found:
        if joined:
            last = joined[-1]
            old_gap = old[last.old + last.length : same.old]
            if old_gap == new[last.new + last.length : same.new] and old_gap in ("", "\n"):
                joined[-1] = Same(last.old, last.new, same.old - last.old + same.length)
                continue
        joined.append(same)
    return joined
