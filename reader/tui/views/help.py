"""Every key with what it does, place by place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.events import MouseScrollDown, MouseScrollUp

from reader.commands import PLACES, Command, Place
from reader.text.cells import width_of
from reader.tui.drawn import Drawn, Piece, filled, label
from reader.tui.keys import Keys

_KEYS = 24
_TWO_COLUMNS = 136
"""Cells from which there is room for two columns without a line cut short."""


class HelpView(Drawn, can_focus=True):
    """The keys, in one column, or in two where there is room."""

    PLACES: ClassVar[tuple[Place, ...]] = ("help",)

    DEFAULT_CSS = "HelpView { width: 1fr; height: 1fr; }"

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys
        self._top = 0

    def _entries(self) -> list[Command | str]:
        """Give the commands under the headings of their places, blank lines between."""
        entries: list[Command | str] = []
        for place, heading in PLACES:
            entries += ["", heading] if entries else [heading]
            entries += [command for command in self._keys.at(place) if command.keys]
        return entries

    def _columns(self) -> list[list[Command | str]]:
        """Give the entries in one column or two."""
        entries = self._entries()
        if self.size.width < _TWO_COLUMNS:
            return [entries]
        half = len(entries) // 2
        breaks = [number for number, entry in enumerate(entries) if entry == ""]
        middle = min(breaks, key=lambda number: abs(number - half), default=half)
        return [entries[:middle], entries[middle + 1 :]]

    def line(self, y: int) -> Iterable[Piece]:
        """Give one line of the columns."""
        columns = self._columns()
        width = self.size.width // len(columns)
        pieces: list[Piece] = []
        for column in columns:
            entry = column[self._top + y] if self._top + y < len(column) else ""
            pieces += self._entry(entry, width)
        return pieces

    def _entry(self, entry: Command | str, width: int) -> list[Piece]:
        palette = self.palette
        if isinstance(entry, str):
            return [
                ("  " + filled(entry, width - 2), palette.accent + palette.make(attributes="bold"))
            ]
        size = min(_KEYS, width // 3)
        keys = label("  ".join(entry.keys), size - 1)
        gap = " " * (size - width_of(keys))
        return [
            ("  ", palette.text),
            (keys + gap, palette.strong),
            (filled(entry.help, max(width - size - 2, 0)), palette.text),
        ]

    def _scroll(self, count: int) -> None:
        longest = max(len(column) for column in self._columns())
        self._top = min(max(self._top + count, 0), max(longest - self.size.height, 0))
        self.refresh()

    def command_help_down(self) -> None:
        self._scroll(1)

    def command_help_up(self) -> None:
        self._scroll(-1)

    def command_help_page_down(self) -> None:
        self._scroll(max(self.size.height - 2, 1))

    def command_help_page_up(self) -> None:
        self._scroll(-max(self.size.height - 2, 1))

    def command_help_top(self) -> None:
        self._scroll(-self._top)

    def command_help_bottom(self) -> None:
        self._scroll(len(self._entries()))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll on."""
        event.stop()
        self._scroll(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll back."""
        event.stop()
        self._scroll(-3)
