"""The reading pane: an article's text, its gutter and its margin, drawn line by line.

It holds what is shown and where: the layout, the top row, the cursor, the selection and the
annotations. What keys do to them is in `pane_motions`, `pane_selecting` and `pane_hints`, what
the mouse does in `pane_dragging` and `pane_mouse`; each is a pane more able than the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from textual.events import Resize
from textual.geometry import Region
from textual.strip import Strip

from reader.annotation.model import Annotation
from reader.annotation.overlaps import Overlaps
from reader.annotation.painting import Tint, retinted, tints
from reader.commands import Place
from reader.text import units
from reader.text.document import Document, Span
from reader.text.layout import Layout
from reader.text.selection import Selection, moving_character
from reader.tui.drawn import Drawn, to_strip
from reader.tui.painter import NOWHERE, Layers
from reader.tui.widgets.geometry import Columns, columns
from reader.tui.widgets.looking_ahead import LookingAhead
from reader.tui.widgets.pane_lines import Line, PaneLines, differ_beside_only

_EMPTY = Document("", (), 0)


class PlaceInView(NamedTuple):
    """Where one is in an article, and how it stands in view."""

    cursor: int
    """Offset of the current word's start."""
    top: int
    """Offset at which the first row in view starts."""
    row: int
    """That row's number in `layout_rows`."""
    layout_rows: Layout


