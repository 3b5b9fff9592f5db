"""A line to type a query into: what is wrong with it is explained right below, at its place."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key
from textual.widgets import Input, Label

from reader.library import Library
from reader.query import QueryError, parse, written
from reader.text.cells import width_of
from reader.text.wrapping import wrap
from reader.tui.drawn import label
from reader.tui.fields import LineEntry
from reader.tui.widgets.prompt import Prompt, Take

_ROWS = 4
"""Rows at most for what is wrong; on a low terminal there are fewer."""


class QueryPrompt(Prompt):
    """A prompt that hands on nothing but queries that can be asked.

    What is not finished while it is typed, as a quotation mark that is not closed, is taken as it
    is likely to end. At ctrl+s `saved` is called, if it is given, with what was typed.
    """

    hint = "enter keeps · esc leaves"
    DEFAULT_CSS = """
    QueryPrompt { layout: vertical; height: auto; }
    QueryPrompt Horizontal { height: 1; background: $surface; }
    QueryPrompt #wrong { width: 1fr; height: auto; color: $error; display: none; }
    QueryPrompt.wrong #wrong { display: block; }
    """

    def __init__(
        self,
        name: str,
        library: Library,
        *,
        value: str = "",
        taken: Take,
        typed: Take,
        left: Callable[[], None] | None = None,
        saved: Take | None = None,
    ) -> None:
        super().__init__(name, value=value, taken=taken, typed=typed, left=left)
        self._library = library
        self._saved = saved

    def compose(self) -> ComposeResult:
        """Make the label, the line and the room for what is wrong."""
        yield Horizontal(*super().compose())
        yield Label("", id="wrong", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Hand on what is typed, as a whole query, or explain what is wrong with it."""
        event.stop()
        # Else Textual goes on to the inherited handler by itself.
        event.prevent_default()
        query = self._understood(event.value)
        if query is not None and self._typed and self.closed:
            self._typed(query)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand on what was typed in the end; it stays open where that is wrong."""
        event.stop()
        event.prevent_default()
        query = self._understood(event.value)
        if query is not None and self.close():
            self._taken(query)

    def on_key(self, event: Key) -> None:
        """Save at ctrl+s; for the rest it is a prompt, whose handler Textual goes on to."""
        if event.key != "ctrl+s" or self._saved is None:
            return
        event.stop()
        event.prevent_default()
        query = self._understood(self.query_one(LineEntry).value)
        if query and self.close():
            self._taken(query)
            self._saved(query)

    def _understood(self, text: str) -> str | None:
        """Give what was typed as a whole query; where it cannot be one, show why."""
        try:
            query = parse(text, lenient=True)
            self._library.asked(query and written(query))
        except QueryError as error:
            self._explain(error)
            return None
        self.remove_class("wrong")
        # What was finished is left as it was typed.
        return text if _is_whole(text) else written(query)

    def _explain(self, error: QueryError) -> None:
        """Show below its place what is wrong."""
        room = max(self.size.width - 4, 10)
        before = label(self._label, 30), error.query[: error.offset]
        place = min(sum(map(width_of, before)) + 1, room - 1)
        most = max(min(self.screen.size.height // 5, _ROWS), 1)
        said = label(f"{error.what}; {error.hint}", room * most)
        lines = [said[start:end] for start, end in wrap(said, 0, len(said), room)][:most]
        self.query_one("#wrong", Label).update("\n".join([" " * place + "^", *lines]))
        self.add_class("wrong")


def _is_whole(text: str) -> bool:
    try:
        parse(text)
    except QueryError:
        return False
    return True
