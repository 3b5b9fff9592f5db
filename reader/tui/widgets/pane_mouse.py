"""What the mouse does in the reading pane: a drag selects, a click goes, the wheel scrolls.

The pane finds the grapheme under the mouse by itself: Textual's own selection counts code
points and goes wrong after a grapheme of several.
"""

from __future__ import annotations

from textual.events import Click, MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp

from reader.text import selection, units
from reader.tui.widgets.pane_selecting import SelectingPane

_WHEEL = 3


class ReadingPane(SelectingPane):
    """The reading pane whole: what keys do in it, and the mouse."""

    _pressed: int | None = None
    """The offset at which a button went down, while it is down."""
    _dragged = False

    def _offset_under(self, x: int, y: int) -> int:
        """Give the offset of the grapheme nearest to a place in the pane."""
        return self.layout_rows.offset_at(self.row_shown(y), self.cell_of(x))

    def on_mouse_down(self, event: MouseDown) -> None:
        """Remember where a drag may begin."""
        if event.button != 1 or not self.document.blocks:
            return
        event.stop()
        self._pressed = self._offset_under(event.x, event.y)
        self._dragged = False
        self.capture_mouse()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Select from where the button went down to where the mouse is."""
        if self._pressed is None:
            return
        event.stop()
        if event.y < 0:
            self.top = self.bounded(self.top - 1)
        elif event.y >= self.height:
            self.top = self.bounded(self.top + 1)
        here = self._offset_under(event.x, min(max(event.y, 0), self.height - 1))
        if here == self._pressed and not self._dragged:
            return
        self._dragged = True
        self.selection = selection.between(self.document, self._pressed, here)
        self._scrolled()

    def on_mouse_up(self, event: MouseUp) -> None:
        """End a drag."""
        if self._pressed is None:
            return
        event.stop()
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: Click) -> None:
        """Go to a word, select a word at the second click and its sentence at the third."""
        if self._dragged or not self.document.blocks:
            self._dragged = False
            return
        event.stop()
        offset = self._offset_under(event.x, event.y)
        self.cursor = units.word_at(self.document, offset).start
        if event.chain == 1:
            self._click_on_mark(offset)
        elif event.chain == 2:
            self.selection = selection.start(units.word_at(self.document, offset))
        else:
            self.selection = selection.start(self.sentence)
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
        self.scroll(_WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll back."""
        event.stop()
        self.scroll(-_WHEEL)
