"""The field in which a note is written, below the text and never over it."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Label, TextArea

from reader.tui.drawn import label


class NoteEditor(Vertical):
    """A note being written; escape and `ctrl+s` keep it and close."""

    DEFAULT_CSS = """
    NoteEditor { height: 8; max-height: 50%; background: $surface; padding: 0 2; }
    NoteEditor Label { color: $text-muted; background: $surface; width: 100%; height: 1; }
    NoteEditor TextArea, NoteEditor TextArea:focus {
        border: none; padding: 0; height: 1fr; background: $surface;
    }
    """

    def __init__(self, about: str, note: str, kept: Callable[[str], None]) -> None:
        """Open the field on a note; `about` says what it is on, `kept` takes it in the end."""
        super().__init__(id="note")
        self._about = about
        self._note = note
        self._kept = kept

    def compose(self) -> ComposeResult:
        """Make the line about it and the field."""
        yield Label(label(f"esc keeps it  ·  note on {self._about}", 300), markup=False)
        yield TextArea(self._note, soft_wrap=True, compact=True)

    def on_mount(self) -> None:
        """Take the focus, at the note's end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    @property
    def text(self) -> str:
        """What is written so far."""
        return self.query_one(TextArea).text

    def on_key(self, event: Key) -> None:
        """Keep the note and close."""
        if event.key in ("escape", "ctrl+s"):
            event.stop()
            event.prevent_default()
            self.close()

    def close(self) -> None:
        """Keep the note and close."""
        text = self.text
        self.remove()
        self._kept(text)
