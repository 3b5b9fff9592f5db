"""A line to type into, below the pane it is about: a search, a filter, a file name."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key
from textual.widgets import Input, Label

from reader.tui.drawn import label

Take = Callable[[str], None]


class Prompt(Horizontal):
    """A label and a field; what is typed goes to `typed`, and in the end to `taken`.

    `taken` is called with the text at enter; at escape `left` is called.
    """

    DEFAULT_CSS = """
    Prompt { height: 1; padding: 0 2; background: $surface; }
    Prompt Label { width: auto; color: $accent; background: $surface; }
    Prompt Input, Prompt Input:focus {
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
        """Make the label and the field."""
        yield Label(label(self._label, 30), markup=False)
        yield Input(self._value, select_on_focus=False)

    def on_mount(self) -> None:
        """Take the focus."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Hand on what is typed."""
        event.stop()
        if self._typed:
            self._typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand on what was typed in the end."""
        event.stop()
        self.remove()
        self._taken(event.value)

    def on_key(self, event: Key) -> None:
        """Leave at escape."""
        if event.key == "escape":
            event.stop()
            self.remove()
            if self._left:
                self._left()
