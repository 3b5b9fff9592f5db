"""Two passages in their contexts, laid out as the reading pane has them and scrolled together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.annotation.painting import Tint
from reader.text.cells import width_of
from reader.text.document import Document, Span
from reader.text.layout import Layout
from reader.tui.drawn import Piece, cut
from reader.tui.painter import Layers, paint_row
from reader.tui.widgets.geometry import MEASURE

if TYPE_CHECKING:
    from reader.tui.palette import Palette

GUTTER = 4
"""Cells before a text: two of air, and the bar of the passage."""
_AIR = 1
"""Cells of air behind a text."""
_LEAST = 8
"""Cells of the narrowest text."""


class ReviewedPassage(NamedTuple):
    """A passage of one text, with what of it is to be lit."""

    document: Document
    span: Span
    """Its extent; empty for a place that is only near one."""
    changes: Sequence[Span]
    """What of it is not in the other passage."""
    color: str
    """The colour of its tag."""
    change_color: str


class PassageRows:
    """The rows around one passage."""

    def __init__(self, passage: ReviewedPassage, width: int, height: int) -> None:
        self._passage = passage
        self._width, self.height = width, height
        measure = min(max(width - GUTTER - _AIR, _LEAST), MEASURE)
        self._layout = Layout(passage.document, measure, begin=passage.span.start)
        self._layers = Layers(tints=_tints(passage))
        self._first = self._layout.row_at(passage.span.start)
        """The row that the passage begins on."""

    def rows_before(self, most: int) -> int:
        """Give how many rows there are before the passage, up to `most`."""
        return self._first - self._layout.clamped(self._first - most)

    def room(self, top: int, count: int) -> int:
        """Give how many of `count` rows the text can go on from `top`, which is relative.

        A negative count goes back.
        """
        edge = self._first + top + (self.height - 1 if count > 0 else 0)
        reached = self._layout.clamped(edge + count) - edge
        return max(min(reached, count), 0) if count > 0 else min(max(reached, count), 0)

    def line(self, row: int, palette: Palette) -> list[Piece]:
        """Give a row counted from the one on which the passage begins, as wide as it is."""
        number = self._first + row
        if not self._passage.document.blocks or self._layout.clamped(number) != number:
            return [(" " * self._width, palette.text)]
        found = self._layout[number]
        start, end = self._passage.span
        is_on = any(run.start < end and run.end > start for run in found.runs)
        bar = ("▎ " if is_on else "  ", palette.ink(self._passage.color))
        pieces = paint_row(self._layout, found, self._layers, palette)
        return filled_up([("  ", palette.text), bar, *pieces], self._width, palette)


class Side(NamedTuple):
    """Where one passage's rows stand in the view."""

    left: int
    top: int
    rows: PassageRows


class Sides:
    """Both passages, side by side where there is room, else one above the other."""

    def __init__(self, sides: Sequence[Side]) -> None:
        self._sides = sides
        lead = min(max(side.rows.height // 3, 1) for side in sides)
        self._top = -min(side.rows.rows_before(lead) for side in sides)
        """The row that is shown first, counted from where each passage begins."""

    def scroll(self, count: int) -> None:
        """Scroll both texts as far as one of them goes on."""
        rooms = [side.rows.room(self._top, count) for side in self._sides]
        self._top += max(rooms) if count > 0 else min(rooms)

    def page(self) -> int:
        """Give the rows of a page."""
        return max(min(side.rows.height for side in self._sides) - 1, 1)

    def line(self, y: int, palette: Palette) -> list[Piece]:
        """Give what both have on a line of the view."""
        pieces: list[Piece] = []
        for side in self._sides:
            if side.top <= y < side.top + side.rows.height:
                used = sum(width_of(text) for text, _ in pieces)
                pieces.append((" " * (side.left - used), palette.text))
                pieces += side.rows.line(self._top + y - side.top, palette)
        return pieces


def filled_up(pieces: Sequence[Piece], width: int, palette: Palette) -> list[Piece]:
    """Give pieces cut or filled up to exactly so many cells."""
    result: list[Piece] = []
    used = 0
    for text, style in pieces:
        shown, size = cut(text, width - used)
        result.append((shown, style))
        used += size
    return [*result, (" " * (width - used), palette.text)]


def _tints(passage: ReviewedPassage) -> list[Tint]:
    """Give a passage in its colour, and what was changed in another one, underlined."""
    start, end = passage.span
    edges = [start, *(edge for change in passage.changes for edge in change), end]
    changed = [Tint(*change, passage.change_color, True) for change in passage.changes]
    # The edges are in order: between the end of a change and the next lies what is the same.
    same = [
        Tint(first, last, passage.color, False)
        for first, last in list(pairwise(edges))[::2]
        if first < last
    ]
    return sorted([*same, *changed])