class TextPane(Drawn, can_focus=True):
    """One article, read by sentence and word."""

    DEFAULT_CSS = "TextPane { width: 1fr; height: 1fr; }"

    def __init__(self, moved: Callable[[], None]) -> None:
        """Make the pane; `moved` is called when the cursor or the selection is another one.

        It is a call and no message, so that what it changes is drawn in the same frame.
        """
        super().__init__(id="text")
        self.moved = moved
        self.document = _EMPTY
        self.layout_rows = Layout(_EMPTY, 1)
        self.overlay = Layers()
        self.overlaps = Overlaps()
        """The annotations of the article."""
        self.tag_colors: dict[str, str] = {}
        """Colour names by tag path."""
        self.cursor = 0
        """Offset of the current word's start."""
        self.top = 0
        """The layout row that is shown first."""
        self.selection: Selection | None = None
        self.moving: Annotation | None = None
        """The annotation whose ends are being moved, if one is."""
        self.lit = ""
        """Id of the lit annotation, if there is one."""
        self.pending: frozenset[str] = frozenset()
        """Ids of annotations that are not yet on disk."""
        self.alone = False
        """Whether the text stands alone, without margin and marks."""
        self._caption = ""
        self._columns = Columns(0, 1, 0, 0)
        self._lines = PaneLines(self)
        self._shown: list[Line] = []
        self._ahead = LookingAhead(self._draw_ahead)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places whose keys work here now."""
        return ("select", "reading") if self.selection else ("reading",)

    @property
    def marks(self) -> Sequence[Annotation]:
        """The annotations of the article, in order of their place."""
        return self.overlaps.annotations

    # What the screen tells the pane

    def show(self, document: Document, caption: str) -> None:
        """Show an article from its beginning, with a line about it."""
        self.document = document
        self._caption = caption
        self.cursor = units.sentence_at(document, 0).start
        self._ahead.stop()
        self.layout_rows = Layout(_EMPTY, 1)
        self.top = 0
        self.selection = self.moving = None
        self.lit = ""
        self.overlaps = Overlaps()
        self.overlay = Layers()
        self._lay_out()

    def renew(self, document: Document, caption: str) -> None:
        """Show an article whole of which the beginning is shown, at the same place.

        A selection is kept if the text up to its end is the same.
        """
        cursor, chosen, before = self.cursor, self.selection, self.place()
        end = max(cursor, chosen.span.end if chosen else 0)
        is_same = document.text[:end] == self.document.text[:end]
        self.show(document, caption)
        self.cursor = units.word_at(document, min(cursor, len(document.text))).start
        self.selection = chosen if is_same else None
        if self.is_laid_out:
            self._begin_rows(before.top)
        self.follow()

    def mark(
        self,
        marks: Sequence[Annotation],
        *,
        colors: dict[str, str] | None = None,
        pending: Iterable[str] = (),
    ) -> None:
        """Show these annotations in place of those before."""
        self.overlaps = Overlaps(marks)
        self.tag_colors = self.tag_colors if colors is None else colors
        self.pending = frozenset(pending)
        self._remark(tints(self.marks, self.tag_colors))

    def mark_one(
        self, gone: str, new: Annotation | None, *, colors: dict[str, str], pending: bool = False
    ) -> None:
        """Show that the annotation of the id `gone` is gone and, if there is one, a new one is."""
        before = [self.overlaps.by_id(gone), self.overlaps.by_id(new.id) if new else None]
        self.overlaps = self.overlaps.changed(gone, new)
        self.pending = (self.pending - {gone}) | ({new.id} if new and pending else set())
        if colors != self.tag_colors:
            self.tag_colors = colors
            self._remark(tints(self.marks, colors))
            return
        shown = self.overlay.tints
        for start, end in {(mark.start, mark.end) for mark in (*before, new) if mark}:
            shown = retinted(shown, self.overlaps, colors, start, end)
        self._remark(shown)

    def _remark(self, shown: Sequence[Tint]) -> None:
        self.overlay = self.overlay._replace(tints=shown)
        self._lines.forget()
        self.redraw()

    def find(self, matches: Sequence[Span]) -> None:
        """Show the matches of a search."""
        self.overlay = self.overlay._replace(matches=matches)
        self._lines.forget()
        self.redraw()

    def light(self, annotation_id: str) -> None:
        """Light an annotation; the cursor stays where it is."""
        self.lit = annotation_id
        self.redraw()

    def go(self, offset: int, *, lit: str = "") -> None:
        """Make the word at an offset current, and light an annotation."""
        self.cursor = units.word_at(self.document, offset).start
        self.selection = self.moving = None
        self.lit = lit
        self.follow()

    # What the screen asks of it

    @property
    def sentence(self) -> Span:
        """The current sentence."""
        return units.sentence_at(self.document, self.cursor)

    @property
    def target(self) -> Span:
        """What a mark would be made on: the selection, else the current sentence."""
        return self.selection.span if self.selection else self.sentence

    @property
    def height(self) -> int:
        """Rows that are in view."""
        return max(self.size.height, 1)

    def lit_mark(self) -> Annotation | None:
        """Give the lit annotation, if there is one."""
        return self.overlaps.by_id(self.lit)

    def marks_at(self, span: Span) -> list[Annotation]:
        """Give the annotations that overlap a span, in order."""
        return list(self.overlaps.touching(*span))

    def current_mark(self) -> Annotation | None:
        """Give the annotation at the cursor: the lit one, else one over the current word."""
        if lit := self.lit_mark():
            return lit
        word = units.word_at(self.document, self.cursor)
        found = next(self.overlaps.touching(*word), None)
        return found or next(self.overlaps.touching(*self.sentence), None)

    # Drawing

    def on_resize(self, event: Resize) -> None:
        """Lay the text out anew where its measure changed."""
        self.relayout()

    def relayout(self) -> None:
        """Lay the text out anew; the top line keeps its place if the cursor stays in view."""
        self._lay_out()
        if self._is_in_view(self.cursor):
            self.redraw()
            self.moved()
        else:
            self.follow()

    def _is_in_view(self, offset: int) -> bool:
        """Tell whether the row of an offset is in view; before the first resize it is."""
        if not self.is_laid_out:
            return True
        if not self.layout_rows.is_near(offset):
            return False
        return 0 <= self.layout_rows.row_at(offset) - self.top < self.height

    @property
    def is_laid_out(self) -> bool:
        """Whether the rows are those of the present document; before the first resize not."""
        return self.layout_rows.document is self.document

    def _lay_out(self) -> None:
        width = self.size.width
        if not width:
            return
        self._columns = columns(width, self.app.size.width)
        if self.alone:
            measure = min(self._columns.measure, width - 5)
            left = max((width - measure) // 2 - 4, 0)
            self._columns = Columns(left, measure, width, 0)
        rows = self.layout_rows
        if rows.document is self.document and rows.width == self._columns.measure:
            self._lines.forget()
            return
        same = self.is_laid_out
        shown = rows.window(self.top, 1) if same else range(0)
        self._begin_rows(rows[shown[0]].start if shown else self.cursor)

    def place(self) -> PlaceInView:
        """Give where one is, to return to it."""
        shown = self.layout_rows.window(self.top, 1) if self.is_laid_out else range(0)
        top = self.layout_rows[shown[0]].start if shown else 0
        return PlaceInView(self.cursor, top, self.top, self.layout_rows)

    def return_to(self, place: PlaceInView) -> None:
        """Be where one was, with the same row on top."""
        self.cursor = place.cursor
        if place.layout_rows is self.layout_rows:
            self.top = place.row
        elif self.is_laid_out:
            self._begin_rows(place.top)

    def _begin_rows(self, offset: int) -> None:
        """Lay the text out from the row at an offset on, which comes to the top."""
        # What is to be drawn ahead is told by rows of the layout before.
        self._ahead.stop()
        self.layout_rows = Layout(self.document, self._columns.measure, self._caption, begin=offset)
        row = self.layout_rows.row_at(offset)
        # What stands above the article's first line of text comes into view with it.
        before = self.layout_rows.window(row - self.height, self.height)
        self.top = before.start if len(before) < self.height else row
        self._lines.forget()

    def come_near(self, offset: int) -> None:
        """Lay the text out around an offset, unless that is near what is laid out."""
        if self.is_laid_out and not self.layout_rows.is_near(offset):
            self._begin_rows(offset)
            self.top = self.bounded(self.top - self.height // 3)

    def follow(self) -> None:
        """Bring the cursor comfortably into view and show what changed."""
        if self.is_laid_out:
            self.keep_in_view()
        self.redraw()
        self.moved()

    def bounded(self, top: int) -> int:
        """Give the top row nearest to `top` with which the pane is full, where that can be."""
        rows = self.layout_rows
        last = rows.clamped(top + self.height - 2)
        return rows.clamped(min(top, last - self.height + 2))

    def keep_in_view(self) -> None:
        """Scroll as little as it takes for the current sentence to stand comfortably in view."""
        self.come_near(self.selection.head if self.selection else self.cursor)
        rows = self.layout_rows
        air = min(self.height // 5, 6)
        focus = self._focus()
        first, last = rows.row_at(focus.start), rows.row_at(max(focus.end - 1, focus.start))
        top = min(self.top, first - air)
        if last + air >= top + self.height:
            # A sentence longer than the pane shows its beginning.
            top = min(last + air - self.height + 1, first - air)
        if top > self.top:
            top = max(self.bounded(top), self.top)
        self.top = rows.clamped(top)

    def _focus(self) -> Span:
        """Give what must be in view: the moving end of a selection, else the sentence."""
        if self.selection:
            return Span(self.selection.head, self.selection.head)
        sentence = self.sentence
        rows = self.layout_rows
        if rows.row_at(sentence.end) - rows.row_at(sentence.start) >= self.height * 3 // 4:
            return units.word_at(self.document, self.cursor)
        return sentence

    def redraw(self) -> None:
        """Repaint the lines that look different now, and no others."""
        if not self.is_laid_out or not self.size.width:
            return
        before = self._shown
        self._arrange()
        self._ahead.begin(self.top, self.height)
        if len(before) != len(self._shown):
            self.refresh()
            return
        width, margin = self.size.width, self._columns.margin
        changed = [
            Region(x := margin if differ_beside_only(old, new) else 0, y, width - x, 1)
            for y, (old, new) in enumerate(zip(before, self._shown, strict=True))
            if old != new
        ]
        if changed:
            self.refresh(*changed)

    def _draw_ahead(self, row: int) -> None:
        width = self._kept_size.width
        if self.is_laid_out and width:
            self._lines.prepare(row, width)

    def on_unmount(self) -> None:
        """Draw nothing more."""
        self._ahead.stop()

    def _arrange(self) -> None:
        """Work out what each line shows now."""
        lit = self.lit_mark()
        self.overlay = self.overlay._replace(
            sentence=self.sentence,
            word=units.word_at(self.document, self.cursor),
            selection=self.selection.span if self.selection else NOWHERE,
            head=moving_character(self.document, self.selection) if self.selection else NOWHERE,
            lit=Span(lit.start, lit.end) if lit else NOWHERE,
        )
        self._shown = self._lines.arrange(self._columns, self.height)

    def restyle(self) -> None:
        """Repaint everything, after the styles changed."""
        self._lines.forget()
        self.redraw()

    def row_shown(self, y: int) -> int:
        """Give the layout row on screen row `y`, or the nearest one above it."""
        for line in reversed(self._shown[: y + 1]):
            if line.row is not None:
                return line.row
        return self.top

    def cell_of(self, x: int) -> int:
        """Give the layout cell under the pane's column `x`."""
        return x - self._columns.text

    def place_of(self, offset: int) -> tuple[int, int]:
        """Give the pane's row and column at which an offset is drawn.

        What is out of view counts as on the first or the last row.
        """
        rows = [line.row for line in self._shown if line.row is not None]
        if not rows or offset < self.layout_rows[rows[0]].start:
            return 0, self._columns.text
        if offset > self.layout_rows[rows[-1]].end:
            return self.height - 1, self._columns.text
        row = self.layout_rows.row_at(offset)
        shown = next((y for y, line in enumerate(self._shown) if line.row == row), row - self.top)
        return shown, self._columns.text + self.layout_rows.cell_at(offset)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the lines asked for; the first time they are, no resize has come yet."""
        if not self.is_laid_out:
            self._lay_out()
            self.keep_in_view()
            self._arrange()
        return super().render_lines(crop)

    def strip(self, y: int, width: int = 0) -> Strip:
        """Give one line, from the cache where it looks as it did before."""
        width = width or self.size.width
        if y >= len(self._shown):
            return to_strip((), width, self.palette.text)
        return self._lines.strip(self._shown[y], width)
