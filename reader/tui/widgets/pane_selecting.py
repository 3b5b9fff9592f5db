"""Select mode: what keys do to a selection in the reading pane."""

from __future__ import annotations

from collections.abc import Callable

from reader.text import selection, units
from reader.text.document import Document, Span
from reader.text.selection import Selection
from reader.tui.widgets.pane_motions import MovingPane


class SelectingPane(MovingPane):
    """A text pane in which passages are selected by keyboard."""

    def _select(self, chosen: Selection) -> None:
        """Show a selection and keep its moving end in view; only what is moved stays lit."""
        self.selection = chosen
        if self.moving is None:
            self.lit = ""
        self.follow()

    def command_select(self) -> None:
        if match := self.match_at_cursor():
            self._select(selection.start(match))
        else:
            self._select(selection.start(units.word_at(self.document, self.cursor)))

    def command_select_sentence(self) -> None:
        self._select(selection.start(self.sentence))

    def match_at_cursor(self) -> Span | None:
        """Give the match of the search that the cursor stands on."""
        word = units.word_at(self.document, self.cursor)
        found = self.overlay.matches_in(word.start, max(word.end, word.start + 1))
        return found[0] if found else None

    def command_grow(self) -> None:
        grown = selection.grow(self.document, self.target)
        self._select(selection.start(grown))

    def command_shrink(self) -> None:
        shrunk = selection.shrink(self.document, self.target, self.cursor)
        self._select(selection.start(shrunk))

    def leave_selection(self) -> None:
        """Leave select mode; the cursor goes to where the selection began."""
        if self.selection:
            self.cursor = units.word_at(self.document, self.selection.span.start).start
            if self.moving is None:
                self.lit = ""
        self.selection = self.moving = None
        self.follow()

    def command_select_leave(self) -> None:
        self.leave_selection()

    def _extend(self, move: Callable[[Document, Selection], Selection]) -> None:
        """Move the moving end of the selection."""
        if self.selection:
            self._select(move(self.document, self.selection))

    def command_select_right(self) -> None:
        self._extend(selection.right)

    def command_select_left(self) -> None:
        self._extend(selection.left)

    def command_select_next_word(self) -> None:
        self._extend(selection.next_word)

    def command_select_previous_word(self) -> None:
        self._extend(selection.previous_word)

    def command_select_word_end(self) -> None:
        self._extend(selection.word_end)

    def command_select_next_sentence(self) -> None:
        self._extend(selection.next_sentence)

    def command_select_previous_sentence(self) -> None:
        self._extend(selection.previous_sentence)

    def command_select_next_paragraph(self) -> None:
        self._extend(selection.next_paragraph)

    def command_select_previous_paragraph(self) -> None:
        self._extend(selection.previous_paragraph)

    def command_select_other_end(self) -> None:
        self._extend(lambda _, chosen: selection.other_end(chosen))

    def command_select_anew(self) -> None:
        self._extend(selection.anew)

    def command_select_whole_sentence(self) -> None:
        self._select(selection.start(self.sentence))

    def _row_of_head(self) -> Span:
        """Give the extent of the row on which the moving end of the selection stands."""
        head = self.selection.head if self.selection else self.cursor
        last = self.selection is not None and self.selection.forward
        row = self.layout_rows[self.layout_rows.row_at(max(head - 1, 0) if last else head)]
        return Span(row.start, row.end)

    def command_select_line_start(self) -> None:
        row = self._row_of_head()
        self._extend(lambda _, chosen: selection.line_start(chosen, row))

    def command_select_line_end(self) -> None:
        row = self._row_of_head()
        self._extend(lambda _, chosen: selection.line_end(chosen, row))
