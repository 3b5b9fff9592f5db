"""A few quiet lines in the middle of an empty place."""

from __future__ import annotations

from collections.abc import Iterable

from reader.text.cells import width_of
from reader.tui.drawn import Drawn, Piece


class Notice(Drawn, can_focus=True):
    """Words of our own where there is nothing else to show."""

    DEFAULT_CSS = "Notice { width: 1fr; height: 1fr; }"

    def __init__(self, name: str) -> None:
        """Make an empty notice, with the id `name`."""
        super().__init__(id=name)
        self._words: tuple[str, ...] = ()

    def show(self, *lines: str) -> None:
        """Show these lines."""
        self._words = lines
        self.refresh()

    def line(self, y: int) -> Iterable[Piece]:
        """Give the line."""
        first = max((self.size.height - len(self._words)) // 2, 0)
        if not first <= y < first + len(self._words):
            return []
        widest = max(map(width_of, self._words), default=0)
        left = " " * max((self.size.width - widest) // 2, 0)
        style = self.palette.strong if y == first else self.palette.dim
        return [(left + self._words[y - first], style)]
