"""The quiet lines above and below the panes: title bar, tag bar and footer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic

from textual.geometry import Region

from reader.annotation.model import TagUse
from reader.commands import Command
from reader.text.cells import width_of
from reader.tui.drawn import Drawn, Piece, label

_LEAST_SECONDS = 2.0


class TitleBar(Drawn):
    """The program's name, what is open, and where one is in it."""

    DEFAULT_CSS = "TitleBar { height: 2; }"

    def __init__(self) -> None:
        super().__init__(id="title")
        self._left = "Reader"
        self._right = ""

    def show(self, left: str, right: str) -> None:
        """Show what stands on the left and on the right."""
        if (left, right) == (self._left, self._right):
            return
        before, self._left, self._right = self._labels(), left, right
        after = self._labels()
        if before[0] != after[0]:
            self.refresh()
        else:
            # No wider than it must be: all that stands below is asked for its lines too.
            size = max(width_of(before[1]), width_of(after[1])) + 2
            self.refresh(Region(self.size.width - size, 0, size, 1))

    def _labels(self) -> tuple[str, str]:
        """Give what stands on the left and on the right as far as there is room."""
        room = self.size.width - 4
        right = label(self._right, room)
        return label(self._left, max(room - width_of(right) - 2, 0)), right

    def line(self, y: int) -> Iterable[Piece]:
        """Give the line, and a blank one below it where there is room."""
        if y:
            return []
        room = self.size.width - 4
        left, right = self._labels()
        gap = " " * max(room - width_of(left) - width_of(right), 0)
        return [("  " + left, self.palette.dim), (gap + right, self.palette.dim)]


class TagBar(Drawn):
    """The tags of the nine keys, and what `.` will repeat."""

    DEFAULT_CSS = "TagBar { height: 2; }"

    def __init__(self) -> None:
        super().__init__(id="tags")
        self._slots: list[TagUse] = []
        self._repeat: tuple[str, ...] = ()

    def show(self, uses: Sequence[TagUse], repeat: Sequence[str]) -> None:
        """Show the tags that have a key, and those that the last annotation got."""
        self._slots = sorted((use for use in uses if use.tag.slot), key=lambda use: use.tag.slot)
        self._repeat = tuple(repeat)
        self.refresh()

    def line(self, y: int) -> Iterable[Piece]:
        """Give the line, below a blank one where there is room."""
        if y != self.size.height - 1:
            return []
        palette, room = self.palette, self.size.width - 4
        repeat = f". {label(', '.join(self._repeat), max(room // 3, 0))}" if self._repeat else ""
        pieces: list[Piece] = [("  ", palette.text)]
        used = 0
        for use in self._slots:
            name = label(use.tag.path, 24)
            size = len(f"{use.tag.slot} ") + width_of(name) + 2
            if used + size + width_of(repeat) > room:
                break
            number = palette.ink(use.tag.color) + palette.make(attributes="bold")
            pieces += [(f"{use.tag.slot} ", number), (name + "  ", palette.text)]
            used += size
        gap = max(room - used - width_of(repeat), 0)
        return [*pieces, (" " * gap + repeat, palette.dim)]


class Footer(Drawn):
    """What the keys do here and now; for a while, what was just done."""

    DEFAULT_CSS = "Footer { height: 1; }"

    def __init__(self) -> None:
        super().__init__(id="footer")
        self._commands: list[Command] = []
        self._right = ""
        self._message = ""
        self._is_error = False
        self._said = 0.0

    def show(self, commands: Sequence[Command], right: str) -> None:
        """Show the keys of these commands, those that have a word for the footer.

        `right` stands at the right: a key and its word.
        """
        shown = [command for command in commands if command.label and command.keys]
        if shown != self._commands or right != self._right:
            self._commands, self._right = shown, right
            self.refresh()

    def say(self, message: str, *, error: bool = False) -> None:
        """Show a message until the next key, and for two seconds at least.

        An error stays until it is dismissed.
        """
        if self.has_error and not error:
            return
        self._message, self._is_error, self._said = message, error, monotonic()
        self.refresh()

    @property
    def message(self) -> str:
        """What it says; empty where nothing is said."""
        return self._message

    @property
    def has_error(self) -> bool:
        """Whether an error stands there that was not dismissed yet."""
        return bool(self._message) and self._is_error

    def key_pressed(self) -> None:
        """Put the message out, at once or when it has stood long enough."""
        if not self._message or self._is_error:
            return
        left = _LEAST_SECONDS - (monotonic() - self._said)
        if left <= 0:
            self.dismiss()
            return
        said = self._said
        self.set_timer(left, lambda: self.dismiss() if self._said == said else None)

    def dismiss(self) -> None:
        """Put the message out."""
        if self._message:
            self._message = ""
            self.refresh()

    def line(self, y: int) -> Iterable[Piece]:
        """Give the line."""
        palette, room = self.palette, self.size.width - 4
        if self._message:
            style = palette.error if self._is_error else palette.strong
            return [("  ", palette.text), (label(self._message, room), style)]
        pieces: list[Piece] = [("  ", palette.text)]
        right = label(self._right, room)
        used = 0
        for command in self._commands:
            key, word = _shown_key(command), command.label
            size = width_of(key) + 1 + width_of(word) + 3
            if used + size + width_of(right) > room:
                break
            pieces += [(key, palette.key), (f" {word}   ", palette.dim)]
            used += size
        gap = " " * max(room - used - width_of(right), 0)
        key, _, word = right.partition(" ")
        return [*pieces, (gap, palette.dim), (key, palette.key), (f" {word}", palette.dim)]


def _shown_key(command: Command) -> str:
    """Give a command's first key as the footer shows it."""
    return {"escape": "esc"}.get(command.keys[0], command.keys[0])
