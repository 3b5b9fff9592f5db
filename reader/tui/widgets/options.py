"""A few things to tick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.events import Click, Key
from textual.message import Message

from reader.tui.drawn import Drawn, Piece, filled


@dataclass(slots=True)
class Option:
    """One thing to tick: its name, its words, and whether it is ticked."""

    name: str
    words: str
    ticked: bool = False


class Options(Drawn, can_focus=True):
    """Options, one a row; space ticks the one at the cursor."""

    class Changed(Message):
        """An option was ticked or unticked."""

    def __init__(self, options: Sequence[Option]) -> None:
        super().__init__(id="options")
        self._options = list(options)
        self._index = 0

    def ticked(self, name: str) -> bool:
        """Tell whether an option is there and ticked."""
        return any(option.ticked for option in self._options if option.name == name)

    def get_content_height(self, *_: object) -> int:
        """Give the rows that the options take."""
        return len(self._options)

    def line(self, y: int) -> Iterable[Piece]:
        """Give one option."""
        palette, option = self.palette, self._options[y]
        here = self.has_focus and y == self._index
        box = "[x]" if option.ticked else "[ ]"
        style = palette.strong if here else palette.text
        return [
            ("▌ " if here else "  ", palette.raised(palette.accent)),
            (f"{box} ", palette.raised(palette.accent if option.ticked else palette.dim)),
            (filled(option.words, self.size.width - 6), palette.raised(style)),
        ]

    def _tick(self) -> None:
        option = self._options[self._index]
        option.ticked = not option.ticked
        self.refresh()
        self.post_message(self.Changed())

    def on_key(self, event: Key) -> None:
        """Move or tick; what does neither is the dialog's, and no command's."""
        event.prevent_default()
        step = {"down": 1, "j": 1, "up": -1, "k": -1}.get(event.key, 0)
        if event.key == "space":
            self._tick()
        elif step and 0 <= self._index + step < len(self._options):
            self._index += step
            self.refresh()
        else:
            return
        event.stop()

    def on_click(self, event: Click) -> None:
        """Tick the option under a click."""
        event.stop()
        self._index = event.y
        self._tick()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()
