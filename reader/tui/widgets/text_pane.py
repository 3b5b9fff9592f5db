"""The reading pane: an article's text, its gutter and its margin, drawn line by line.

Which rows are in view is decided in `pane_rows`; here the annotations and the matches are laid
over them, and the lines that look different are drawn. What keys do is in `pane_motions`,
`pane_selecting` and `pane_hints`, what the mouse does in `pane_dragging` and `pane_mouse`; each
is a pane more able than the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.events import Resize
from textual.geometry import Region
from textual.strip import Strip

from reader.annotation.model import Annotation
from reader.annotation.overlaps import Overlaps
from reader.annotation.painting import Tint, retinted, tints
from reader.commands import Place
from reader.text import units
from reader.text.document import Document, Span
from reader.text.selection import moving_character
from reader.tui.drawn import to_strip
from reader.tui.painter import NOWHERE, Layers
from reader.tui.widgets.looking_ahead import LookingAhead
from reader.tui.widgets.pane_lines import Line, PaneLines, differ_beside_only
from reader.tui.widgets.pane_rows import LaidOutPane


class TextPane(LaidOutPane, can_focus=True):
    """One article, read by sentence and word."""

    DEFAULT_CSS = "TextPane { width: 1fr; height: 1fr; }"

    def __init__(self, moved: Callable[[], None]) -> None:
        """Make the pane; `moved` is called when the cursor or the selection is another one.

        It is a call and no message, so that what it changes is drawn in the same frame.
        """
        super().__init__()
        self.moved = moved
        self.overlay = Layers()
        self.overlaps = Overlaps()
        """The annotations of the article."""
        self.memos: Sequence[Annotation] = ()
        """The memos on it, one's own first."""
        self.tag_colors: dict[str, str] = {}
        """Colour names by tag path."""
        self.moving: Annotation | None = None
        """The annotation whose ends are being moved, if one is."""
        self.placing = False
        """Whether a passage is to be selected here that then is placed."""
        self.lit = ""
        """Id of the lit annotation, if there is one."""
        self.pending: frozenset[str] = frozenset()
        """Ids of annotations that are not yet on disk."""
        self._lines = PaneLines(self)
        self._shown: list[Line] = []
        self._ahead = LookingAhead(self._draw_ahead)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places whose keys work here now."""
        usual: tuple[Place, ...] = ("select", "reading") if self.selection else ("reading",)
        return ("placing", *usual) if self.placing else usual

    @property
    def marks(self) -> Sequence[Annotation]:
        """The annotations of the article, in order of their place."""
        return self.overlaps.annotations

    # What the screen tells the pane

    def show(self, document: Document, caption: str) -> None:
        """Show an article from its beginning, with a line about it."""
        self._ahead.stop()
        self.moving = None
        self.lit = ""
        self.overlaps = Overlaps()
        self.memos = ()
        self.overlay = Layers()
        super().show(document, caption)

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
        memos: Sequence[Annotation] = (),
        colors: dict[str, str] | None = None,
        pending: Iterable[str] = (),
    ) -> None:
        """Show these annotations in place of those before."""
        self.overlaps, self.memos = Overlaps(marks), memos
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

    def current_telling(self) -> Annotation | None:
        """Give the annotation at the cursor or, in the first sentence, else the first memo."""
        if (mark := self.current_mark()) is not None or not self.memos:
            return mark
        return self.memos[0] if self.sentence.start <= self.document.starts[0] else None

    # Drawing

    def on_resize(self, event: Resize) -> None:
        """Lay the text out anew where its measure changed."""
        self.relayout()

    def relayout(self) -> None:
        """Lay the text out anew; the top line keeps its place if the cursor stays in view."""
        self._lay_out()
        self._lines.forget()
        if self._is_in_view(self.cursor):
            self.redraw()
            self.moved()
        else:
            self.follow()

    def follow(self) -> None:
        """Bring the cursor comfortably into view and show what changed."""
        if self.is_laid_out:
            self.keep_in_view()
        self.redraw()
        self.moved()

    def _begin_rows(self, offset: int) -> None:
        # What is to be drawn ahead is told by rows of the layout before.
        self._ahead.stop()
        super()._begin_rows(offset)
        self._lines.forget()

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
