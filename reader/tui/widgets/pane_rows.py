"""What of an article is in view in the reading pane: its rows, the top one, the cursor.

Nothing is drawn here. The text is laid out around what is shown, and the top row is chosen so
that the current sentence, or the moving end of a selection, stands comfortably in view.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.text import units
from reader.text.document import Document, Span
from reader.text.folds import NO_FOLDS, Folds
from reader.text.layout import Layout
from reader.text.selection import Selection
from reader.tui.drawn import Drawn
from reader.tui.widgets.geometry import PaneColumns, columns

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


class LaidOutPane(Drawn):
    """A pane whose text is laid out in rows, some of which are in view."""

    def __init__(self) -> None:
        super().__init__(id="text")
        self.document = _EMPTY
        self.layout_rows = Layout(_EMPTY, 1)
        self.cursor = 0
        """Offset of the current word's start."""
        self.top = 0
        """The layout row that is shown first."""
        self.selection: Selection | None = None
        self.alone = False
        """Whether the text stands alone, without margin and marks."""
        self.folds: Folds = NO_FOLDS
        """What one row each stands for."""
        self._caption = ""
        self._columns = PaneColumns(0, 1, 0, 0)

    def show(self, document: Document, caption: str) -> None:
        """Show an article from its beginning, with a line about it."""
        self.document = document
        self._caption = caption
        self.cursor = units.sentence_at(document, 0).start
        self.layout_rows = Layout(_EMPTY, 1)
        self.top = 0
        self.selection = None
        self._lay_out()

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

    @property
    def is_laid_out(self) -> bool:
        """Whether the rows are those of the present document; before the first resize not."""
        return self.layout_rows.document is self.document

    def _lay_out(self) -> None:
        """Lay the text out in the room there is, unless it is laid out so already."""
        width = self.size.width
        if not width:
            return
        self._columns = columns(width, self.app.size.width)
        if self.alone:
            measure = min(self._columns.measure, width - 5)
            left = max((width - measure) // 2 - 4, 0)
            self._columns = PaneColumns(left, measure, width, 0)
        rows = self.layout_rows
        if rows.document is self.document and rows.width == self._columns.measure:
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
        self.layout_rows = Layout(
            self.document, self._columns.measure, self._caption, begin=offset, folds=self.folds
        )
        row = self.layout_rows.row_at(offset)
        # What stands above the article's first line of text comes into view with it.
        before = self.layout_rows.window(row - self.height, self.height)
        self.top = before.start if len(before) < self.height else row

    def come_near(self, offset: int) -> None:
        """Lay the text out around an offset, unless that is near what is laid out."""
        if self.is_laid_out and not self.layout_rows.is_near(offset):
            self._begin_rows(offset)
            self.top = self.bounded(self.top - self.height // 3)

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

    def _is_in_view(self, offset: int) -> bool:
        """Tell whether the row of an offset is in view; before the first resize it is."""
        if not self.is_laid_out:
            return True
        if not self.layout_rows.is_near(offset):
            return False
        return 0 <= self.layout_rows.row_at(offset) - self.top < self.height

    def _focus(self) -> Span:
        """Give what must be in view: the moving end of a selection, else the sentence."""
        if self.selection:
            return Span(self.selection.head, self.selection.head)
        sentence = self.sentence
        rows = self.layout_rows
        if rows.row_at(sentence.end) - rows.row_at(sentence.start) >= self.height * 3 // 4:
            return units.word_at(self.document, self.cursor)
        return sentence
