"""The lines of the reading pane: which row each shows, and its pieces, kept while they last."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from textual.strip import Strip

from reader.annotation.model import Annotation
from reader.text.block_rows import Row
from reader.text.cells import width_of
from reader.text.document import Span
from reader.tui.drawn import Piece, label, to_strip
from reader.tui.margin import arrange, chip_lines, note_lines
from reader.tui.painter import NOWHERE, color_of, paint_row
from reader.tui.widgets.geometry import GUTTER, Columns

if TYPE_CHECKING:
    from reader.tui.widgets.text_pane import TextPane

_KEPT = 4096


class Line(NamedTuple):
    """All that one screen line depends on: two that are equal look the same."""

    row: int | None
    """Its layout row; `None` for a line of a note that opens below its passage."""
    sentence: Span
    """What of the current sentence is on it, and so on: `NOWHERE` for nothing."""
    word: Span
    selection: Span
    lit: Span
    beside: tuple[Piece, ...]
    """What stands in the margin, or the whole of a note's line."""
    edition: int
    """Counts the changes of all else: the text, its marks, the matches, the styles."""


_BLANK = Line(None, NOWHERE, NOWHERE, NOWHERE, NOWHERE, (), 0)


class PaneLines:
    """The lines of one pane."""

    def __init__(self, pane: TextPane) -> None:
        self._pane = pane
        self._strips: dict[Line, Strip] = {}
        self._rows: list[int] = []
        self._columns = Columns(0, 1, 0, 0)
        self._edition = 0

    def forget(self) -> None:
        """Forget what was kept, after the text, its marks or the styles changed."""
        self._edition += 1
        self._strips.clear()
        self._rows.clear()

    def arrange(self, columns: Columns, height: int) -> list[Line]:
        """Give the lines to show from the pane's top row on."""
        pane = self._pane
        if columns != self._columns:
            self._columns = columns
            self.forget()
        rows = pane.layout_rows.window(pane.top, height)
        if not columns.margin_width:
            lines = self._folded(rows)[:height]
            return lines + [_BLANK] * (height - len(lines))
        beside = self._margin(rows, height)
        lines = [self._line(row, beside.get(row - pane.top, ())) for row in rows]
        below = range(len(lines), height)
        return lines + [_BLANK._replace(beside=beside.get(y, ())) for y in below]

    def strip(self, line: Line, width: int) -> Strip:
        """Give a line as it is drawn."""
        strip = self._strips.get(line)
        if strip is None or strip.cell_length != width:
            strip = to_strip(self.pieces(line), width, self._pane.palette.text)
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            self._strips[line] = strip
        return strip

    def pieces(self, line: Line) -> list[Piece]:
        """Give the pieces of a line, from the pane's left edge to what stands in the margin."""
        pane, palette, columns = self._pane, self._pane.palette, self._columns
        pieces: list[Piece] = [(" " * columns.gutter, palette.text)]
        if line.row is None:
            edge = columns.margin if columns.margin_width else columns.text
            return [(" " * edge, palette.text), *line.beside]
        row = pane.layout_rows[line.row]
        pieces += self._gutter(row, line)
        text = paint_row(pane.layout_rows, row, pane.overlay, palette)
        pieces += text
        if columns.margin_width:
            used = columns.text + sum(width_of(part) for part, _ in text)
            pieces.append((" " * (columns.margin - used), palette.text))
            pieces += line.beside
        elif not pane.alone:
            used = columns.text + sum(width_of(part) for part, _ in text)
            pieces += self._chips_after(row, pane.size.width - used)
        return pieces

    def _line(self, number: int, beside: tuple[Piece, ...]) -> Line:
        """Describe one row of the text."""
        row, layers = self._pane.layout_rows[number], self._pane.overlay
        return Line(
            number,
            _clip(layers.sentence, row),
            _clip(layers.word, row),
            _clip(layers.selection, row),
            _clip(layers.lit, row),
            beside,
            self._edition,
        )

    def _first_rows(self) -> list[int]:
        """Give the layout rows on which the annotations begin, in their order."""
        if len(self._rows) != len(self._pane.marks):
            row_at = self._pane.layout_rows.row_at
            self._rows = [row_at(mark.start) for mark in self._pane.marks]
        return self._rows

    def _margin(self, rows: range, height: int) -> dict[int, tuple[Piece, ...]]:
        """Give what stands in the margin, by screen row."""
        pane = self._pane
        if not pane.marks or not rows:
            return {}
        first_rows = self._first_rows()
        first, last = bisect_left(first_rows, rows.start), bisect_left(first_rows, rows.stop)
        current = pane.current_mark()
        placed = [(first_rows[index] - pane.top, pane.marks[index]) for index in range(first, last)]
        if current is not None and not any(mark is current for _, mark in placed):
            row = pane.layout_rows.row_at(current.end - 1)
            if rows.start <= row < rows.stop:
                placed.insert(0, (0, current))
        lines = arrange(
            placed,
            current.id if current else "",
            height,
            self._columns.margin_width,
            pane.overlay.colors,
            pane.palette,
        )
        return {y: tuple(pieces) for y, pieces in lines.items()}

    def _folded(self, rows: range) -> list[Line]:
        """Give the lines where there is no margin: the current note opens below its passage."""
        pane = self._pane
        lines = []
        current = None if pane.alone else pane.current_mark()
        note_row = pane.layout_rows.row_at(current.end - 1) if current and current.note else None
        for row in rows:
            lines.append(self._line(row, ()))
            if row == note_row and current:
                lines += self._note_below(current)
        return lines

    def _note_below(self, annotation: Annotation) -> list[Line]:
        """Give the lines of a note that opens below its passage."""
        palette, width = self._pane.palette, self._columns.measure - 2
        color = palette.ink(color_of(annotation.tags, self._pane.overlay.colors))
        chips = chip_lines(annotation, width, self._pane.overlay.colors, palette)
        notes = note_lines(annotation.note, width, palette, bright=True)
        room = max(self._pane.height // 2, 1)
        return [
            _BLANK._replace(beside=(("▏ ", color), *pieces)) for pieces in (chips + notes)[:room]
        ]

    def _gutter(self, row: Row, line: Line) -> list[Piece]:
        """Give the gutter: marks of the annotations on the row, and the sentence's bar."""
        pane, palette = self._pane, self._pane.palette
        bar = ("│ ", palette.accent) if line.sentence != NOWHERE else ("  ", palette.text)
        tops: dict[str, Annotation] = {}
        depth = 0
        if not pane.alone and row.block >= 0:
            for run in pane.overlay.runs_in(row.start, max(row.end, row.start + 1)):
                tops.setdefault(run.top.id, run.top)
                depth = max(depth, run.depth)
        count = max(len(tops), depth)
        if not count:
            return [(" " * (GUTTER - 2), palette.text), bar]
        marks = sorted(tops.values(), key=lambda mark: (mark.start, -mark.end))
        first, second = marks[0], marks[-1]
        if count == 1:
            return [self._gutter_mark(first), (" ", palette.text), bar]
        if count == 2:
            return [self._gutter_mark(first), self._gutter_mark(second), bar]
        return [self._gutter_mark(first), (str(count) if count < 10 else "+", palette.dim), bar]

    def _gutter_mark(self, mark: Annotation) -> Piece:
        """Give one mark of the gutter: thin until its annotation is on disk."""
        pane = self._pane
        glyph = "▏" if mark.id in pane.pending else "▎"
        return (glyph, pane.palette.ink(color_of(mark.tags, pane.overlay.colors)))

    def _chips_after(self, row: Row, room: int) -> list[Piece]:
        """Give the chips of the passages that end on a row, or dots where they find no room."""
        pane, palette = self._pane, self._pane.palette
        if row.block < 0:
            return []
        runs = pane.overlay.runs_in(row.start, max(row.end, row.start + 1))
        touching = {run.top.id: run.top for run in runs}
        ending = [mark for mark in touching.values() if row.start < mark.end <= row.end]
        tags = [tag for mark in ending for tag in mark.tags]
        colors = pane.overlay.colors
        chips: list[Piece] = []
        for tag in tags:
            chip = f" {label(tag, 16)} "
            chips += [
                (" ", palette.text),
                (chip, palette.chip(colors.get(tag, "amber"), bright=False)),
            ]
        if sum(width_of(text) for text, _ in chips) <= room - 1:
            return chips
        dots = [("●", palette.ink(colors.get(tag, "amber"))) for tag in tags]
        return [(" ", palette.text), *dots[: max(room - 1, 0)]]


def _clip(span: Span, row: Row) -> Span:
    """Give what of a span is on a row, or `NOWHERE`; a table's rows count as one extent."""
    start, end = max(span.start, row.start), min(span.end, row.end)
    return Span(start, end) if start < end and row.block >= 0 else NOWHERE
