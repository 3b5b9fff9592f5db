"""One line that says what will happen, and waits for the key that lets it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.app import ComposeResult
from textual.events import Key
from textual.widget import Widget

from reader.tui.drawn import Drawn, Piece, filled
from reader.tui.fields import Field
from reader.tui.keys import names_of


class Confirm(Field):
    """A line below a view; enter, or the key that asked, does it, and any other key leaves."""

    DEFAULT_CSS = "Confirm { height: auto; padding: 0 2; background: $surface; }"

    def __init__(
        self, what: str, verb: str, confirmed: Callable[[], None], *, key: str = ""
    ) -> None:
        """Make the line; `verb` says in the footer what enter, or `key`, does."""
        super().__init__()
        self.hint = f"enter {verb} · esc leaves"
        self._question = _Question(f"{what}; enter {verb}, esc leaves")
        self._confirmed = confirmed
        self._keys = ("enter", key)

    def compose(self) -> ComposeResult:
        """Make the line."""
        yield self._question

    def entry(self) -> Widget:
        """Give the line, which takes the keys."""
        return self._question

    def answer(self, event: Key) -> None:
        """Do what was asked, or leave."""
        if not set(names_of(event)) & set(self._keys):
            self.leave()
        elif self.close():
            self._confirmed()


class _Question(Drawn, can_focus=True):
    """The line itself."""

    DEFAULT_CSS = "_Question { height: 1; background: $surface; }"

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what

    def line(self, y: int) -> Iterable[Piece]:
        """Give the line."""
        palette = self.palette
        return [(filled(self._what, self.size.width), palette.raised(palette.strong))]

    def on_key(self, event: Key) -> None:
        """Hand every key to the field: none is a command here."""
        event.stop()
        event.prevent_default()
        field = self.parent
        assert isinstance(field, Confirm)
        field.answer(event)
