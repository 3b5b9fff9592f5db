"""The list of articles: title, source, date, length, how far read, how much is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from rich.style import Style
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Region
from textual.message import Message

from reader.annotation.model import ArticleRow
from reader.commands import Place
from reader.tui import words
from reader.tui.drawn import Drawn, Piece, filled, label

_SORTS: dict[str, Callable[[ArticleRow], tuple[object, ...]]] = {
    "title": lambda row: (row.article.title.casefold(),),
    "date": lambda row: (row.article.published or "9999", row.article.title.casefold()),
    "source": lambda row: (row.article.source.casefold(), row.article.title.casefold()),
}
_ORDERS = (*_SORTS, "last open")


class ArticleList(Drawn, can_focus=True):
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

    class Sorted(Message):
        """The order is another one now."""

        def __init__(self, order: str) -> None:
            super().__init__()
            self.order = order

    def __init__(self) -> None:
        super().__init__(id="list")
        self._all: dict[str, ArticleRow] = {}
        """Every article by id, listed or not."""
        self.rows: list[ArticleRow] = []
        """The articles that are listed, in the present order."""
        self._waiting: Mapping[str, int] = {}
        """How many annotations wait for review, by the id of the article."""
        self._places: dict[str, int] = {}
        """Where in `rows` each article stands, by id."""
        self.index = 0
        """Which of them the cursor is on."""
        self.open_id = ""
        self.order = "title"
        self.words = ""
        """What the list is filtered by."""
        self._top = 0

    def show(
        self, rows: Sequence[ArticleRow], open_id: str, waiting: Mapping[str, int] | None = None
    ) -> None:
        """List these articles; the cursor stays on its article, or goes to the open one.

        `waiting` has how many annotations wait for review, by the id of the article.
        """
        self._waiting = waiting or {}
        here = self.rows[self.index].article.id if self.rows else open_id
        if open_id != self.open_id:
            here = open_id
        self._all = {row.article.id: row for row in rows}
        self.open_id = open_id
        self._arrange(here)

    def reached(self, article_id: str, offset: int) -> None:
        """Show that an article has been read up to an offset."""
        before = self._all.get(article_id)
        if before is None or before.reading.furthest >= offset:
            return
        row = before._replace(reading=before.reading._replace(furthest=offset))
        self._all[article_id] = row
        number = self._places.get(article_id)
        if number is None:
            return
        self.rows[number] = row
        if words.progress(row) != words.progress(before):
            top = 2 + (number - self._top) * self._each
            self.refresh(Region(0, top, self.size.width, self._each))

    def filter(self, typed: str) -> None:
        """List only the articles that have all the words in their title, source or author."""
        self.words = typed
        self._arrange(self.rows[self.index].article.id if self.rows else "")

    def _arrange(self, here: str) -> None:
        """Filter and sort, and put the cursor on the article `here`."""
        wanted = self.words.casefold().split()
        found = [row for row in self._all.values() if all(word in _text(row) for word in wanted)]
        if self.order == "last open":
            self.rows = sorted(found, key=lambda row: row.reading.opened, reverse=True)
        else:
            self.rows = sorted(found, key=_SORTS[self.order])
        self._places = {row.article.id: number for number, row in enumerate(self.rows)}
        self.index = self._places.get(here, 0)
        self._keep_in_view()
        self.refresh()

    def neighbour(self, step: int) -> str:
        """Give the id of the article before or after the open one, empty at an end."""
        place = self._places.get(self.open_id)
        index = 0 if place is None else place + step
        return self.rows[index].article.id if 0 <= index < len(self.rows) else ""

    def position(self) -> tuple[int, int]:
        """Give the place of the open article, from 1, and how many are listed."""
        return self._places.get(self.open_id, -1) + 1, len(self.rows)

    @property
    def current(self) -> ArticleRow | None:
        """The article that the cursor is on."""
        return self.rows[self.index] if self.rows else None

    # Drawing

    @property
    def _each(self) -> int:
        """Rows that one article takes."""
        return 4 if self.size.height >= 20 else 3

    @property
    def _fits(self) -> int:
        """How many articles are in view."""
        return max((self.size.height - 2) // self._each, 1)

    def _keep_in_view(self) -> None:
        if not self.size.height:
            # Not on the screen yet: nothing is to be scrolled.
            return
        self._top = min(self._top, self.index)
        self._top = max(self._top, self.index - self._fits + 1, 0)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._keep_in_view()
        self.refresh()

    def line(self, y: int) -> Iterable[Piece]:
        """Give one line: the heading, or a part of an article."""
        palette, width = self.palette, self.size.width
        if y == 0:
            count = str(len(self.rows))
            if self.words:
                count = f"{len(self.rows)} of {len(self._all)} · {label(self.words, 14)}"
            return [("  Corpus  ", palette.dim + palette.strong), (count, palette.dim)]
        if y == 1:
            return []
        number, part = divmod(y - 2, self._each)
        if self._top + number >= len(self.rows) or part == self._each - 1:
            return []
        row = self.rows[self._top + number]
        is_open = row.article.id == self.open_id
        here = self.has_focus and self._top + number == self.index
        raise_ = palette.raised if is_open or here else lambda style: style
        bar = "▌" if is_open else ("›" if here and part == 0 else " ")
        edge: Piece = (bar, raise_(palette.accent))
        room = width - 4
        if part == 0:
            style = palette.strong if is_open else palette.text
            return [edge, (" " + filled(row.article.title, room) + " ", raise_(style))]
        if part == 1 and self._each == 4:
            return [edge, (" " + filled(_about(row), room) + " ", raise_(palette.dim))]
        if part == 1:
            waits = " ?" if row.article.id in self._waiting else ""
            waits += " gone" if row.article.gone else ""
            marks = f"{words.progress_mark(row)} {_dots(row)}{waits}"
            about = filled(_about(row), room - len(marks) - 1)
            return [edge, (f" {about} ", raise_(palette.dim)), (marks + " ", raise_(palette.dim))]
        return [edge, *self._marks(row, room, raise_)]

    def _marks(self, row: ArticleRow, room: int, raise_: Callable[[Style], Style]) -> list[Piece]:
        """Give the line of marks: how far read, starred, and dots for annotations."""
        palette = self.palette
        share = words.percent(row)
        read = f" {words.progress_mark(row)}" + (f" {share} %" if 0 < share < 100 else "")
        star = " ★" if row.reading.starred else ""
        dots = f"  {_dots(row)}" if row.annotations else ""
        count = f" {row.annotations}" if row.annotations > 3 else ""
        pieces = [
            (read, raise_(palette.accent if 0 < share < 100 else palette.dim)),
            (star, raise_(palette.ink("amber"))),
            (dots, raise_(palette.ink("amber"))),
            (count, raise_(palette.dim)),
            (self._sign(row), raise_(palette.accent)),
            ("  gone" if row.article.gone else "", raise_(palette.dim)),
        ]
        used = sum(len(text) for text, _ in pieces)
        return [*pieces, (" " * max(room + 2 - used, 0), raise_(palette.dim))]

    def _sign(self, row: ArticleRow) -> str:
        """Give the sign that annotations of an article wait for review, and how many."""
        waiting = self._waiting.get(row.article.id, 0)
        return f"  ? {waiting}" if waiting else ""

    # Commands

    def _go(self, index: int) -> None:
        self.index = min(max(index, 0), max(len(self.rows) - 1, 0))
        self._keep_in_view()
        self.refresh()

    def command_list_down(self) -> None:
        self._go(self.index + 1)

    def command_list_up(self) -> None:
        self._go(self.index - 1)

    def command_list_page_down(self) -> None:
        self._go(self.index + self._fits)

    def command_list_page_up(self) -> None:
        self._go(self.index - self._fits)

    def command_list_top(self) -> None:
        self._go(0)

    def command_list_bottom(self) -> None:
        self._go(len(self.rows) - 1)

    def command_list_open(self) -> None:
        if self.current:
            self.post_message(self.Opened(self.current.article.id))

    def command_list_filter(self) -> None:
        self.post_message(self.Filtering())

    def command_list_sort(self) -> None:
        here = self.current.article.id if self.current else ""
        self.order = _ORDERS[(_ORDERS.index(self.order) + 1) % len(_ORDERS)]
        self._arrange(here)
        self.post_message(self.Sorted(self.order))

    # Mouse

    def on_click(self, event: Click) -> None:
        """Open the article under a click."""
        event.stop()
        number = self._top + (event.y - 2) // self._each
        if event.y >= 2 and number < len(self.rows):
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


def _text(row: ArticleRow) -> str:
    """Give what a filter looks at."""
    article = row.article
    return f"{article.title}\n{article.source}\n{article.author}".casefold()


def _about(row: ArticleRow) -> str:
    """Give an article's source, date and length."""
    article = row.article
    parts = (article.source, words.day(article.published), words.minutes(article.length))
    return " · ".join(part for part in parts if part)


def _dots(row: ArticleRow) -> str:
    """Give dots for how much is annotated: up to three."""
    return "●" * min(row.annotations, 3)
