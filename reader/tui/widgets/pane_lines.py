"""The lines of the reading pane: which row each shows, and its pieces, kept while they last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from reader.annotation.model import Annotation
from reader.annotation.painting import color_of
from reader.text.block_rows import Row
from reader.text.cells import width_of
from reader.text.document import Document, Span
from reader.tui.drawn import UNDRAWN, Piece, label, to_segments, to_strip
from reader.tui.margin import chip_lines, cut_short, memo_lines
from reader.tui.notes import note_lines
from reader.tui.painter import NOWHERE, paint_row
from reader.tui.widgets.geometry import PaneColumns
from reader.tui.widgets.pane_gutter import PaneGutter
from reader.tui.widgets.pane_margin import Margin, PaneMargin

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
    head: Span
    lit: Span
    beside: int
    """The number of what stands in the margin, or of the whole of a note's line; 0 for nothing."""
    edition: int
    """Counts the changes of all else: the text, its marks, the matches, the styles."""


_BLANK = Line(None, NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE, 0, 0)


def differ_beside_only(one: Line, other: Line) -> bool:
    """Whether two lines show the same text and something else in the margin."""
    return one.row is not None and one._replace(beside=other.beside) == other


class PaneLines:
    """The lines of one pane."""

    def __init__(self, pane: TextPane) -> None:
        self._pane = pane
        self._palette = UNDRAWN
        """The styles, those of the last arranging: to ask the app for them has its cost."""
        self._columns = PaneColumns(0, 1, 0, 0)
        self._edition = 0
        self._strips: dict[Line, Strip] = {}
        self._texts: dict[Line, list[Segment]] = {}
        """What stands left of the margin, by the line without that."""
        self._margins: dict[tuple[int, int], list[Segment]] = {}
        """What stands in the margin, by its number and the width of the pane."""
        self._gutter = PaneGutter(pane)
        self._margin = PaneMargin(pane)
        self._numbered: tuple[Margin, dict[int, int]] = {}, {}
        """The margin as it was arranged last, and the numbers of its lines."""
        self._beside: list[Sequence[Piece]] = [()]
        self._numbers: dict[tuple[Piece, ...], int] = {(): 0}

    def forget(self) -> None:
        """Forget what was kept, after the text, its marks or the styles changed."""
        self._edition += 1
        self._strips.clear()
        self._texts.clear()
        self._margins.clear()
        self._gutter.forget()
        self._margin.forget()
        self._numbered = {}, {}

    def arrange(self, columns: PaneColumns, height: int) -> list[Line]:
        """Give the lines to show from the pane's top row on."""
        pane = self._pane
        self._palette = pane.palette
        if columns != self._columns:
            self._columns = columns
            self.forget()
        if len(self._beside) > _KEPT:
            self.forget()
            # Here and not in `forget`: lines that are shown still are drawn until there are others.
            self._beside, self._numbers = [()], {(): 0}
        numbers = pane.layout_rows.window(pane.top, height)
        rows = [pane.layout_rows[number] for number in numbers]
        if not columns.margin_width:
            lines = self._folded(numbers, rows)[:height]
            return lines + [_BLANK] * (height - len(lines))
        beside = self._arranged(rows, height)
        lines = [
            self._line(number, row, beside.get(y, 0))
            for y, (number, row) in enumerate(zip(numbers, rows, strict=True))
        ]
        below = range(len(lines), height)
        return lines + [self._only_beside(beside.get(y, 0)) for y in below]

    def strip(self, line: Line, width: int) -> Strip:
        """Give a line as it is drawn."""
        strip = self._strips.get(line)
        if strip is None or strip.cell_length != width:
            strip = self._drawn(line, width)
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            self._strips[line] = strip
        return strip

    def prepare(self, number: int, width: int) -> None:
        """Draw a layout row that is not in view, for when it will be."""
        for row in self._pane.layout_rows.window(number, 1):
            if row == number:
                self.strip(self._line(row, self._pane.layout_rows[row], 0), width)

    def _drawn(self, line: Line, width: int) -> Strip:
        """Draw a line; its text is drawn once for whatever stands in the margin beside it."""
        ground, margin = self._palette.text, self._columns.margin
        if not self._columns.margin_width or line.row is None:
            return to_strip(self.pieces(line), width, ground)
        alone = line._replace(beside=0)
        text = self._texts.get(alone)
        if text is None:
            text = to_segments(self.pieces(alone), margin, ground)
            if len(self._texts) >= _KEPT:
                self._texts.clear()
            self._texts[alone] = text
        beside = self._margins.get((line.beside, width))
        if beside is None:
            beside = to_segments(self._beside[line.beside], width - margin, ground)
            self._margins[line.beside, width] = beside
        return Strip([*text, *beside], width)

    def pieces(self, line: Line) -> list[Piece]:
        """Give the pieces of a line, without what stands in the margin beside its text."""
        pane, palette, columns = self._pane, self._palette, self._columns
        pieces: list[Piece] = [(" " * columns.gutter, palette.text)]
        if line.row is None:
            edge = columns.margin if columns.margin_width else columns.text
            return [(" " * edge, palette.text), *self._beside[line.beside]]
        row = pane.layout_rows[line.row]
        pieces += self._gutter.pieces(row, palette, is_current=line.sentence != NOWHERE)
        text = paint_row(pane.layout_rows, row, pane.overlay, palette)
        pieces += text
        if not (columns.margin_width or pane.alone):
            used = columns.text + sum(width_of(part) for part, _ in text)
            pieces += self._chips_after(row, pane.size.width - used)
        return pieces

    def _line(self, number: int, row: Row, beside: int) -> Line:
        """Describe one row of the text."""
        layers = self._pane.overlay
        return Line(
            number,
            _clip(layers.sentence, row),
            _clip(layers.word, row),
            _clip(layers.selection, row),
            _clip(layers.head, row),
            _clip(layers.lit, row),
            beside,
            self._edition,
        )

    def _only_beside(self, beside: int) -> Line:
        """Describe a line without text."""
        return _BLANK._replace(beside=beside, edition=self._edition) if beside else _BLANK

    def _number_of(self, pieces: Sequence[Piece]) -> int:
        """Give the number of what stands beside a line: alike lines have one number."""
        number = self._numbers.setdefault(tuple(pieces), len(self._beside))
        if number == len(self._beside):
            self._beside.append(pieces)
        return number

    def _arranged(self, rows: Sequence[Row], height: int) -> dict[int, int]:
        """Give the numbers of what stands in the margin, by screen row."""
        lines = self._margin.lines(rows, height, self._columns.margin_width, self._palette)
        if lines is not self._numbered[0]:
            numbers = {y: self._number_of(pieces) for y, pieces in lines.items()}
            self._numbered = lines, numbers
        return self._numbered[1]

    def _folded(self, numbers: range, rows: Sequence[Row]) -> list[Line]:
        """Give the lines where there is no margin: the current note opens below its passage."""
        pane = self._pane
        lines = []
        current = None if pane.alone else pane.current_telling()
        below = self._note_below(current) if current and current.note else []
        for number, row, following in zip(numbers, rows, [*rows[1:], None], strict=True):
            lines.append(self._line(number, row, 0))
            if below and current and _ends_on(row, following, current, pane.document):
                lines += below
                below = []
        return lines

    def _note_below(self, annotation: Annotation) -> list[Line]:
        """Give the lines of a note that opens below its passage."""
        palette, colors = self._palette, self._pane.tag_colors
        width = self._columns.measure - 2
        color = palette.ink(color_of(annotation.tags, colors))
        room = max(self._pane.height // 2, 1)
        chips = chip_lines(annotation, width, colors, palette)
        notes = note_lines(annotation.note, width, palette, bright=True, most=room + 1)
        head = memo_lines(annotation, width, palette)
        lines = cut_short(head + chips + notes, room, width, palette)
        return [self._only_beside(self._number_of([("▏ ", color), *line])) for line in lines]

    def _chips_after(self, row: Row, room: int) -> list[Piece]:
        """Give the chips of the passages that end on a row, or dots where they find no room."""
        pane, palette = self._pane, self._palette
        # No more are looked at than there is room for, a dot each.
        room = max(room, 0)
        ending = [
            mark
            for run in row.runs
            for mark in islice(pane.overlaps.ending(run.start, run.end), room)
        ]
        tags = [tag for mark in ending for tag in mark.tags][:room]
        colors = [color_of([tag], pane.tag_colors) for tag in tags]
        chips: list[Piece] = []
        for tag, color in zip(tags, colors, strict=True):
            chip = (f" {label(tag, 16)} ", palette.chip(color, bright=False))
            chips += [(" ", palette.text), chip]
        if sum(width_of(text) for text, _ in chips) <= room - 1:
            return chips
        dots = [("●", palette.ink(color)) for color in colors]
        if len(dots) >= room:
            dots = [*dots[: max(room - 2, 0)], ("+", palette.dim)]
        return [(" ", palette.text), *dots]


def _ends_on(row: Row, following: Row | None, mark: Annotation, document: Document) -> bool:
    """Tell whether a passage ends on a row; a memo stands below the first block's caption."""
    if not mark.is_memo:
        return any(run.start < mark.end <= run.end for run in row.runs)
    is_over = following is None or not (following.block == 0 or following.decoration)
    return row.start <= document.blocks[0].end and is_over


def _clip(span: Span, row: Row) -> Span:
    """Give what of a span is on a row, or `NOWHERE`; a table's rows count as one extent."""
    start, end = max(span.start, row.start), min(span.end, row.end)
    return Span(start, end) if start < end and row.block >= 0 else NOWHERE
