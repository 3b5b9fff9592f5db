"""A few things to tick, or to choose one of several for."""

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
    choices: tuple[str, ...] = ()
    """Words of which one is chosen, in the place of a tick."""
    chosen: int = 0

    def step(self) -> None:
        """Tick or untick it, or choose what comes next."""
        if self.choices:
            self.chosen = (self.chosen + 1) % len(self.choices)
        else:
            self.ticked = not self.ticked


class Options(Drawn, can_focus=True):
    """Options, one a row; space ticks the one at the cursor."""

    class Changed(Message):
        """An option was ticked or unticked."""

    def __init__(self, options: Sequence[Option]) -> None:
        super().__init__(id="options")
        self.options = list(options)
        self._index = self._top = 0

    def __len__(self) -> int:
        return len(self.options)

    def show(self, options: Sequence[Option]) -> None:
        """Show other options, the cursor on the one of the same name if it is among them."""
        here = self.options[self._index].name if self.options else ""
        self.options = list(options)
        names = [option.name for option in options]
        self._index = names.index(here) if here in names else 0
        self.refresh()

    def _first(self) -> int:
        """Give the option in the first row: the cursor stays in view."""
        rows = max(self.size.height, 1)
        self._top = min(self._top, self._index, max(len(self.options) - rows, 0))
        self._top = max(self._top, self._index - rows + 1)
        return self._top

    def line(self, y: int) -> Iterable[Piece]:
        """Give one option."""
        palette, number = self.palette, self._first() + y
        if number >= len(self.options):
            return [(" " * self.size.width, palette.raised(palette.text))]
        option = self.options[number]
        here = self.has_focus and number == self._index
        box = "‹›  " if option.choices else "[x] " if option.ticked else "[ ] "
        words = option.choices[option.chosen] if option.choices else option.words
        is_lit = option.ticked or bool(option.chosen)
        style = palette.strong if here else palette.text
        return [
            ("▌ " if here else "  ", palette.raised(palette.accent)),
            (box, palette.raised(palette.accent if is_lit else palette.dim)),
            (filled(words, self.size.width - 6), palette.raised(style)),
        ]

    def _tick(self) -> None:
        if self.options:
            self.options[self._index].step()
            self.refresh()
            self.post_message(self.Changed())

    def on_key(self, event: Key) -> None:
        """Move or tick; what does neither is the dialog's, and no command's."""
        event.prevent_default()
        step = {"down": 1, "j": 1, "up": -1, "k": -1}.get(event.key, 0)
        if event.key == "space":
            self._tick()
        elif step and 0 <= self._index + step < len(self.options):
            self._index += step
            self.refresh()
        elif not step:
            return
        event.stop()

    def on_click(self, event: Click) -> None:
        """Tick the option under a click."""
        event.stop()
        if self._first() + event.y < len(self.options):
            self._index = self._top + event.y
            self._tick()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()
