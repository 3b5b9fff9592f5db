"""Keeping a query under a name, from wherever it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.errors import ReaderError
from reader.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from reader.tui.desk import Desk


def save_search(desk: Desk, query: str, after: Widget) -> None:
    """Let a name be typed, below what the query is about, and keep the query under it."""

    def taken(name: str) -> None:
        try:
            future = desk.library.searches.save(name, query)
        except ReaderError as error:
            desk.say(str(error), error=True)
        else:
            desk.writing.show(future)

    desk.overlays.open(Prompt("save as @", taken=taken), desk, after=after)
