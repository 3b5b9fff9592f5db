"""What all fields have in common: when they have the focus, and how they are left."""

from __future__ import annotations

from collections.abc import Callable

from textual.containers import Vertical
from textual.events import Paste
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Selection

from reader.text.normal import clean, normalise


class Field(Vertical):
    """Something opened over the panes to type into."""

    hint = "esc leaves"
    """What its keys do, for the footer."""

    closed: Callable[[], None] | None = None
    """Called when it closes, before what was typed is used; then it is `None`."""
    ready = False
    """Whether it stands there and has the focus: until then, keys wait."""

    def entry(self) -> Widget:
        """Give the widget that is typed into."""
        return self.query_one(LineEntry)

    def on_mount(self) -> None:
        """Take the focus."""
        if self.closed is not None:
            self.screen.set_focus(self.entry())
        self.ready = True

    def close(self) -> bool:
        """Take it from the screen; what lies below has the focus again.

        False if it was closed already: what was typed has been used then.
        """
        closed, self.closed = self.closed, None
        if closed is None:
            return False
        # In this order: a removed widget that has the focus gives it to some neighbour.
        closed()
        self.remove()
        return True

    def leave(self) -> None:
        """Close it as escape does."""
        self.close()

    def fit(self) -> None:
        """Follow the terminal, whose size was changed."""

    def stop(self) -> bool:
        """Stop what it does, if it does something that takes a while; False where it does not."""
        return False


class LineEntry(Input):
    """A line to type into; what is pasted is made harmless first."""

    def _on_paste(self, event: Paste) -> None:
        # Textual goes on to the inherited handler by itself.
        event.text = clean(event.text)


class NoteEntry(TextArea):
    """Lines to type into, from their end on; what is pasted is made harmless first."""

    def __init__(self, text: str, admits: Callable[[str], bool] = lambda pasted: True) -> None:
        """Begin with a text; `admits` tells whether what is pasted may come in."""
        super().__init__(text, soft_wrap=True, compact=True)
        self.admits = admits
        # Without its watchers: they scroll, and there is nothing to scroll yet.
        self.set_reactive(TextArea.selection, Selection.cursor(self.document.end))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the lines asked for; blank ones where they are asked for too soon."""
        try:
            return super().render_lines(crop)
        except KeyError:
            # Textual may draw a text area before it has its styles (its issue 6528).
            return [Strip.blank(crop.width)] * crop.height

    async def _on_paste(self, event: Paste) -> None:
        event.text = normalise(event.text)
        if not self.admits(event.text):
            event.prevent_default()
            event.stop()
