"""The review queue as it is shown: one passage after the other, as it stood and as it may stand.

Only what is looked at is read: the queue itself is known by ids. What settles an item is in
`review`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.events import MouseScrollDown, MouseScrollUp

from reader.annotation.painting import color_of
from reader.commands import Place
from reader.tui.drawn import Drawn, Piece
from reader.tui.views.review_texts import PassageRows, ReviewedPassage, Side, Sides, filled_up
from reader.tui.views.review_words import Line, ReviewWords

if TYPE_CHECKING:
    from reader.library.comparing import Comparison
    from reader.library.listed import Waiting
    from reader.tui.desk import Desk

_SIDE_BY_SIDE = 100
"""Columns from which both texts stand side by side."""
_HIGH = 14
"""Lines for two texts one above the other from which there is room for air between them."""
_WHEEL = 3
_GONE, _COME = "rose", "green"
"""Colours of what only the former text has, and only the present one."""


class _Frame(NamedTuple):
    """Where the texts stand in the view, by line and cell."""

    left: int
    """Where the present text begins if it stands beside the former one, else 0."""
    before: int
    """The line over the former text."""
    now: int
    """The line over the present text."""
    height: int
    """Lines of the former text."""


class ReviewQueue(Drawn, can_focus=True):
    """What waits for review, then the orphans, one at a time."""

    PLACES: ClassVar[tuple[Place, ...]] = ("review",)

    DEFAULT_CSS = "ReviewQueue { width: 1fr; height: 1fr; }"

    def __init__(self, desk: Desk, at: str = "", number: int = 0) -> None:
        """Open the queue at the annotation with the id `at`, else at a number from 0."""
        super().__init__()
        self._desk = desk
        self._queue: list[Waiting] = []
        self._orphans = 0
        """How many of the queue are orphans; they come last."""
        self._number = number
        self._here = at
        """Id of the annotation that is shown; empty for the one that is next at its number."""
        self._item: Comparison | None = None
        self._sides: Sides | None = None
        """The texts as they are laid out; `None` until they are drawn."""
        self._above: tuple[object, list[Line]] = None, []
        """The lines above the texts, and the size and styles that they were made for."""
        self.reload()

    # What is shown

    def reload(self) -> None:
        """Read the queue anew; the item stays where it is still there."""
        here, before = self._here, self._item
        self._queue = self._desk.library.waiting()
        self._orphans = sum(waiting.is_orphan for waiting in self._queue)
        places = {waiting.id: number for number, waiting in enumerate(self._queue)}
        self._show(places.get(here, self._number))
        if before is not None and here and here not in places:
            self.say("The one that was shown is settled meanwhile")

    def _show(self, number: int) -> None:
        """Show the item of a number, or the nearest."""
        self._number = min(max(number, 0), max(len(self._queue) - 1, 0))
        self._here = self._queue[self._number].id if self._queue else ""
        before = self._item
        self._item = self._desk.library.comparison(self._here) if self._here else None
        if before is None or self._item is None or _texts(before) != _texts(self._item):
            self._sides = None
        self._above = None, []
        self._desk.keys_changed()
        self.refresh()

    @property
    def idle(self) -> Collection[str]:
        """What there is nothing to do for: of an empty queue all, on an orphan some."""
        if self._item is None:
            return {command.name for command in self._desk.keys.at("review")}
        if self._item.annotation.status == "orphaned":
            return {"review_accept", "review_orphan"}
        return () if self._item.proposed else {"review_accept"}

    def _where(self) -> str:
        """Give the item's number among those of its kind."""
        waiting = len(self._queue) - self._orphans
        if self._number < waiting:
            return f"{self._number + 1:,} of {waiting:,} · review"
        return f"{self._number - waiting + 1:,} of {self._orphans:,} · orphan"

    # Drawing

    def on_resize(self) -> None:
        """Lay the texts out anew."""
        self._sides = None
        self.refresh()

    def line(self, y: int) -> Iterable[Piece]:
        """Give one line: what is known of the item, or the texts below that."""
        if self._item is None:
            return self._nothing(y)
        above = self._lines_above(self._item)
        if y < len(above):
            return above[y]
        return self._text_line(self._item, y, len(above))

    def _lines_above(self, item: Comparison) -> list[Line]:
        key = self.size, self.palette
        if self._above[0] != key:
            self._above = key, self._words().above(item, self._where())
        return self._above[1]

    def _words(self) -> ReviewWords:
        return ReviewWords(self.size.width, self.size.height, self.palette, self._desk.tag_colors())

    def _text_line(self, item: Comparison, y: int, first: int) -> list[Piece]:
        """Give a line of the texts, or one that stands over them."""
        frame, width = self._frame(first), self.size.width
        if self._sides is None:
            self._sides = self._laid_out(item, frame)
        if y == frame.before and frame.left:
            words = self._words()
            over = filled_up(words.before(item, frame.left), frame.left, self.palette)
            return [*over, *words.now(item, width - frame.left)]
        if y == frame.before:
            return self._words().before(item, width)
        if y == frame.now:
            return self._words().now(item, width)
        return self._sides.line(y, self.palette)

    def _frame(self, first: int) -> _Frame:
        """Give where the texts stand, from the line `first` on."""
        room = max(self.size.height - first, 4)
        if self.size.width >= _SIDE_BY_SIDE:
            return _Frame(self.size.width // 2, first, first, room - 1)
        air = 1 if room >= _HIGH else 0
        height = (room - 2 - air) // 2
        return _Frame(0, first, first + 1 + height + air, height)

    def _laid_out(self, item: Comparison, frame: _Frame) -> Sides:
        """Lay both texts out where they stand."""
        width, left = self.size.width, frame.left
        color = color_of(item.annotation.tags, self._desk.tag_colors())
        gone, come = item.changes
        before = ReviewedPassage(item.before, item.span, gone, color, _GONE)
        now = ReviewedPassage(item.now, item.place, come, color, _COME)
        rest = max(self.size.height - frame.now - 1, 1)
        rows = (
            PassageRows(before, (left or width) - 1, frame.height),
            PassageRows(now, width - left - 1, rest),
        )
        return Sides([Side(0, frame.before + 1, rows[0]), Side(left, frame.now + 1, rows[1])])

    def _nothing(self, y: int) -> Iterable[Piece]:
        """Say that there is nothing to review, and where to go from here."""
        if y == 0:
            return self._words().heading("0")
        back, passages = map(self.keys.key_of, ("back", "passages"))
        said = {
            2: ("Nothing waits for review", self.palette.strong),
            3: ("Every passage stands surely in its article's present text.", self.palette.dim),
            5: (f"{back} goes back to the text, {passages} shows all passages.", self.palette.dim),
        }
        text, style = said.get(y, ("", self.palette.text))
        return [("  " + text, style)]

    # Going through the queue

    def command_review_next(self) -> None:
        self._show(self._number + 1)

    def command_review_previous(self) -> None:
        self._show(self._number - 1)

    def command_review_first(self) -> None:
        self._show(0)

    def command_review_last(self) -> None:
        self._show(len(self._queue) - 1)

    def _scroll(self, count: int) -> None:
        if self._sides is not None:
            self._sides.scroll(count)
            self.refresh()

    def command_review_line_down(self) -> None:
        self._scroll(1)

    def command_review_line_up(self) -> None:
        self._scroll(-1)

    def command_review_page_down(self) -> None:
        self._scroll(self._sides.page() if self._sides else 0)

    def command_review_page_up(self) -> None:
        self._scroll(-self._sides.page() if self._sides else 0)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll on."""
        event.stop()
        self._scroll(_WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll back."""
        event.stop()
        self._scroll(-_WHEEL)


def _texts(item: Comparison) -> tuple[object, ...]:
    """Give all that the texts of an item, as they are laid out, depend on."""
    mark = item.annotation
    # The note stands above them: it decides where they begin.
    shown = mark.tags, mark.note
    return mark.id, mark.text_hash, item.span, item.article.text_hash, item.place, shown
