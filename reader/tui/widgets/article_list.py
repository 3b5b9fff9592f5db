"""The list of articles: its lines, and what keys and the mouse do in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message

from reader.commands import Place
from reader.tui.drawn import Piece
from reader.tui.widgets.article_lines import ShownArticle, article_line, heading
from reader.tui.widgets.list_rows import ListRows


class ArticleList(ListRows):
    """The articles of the library, the open one with a bar."""

    PLACES: ClassVar[tuple[Place, ...]] = ("list",)

    DEFAULT_CSS = "ArticleList { width: 32; height: 1fr; }"

    class Opened(Message):
        """An article was chosen."""

        def __init__(self, article_id: str) -> None:
            super().__init__()
            self.article_id = article_id

    class Filtering(Message):
        """A filter is to be typed."""

    class Sorting(Message):
        """The articles are to stand in the next order."""

    def line(self, y: int) -> Iterable[Piece]:
        """Give one line: the heading, or a part of an article."""
        palette, width = self.palette, self.size.width
        if y == 0:
            return heading(self.total, self.words, palette, width)
        if y == 1:
            return []
        if y == 2 and self.words and self.total == 0:
            return [("  Nothing fits.", palette.dim)]
        number, part = divmod(y - 2, self._each)
        if self._top + number >= len(self._held) or part == self._each - 1:
            return []
        row = self._held[self._top + number].row
        shown = ShownArticle(
            row.article.id == self.open_id,
            self.has_focus and self._top + number == self.index,
            self._waiting.get(row.article.id, 0),
        )
        return article_line(row, part, self._each - 1, shown, palette, width)

    # Commands

    def command_list_down(self) -> None:
        self._go(self.index + 1)

    def command_list_up(self) -> None:
        self._go(self.index - 1)

    def command_list_page_down(self) -> None:
        self._go(self.index + self._fits)

    def command_list_page_up(self) -> None:
        self._go(self.index - self._fits)

    def command_list_top(self) -> None:
        self._go_to_end(first=True)

    def command_list_bottom(self) -> None:
        self._go_to_end(first=False)

    def command_list_open(self) -> None:
        if self.current:
            self.post_message(self.Opened(self.current.article.id))

    def command_list_filter(self) -> None:
        self.post_message(self.Filtering())

    def command_list_sort(self) -> None:
        self.post_message(self.Sorting())

    # Mouse

    def on_click(self, event: Click) -> None:
        """Open the article under a click."""
        event.stop()
        number = self._top + (event.y - 2) // self._each
        if event.y >= 2 and number < len(self._held):
            self._go(number)
            self.command_list_open()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Go on in the list."""
        event.stop()
        self._go(self.index + 1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Go back in the list."""
        event.stop()
        self._go(self.index - 1)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()
