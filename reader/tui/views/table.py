"""What views that are lists of rows have in common: a cursor and a scroll position."""

from __future__ import annotations

from itertools import chain

from textual.events import MouseScrollDown, MouseScrollUp

from reader.tui.drawn import Drawn


class TableView(Drawn, can_focus=True):
    """Rows with a cursor; a subclass says how many there are and draws them."""

    DEFAULT_CSS = "TableView { width: 1fr; height: 1fr; }"

    count = 0
    """How many rows there are."""
    index = 0
    """The row the cursor is on."""
    top = 0
    """The row that is shown first."""

    @property
    def body(self) -> int:
        """How many rows are in view."""
        return max(self.size.height - 2, 1)

    def can_stand(self, index: int) -> bool:
        """Tell whether the cursor may be on a row."""
        return True

    def go(self, index: int) -> None:
        """Move the cursor to a row, or to the nearest one where it may be."""
        index = min(max(index, 0), max(self.count - 1, 0))
        around = chain(range(index, self.count), range(index - 1, -1, -1))
        self._stand(next((row for row in around if self.can_stand(row)), 0))

    def step(self, count: int) -> None:
        """Move the cursor by so many rows, passing over those where it may not be."""
        index = min(max(self.index + count, 0), max(self.count - 1, 0))
        way = range(index, self.count) if count > 0 else range(min(index, self.count - 1), -1, -1)
        self._stand(next((row for row in way if self.can_stand(row)), self.index))

    def _stand(self, index: int) -> None:
        self.index = index
        if not self.size.height:
            # Not on the screen yet: nothing is to be scrolled.
            return
        # A heading above the first row stays in view with it.
        lead = index
        while lead > 0 and not self.can_stand(lead - 1):
            lead -= 1
        self.top = min(self.top, lead)
        self.top = max(self.top, index - self.body + 1, 0)
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._stand(self.index)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Go on."""
        event.stop()
        self.step(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Go back."""
        event.stop()
        self.step(-1)
