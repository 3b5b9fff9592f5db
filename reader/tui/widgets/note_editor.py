"""The field in which a note is written, below the text and never over it."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Label

from reader.tui.drawn import label
from reader.tui.fields import Field, NoteEntry


class NoteEditor(Field):
    """A note being written; escape and `ctrl+s` keep it and close."""

    hint = "esc keeps the note"
    DEFAULT_CSS = """
    NoteEditor { height: 8; max-height: 50%; background: $surface; padding: 0 2; }
    NoteEditor Label { color: $text-muted; background: $surface; width: 100%; height: 1; }
    NoteEditor NoteEntry, NoteEditor NoteEntry:focus {
        border: none; padding: 0; height: 1fr; background: $surface;
    }
    """

    def __init__(self, about: str, note: str, kept: Callable[[str], None]) -> None:
        """Open the field on a note; `about` says what it is on, `kept` takes it in the end."""
        super().__init__()
        self._about = about
        self._note = note
        self._kept = kept

    def compose(self) -> ComposeResult:
        """Make the line about it and the field."""
        yield Label(label(f"esc keeps it  ·  note on {self._about}", 300), markup=False)
        yield NoteEntry(self._note)

    def entry(self) -> NoteEntry:
        """Give the lines that are typed into."""
        return self.query_one(NoteEntry)

    @property
    def text(self) -> str:
        """What is written so far."""
        return self.query_one(NoteEntry).text

    def on_key(self, event: Key) -> None:
        """Keep the note and close; tab moves nothing here."""
        if event.key in ("escape", "ctrl+s"):
            self.leave()
        elif event.key not in ("tab", "shift+tab"):
            return
        event.stop()
        event.prevent_default()

    def leave(self) -> None:
        """Keep the note and close, however it is left."""
        text = self.text if self.is_attached and self.query(NoteEntry) else self._note
        if self.close():
            self._kept(text)
