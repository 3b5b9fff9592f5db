"""A line to type into, below the pane it is about: a search, a filter."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Input, Label

from reader.tui.drawn import label
from reader.tui.fields import Field, LineEntry

Take = Callable[[str], None]


class Prompt(Field):
    """A label and a line; what is typed goes to `typed`, and at enter to `taken`.

    At escape `left` is called; without it, nothing is.
    """

    hint = "enter keeps · esc leaves"
    DEFAULT_CSS = """
    Prompt { layout: horizontal; height: 1; padding: 0 2; background: $surface; }
    Prompt Label { width: auto; color: $accent; background: $surface; }
    Prompt LineEntry, Prompt LineEntry:focus {
        width: 1fr; height: 1; border: none; padding: 0 1; background: $surface;
    }
    """

    def __init__(
        self,
        name: str,
        *,
        value: str = "",
        taken: Take,
        typed: Take | None = None,
        left: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._label = name
        self._value = value
        self._taken, self._typed, self._left = taken, typed, left

    def compose(self) -> ComposeResult:
        """Make the label and the line."""
        yield Label(label(self._label, 30), markup=False)
        yield LineEntry(self._value, select_on_focus=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Hand on what is typed."""
        event.stop()
        if self._typed and self.closed:
            self._typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand on what was typed in the end."""
        event.stop()
        if self.close():
            self._taken(event.value)

    def leave(self) -> None:
        """Close it and take nothing."""
        if self.close() and self._left:
            self._left()

    def on_key(self, event: Key) -> None:
        """Leave at escape; tab moves nothing here."""
        if event.key == "escape":
            self.leave()
        elif event.key not in ("tab", "shift+tab"):
            return
        event.stop()
        event.prevent_default()
