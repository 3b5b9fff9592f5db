"""What keys do in the reading pane: moving, scrolling and selecting.

The motions themselves are pure functions of `reader.text`; here they are given the pane's
state and their answer is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.text import motions, selection, units
from reader.text.document import Document, Span
from reader.text.selection import Selection

if TYPE_CHECKING:
    from reader.tui.widgets.text_pane import TextPane

Motion = Callable[[Document, int], int]


class PaneMotions:
    """The commands of the reading pane that need nothing but the pane."""

    # Reading

    def _move(self: TextPane, motion: Motion) -> None:
        """Make the word current that a motion leads to; nothing is lit then."""
        self.cursor = motion(self.document, self.cursor)
        self.lit = ""
        self.follow()

    def command_next_sentence(self: TextPane) -> None:
        self._move(motions.next_sentence)

    def command_previous_sentence(self: TextPane) -> None:
        self._move(motions.previous_sentence)

    def command_next_paragraph(self: TextPane) -> None:
        self._move(motions.next_paragraph)

    def command_previous_paragraph(self: TextPane) -> None:
        self._move(motions.previous_paragraph)

    def command_next_word(self: TextPane) -> None:
        self._move(motions.next_word)

    def command_previous_word(self: TextPane) -> None:
        self._move(motions.previous_word)

    def command_previous_heading(self: TextPane) -> None:
        self._move(motions.previous_heading)

    def command_next_heading(self: TextPane) -> None:
        self._move(motions.next_heading)

    def command_top(self: TextPane) -> None:
        self.top = 0
        self._move(motions.top)

    def command_bottom(self: TextPane) -> None:
        self.top = self.last_top
        self._move(motions.bottom)

    # Scrolling

    @property
    def last_top(self: TextPane) -> int:
        """The top row with which the end of the text is in view."""
        return max(len(self.layout_rows) - self.height + 1, 0)

    def keep_in_view(self: TextPane) -> None:
        """Scroll as little as it takes for the current sentence to stand comfortably in view."""
        rows = self.layout_rows
        air = min(self.height // 5, 6)
        focus = self._focus()
        first, last = rows.row_at(focus.start), rows.row_at(max(focus.end - 1, focus.start))
        top = min(self.top, max(first - air, 0))
        if last + air >= top + self.height:
            # A sentence longer than the pane shows its beginning.
            top = min(last + air - self.height + 1, max(first - air, 0))
        self.top = max(min(top, max(self.last_top, self.top)), 0)

    def _focus(self: TextPane) -> Span:
        """Give what must be in view: the moving end of a selection, else the sentence."""
        if self.selection:
            return Span(self.selection.head, self.selection.head)
        sentence = self.sentence
        rows = self.layout_rows
        if rows.row_at(sentence.end) - rows.row_at(sentence.start) >= self.height * 3 // 4:
            return units.word_at(self.document, self.cursor)
        return sentence

    def scroll(self: TextPane, count: int) -> None:
        """Scroll by rows; the cursor stays where it is as long as that is in view."""
        top = min(max(self.top + count, 0), max(self.last_top, 0))
        if top == self.top:
            self._go_to_row(0 if count < 0 else len(self.layout_rows) - 1)
            return
        self.top = top
        row = self.layout_rows.row_at(self.cursor)
        if row < top:
            self._go_to_row(top)
        elif row >= top + self.height:
            self._go_to_row(top + self.height - 1)
        else:
            self._scrolled()

    def _go_to_row(self: TextPane, row: int) -> None:
        """Make the first word of a row current, or of the nearest one with text."""
        rows = self.layout_rows
        step = 1 if row <= self.top + self.height // 2 else -1
        while 0 <= row < len(rows) and not rows[row].runs:
            row += step
        row = min(max(row, 0), max(len(rows) - 1, 0))
        if self.document.blocks:
            self.cursor = units.word_at(self.document, rows.offset_at(row, 0)).start
            self.lit = ""
        self._scrolled()

    def _scrolled(self: TextPane) -> None:
        """Show what a scroll left, without scrolling again."""
        self.redraw()
        self.moved()

    def command_line_down(self: TextPane) -> None:
        self.scroll(1)

    def command_line_up(self: TextPane) -> None:
        self.scroll(-1)

    def _page(self: TextPane, count: int) -> None:
        """Scroll by rows and make the first sentence that begins in view current."""
        before = self.top
        self.top = min(max(self.top + count, 0), max(self.last_top, 0))
        if self.top == before:
            self._go_to_row(0 if count < 0 else len(self.layout_rows) - 1)
            return
        rows = self.layout_rows
        for row in range(self.top, min(self.top + self.height, len(rows))):
            if rows[row].runs:
                sentence = units.sentence_at(self.document, rows[row].start)
                if rows.row_at(sentence.start) >= self.top:
                    self._go_to_row(row)
                    return
        self._go_to_row(self.top)

    def command_page_down(self: TextPane) -> None:
        self._page(max(self.height - 2, 1))

    def command_page_up(self: TextPane) -> None:
        self._page(-max(self.height - 2, 1))

    def command_half_page_down(self: TextPane) -> None:
        self._page(max(self.height // 2, 1))

    def command_half_page_up(self: TextPane) -> None:
        self._page(-max(self.height // 2, 1))

    # Selecting

    def _select(self: TextPane, chosen: Selection) -> None:
        """Show a selection and keep its moving end in view."""
        self.selection = chosen
        self.follow()

    def command_select(self: TextPane) -> None:
        if match := self.match_at_cursor():
            self._select(selection.start(match))
        else:
            self._select(selection.start(units.word_at(self.document, self.cursor)))

    def command_select_sentence(self: TextPane) -> None:
        self._select(selection.start(self.sentence))

    def match_at_cursor(self: TextPane) -> Span | None:
        """Give the match of the search that the cursor stands on."""
        word = units.word_at(self.document, self.cursor)
        found = self.overlay.matches_in(word.start, max(word.end, word.start + 1))
        return found[0] if found else None

    def command_grow(self: TextPane) -> None:
        grown = selection.grow(self.document, self.target)
        self._select(selection.start(grown))

    def command_shrink(self: TextPane) -> None:
        shrunk = selection.shrink(self.document, self.target, self.cursor)
        self._select(selection.start(shrunk))

    def leave_selection(self: TextPane) -> None:
        """Leave select mode; the cursor goes to where the selection began."""
        if self.selection:
            self.cursor = units.word_at(self.document, self.selection.span.start).start
        self.selection = self.moving = None
        self.follow()

    def command_select_leave(self: TextPane) -> None:
        self.leave_selection()

    def _extend(self: TextPane, move: Callable[[Document, Selection], Selection]) -> None:
        """Move the moving end of the selection."""
        if self.selection:
            self._select(move(self.document, self.selection))

    def command_select_right(self: TextPane) -> None:
        self._extend(selection.right)

    def command_select_left(self: TextPane) -> None:
        self._extend(selection.left)

    def command_select_next_word(self: TextPane) -> None:
        self._extend(selection.next_word)

    def command_select_previous_word(self: TextPane) -> None:
        self._extend(selection.previous_word)

    def command_select_word_end(self: TextPane) -> None:
        self._extend(selection.word_end)

    def command_select_next_sentence(self: TextPane) -> None:
        self._extend(selection.next_sentence)

    def command_select_previous_sentence(self: TextPane) -> None:
        self._extend(selection.previous_sentence)

    def command_select_next_paragraph(self: TextPane) -> None:
        self._extend(selection.next_paragraph)

    def command_select_previous_paragraph(self: TextPane) -> None:
        self._extend(selection.previous_paragraph)

    def command_select_other_end(self: TextPane) -> None:
        self._extend(lambda _, chosen: selection.other_end(chosen))

    def command_select_anew(self: TextPane) -> None:
        self._extend(selection.anew)

    def command_select_whole_sentence(self: TextPane) -> None:
        self._select(selection.start(self.sentence))

    def _row_of_head(self: TextPane) -> Span:
        """Give the extent of the row on which the moving end of the selection stands."""
        head = self.selection.head if self.selection else self.cursor
        last = self.selection is not None and self.selection.forward
        row = self.layout_rows[self.layout_rows.row_at(max(head - 1, 0) if last else head)]
        return Span(row.start, row.end)

    def command_select_line_start(self: TextPane) -> None:
        row = self._row_of_head()
        self._extend(lambda _, chosen: selection.line_start(chosen, row))

    def command_select_line_end(self: TextPane) -> None:
        row = self._row_of_head()
        self._extend(lambda _, chosen: selection.line_end(chosen, row))

    # Annotations in order

    def command_next_annotation(self: TextPane) -> None:
        self._go_to_mark(1)

    def command_previous_annotation(self: TextPane) -> None:
        self._go_to_mark(-1)

    def _go_to_mark(self: TextPane, step: int) -> None:
        """Light the next or the previous annotation from where one is."""
        here = self.lit_mark()
        if here is not None:
            index = self.marks.index(here) + step
        else:
            starts = [mark.start for mark in self.marks]
            later = [number for number, start in enumerate(starts) if start > self.cursor]
            earlier = [number for number, start in enumerate(starts) if start < self.cursor]
            at = [number for number, start in enumerate(starts) if start == self.cursor]
            ahead = at + later if step > 0 else list(reversed(earlier + at))
            index = ahead[0] if ahead else -1
        if 0 <= index < len(self.marks):
            mark = self.marks[index]
            self.go(mark.start, lit=mark.id)

    def command_dismiss(self: TextPane) -> None:
        self.lit = ""
        self.find("", ())
        self.follow()
