"""The gutter of the reading pane: which annotations are on a row, and where the sentence is."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reader.annotation.model import Annotation
from reader.annotation.painting import color_of
from reader.text.block_rows import Row
from reader.tui.drawn import Piece
from reader.tui.palette import Palette

if TYPE_CHECKING:
    from reader.tui.widgets.text_pane import TextPane

_MOST_COUNTED = 10
"""Annotations on a row that the gutter tells from more."""
_QUIET = "·"
"""The mark of boilerplate where colours do not tell it."""


class PaneGutter:
    """The gutter of one pane; what is on a row is kept until it is forgotten."""

    def __init__(self, pane: TextPane) -> None:
        self._pane = pane
        self._kept: dict[Row, list[Piece]] = {}

    def forget(self) -> None:
        """Forget what was kept, after the text, its marks or the styles changed."""
        self._kept.clear()

    def pieces(self, row: Row, palette: Palette, *, is_current: bool) -> list[Piece]:
        """Give the gutter of a row: marks of the annotations on it, and the sentence's bar."""
        bar = ("│ ", palette.accent) if is_current else ("  ", palette.text)
        if palette.plain and row.runs and self._pane.overlay.is_quiet(row.start):
            # Where dim may look as all else does.
            bar = (bar[0][0] + _QUIET, bar[1] if is_current else palette.dim)
        marks = self._kept.get(row)
        if marks is None:
            marks = self._kept[row] = self._marks(row, palette)
        return [*marks, bar]

    def _marks(self, row: Row, palette: Palette) -> list[Piece]:
        """Give the marks of the annotations on a row: two, or one and how many they are."""
        if self._pane.alone or not row.runs:
            return [("  ", palette.text)]
        marks, count = self._marks_on(row)
        if not count:
            return [("  ", palette.text)]
        if count == 1:
            return [self._mark(marks[0], palette), (" ", palette.text)]
        if count == 2:
            return [self._mark(marks[0], palette), self._mark(marks[1], palette)]
        shown = str(count) if count < _MOST_COUNTED else "+"
        return [self._mark(marks[0], palette), (shown, palette.dim)]

    def _marks_on(self, row: Row) -> tuple[list[Annotation], int]:
        """Give the first two annotations on a row, and how many there are or `_MOST_COUNTED`."""
        overlaps = self._pane.overlaps
        extents = [(run.start, max(run.end, run.start + 1)) for run in row.runs]
        if len(extents) == 1:
            return list(islice(overlaps.touching(*extents[0]), 2)), overlaps.count(*extents[0])
        found = {
            mark.id: mark
            for extent in extents
            for mark in islice(overlaps.touching(*extent), _MOST_COUNTED)
        }
        return list(found.values())[:2], len(found)

    def _mark(self, mark: Annotation, palette: Palette) -> Piece:
        """Give one mark of the gutter: thin until its annotation is on disk."""
        pane = self._pane
        glyph = "▏" if mark.id in pane.pending else "▎"
        return (glyph, palette.ink(color_of(mark.tags, pane.tag_colors)))
