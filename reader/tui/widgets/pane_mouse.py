"""What the mouse does in the reading pane: a drag selects, a click goes, the wheel scrolls.

The pane finds the grapheme under the mouse by itself: Textual's own selection counts code
points and goes wrong after a grapheme of several.
"""

from __future__ import annotations

from textual.events import Click, MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp

from reader.text import units
from reader.text.document import Document
from reader.text.selection import start
from reader.tui.widgets.pane_dragging import DraggingPane, word_under

_WHEEL = 3


class ReadingPane(DraggingPane):
    """The reading pane whole: what keys do in it, and the mouse."""

    def on_mouse_down(self, event: MouseDown) -> None:
        """Remember where a drag may begin."""
        self.leave_hints()
        if event.button != 1 or not self.document.blocks:
            return
        event.stop()
        self.begin_drag(event)
        self.capture_mouse()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Select from where the button went down to where the mouse is."""
        if not self.is_pressed:
            return
        event.stop()
        if event.button:
            self.drag_to(event.x, event.y)
        else:
            # The button went up where the terminal could not see it.
            self._end_drag()

    def on_mouse_up(self, event: MouseUp) -> None:
        """End a drag."""
        if self.is_pressed:
            event.stop()
            self._end_drag()

    def _end_drag(self) -> None:
        self.end_drag()
        self.release_mouse()

    def show(self, document: Document, caption: str) -> None:
        """Show an article from its beginning, with a line about it."""
        self.end_drag()
        super().show(document, caption)

    def on_click(self, event: Click) -> None:
        """Go to a word, select a word at the second click and its sentence at the third."""
        if self.was_dragged or not self.document.blocks:
            self.was_dragged = False
            return
        event.stop()
        offset = self.offset_under(event.x, event.y)
        self.cursor = units.word_at(self.document, offset).start
        if event.chain == 1:
            self._click_on_mark(offset)
        elif event.chain == 2:
            self.selection = start(word_under(self.document, offset))
        else:
            self.selection = start(self.sentence)
        self._scrolled()

    def _click_on_mark(self, offset: int) -> None:
        """Leave select mode and light the shortest annotation under a click."""
        self.selection = self.moving = None
        under = self.overlaps.touching(offset, offset + 1)
        shortest = min(under, key=lambda mark: mark.end - mark.start, default=None)
        self.lit = shortest.id if shortest else ""

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll on."""
        event.stop()
        self.leave_hints()
        self.scroll(_WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll back."""
        event.stop()
        self.leave_hints()
        self.scroll(-_WHEEL)
