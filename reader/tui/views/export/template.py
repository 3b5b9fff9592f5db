"""The line of the dialog that names a template's file, for the formats that are written by one."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from reader.tui.fields import LineEntry


class TemplateEntry(Horizontal):
    """A line to type the name of a template's file into."""

    class Changed(Message):
        """Another file was named."""

    def __init__(self, typed: str) -> None:
        """Begin with what was typed the last time."""
        super().__init__()
        self.line = LineEntry(typed, placeholder="none, or a file", select_on_focus=False)

    @property
    def typed(self) -> str:
        """What is typed, without the blanks around it."""
        return self.line.value.strip()

    def compose(self) -> ComposeResult:
        """Make the label and the line."""
        yield Label("template", markup=False)
        yield self.line

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the dialog, once there is another name."""
        event.stop()
        self.post_message(self.Changed())
