"""One row of an article as pieces of text in styles.

What lies over the text is layers: the annotations, the current sentence and word, the matches
of a search, the selection. The row is cut where a layer begins or ends, and each piece gets
the layers over it, the later winning.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.style import Style

from reader.annotation.painting import PaintedRun
from reader.text.cells import drawn, is_simple, width_of
from reader.text.document import Block, Mark, Span
from reader.text.layout import Layout, Row
from reader.text.tables import Run
from reader.tui.drawn import Piece

if TYPE_CHECKING:
    from reader.tui.palette import Palette

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Layers:
    """What lies over an article's text, by canonical offset."""

    runs: Sequence[PaintedRun] = ()
    """The annotations, disjoint and in order."""
    starts: Sequence[int] = ()
    """Where the runs start, for bisection."""
    sentence: Span = NOWHERE
    word: Span = NOWHERE
    matches: Sequence[Span] = ()
    selection: Span = NOWHERE
    lit: Span = NOWHERE
    """The extent of the lit annotation."""
    colors: dict[str, str] = field(default_factory=dict)
    """Colour names by tag path."""

    def runs_in(self, start: int, end: int) -> Sequence[PaintedRun]:
        """Give the annotation runs that touch `[start, end)`."""
        first = bisect_right(self.starts, start) - 1
        if first < 0 or self.runs[first].end <= start:
            first += 1
        last = bisect_left(self.starts, end)
        return self.runs[first:last]

    def matches_in(self, start: int, end: int) -> Sequence[Span]:
        """Give the matches of the search that touch `[start, end)`; they do not overlap."""
        first = bisect_right(self.matches, start, key=lambda match: match.start) - 1
        if first < 0 or self.matches[first].end <= start:
            first += 1
        last = bisect_left(self.matches, end, key=lambda match: match.start)
        return self.matches[first:last]

    def color(self, run: PaintedRun) -> str:
        """Give the colour that shows on a run: that of its annotation's first tag."""
        return color_of(run.top.tags, self.colors)


def color_of(tags: Sequence[str], colors: Mapping[str, str]) -> str:
    """Give the colour name of an annotation's first tag; a highlight without one is amber."""
    return colors.get(tags[0], "amber") if tags else "amber"


def paint_row(layout: Layout, row: Row, layers: Layers, palette: Palette) -> list[Piece]:
    """Give the pieces of one row, from cell 0 to its last character."""
    pieces: list[Piece] = []
    if row.decoration:
        # The words of a caption or of a record's columns are read, bullets and bars only seen.
        words = row.block < 0 or layout.document.blocks[row.block].kind == "table"
        style = palette.dim if words and not row.decoration.startswith("─") else palette.faint
        pieces.append((drawn(row.decoration), style))
    if not row.runs:
        return pieces
    used = width_of(row.decoration)
    block = layout.document.blocks[row.block]
    base = _base(block, row, palette)
    for run in row.runs:
        if run.cell > used:
            pieces.append((" " * (run.cell - used), palette.text))
            used = run.cell
        for start, end, style in _styled(run, block, base, layers, palette):
            text = _text(layout, run, start, end)
            pieces.append((text, style))
        used = run.cell + _width(layout, run)
    return pieces


def _base(block: Block, row: Row, palette: Palette) -> Style:
    """Give the style of a block's text before anything lies over it."""
    if block.kind == "heading":
        return palette.strong if block.level == 1 else palette.accent + Style(bold=True)
    if block.kind == "table" and block.rows and row.start < block.rows[0][-1].end:
        return palette.dim + Style(bold=True)
    return palette.text


def _styled(
    run: Run, block: Block, base: Style, layers: Layers, palette: Palette
) -> Iterable[tuple[int, int, Style]]:
    """Cut a run where a layer begins or ends, and give each piece its style."""
    overlays: list[tuple[int, int, Style]] = []
    add = overlays.append
    for mark in _marks_in(block.marks, run.start, run.end):
        add((mark.start, mark.end, _inline(mark, palette)))
    add((*layers.sentence, palette.sentence))
    for painted in layers.runs_in(run.start, run.end):
        lit = layers.lit.start <= painted.start and painted.end <= layers.lit.end
        style = palette.mark(layers.color(painted), lit=lit, overlap=painted.depth > 1)
        add((painted.start, painted.end, style))
    add((*layers.word, palette.word))
    for match in layers.matches_in(run.start, run.end):
        add((match.start, match.end, palette.search))
    add((*layers.selection, palette.selection))
    live = [layer for layer in overlays if layer[0] < run.end and layer[1] > run.start]
    if not live:
        return [(run.start, run.end, base)]
    return _cut(run, base, live)


def _cut(
    run: Run, base: Style, overlays: list[tuple[int, int, Style]]
) -> list[tuple[int, int, Style]]:
    """Give the pieces of a run between the edges of the layers over it."""
    edges = {run.start, run.end}
    for start, end, _ in overlays:
        edges.add(max(start, run.start))
        edges.add(min(end, run.end))
    cuts = sorted(edges)
    pieces = []
    for start, end in pairwise(cuts):
        style = base
        for first, last, layer in overlays:
            if first <= start and end <= last:
                style = style + layer
        pieces.append((start, end, style))
    return pieces


def _marks_in(marks: tuple[Mark, ...], start: int, end: int) -> Iterable[Mark]:
    """Give the inline styles that touch `[start, end)`."""
    return [mark for mark in marks if mark.start < end and mark.end > start]


_INLINE: dict[str, Callable[[Palette], Style]] = {
    "emphasis": lambda palette: Style(italic=True),
    "strong": lambda palette: palette.make(palette.shades.strong, "", "bold"),
    "code": lambda palette: palette.make(palette.shades.tags["teal"].ink),
    "strike": lambda palette: Style(strike=True),
    "link": lambda palette: palette.make(
        palette.shades.accent, "", "" if palette.colors else "italic"
    ),
    "image": lambda palette: palette.make(palette.shades.dim, "", "italic"),
}


def _inline(mark: Mark, palette: Palette) -> Style:
    """Give the layer of an inline style."""
    make = _INLINE.get(mark.style)
    return make(palette) if make else Style()


def _text(layout: Layout, run: Run, start: int, end: int) -> str:
    """Give a piece of a run as it is drawn, its tabs as spaces."""
    text = layout.document.text
    if is_simple(text, start, end):
        return text[start:end]
    parts = []
    for glyph in layout.glyphs(run):
        if start <= glyph.start < end:
            grapheme = text[glyph.start : glyph.end]
            parts.append(" " * glyph.width if grapheme == "\t" else drawn(grapheme))
    return "".join(parts)


def _width(layout: Layout, run: Run) -> int:
    """Give the cells that a run takes."""
    if is_simple(layout.document.text, run.start, run.end):
        return run.end - run.start
    glyphs = layout.glyphs(run)
    return glyphs[-1].cell + glyphs[-1].width - run.cell if glyphs else 0
