"""A drag of the mouse in the reading pane: what it selects, and how it scrolls.

After a double click a drag selects by whole words, after a triple click by sentences; what is
folded is selected whole. Held at the pane's edge or beyond, it scrolls by a clock, as no events
come from a mouse that rests.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.events import MouseDown
from textual.geometry import Offset
from textual.timer import Timer

from reader.text import units
from reader.text.characters import character_at
from reader.text.document import Document, Span
from reader.text.selection import spanning
from reader.tui.widgets.pane_hints import HintingPane

_TICK = 0.05
_EDGE_TICKS = 3
"""Ticks for each row that a drag scrolls at the very edge; further out each tick scrolls."""
_FASTEST = 12
"""The most rows that a tick scrolls."""


def word_under(document: Document, offset: int) -> Span:
    """Give the word that holds an offset, or the character where that is of no word."""
    word = units.word_at(document, offset)
    return word if word.start <= offset < word.end else character_at(document, offset)


_UNITS: dict[int, Callable[[Document, int], Span]] = {2: word_under, 3: units.sentence_at}
"""What a drag selects by, by the number of presses that began it; else by character."""


class DraggingPane(HintingPane):
    """A text pane in which a drag selects."""

    def __init__(self, moved: Callable[[], None]) -> None:
        super().__init__(moved)
        self.was_dragged = False
        """Whether the mouse moved on since its button went down last."""
        self._pressed: int | None = None
        """The offset at which the button went down, while it is down."""
        self._presses = 0
        """How many times it went down at this place, fast."""
        self._last_press = (Offset(-1, -1), 0.0)
        self._pressed_row = 0
        self._mouse = Offset(0, 0)
        self._clock: Timer | None = None
        self._ticks = 0

    @property
    def is_pressed(self) -> bool:
        """Whether the button is down."""
        return self._pressed is not None

    def offset_under(self, x: int, y: int) -> int:
        """Give the offset of the grapheme nearest to a place in the pane."""
        y = min(max(y, 0), self.height - 1)
        return self.layout_rows.offset_at(self.row_shown(y), self.cell_of(x))

    def begin_drag(self, event: MouseDown) -> None:
        """Remember where the button went down."""
        place, time = event.screen_offset, event.time
        fast = time - self._last_press[1] <= self.app.CLICK_CHAIN_TIME_THRESHOLD
        self._presses = self._presses + 1 if fast and place == self._last_press[0] else 1
        self._last_press = place, time
        self._pressed, self._pressed_row = self.offset_under(event.x, event.y), event.y
        self.was_dragged = False

    def drag_to(self, x: int, y: int) -> None:
        """Select up to a place in the pane; held at an edge or beyond it, begin to scroll."""
        self._mouse = Offset(x, y)
        self._reach()
        if not self._pull():
            self._stop_clock()
        elif self._clock is None:
            self._ticks = 0
            self._clock = self.set_interval(_TICK, self._tick)
            self._tick()

    def end_drag(self) -> None:
        """Let go: what is selected stays."""
        self._pressed = None
        self._stop_clock()

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.stop()
            self._clock = None

    def _reach(self) -> None:
        """Select from where the button went down to where the mouse is now."""
        if self._pressed is None:
            return
        here = self.offset_under(*self._mouse)
        if here == self._pressed and not self.was_dragged:
            return
        self.was_dragged = True
        unit_at = _UNITS.get(min(self._presses, 3), character_at)
        first, last = (
            self.folded_at(place) or unit_at(self.document, place)
            for place in (self._pressed, here)
        )
        self.selection = spanning(first, last)
        self._scrolled()

    def _pull(self) -> int:
        """Give how far out the mouse is: rows beyond an edge and one, negative above."""
        y = self._mouse.y
        if y == self._pressed_row:
            # A drag along the first or the last row selects there and scrolls nothing.
            return 0
        if y <= 0:
            return y - 1
        return max(y - self.height + 2, 0)

    def _tick(self) -> None:
        """Scroll as far as the mouse is out, and select up to it."""
        pull = self._pull()
        if self._pressed is None or (self.was_dragged and self.selection is None):
            self.end_drag()
            return
        self._ticks += 1
        rows = min(abs(pull) - 1, _FASTEST)
        if rows == 0 and self._ticks % _EDGE_TICKS == 1:
            rows = 1
        if rows:
            self.scroll(rows if pull > 0 else -rows)
            self._reach()
