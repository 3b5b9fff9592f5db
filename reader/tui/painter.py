"""One row of an article as pieces of text in styles.

What lies over the text is layers: the annotations, the current sentence and word, the matches
of a search, the selection. The row is cut where a layer begins or ends, and each piece gets
the layers over it, the later winning.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style

from reader.annotation.painting import Tint
from reader.text.block_rows import Row
from reader.text.cells import drawn, is_simple, shape, width_of
from reader.text.decoration import INDENT
from reader.text.document import Block, Mark, Span
from reader.text.layout import Layout
from reader.text.tables import DrawnRun
from reader.tui import constructs
from reader.tui.drawn import Piece

if TYPE_CHECKING:
    from reader.tui.palette import Palette

NOWHERE = Span(0, 0)

Layer = tuple[int, int, Style]
"""A style over `[start, end)`."""


class Layers(NamedTuple):
    """What lies over an article's text, by canonical offset."""

    tints: Sequence[Tint] = ()
    """How the annotations look, disjoint and in order."""
    sentence: Span = NOWHERE
    word: Span = NOWHERE
    matches: Sequence[Span] = ()
    selection: Span = NOWHERE
    head: Span = NOWHERE
    """The character at the moving end of the selection."""
    lit: Span = NOWHERE
    """The extent of the lit annotation."""
    quiet: Sequence[Span] = ()
    """What is boilerplate, disjoint and in order: whole blocks."""

    def tints_in(self, start: int, end: int) -> Sequence[Tint]:
        """Give the tints that touch `[start, end)`."""
        first = bisect_right(self.tints, start, key=lambda tint: tint.end)
        return self.tints[first : bisect_left(self.tints, end, key=lambda tint: tint.start)]

    def matches_in(self, start: int, end: int) -> Sequence[Span]:
        """Give the matches of the search that touch `[start, end)`; they do not overlap."""
        first = bisect_right(self.matches, start, key=lambda match: match.end)
        return self.matches[first : bisect_left(self.matches, end, key=lambda match: match.start)]

    def is_quiet(self, offset: int) -> bool:
        """Tell whether an offset is in boilerplate."""
        if not self.quiet:
            return False
        place = bisect_right(self.quiet, offset, key=lambda span: span.start) - 1
        return place >= 0 and offset < self.quiet[place].end


def paint_row(layout: Layout, row: Row, layers: Layers, palette: Palette) -> list[Piece]:
    """Give the pieces of one row, from cell 0 to its last character."""
    block = layout.document.blocks[row.block] if row.block >= 0 else None
    is_quiet = layers.is_quiet(row.start)
    base = palette.dim if is_quiet else _base(block, row, palette) if block else palette.text
    pieces = _decoration(row, block, palette)
    if not row.runs and row.end > row.start and _touch(layers.selection, row):
        # What is folded is selected with what stands around it.
        pieces = [(text, style + palette.selection) for text, style in pieces]
    used = width_of(row.decoration)
    text = layout.document.text
    for run in row.runs:
        assert block is not None  # Rows between blocks have no text.
        if run.cell > used:
            pieces.append((" " * (run.cell - used), base))
        marks = _marks_in(block.marks, run.start, run.end)
        scripts = constructs.scripts_among(marks)
        simple = is_simple(text, run.start, run.end)
        styles = () if is_quiet else marks
        for start, end, style in _styled(run, styles, base, layers, palette):
            plain = simple and not scripts
            shown = text[start:end] if plain else _text(layout, run, start, end, scripts)
            pieces.append((shown, style))
        used = run.cell + (run.end - run.start if simple else _width(layout, run))
    if block and block.kind == "code" and used < layout.width:
        pieces.append((" " * (layout.width - used), base))
    return pieces


def _touch(span: Span, row: Row) -> bool:
    return span.start < row.end and span.end > row.start


def _decoration(row: Row, block: Block | None, palette: Palette) -> list[Piece]:
    """Give what is drawn before a row's text; what stands in from of code is on its ground."""
    outer, inner = row.decoration, ""
    if block and block.kind == "code":
        outer, inner = outer[: -len(INDENT)], outer[-len(INDENT) :]
    pieces = [
        (drawn(part), palette.dim if is_read else palette.faint)
        for part, is_read in constructs.decoration(outer)
    ]
    return [*pieces, (inner, palette.code_edge)] if inner else pieces


