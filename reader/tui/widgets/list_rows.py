"""Which articles the list holds, those around its view however many there are, and its cursor."""

from __future__ import annotations

from collections.abc import Mapping

from textual.geometry import Region

from reader.annotation.model import ArticleRow
from reader.library.listed import Listed, Numbered
from reader.tui import words
from reader.tui.drawn import Drawn

_MORE = 30
"""Articles that are read at a time, before they come into view."""
_MOST = 12 * _MORE
"""Articles that are held; those far from the view are let go of."""


class ListRows(Drawn, can_focus=True):
    """A list that holds articles, with a cursor on one of them."""

    def __init__(self) -> None:
        super().__init__(id="list")
        self._listed: Listed | None = None
        self._held: list[Numbered] = []
        """The articles around the view, in order."""
        self._has_first = self._has_last = True
        """Whether the first and the last of all are among them."""
        self._waiting: Mapping[str, int] = {}
        """How many annotations wait for review, by the id of the article."""
        self.index = 0
        """Which of those that are held the cursor is on."""
        self.open_id = ""
        self.words = ""
        """What the list is filtered by."""
        self.total = -1
        """How many articles are listed; -1 while that is not known."""
        self.place = 0
        """Where the open article stands among them, from 1; 0 if it does not or is not known."""
        self._top = 0

    @property
    def rows(self) -> list[ArticleRow]:
        """The articles that are held, around those in view."""
        return [one.row for one in self._held]

    @property
    def current(self) -> ArticleRow | None:
        """The article that the cursor is on."""
        return self._held[self.index].row if self._held else None

    def show(self, listed: Listed, open_id: str, waiting: Mapping[str, int] | None = None) -> None:
        """List these articles; the cursor stays on its article, or goes to the open one.

        `waiting` has how many annotations wait for review, by the id of the article.
        """
        here = self.current.article.id if self.current else open_id
        self.total, self.place = -1, 0
        if open_id != self.open_id:
            here = open_id
        self._waiting = waiting or {}
        self.open_id = open_id
        self._listed = listed
        # Mostly one is among the first. As few are read as will do: a letter waits for each.
        most = self._fits + 2 if self.size.height else _MORE
        first = listed.first(most)
        is_first = any(one.row.article.id == here for one in first)
        around = listed.around(here, _MORE) if here and first and not is_first else []
        ends = (False, False) if around else (True, len(first) < most)
        self._hold(around or first, here, ends)

    def renew(self, open_id: str, waiting: Mapping[str, int]) -> None:
        """Show the same articles as they are now, and another one as open."""
        self._waiting = waiting
        here = self.current.article.id if self.current else open_id
        if self._listed is None:
            return
        if open_id != self.open_id:
            self.open_id, here = open_id, open_id
            self.place = 0
        held = self._listed.renewed(self._held)
        is_held = any(one.row.article.id == here for one in held)
        self._hold(held if is_held else self._listed.around(here, _MORE), here, is_same=is_held)

    def is_late(self) -> None:
        """Show that other articles are about to be listed: how many is not known."""
        self.total = -1
        self.refresh()

    def tallied(self, total: int, place: int) -> None:
        """Show how many articles are listed, and where the open one stands."""
        self.total, self.place = total, place
        self.refresh()

    def is_showing(self, listed: Listed, open_id: str) -> bool:
        """Whether it is still this that is shown."""
        return self._listed is listed and self.open_id == open_id

    def neighbour(self, step: int) -> str:
        """Give the id of the article before or after the open one, empty at an end."""
        return self._listed.neighbour(self.open_id, step) if self._listed else ""

    def reached(self, article_id: str, offset: int) -> None:
        """Show that an article has been read up to an offset."""
        ids = [one.row.article.id for one in self._held]
        if article_id not in ids:
            return
        number = ids.index(article_id)
        before = self._held[number].row
        if before.reading.furthest >= offset:
            return
        row = before._replace(reading=before.reading._replace(furthest=offset))
        self._held[number] = self._held[number]._replace(row=row)
        if words.progress(row) != words.progress(before):
            top = 2 + (number - self._top) * self._each
            self.refresh(Region(0, top, self.size.width, self._each))

    def _hold(
        self,
        held: list[Numbered],
        here: str,
        ends: tuple[bool, bool] = (False, False),
        *,
        is_same: bool = False,
    ) -> None:
        """Hold these articles, or else the first ones, with the cursor on the article `here`.

        `ends` says whether the first of all and the last are known to be among them.
        """
        assert self._listed is not None
        if not is_same:
            self._has_first, self._has_last = ends
        if not held and not self._has_last:
            held = self._listed.first(_MORE)
            self._has_first = True
        places = {one.row.article.id: place for place, one in enumerate(held)}
        stays = self.current is not None and self.current.article.id == here
        row = self.index - self._top if stays else self._fits // 2
        self._held = held
        self.index = places.get(here, 0)
        if stays or not is_same:
            self._top = max(self.index - row, 0)
        self._reach()
        self._keep_in_view()
        self.refresh()

    def _reach(self) -> None:
        """Hold what comes next in either direction before it is in view, and not too much."""
        assert self._listed is not None
        room = self._fits + 1
        while not self._has_first and self.index < room and self._held:
            more = self._listed.before(self._held[0].number, _MORE)
            self._has_first = len(more) < _MORE
            self._held[:0] = more
            self.index += len(more)
            self._top += len(more)
        while not self._has_last and self.index + room >= len(self._held) and self._held:
            more = self._listed.after(self._held[-1].number, _MORE)
            self._has_last = len(more) < _MORE
            self._held += more
        if len(self._held) > _MOST:
            self._let_go()

    def _let_go(self) -> None:
        """Let go of the articles that are farthest from the cursor."""
        first = max(self.index - _MOST // 2, 0)
        last = min(self.index + _MOST // 2, len(self._held))
        self._has_first = self._has_first and first == 0
        self._has_last = self._has_last and last == len(self._held)
        self._held = self._held[first:last]
        self.index -= first
        self._top = max(self._top - first, 0)

    def _go(self, index: int) -> None:
        self.index = min(max(index, 0), max(len(self._held) - 1, 0))
        if self._listed is not None:
            self._reach()
        self._keep_in_view()
        self.refresh()

    def _go_to_end(self, *, first: bool) -> None:
        """Go to the first article of all, or to the last."""
        if self._listed is None:
            return
        self._held = self._listed.first(_MORE) if first else self._listed.last(_MORE)
        self._has_first, self._has_last = first, not first
        self._top = 0
        self._go(0 if first else len(self._held) - 1)

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
        self._top = min(self._top, self.index, max(len(self._held) - self._fits, 0))
        self._top = max(self._top, self.index - self._fits + 1, 0)

    def on_resize(self) -> None:
        """Keep the cursor in view, with what fits around it."""
        if self._listed is not None:
            self._reach()
        self._keep_in_view()
        self.refresh()
