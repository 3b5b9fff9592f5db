"""Words to rows, and rows that stand in columns to the order they are read in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from reader.ingest.pdf.words import Word

_GAP = 0.9
"""Sizes of a font between two words from which on they may belong to two columns."""
_TAB = 2.0
"""Sizes of a font between two words from which on they are cells of a row."""
_SPLIT_ROWS = 3
"""Rows that show a gutter before it is taken for one."""
_PROSE = 12
"""Characters that a line of a column has, in the mean."""
_FULL = 0.7
"""Share of its column that a line fills, in the mean."""
_FAR = 2.5
"""Sizes of a font between the baselines of two rows that are no neighbours."""
_COLUMNS = 8
"""Columns beside each other that are told apart, at most."""


class Segment(NamedTuple):
    """Words on one baseline without any wide gap."""

    text: str
    left: float
    """Where it begins."""
    right: float
    """Where it ends."""
    size: float
    """The size of its largest font."""
    first: float
    """How wide its first word is."""


@dataclass(frozen=True)
class PrintedRow:
    """Segments on one baseline, from left to right."""

    segments: tuple[Segment, ...]
    page: int
    """The index of its page."""
    base: float
    """The baseline of its largest word, which the others stand by."""
    size: float
    """The size that most of its characters are set in, to half a point."""
    angle: int = 0
    """The direction it is written in, in degrees."""

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.segments[-1].right

    @property
    def has_cells(self) -> bool:
        """Whether gaps part it into cells."""
        return len(self.segments) > 1

    @cached_property
    def text(self) -> str:
        """Its text, with a tab between cells."""
        return "\t".join(segment.text for segment in self.segments)


def rows_of(words: Iterable[Word], page: int) -> list[PrintedRow]:
    """Put words in rows, in the order they come in."""
    rows: list[PrintedRow] = []
    line: list[Word] = []
    leading: Word | None = None
    for word in words:
        if leading is not None and not _continues(line[-1], leading, word):
            rows.append(_row(line, leading, page))
            line, leading = [], None
        line.append(word)
        if leading is None or word.size > leading.size:
            leading = word
    if leading is not None:
        rows.append(_row(line, leading, page))
    return rows


def _row(line: Sequence[Word], leading: Word, page: int) -> PrintedRow:
    """Make a row of the words of a line."""
    segments: list[Segment] = []
    start = 0
    sizes: Counter[float] = Counter()
    for index, word in enumerate(line):
        sizes[word.size] += len(word.text)
        before = line[index - 1]
        if index and word.left - before.right > _GAP * max(word.size, before.size):
            segments.append(_segment(line[start:index]))
            start = index
    segments.append(_segment(line[start:]))
    size = max(round(sizes.most_common(1)[0][0] * 2) / 2, 0.5)
    return PrintedRow(tuple(segments), page, leading.base, size, leading.angle)


def settled(rows: Sequence[PrintedRow]) -> Iterator[PrintedRow]:
    """Yield rows that are in order, each as cells if it and one near it have wide gaps.

    A gap in a row alone is no more than a space that was stretched to fill its line.
    """
    wide = [False, False, *map(_has_wide_gap, rows), False, False]
    for index, row in enumerate(rows, 2):
        before, after = wide[index - 1], wide[index + 1]
        is_near = wide[index - 2] or before or after or wide[index + 2]
        yield row if (wide[index] and is_near) or (before and after) else _as_prose(row)


def _as_prose(row: PrintedRow) -> PrintedRow:
    if not row.has_cells:
        return row
    whole = row.segments[0]._replace(
        text=" ".join(segment.text for segment in row.segments), right=row.right
    )
    return replace(row, segments=(whole,))


def _has_wide_gap(row: PrintedRow) -> bool:
    return any(
        other.left - one.right > _TAB * max(one.size, other.size)
        for one, other in pairwise(row.segments)
    )


def in_order(rows: Sequence[PrintedRow], depth: int = _COLUMNS) -> Iterator[PrintedRow]:
    """Yield rows as they are read: where they run across columns, one column after another."""
    index = 0
    while index < len(rows):
        end, columns = _columns(rows, index) if depth else (index + 1, None)
        if columns is None:
            yield from rows[index:end]
        else:
            for column in columns:
                yield from in_order(column, depth - 1)
        index = end


def _columns(
    rows: Sequence[PrintedRow], start: int
) -> tuple[int, tuple[list[PrintedRow], list[PrintedRow]] | None]:
    """Look for two columns from a row on; with them, or alone, the row past the last looked at."""
    first = rows[start]
    if len(first.segments) < 2:
        return start + 1, None
    low, high = max(_gutters(first), key=lambda gap: gap[1] - gap[0])
    least = _GAP * first.size
    split = 0
    end = start
    for row in rows[start:]:
        if end > start and not _is_below(row, rows[end - 1]):
            break
        narrowed = _narrowed(row, low, high)
        if narrowed is None or narrowed[1] - narrowed[0] < least * 0.8:
            break
        low, high = narrowed
        split += row.left < low < row.right
        end += 1
    middle = (low + high) / 2
    sides = _side(rows[start:end], middle, left=True), _side(rows[start:end], middle, left=False)
    if split >= _SPLIT_ROWS and all(map(_is_prose, sides)):
        return end, sides
    return end, None


def _gutters(row: PrintedRow) -> list[tuple[float, float]]:
    return [(one.right, other.left) for one, other in pairwise(row.segments)]


def _narrowed(row: PrintedRow, low: float, high: float) -> tuple[float, float] | None:
    """Give what a row leaves free of a gutter, or nothing if it runs across."""
    if row.right <= high:
        return max(low, row.right), high
    if row.left >= low:
        return low, min(high, row.left)
    for left, right in _gutters(row):
        if left < high and right > low:
            return max(low, left), min(high, right)
    return None


def _is_below(row: PrintedRow, before: PrintedRow) -> bool:
    """Whether a row stands below another, and not far."""
    step = before.base - row.base
    return row.angle == before.angle and 0 < step < _FAR * max(row.size, before.size)


def _side(rows: Iterable[PrintedRow], middle: float, *, left: bool) -> list[PrintedRow]:
    found = []
    for row in rows:
        segments = tuple(one for one in row.segments if (one.right <= middle) == left)
        if segments:
            found.append(replace(row, segments=segments))
    return found


def _is_prose(rows: Sequence[PrintedRow]) -> bool:
    """Whether the lines of a column are long enough, and fill it, as prose does."""
    if len(rows) < _SPLIT_ROWS:
        return False
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    filled = sum(row.right - left for row in rows) / len(rows)
    return sum(len(row.text) for row in rows) >= _PROSE * len(rows) and filled >= _FULL * (
        right - left
    )


def _continues(before: Word, leading: Word, word: Word) -> bool:
    """Whether a word stands on the line of the words before it, raised or lowered perhaps."""
    size = max(word.size, leading.size)
    return (
        word.angle == leading.angle
        and abs(word.base - leading.base) <= 0.5 * size
        and word.left >= before.right - size
    )


def _segment(words: Sequence[Word]) -> Segment:
    parts = [words[0].text]
    for word in words[1:]:
        parts += (" " if word.is_apart else "", word.text)
    first = words[0]
    size = max(word.size for word in words)
    return Segment("".join(parts), first.left, words[-1].right, size, first.right - first.left)
