"""Rows to paragraphs and headings: where one ends, and how its lines are joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from statistics import median

from reader.ingest.pdf.hyphens import joined
from reader.ingest.pdf.rows import PrintedRow

_LARGER = 1.15
"""How much larger than the body's the font of a heading is."""
_LONGEST_HEADING = 200
_INDENT = 0.8
"""Sizes of a font by which a line is set in that begins a paragraph."""
_STEP = 1.3
"""How much further apart than lines usually are paragraphs stand."""
_USUAL_STEP = 1.2
_FURTHEST = 4.0
"""Sizes of a font between two lines that still stand in one column."""
_SAME = 0.1
"""Share by which the sizes of two lines of a paragraph may differ."""
_SPACE = 0.25
"""The width of a space, in sizes of a font."""
_RAGGED = 0.15
"""Share of a column that a line may leave free at its end, beyond the next word."""
_AROUND = 4
"""Rows before and after one that tell how wide its column is."""
_INDENTS = 3
"""Paragraphs that begin set in before all are taken to do so."""
_BULLET = re.compile("[•▪▫◦‣⁃●○■□►▶✓]")
_NUMBERED = re.compile(r"[-–*]\s|\(?(\d{1,3}|[a-z])[.)]\s")
_LEADER = re.compile(r"(?:\. ?|…){4}\s*\w{0,8}$")
"""The end of a line of a table of contents."""
_END = re.compile(r"[.!?:。！？：]['\"”’»)\]\d]*$")


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together."""

    parts: tuple[tuple[str, int], ...]
    """Its text in parts, with the index of the page that each stands on."""
    size: float = 0
    """Its font size if it is a heading, else 0."""
    is_tight: bool = False
    """Whether it follows the one before closely, as rows of a table do."""


@dataclass(frozen=True)
class PageMeasure:
    """What is usual in a document."""

    body: float
    """The size that most of its text is set in."""
    step: float
    """The distance of two lines, in sizes of their font."""
    indents: bool
    """Whether its paragraphs begin set in."""


def body_size(rows: Sequence[PrintedRow]) -> float:
    """Give the size that most characters are set in."""
    counted: Counter[float] = Counter()
    for row in rows:
        counted[row.size] += len(row.text)
    return counted.most_common(1)[0][0] if counted else 0


def paragraphs(rows: Sequence[PrintedRow], words: Set[str]) -> Iterator[Paragraph]:
    """Yield the paragraphs of rows that are in order; `words` are those that stand in them."""
    columns = _columns(rows)
    usual = _measure(rows, columns)
    start = 0
    for index in range(1, len(rows) + 1):
        if index == len(rows) or _begins(usual, rows, columns, start, index):
            tight = start > 0 and _is_entry(rows[start]) and _is_entry(rows[start - 1])
            yield _closed(usual, rows[start:index], words, tight=tight)
            start = index


def _columns(rows: Sequence[PrintedRow]) -> list[int]:
    """Number the columns: rows of one size below each other, none far from the next."""
    columns: list[int] = []
    for index, row in enumerate(rows):
        goes_on = index > 0 and _is_below(row, rows[index - 1])
        columns.append(columns[-1] if goes_on else index)
    return columns


def _is_below(row: PrintedRow, before: PrintedRow) -> bool:
    """Whether a row stands below another in the same column."""
    return (
        (row.page, row.angle, row.has_cells) == (before.page, before.angle, before.has_cells)
        and abs(row.size - before.size) <= _SAME * before.size
        and 0 < before.base - row.base < _FURTHEST * row.size
        and row.left < before.right
        and before.left < row.right
    )


def _measure(rows: Sequence[PrintedRow], columns: Sequence[int]) -> PageMeasure:
    steps: list[float] = []
    indents = 0
    for index in range(1, len(rows)):
        row, before = rows[index], rows[index - 1]
        if columns[index] != columns[index - 1] or not row.size:
            continue
        steps.append((before.base - row.base) / row.size)
        is_set_in = row.left - before.left > _INDENT * row.size
        indents += is_set_in and _goes_back(rows, columns, index)
    return PageMeasure(
        body_size(rows), median(steps) if steps else _USUAL_STEP, indents >= _INDENTS
    )


def _goes_back(rows: Sequence[PrintedRow], columns: Sequence[int], index: int) -> bool:
    """Whether the row after one that is set in stands further to the left again."""
    if index + 1 == len(rows) or columns[index + 1] != columns[index]:
        return True
    return rows[index].left - rows[index + 1].left > _INDENT * rows[index].size


def _begins(
    usual: PageMeasure, rows: Sequence[PrintedRow], columns: Sequence[int], start: int, index: int
) -> bool:
    """Whether a row begins a paragraph, the one before it having begun at `start`."""
    row, before = rows[index], rows[index - 1]
    if _is_large(usual, row) or _is_large(usual, before):
        return not _is_same_heading(usual, row, before)
    if _is_other(row, before):
        return True
    if _is_broken(before, row):
        return False
    room = _room(rows, columns, index)
    is_full = room <= 0
    if columns[index] != columns[index - 1]:
        return _begins_elsewhere(usual, rows, columns, index, is_full=is_full)
    if before.base - row.base > _STEP * usual.step * row.size:
        return True
    set_in = (row.left - before.left) / row.size
    if set_in > _INDENT:
        hangs = index - start == 1 and is_full and not _goes_back(rows, columns, index)
        return not hangs and not _is_item(before)
    if set_in < -_INDENT and index - start > 1:
        return True
    if _is_item(row) or (_END.search(before.text) and not usual.indents):
        return not is_full
    return room > _RAGGED


def _is_other(row: PrintedRow, before: PrintedRow) -> bool:
    """Whether a row is of another sort than the one before, or an item of its own."""
    return (
        row.has_cells
        or before.has_cells
        or row.angle != before.angle
        or abs(row.size - before.size) > _SAME * before.size
        or bool(_BULLET.match(row.text) or _LEADER.search(before.text))
    )


def _begins_elsewhere(
    usual: PageMeasure,
    rows: Sequence[PrintedRow],
    columns: Sequence[int],
    index: int,
    *,
    is_full: bool,
) -> bool:
    """Whether a row begins a paragraph at the head of another column or page."""
    row = rows[index]
    following = rows[index + 1] if columns[index + 1 : index + 2] == [columns[index]] else row
    if row.left - following.left > _INDENT * row.size:
        return True
    if _END.search(rows[index - 1].text):
        return not (usual.indents and is_full)
    return not (is_full or row.text[:1].islower())


def _is_broken(before: PrintedRow, row: PrintedRow) -> bool:
    """Whether a word goes on from one row to the other."""
    return before.text[-1] in "-\u2010" and before.text[-2:-1].isalpha() and row.text[:1].islower()


def _room(rows: Sequence[PrintedRow], columns: Sequence[int], index: int) -> float:
    """Give which share of its column the row before has free beyond the first word of a row.

    How wide the column is, is told by the rows around. Where the word had no room, it is no more
    than nothing.
    """
    row, before = rows[index], rows[index - 1]
    first, last = max(index - 1 - _AROUND, 0), index + _AROUND
    near = [
        other
        for other, column in zip(rows[first:last], columns[first:last], strict=True)
        if column == columns[index - 1]
    ]
    left, right = min(other.left for other in near), max(other.right for other in near)
    free = right - before.right - row.segments[0].first - _SPACE * row.size
    return free / max(right - left, 1)


def _is_item(row: PrintedRow) -> bool:
    return bool(_NUMBERED.match(row.text) or _BULLET.match(row.text))


def _is_entry(row: PrintedRow) -> bool:
    """Whether a row is one of a table, or of a table of contents."""
    return row.has_cells or bool(_LEADER.search(row.text))


def _is_large(usual: PageMeasure, row: PrintedRow) -> bool:
    """Whether a row may be a heading: larger than the body, and more than an initial."""
    is_word = sum(map(str.isalpha, row.text[:20])) > 1
    return row.size >= _LARGER * usual.body and is_word and not _LEADER.search(row.text)


def _is_same_heading(usual: PageMeasure, row: PrintedRow, before: PrintedRow) -> bool:
    return (
        _is_large(usual, row)
        and _is_large(usual, before)
        and _is_below(row, before)
        and before.base - row.base < 2 * row.size
    )


def _closed(
    usual: PageMeasure, rows: Sequence[PrintedRow], words: Set[str], *, tight: bool
) -> Paragraph:
    """Join the lines of a paragraph."""
    parts: list[tuple[str, int]] = []
    for row in rows:
        between = ""
        if parts:
            before, page = parts[-1]
            kept, between = joined(before, row.text, words)
            parts[-1] = (kept, page)
        parts.append((between + row.text, row.page))
    length = sum(len(text) for text, _ in parts)
    is_heading = _is_large(usual, rows[0]) and length <= _LONGEST_HEADING
    return Paragraph(tuple(parts), rows[0].size if is_heading else 0, tight)
