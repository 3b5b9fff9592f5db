"""The margin of the reading pane: which annotations begin on the rows in view, and their lines.

What is found is kept while the view is the same, so that a key within it costs a comparison.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reader.annotation.model import Annotation
from reader.text.block_rows import Row
from reader.tui.drawn import Piece
from reader.tui.margin import Current, Lines, arrange, chip_lines, cut_short, memo_lines
from reader.tui.notes import note_lines
from reader.tui.palette import Palette

if TYPE_CHECKING:
    from reader.tui.widgets.text_pane import TextPane

Margin = Mapping[int, Sequence[Piece]]
"""What stands in the margin, by screen row."""

_NOTHING: Margin = {}
_BREAK = re.compile(r"[^\S\t\n]*[\t\n]?")
"""What may stand between the end of a row and the next one, and belongs to the first."""


class PaneMargin:
    """The margin of one pane."""

    def __init__(self, pane: TextPane) -> None:
        self._pane = pane
        self._telling: list[Annotation] | None = None
        """The annotations that have something to tell, in order."""
        self._starts: list[int] = []
        """Where they start."""
        self._entries: dict[tuple[str, bool], Lines] = {}
        """Their lines by id, and whether they are at the cursor."""
        self._short: dict[tuple[str, bool, int], Lines] = {}
        """The same, cut short to so many lines."""
        self._beginning: dict[Row, Sequence[Annotation]] = {}
        """The annotations that begin on a row, but the last in view."""
        self._view: object = None
        """The rows that the margin was arranged for last: the first, how many, of how many."""
        self._standing: list[Sequence[Annotation]] = []
        """The annotations that begin on each of them."""
        self._current: Current | None = None
        self._lines: Margin = {}

    def forget(self) -> None:
        """Forget what was kept, after the annotations, the measure or the styles changed."""
        self._telling = None
        self._entries.clear()
        self._short.clear()
        self._beginning.clear()
        self._view = None
        self._lines = {}

    def lines(self, rows: Sequence[Row], height: int, width: int, palette: Palette) -> Margin:
        """Give the margin beside rows, on a screen of so many: the same one while it stays so."""
        if self._telling is None:
            marks = [mark for mark in self._pane.marks if mark.tags or mark.note]
            self._telling = [*self._pane.memos, *marks]
            # A memo stands where the text begins.
            first = self._pane.document.starts[0] if rows else 0
            self._starts = [first] * len(self._pane.memos) + [mark.start for mark in marks]
        if not rows or not self._telling:
            return _NOTHING
        view = (self._pane.top, len(rows), height)
        current = self._current_in(rows)
        if view == self._view and current == self._current:
            return self._lines
        if view != self._view:
            self._view = view
            self._standing = self._beginning_on(rows, self._telling)
            self._standing += [()] * (height - len(rows))
        self._current = current

        def lines_of(mark: Annotation, room: int) -> Lines:
            key = mark.id, current is not None and mark is current.annotation, room
            short = self._short.get(key)
            if short is None:
                entry = self._entry(mark, height + 1, width, palette, bright=key[1])
                short = self._short[key] = cut_short(entry, room, width, palette)
            return short

        standing = self._without(current.annotation) if current else self._standing
        self._lines = arrange(standing, current, lines_of, palette)
        return self._lines

    def _current_in(self, rows: Sequence[Row]) -> Current | None:
        """Give the annotation at the cursor, if it is in view and has something to tell."""
        mark = self._pane.current_telling()
        if mark is None or not (mark.tags or mark.note):
            return None
        first, last = min(row.start for row in rows), max(row.end for row in rows)
        if mark.is_memo:
            return Current(0, mark) if first <= self._pane.document.starts[0] else None
        if mark.end <= first or mark.start >= last:
            return None
        # Only of what begins in view is the row asked for: elsewhere it is not laid out.
        row = 0
        if mark.start > first:
            row = self._pane.layout_rows.row_at(mark.start) - self._pane.top
        return Current(min(max(row, 0), len(rows) - 1), mark)

    def _without(self, mark: Annotation) -> list[Sequence[Annotation]]:
        """Give what begins on each row less one annotation."""
        return [[one for one in here if one is not mark] for here in self._standing]

    def _beginning_on(
        self, rows: Sequence[Row], telling: Sequence[Annotation]
    ) -> list[Sequence[Annotation]]:
        """Give for each row the annotations that begin on it."""
        found: list[Sequence[Annotation]] = []
        for row, following in zip(rows, [*rows[1:], None], strict=True):
            here = self._beginning.get(row) if following else None
            if here is None:
                here = self._telling_in(row, following, telling)
                if following:
                    self._beginning[row] = here
            found.append(here)
        return found

    def _telling_in(
        self, row: Row, following: Row | None, telling: Sequence[Annotation]
    ) -> Sequence[Annotation]:
        here: list[Annotation] = []
        for start, stop in self._extents(row, following):
            first = bisect_left(self._starts, start)
            here += telling[first : bisect_left(self._starts, stop, first)]
        return here

    def _extents(self, row: Row, following: Row | None) -> list[tuple[int, int]]:
        """Give the extents of the offsets that are drawn on a row, breaks behind them included."""
        document = self._pane.document
        if row.block >= 0 and document.blocks[row.block].kind != "table" and following is not None:
            return [(row.start, following.start)]
        # The cells of a table's row stand side by side: each is looked at by itself.
        ends = [_BREAK.match(document.text, run.end) for run in row.runs]
        return [
            (run.start, end.end() if end else run.end)
            for run, end in zip(row.runs, ends, strict=True)
        ]

    def _entry(
        self, mark: Annotation, most: int, width: int, palette: Palette, *, bright: bool
    ) -> Lines:
        """Give the lines of an annotation, so many at most."""
        entry = self._entries.get((mark.id, bright))
        if entry is None:
            chips = chip_lines(mark, width, self._pane.tag_colors, palette, bright=bright)
            notes = note_lines(mark.note, width, palette, bright=bright, most=most)
            head = memo_lines(mark, width, palette, bright=bright)
            entry = self._entries[mark.id, bright] = [*head, *chips, *notes][:most]
        return entry
