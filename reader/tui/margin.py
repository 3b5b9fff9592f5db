"""The margin: each annotation's chips and note, level with the passage they stand on.

Where passages are close, notes are cut short to leave the next ones their place; what is
pushed too far from its passage is counted in a line of its own, `+3 more`. The annotation at the
cursor comes first: it stands at its passage and is shown whole, and the others give way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.annotation.model import Annotation
from reader.annotation.painting import color_of
from reader.text.cells import width_of
from reader.tui.drawn import Piece, cut, label

if TYPE_CHECKING:
    from reader.tui.palette import Palette

Lines = Sequence[Sequence[Piece]]
"""Lines of the margin, from top to bottom."""

_AT_LEAST, _AT_LEAST_OF_MANY = 4, 2
"""Lines that an annotation may take even where the next one is pushed down by it."""
_REACH = 8
"""Rows that an annotation may be pushed below its passage before it is only counted."""


class Current(NamedTuple):
    """The annotation at the cursor."""

    row: int
    """The screen row that its passage begins on, or the first one in view."""
    annotation: Annotation


def arrange(
    standing: Sequence[Sequence[Annotation]],
    current: Current | None,
    lines_of: Callable[[Annotation, int], Lines],
    palette: Palette,
) -> dict[int, Sequence[Piece]]:
    """Give the margin's lines by screen row.

    `standing` holds for each row of the screen the annotations that begin on it, the current
    one left out. `lines_of` gives the lines of one, so many at most, cut short if need be; it is
    asked for no more of them than find a place.
    """
    margin = _Margin(standing, lines_of, palette)
    if current is not None:
        margin.put_current(current)
    rows = [row for row, here in enumerate(standing) if here]
    for number, row in enumerate(rows):
        following = rows[number + 1] if number + 1 < len(rows) else len(standing)
        margin.put(row, following, standing[row])
    return margin.lines


class _Margin:
    """A margin that is being arranged, from top to bottom."""

    def __init__(
        self,
        standing: Sequence[Sequence[Annotation]],
        lines_of: Callable[[Annotation, int], Lines],
        palette: Palette,
    ) -> None:
        self.lines: dict[int, Sequence[Piece]] = {}
        self._height, self._left = len(standing), sum(map(len, standing))
        self._lines_of, self._palette = lines_of, palette
        self._taken = range(0)
        """The rows of the current annotation."""
        self._free = 0
        """The first row that nothing above reaches."""
        self._counted: tuple[int, int] | None = None
        """The row of the last count and what it says, until something is put below it."""

    def put_current(self, current: Current) -> None:
        """Put the annotation at the cursor, whole, higher than its passage if it must be."""
        # The last line is left to the others, of which some may have to be counted.
        height = self._height - bool(self._left)
        shown = self._lines_of(current.annotation, height)
        start = max(min(current.row, height - len(shown)), 0)
        self._taken = range(start, start + len(shown))
        self.lines.update(enumerate(shown, start))

    def put(self, row: int, following: int, here: Sequence[Annotation]) -> None:
        """Put the annotations that begin on a row; `following` is the next such row."""
        for number, annotation in enumerate(here):
            behind = len(here) - number - 1
            self._left -= 1
            start = max(row, self._free)
            start = self._taken.stop if start in self._taken else start
            above = start < self._taken.start
            stop = self._taken.start if above else self._height - bool(self._left)
            if start - row > _REACH or start >= stop:
                self._left -= behind
                self._count(behind + 1, start)
                return
            least = max(min(_REACH // (behind + 1), _AT_LEAST), _AT_LEAST_OF_MANY)
            room = max((row if behind else following) - start, least)
            shown = self._lines_of(annotation, min(room, stop - start))
            self.lines.update(enumerate(shown, start))
            self._free, self._counted = start + len(shown), None

    def _count(self, more: int, row: int) -> None:
        """Count what finds no place, in the line where it would have begun."""
        row, before = self._counted or (row, 0)
        self._counted = row, before + more
        self._free = max(self._free, row + 1)
        self.lines[row] = [(f" +{before + more} more", self._palette.dim)]


def cut_short(lines: Lines, room: int, width: int, palette: Palette) -> Lines:
    """Give so many lines, the last with an ellipsis where it is not the end."""
    if len(lines) <= room:
        return lines
    last: list[Piece] = []
    used = 0
    for text, style in lines[max(room - 1, 0)]:
        shown, size = cut(text, width - 2 - used)
        last.append((shown, style))
        used += size
    return [*lines[: room - 1], [*last, (" …", palette.dim)]] if room > 0 else []


def chip_lines(
    annotation: Annotation,
    width: int,
    colors: Mapping[str, str],
    palette: Palette,
    *,
    bright: bool = True,
) -> list[list[Piece]]:
    """Give an annotation's tags as chips, as many a line as fit; none for a bare highlight."""
    lines: list[list[Piece]] = []
    used = width
    for tag in annotation.tags:
        shown = f" {label(tag, width - 2)} "
        size = width_of(shown)
        if used + 1 + size > width:
            lines.append([])
            used = 0
        elif used:
            lines[-1].append((" ", palette.text))
            used += 1
        color = color_of([tag], colors)
        lines[-1].append((shown, palette.chip(color, bright=bright)))
        used += size
    return lines


def memo_lines(
    annotation: Annotation, width: int, palette: Palette, *, bright: bool = True
) -> list[list[Piece]]:
    """Give the line that tells a memo from a note on the first words; none for a passage."""
    if not annotation.is_memo:
        return []
    said = label(f"memo · {annotation.annotator}", max(width - 2, 1))
    return [[(f" {said}", palette.accent if bright else palette.dim)]]
