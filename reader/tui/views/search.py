"""The search of the library: what a query finds, article by article, as it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.events import Click

from reader.annotation.model import Article
from reader.commands import Place
from reader.errors import ReaderError
from reader.library import Hit
from reader.query import Query, lighting, parse
from reader.query.lighting import places, to_light, united
from reader.query.model import ahead
from reader.text.cells import width_of
from reader.tui.drawn import Piece, label
from reader.tui.searching import MOST, Searching
from reader.tui.views.hit_lines import HitLines
from reader.tui.views.table import TableView

if TYPE_CHECKING:
    from reader.tui.desk import Desk

EXAMPLES = (
    "words        all of them, whatever their case      tag:actors/state   with those below it",
    '"two words"  as they stand                         near:tag           near such a passage',
    "wor*         how a word starts                     date:2019..2020    source:post  author:li",
    "-word        not so                                is:unread          is:starred  lang:en",
    "a OR b       either; ( ) group                     note:word          @name  a saved search",
)


_LONG = 2_000_000
"""Characters of a text above which only the words of the hit itself are lit: a key waits."""


class _Row(NamedTuple):
    """A heading, or a hit below it."""

    article: Article
    hit: Hit | None = None


class SearchView(TableView):
    """The hits of one query."""

    PLACES: ClassVar[tuple[Place, ...]] = ("search",)

    def __init__(self, desk: Desk, text: str = "") -> None:
        super().__init__()
        self._desk = desk
        self.text = text
        """The query that was typed last."""
        self._searching = Searching(desk, self._show)
        self._rows: list[_Row] = []
        self._hits = 0
        self._is_done = True

    def on_mount(self) -> None:
        """Search again for what was searched for last, and let a query be typed."""
        self._search(parse(self.text) if self.text else Query())
        self.command_search_query()

    def on_unmount(self) -> None:
        """Stop what is under way, and let go of what was found."""
        self._searching.stop()
        self._rows = []

    # Searching

    def _search(self, query: Query, *, soon: bool = False) -> None:
        """Search for a query; one that asks for nothing finds nothing."""
        self._searching.stop()
        if not query:
            self._show((), True)
            return
        self._is_done = False
        try:
            asked = self._desk.library.asked(query)
        except ReaderError as error:
            self._show((), True)
            self._desk.say(str(error), error=True)
            return
        (self._searching.soon if soon else self._searching.now)(asked)
        self.refresh()

    def _show(self, hits: Sequence[Hit], is_done: bool) -> None:
        """Show what is found so far."""
        rows: list[_Row] = []
        for hit in hits:
            if not rows or rows[-1].article.id != hit.article.id:
                rows.append(_Row(hit.article))
            rows.append(_Row(hit.article, hit))
        grown = rows[: len(self._rows)] == self._rows
        self._rows, self.count = rows, len(rows)
        self._hits, self._is_done = len(hits), is_done
        if not grown:
            self.top = 0
        self.go(self.index if grown else 0)
        self.refresh()

    def can_stand(self, index: int) -> bool:
        """Tell whether the cursor may be on a row: headings are passed over."""
        return index < len(self._rows) and self._rows[index].hit is not None

    # Drawing

    def line(self, y: int) -> Iterable[Piece]:
        """Give one line: the heading, an article's name, or a hit."""
        if y == 0:
            return self._heading()
        number = self.top + y - 2
        if y == 1 or number >= len(self._rows):
            return self._nothing(y - 2) if y > 1 and not self._rows else []
        row = self._rows[number]
        lines = HitLines(self.size.width, self.palette)
        if row.hit is None:
            return lines.heading(row.article)
        return lines.row(row.hit, here=number == self.index)

    def _heading(self) -> list[Piece]:
        """Give what is searched for, and how much is found."""
        palette = self.palette
        count = f"{self._hits:,}" if self._hits < MOST else f"the first {MOST:,}"
        found = "" if not self.text else count if self._is_done else f"{self._hits:,} …"
        about = f" · {label(self.text, max(self.size.width // 2, 1))}" if self.text else ""
        pieces = [
            ("  Search", palette.strong),
            (about, palette.accent),
            (f"  {found}", palette.dim),
        ]
        right = "the likeliest first"
        gap = self.size.width - sum(width_of(text) for text, _ in pieces) - len(right) - 2
        return [*pieces, (" " * gap + right, palette.dim)] if gap > 0 and self._rows else pieces

    def _nothing(self, y: int) -> list[Piece]:
        """Say why there is nothing, or what can be asked."""
        if self.text:
            said = "Nothing found." if self._is_done else "Searching …"
            return [("  " + said, self.palette.dim)] if y == 1 else []
        return [("  " + EXAMPLES[y - 1], self.palette.dim)] if 0 < y <= len(EXAMPLES) else []

    # Commands

    def command_search_down(self) -> None:
        self.step(1)

    def command_search_up(self) -> None:
        self.step(-1)

    def command_search_page_down(self) -> None:
        self.step(self.body)

    def command_search_page_up(self) -> None:
        self.step(-self.body)

    def command_search_top(self) -> None:
        self.go(0)

    def command_search_bottom(self) -> None:
        self.go(self.count - 1)

    def command_search_query(self) -> None:
        from reader.tui.widgets.query_prompt import QueryPrompt

        def typed(text: str) -> None:
            if text != self.text:
                self.text = text
                self._search(ahead(parse(text), text), soon=True)

        def taken(text: str) -> None:
            self.text = text
            self._search(parse(text))

        def left() -> None:
            if not self._rows:
                self._desk.overlays.close_view()

        prompt = QueryPrompt(
            "search",
            self._desk.library,
            value=self.text,
            taken=taken,
            typed=typed,
            left=left,
            saved=lambda text: self.command_search_save(),
        )
        self._desk.overlays.open(prompt, self._desk, after=self)

    def command_search_save(self) -> None:
        from reader.tui.saving import save_search

        if self.text:
            save_search(self._desk, self.text, self)
        else:
            self._desk.say("Nothing is searched for yet")

    def command_search_open(self) -> None:
        row = self._rows[self.index] if self.can_stand(self.index) else None
        if row is None or row.hit is None:
            return
        try:
            self._open(row.hit)
        except ReaderError as error:
            self._desk.refresh_library()
            self._desk.say(str(error), error=True)

    def _open(self, hit: Hit) -> None:
        """Go to a place, with all places of the words in its article lit."""
        desk = self._desk
        if hit.annotation:
            mark = desk.library.annotation(hit.annotation)
            if not mark.is_sure:
                # Its place is one of another text: no offset of the present one is surely meant.
                desk.review(at=mark.id)
                return
        things = to_light(desk.library.asked(self.text))
        desk.open(hit.article.id, hit.start, lit=hit.annotation)
        text = desk.pane.document.text
        # Of a word that stands there very often not all places are looked for.
        own = [lighting.SoughtPlace(*word, 0) for word in hit.words]
        found = own if len(text) > _LONG else [*places(text, things), *own]
        desk.pane.find(united(found))

    def on_click(self, event: Click) -> None:
        """Go to the row under a click; a second click opens its place."""
        event.stop()
        number = self.top + event.y - 2
        if 0 <= event.y - 2 < self.body and self.can_stand(number):
            self.go(number)
            if event.chain > 1:
                self.command_search_open()
