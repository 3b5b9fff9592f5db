"""The formats to choose from, each with what it is for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.events import Click
from textual.message import Message

from reader.formats.known import Format
from reader.text.cells import width_of
from reader.tui.drawn import Drawn, Piece, filled

_AIR = 3
"""Cells between a format's title and what it is for."""


class FormatList(Drawn):
    """Formats, one a row; the one at the cursor is chosen."""

    class Changed(Message):
        """Another format was chosen."""

    def __init__(self, formats: Sequence[Format], start: str) -> None:
        """Make the list, the format of the name `start` being chosen."""
        super().__init__()
        self._formats = list(formats)
        names = [one.name for one in formats]
        self._index = names.index(start) if start in names else 0
        self._top = 0

    def __len__(self) -> int:
        return len(self._formats)

    @property
    def current(self) -> Format:
        """The format that is chosen."""
        return self._formats[self._index]

    def step(self, step: int) -> None:
        """Choose another format, so many further down."""
        self._choose(min(max(self._index + step, 0), len(self._formats) - 1))

    def _choose(self, index: int) -> None:
        if index != self._index:
            self._index = index
            self.refresh()
            self.post_message(self.Changed())

    def _first(self) -> int:
        """Give the format in the first row: the cursor stays in view."""
        rows = max(self.size.height, 1)
        self._top = min(self._top, self._index, max(len(self._formats) - rows, 0))
        self._top = max(self._top, self._index - rows + 1)
        return self._top

    def line(self, y: int) -> Iterable[Piece]:
        """Give one format, and at the edges how many more there are."""
        number = self._first() + y
        if number >= len(self._formats):
            return [(" " * self.size.width, self.palette.raised(self.palette.text))]
        palette, raised = self.palette, self.palette.raised
        form, here = self._formats[number], number == self._index
        column = max(width_of(one.title) for one in self._formats) + _AIR
        more = self._more(y)
        room = max(self.size.width - 2 - column - width_of(more), 0)
        return [
            ("▌ " if here else "  ", raised(palette.accent)),
            (filled(form.title, column), raised(palette.strong if here else palette.text)),
            (
                filled(_in_words(form.what, room), room),
                raised(palette.text if here else palette.dim),
            ),
            (more, raised(palette.dim)),
        ]

    def _more(self, y: int) -> str:
        """Give how many formats are out of view beyond this row."""
        above, below = self._top, len(self._formats) - self._top - self.size.height
        if y == self.size.height - 1 and below > 0:
            return f" {below} more ↓"
        return f" {above} more ↑" if y == 0 and above > 0 else ""

    def on_click(self, event: Click) -> None:
        """Choose the format under a click."""
        event.stop()
        if self._first() + event.y < len(self._formats):
            self._choose(self._top + event.y)


def _in_words(text: str, room: int) -> str:
    """Give as many whole words as there is room for.

    >>> _in_words("for scripts that cut at tabs", 20), _in_words("for scripts", 20)
    ('for scripts that…', 'for scripts')
    """
    if width_of(text) <= room:
        return text
    words = text.split(" ")
    while len(words) > 1 and width_of(" ".join(words)) >= room:
        words.pop()
    return " ".join(words).rstrip(",") + "…"
