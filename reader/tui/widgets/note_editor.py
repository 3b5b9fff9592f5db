"""The field in which a note is written, below the text and never over it.

What is typed is handed on at every pause, so that a draft of it can be kept. What is too long to
be typed into without holding keys up is shown as far as it is not, to be changed elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.app import ComposeResult
from textual.events import Key
from textual.timer import Timer
from textual.widgets import Label, TextArea

from reader.text.normal import normalise
from reader.tui.drawn import label
from reader.tui.fields import Field, NoteEntry

_PAUSE = 0.4
"""Seconds without a key that are a pause."""
_LONGEST = 1.0
"""Seconds after which what is typed without a pause is handed on nevertheless."""
_MOST, _MOST_IN_A_LINE = 200_000, 10_000
"""Characters of the longest note, and of its longest line, that can be typed into."""
_LEAST_ROWS, _MOST_ROWS = 6, 100
_IN_A_ROW = 60
"""Characters that take a row, about."""
_HINT = "esc keeps  ctrl+o editor  ctrl+g discards"
_HINT_OF_COPY = "esc keeps  ctrl+l copies  ctrl+g discards"
_SHOWN = 300
"""Characters of a message that are shown at most."""


class NoteEditor(Field):
    """A note being written; escape and `ctrl+s` keep it and close."""

    DEFAULT_CSS = """
    NoteEditor { max-height: 50%; background: $surface; padding: 0 2; }
    NoteEditor Label { color: $text-muted; background: $surface; width: 100%; height: 1; }
    NoteEditor .meanwhile {
        height: auto; max-height: 4; display: none; border-left: wide $accent; padding-left: 1;
    }
    NoteEditor.warned .about { color: $error; }
    NoteEditor.both .meanwhile { display: block; }
    NoteEditor NoteEntry, NoteEditor NoteEntry:focus {
        border: none; padding: 0; height: 1fr; background: $surface;
        scrollbar-size: 1 1; scrollbar-background: $surface; scrollbar-color: $panel;
        scrollbar-background-hover: $surface; scrollbar-color-hover: $panel;
        scrollbar-background-active: $surface; scrollbar-color-active: $panel;
    }
    """

    def __init__(
        self,
        about: str,
        note: str,
        kept: Callable[[str], None],
        *,
        paused: Callable[[str], None] = lambda text: None,
        discarded: Callable[[str], None] | None = None,
        elsewhere: Callable[[NoteEditor], None] | None = None,
        copied: Callable[[str], None] | None = None,
        keeps: str = "esc keeps it",
    ) -> None:
        """Open the field on a note; `about` says what it is on, `kept` takes it in the end.

        `paused` gets what is typed so far, `discarded` what is not wanted, `elsewhere` is to
        open the note in another editor, and `copied` gets what is to be copied.
        """
        super().__init__()
        self._about = f"{keeps}  ·  {about}"
        self._note = normalise(note)
        self._kept, self._paused, self._discarded = kept, paused, discarded
        self._elsewhere, self._copied = elsewhere, copied
        self._is_long = False
        """Whether the note is too long to be typed into, and stands in `_note` alone."""
        self._timer: Timer | None = None
        self._begun = self._typed = 0.0
        """When what was not handed on yet began to be typed, and when its last key was."""
        self.hint = _HINT_OF_COPY if copied else _HINT

    def compose(self) -> ComposeResult:
        """Make the line about it, that about another's writing, and the field."""
        yield Label(label(self._about, _SHOWN), markup=False, classes="about")
        yield Label("", markup=False, classes="meanwhile")
        yield NoteEntry(self._fitting(self._note), self._admits)

    def on_mount(self) -> None:
        """Take the focus, as high as the note needs."""
        self._show_length()
        super().on_mount()

    def entry(self) -> NoteEntry:
        """Give the lines that are typed into."""
        return self.query_one(NoteEntry)

    @property
    def text(self) -> str:
        """What is written so far."""
        if self._is_long or not (self.is_attached and self.query(NoteEntry)):
            return self._note
        return self.entry().text

    # What is shown

    def _admits(self, pasted: str) -> bool:
        """Whether what is pasted leaves the note short enough to be typed into, or say so."""
        admitted = not (self._is_long or _is_long(self.text + pasted))
        if not admitted:
            self.warn("That is too long to be pasted here; ctrl+o opens your editor")
        return admitted

    def _fitting(self, note: str) -> str:
        """Give as much of a note as can be typed into or, of one that cannot, be shown."""
        self._is_long = _is_long(note)
        if not self._is_long:
            return note
        lines = note[:_MOST].split("\n")
        return "\n".join(line[:_MOST_IN_A_LINE] for line in lines[:_MOST_IN_A_LINE])

    def _show_length(self) -> None:
        """Take as much room as the note needs, up to a part of the screen."""
        entry = self.entry()
        entry.read_only = self._is_long
        lines = self._note.split("\n")[:_MOST_ROWS]
        rows = sum(len(line) // _IN_A_ROW + 1 for line in lines)
        self.styles.height = max(rows, _LEAST_ROWS) + 2
        self.call_after_refresh(entry.scroll_cursor_visible)
        if self._is_long:
            self.warn("This note is too long to be changed here; ctrl+o opens your editor")

    def warn(self, message: str) -> None:
        """Say something in the line above the note, or with nothing to say what it is on."""
        if self.is_attached and self.query(".about"):
            self.set_class(bool(message), "warned")
            self.query_one(".about", Label).update(label(message or self._about, _SHOWN))

    def show_meanwhile(self, note: str) -> None:
        """Show what another window made of the note meanwhile, above what is typed here."""
        if self.is_attached and self.query(".meanwhile"):
            self.add_class("both")
            shown = label(note, 4 * self.size.width)
            self.query_one(".meanwhile", Label).update(shown)

    def replace(self, text: str) -> None:
        """Put another text in place of the note, as if it had been typed."""
        self._note = text
        entry = self.entry()
        shown = self._fitting(text)
        entry.replace(shown, entry.document.start, entry.document.end)
        entry.move_cursor(entry.document.end)
        self._show_length()
        self._paused(text)

    # What is typed

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Wait for the next pause."""
        event.stop()
        self._typed = monotonic()
        if self._timer is None and self.text != self._note:
            self._begun = self._typed
            self._timer = self.set_timer(_PAUSE, self._look)

    def _look(self) -> None:
        """Hand on what is typed, if this is a pause or it has been long."""
        now = monotonic()
        left = _PAUSE - (now - self._typed)
        if left > 0.01 and now - self._begun < _LONGEST:
            self._timer = self.set_timer(left, self._look)
            return
        self._timer = None
        if self.closed is not None:
            self._note = self.text
            self._paused(self._note)

    def on_key(self, event: Key) -> None:
        """Keep the note and close, or do what else has a key; tab moves nothing here."""
        if event.key in ("escape", "ctrl+s"):
            self.leave()
        elif event.key == "ctrl+g" and self._discarded is not None:
            self.discard(self._discarded)
        elif event.key == "ctrl+o" and self._elsewhere is not None:
            self._elsewhere(self)
        elif event.key == "ctrl+l" and self._copied is not None:
            self._copied(self.text)
        elif event.key not in ("tab", "shift+tab"):
            return
        event.stop()
        event.prevent_default()

    def leave(self) -> None:
        """Keep the note and close, however it is left."""
        text = normalise(self.text)
        if self.close():
            self._kept(text)

    def discard(self, discarded: Callable[[str], None]) -> None:
        """Close and keep nothing."""
        text = self.text
        if self.close():
            discarded(text)


def _is_long(note: str) -> bool:
    """Whether a note, or a line of it, is too long to be typed into."""
    if len(note) <= _MOST_IN_A_LINE:
        return False
    return len(note) > _MOST or max(map(len, note.split("\n"))) > _MOST_IN_A_LINE
