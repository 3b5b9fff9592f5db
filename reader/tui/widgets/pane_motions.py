"""What keys do in the reading pane: moving and scrolling.

The motions themselves are pure functions of `reader.text`; here they are given the pane's
state and their answer is shown.
"""

from __future__ import annotations

from reader.text import motions, units
from reader.text.document import Span
from reader.tui.painter import NOWHERE
from reader.tui.widgets.pane_folding import FoldingPane, Motion


class MovingPane(FoldingPane):
    """A text pane that one moves in by sentence, paragraph, word, heading and annotation."""

    _cycled: tuple[str, Span] = ("", NOWHERE)
    """The annotation that was lit last of those at one place, and that place."""

    # Reading

    def _move(self, motion: Motion) -> None:
        """Make the word current that a motion leads to; nothing is lit then."""
        self.cursor = motion(self.document, self.cursor)
        self.lit = ""
        self.follow()

    def _read(self, motion: Motion) -> None:
        """Move as one reads on or back: boilerplate is passed over, unless one is in it."""
        self._move(lambda document, offset: self.reading_on(motion, offset))

    def command_next_sentence(self) -> None:
        self._read(motions.next_sentence)

    def command_previous_sentence(self) -> None:
        self._read(motions.previous_sentence)

    def command_next_paragraph(self) -> None:
        self._read(motions.next_paragraph)

    def command_previous_paragraph(self) -> None:
        self._read(motions.previous_paragraph)

    def command_next_word(self) -> None:
        self._move(motions.next_word)

    def command_previous_word(self) -> None:
        self._move(motions.previous_word)

    def command_previous_heading(self) -> None:
        self._move(motions.previous_heading)

    def command_next_heading(self) -> None:
        self._move(motions.next_heading)

    def command_top(self) -> None:
        self.come_near(0)
        self.top = self.layout_rows.clamped(self.layout_rows.row_at(0) - self.height)
        self._move(self.first_shown)

    def command_bottom(self) -> None:
        end = len(self.document.text)
        self.come_near(end)
        self.top = self.bounded(self.layout_rows.row_at(end))
        self._move(self.last_shown)

    # Scrolling

    def scroll(self, count: int) -> None:
        """Scroll by rows; the cursor stays where it is as long as that is in view."""
        top = self.bounded(self.top + count)
        if top == self.top:
            self._go_to_row(self.layout_rows.clamped(top + count))
            return
        self.top = top
        rows = self.layout_rows
        shown = rows.window(top, self.height)
        if shown and self.cursor < rows[shown[0]].start:
            self._go_to_row(top)
        elif shown and self.cursor > rows[shown[-1]].end:
            self._go_to_row(top + self.height - 1)
        else:
            self._scrolled()

    def _go_to_row(self, row: int) -> None:
        """Make the first word of a row current, or of the nearest one with text."""
        rows = self.layout_rows
        step = 1 if row <= self.top + self.height // 2 else -1
        if self.document.blocks:
            found = self._row_with_text(row, step)
            self.cursor = units.word_at(self.document, rows.offset_at(found, 0)).start
            self.lit = ""
        self._scrolled()

    def _row_with_text(self, row: int, step: int) -> int:
        """Give the nearest row with text from a row on, or else before it: folds may end a text."""
        rows = self.layout_rows
        for way in (step, -step):
            here = rows.clamped(row)
            while rows.clamped(here) == here:
                if rows[here].runs:
                    return here
                here += way
        return row

    def _scrolled(self) -> None:
        """Show what a scroll left, without scrolling again."""
        self.unfold_here()
        self.redraw()
        self.moved()

    def command_line_down(self) -> None:
        self.scroll(1)

    def command_line_up(self) -> None:
        self.scroll(-1)

    def _page(self, count: int) -> None:
        """Scroll by rows and make the first sentence that begins in view current."""
        before = self.top
        self.top = self.bounded(self.top + count)
        rows = self.layout_rows
        if self.top == before:
            self._go_to_row(rows.clamped(before - 1 if count < 0 else before + self.height))
            return
        for row in rows.window(self.top, self.height):
            if rows[row].runs:
                sentence = units.sentence_at(self.document, rows[row].start)
                if rows.row_at(sentence.start) >= self.top:
                    self._go_to_row(row)
                    return
        self._go_to_row(self.top)

    def command_page_down(self) -> None:
        self._page(max(self.height - 2, 1))

    def command_page_up(self) -> None:
        self._page(-max(self.height - 2, 1))

    def command_half_page_down(self) -> None:
        self._page(max(self.height // 2, 1))

    def command_half_page_up(self) -> None:
        self._page(-max(self.height // 2, 1))

    # Annotations in order

    def command_next_annotation(self) -> None:
        self._go_to_mark(1)

    def command_previous_annotation(self) -> None:
        self._go_to_mark(-1)

    def _go_to_mark(self, step: int) -> None:
        """Light the next or the previous annotation from where one is."""
        lit = self.overlaps.place_of(self.lit)
        if lit >= 0:
            index = lit + step
        elif step > 0:
            index = self.overlaps.starting(0, self.cursor).stop
        else:
            index = self.overlaps.starting(0, self.cursor + 1).stop - 1
        if 0 <= index < len(self.marks):
            mark = self.marks[index]
            self.go(mark.start, lit=mark.id)
        elif not self.marks:
            self.say("No annotation in this article")
        else:
            self.say(f"No annotation {'after' if step > 0 else 'before'} this one")

    def command_next_annotation_here(self) -> None:
        place = self._place_cycled()
        here = self.marks_at(place)
        if not here:
            self.say("No annotation here")
            return
        ids = [mark.id for mark in here]
        number = (ids.index(self.lit) + 1) % len(ids) if self.lit in ids else 0
        self._cycled = ids[number], place
        self.selection = self.moving = None
        self.light(ids[number])
        self.moved()
        self.say(f"{number + 1:,} of {len(ids):,} here")

    def _place_cycled(self) -> Span:
        """Give the place whose annotations are lit in turn: it stays while they are."""
        if self.selection:
            return self.selection.span
        lit = self.lit_mark()
        if lit is not None:
            lit_id, place = self._cycled
            return place if lit_id == lit.id else Span(lit.start, lit.end)
        word = units.word_at(self.document, self.cursor)
        return word if self.marks_at(word) else self.sentence

    def command_dismiss(self) -> None:
        self.lit = ""
        self.find(())
        self.follow()