def _base(block: Block, row: Row, palette: Palette) -> Style:
    """Give the style of a block's text before anything lies over it."""
    if block.kind == "heading":
        return constructs.heading(block.level, palette)
    if block.kind == "code":
        return palette.code
    is_headed = block.kind == "table" and block.rows and not block.level
    if is_headed and row.start < block.rows[0][-1].end:
        return palette.dim + Style(bold=True)
    return palette.text


def _styled(
    run: DrawnRun, marks: Iterable[Mark], base: Style, layers: Layers, palette: Palette
) -> Iterable[Layer]:
    """Cut a run where a layer begins or ends, and give each piece its style."""
    over: list[Layer] = []
    add = over.append
    for mark in marks:
        add((mark.start, mark.end, constructs.inline(mark.style, palette)))
    add((*layers.sentence, palette.sentence))
    for tint in layers.tints_in(run.start, run.end):
        over += _tinted(tint, layers.lit, palette)
    add((*layers.word, palette.word))
    for match in layers.matches_in(run.start, run.end):
        add((match.start, match.end, palette.search))
    add((*layers.selection, palette.selection))
    add((*layers.head, palette.head))
    live = [
        (max(start, run.start), min(end, run.end), style)
        for start, end, style in over
        if start < run.end and end > run.start
    ]
    return cut_by(live, run.start, run.end, base)


def _tinted(tint: Tint, lit: Span, palette: Palette) -> Iterable[Layer]:
    """Give a tint in its style, stronger where the lit annotation lies."""
    start, end, color, overlap = tint
    first, last = max(lit.start, start), min(lit.end, end)
    style = palette.mark(color, overlap=overlap)
    if first >= last:
        return [(start, end, style)]
    strong = palette.mark(color, lit=True, overlap=overlap)
    return [(start, first, style), (first, last, strong), (last, end, style)]


def cut_by(layers: Sequence[Layer], start: int, end: int, base: Style) -> list[Layer]:
    """Give `[start, end)` in pieces, each in `base` with the layers over it, later over earlier.

    The layers lie within. It is one sweep: what it costs is edges and how many lie over one
    place, not how many there are. Neighbours that come out alike are one piece.
    """
    if all(one[1] <= other[0] for one, other in pairwise(layers)):
        return _side_by_side(layers, start, end, base)
    edges = sorted({start, end, *(edge for layer in layers for edge in layer[:2])})
    opening = sorted(range(len(layers)), key=lambda rank: layers[rank][0])
    taken = 0
    over: list[int] = []
    pieces: list[Layer] = []
    for first, last in pairwise(edges):
        over = [rank for rank in over if layers[rank][1] > first]
        while taken < len(opening) and layers[opening[taken]][0] <= first:
            if layers[opening[taken]][1] > first:
                insort(over, opening[taken])
            taken += 1
        style = base
        for rank in over:
            style = style + layers[rank][2]
        if pieces and pieces[-1][2] == style:
            first = pieces.pop()[0]
        pieces.append((first, last, style))
    return pieces


def _side_by_side(layers: Sequence[Layer], start: int, end: int, base: Style) -> list[Layer]:
    """Give the pieces where no layer lies over another, as on most rows."""
    pieces: list[Layer] = []
    for first, last, style in layers:
        if first > start:
            pieces.append((start, first, base))
        if last > first:
            pieces.append((first, last, base + style))
        start = last
    if start < end or not pieces:
        pieces.append((start, end, base))
    return pieces


def _marks_in(marks: tuple[Mark, ...], start: int, end: int) -> Iterable[Mark]:
    """Give the inline styles that touch `[start, end)`."""
    last = bisect_left(marks, end, key=lambda mark: mark.start)
    return [mark for mark in marks[:last] if mark.end > start]


def _text(layout: Layout, run: DrawnRun, start: int, end: int, scripts: Sequence[Mark]) -> str:
    """Give a piece of a run as it is drawn, its tabs as spaces."""
    text = layout.document.text
    parts = []
    for glyph in layout.glyphs(run):
        if start <= glyph.start < end:
            grapheme = constructs.scripted(text[glyph.start : glyph.end], glyph.start, scripts)
            parts.append(" " * glyph.width if grapheme == "\t" else shape(grapheme))
    return "".join(parts)


def _width(layout: Layout, run: DrawnRun) -> int:
    """Give the cells that a run takes."""
    glyphs = layout.glyphs(run)
    return glyphs[-1].cell + glyphs[-1].width - run.cell if glyphs else 0
