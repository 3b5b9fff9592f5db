"""The review queue: one passage after the other that could not be placed surely.

Each is shown as it stood, beside where it may stand now, and is settled by one key. Only what is
looked at is read: the queue itself is known by ids.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.events import MouseScrollDown, MouseScrollUp

from reader.annotation.painting import color_of
from reader.annotation.tagging import matched
from reader.commands import Place
from reader.errors import ReaderError
from reader.tui.drawn import Drawn, Piece
from reader.tui.views.review_texts import Passage, PassageRows, Side, Sides, filled_up
from reader.tui.views.review_words import ReviewWords

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.library import Done
    from reader.library.comparing import Comparison
    from reader.store.waiting import Waiting
    from reader.tui.desk import Desk
    from reader.tui.widgets.picker import Choice

_SIDE_BY_SIDE = 100
"""Columns from which both texts stand side by side."""
_WHEEL = 3
_GONE, _COME = "rose", "green"
"""Colours of what only the former text has, and only the present one."""


class ReviewView(Drawn, can_focus=True):
    """What waits for review, then the orphans, one at a time."""

    PLACES: ClassVar[tuple[Place, ...]] = ("review",)

    DEFAULT_CSS = "ReviewView { width: 1fr; height: 1fr; }"

    def __init__(self, desk: Desk, at: str = "", number: int = 0) -> None:
        """Open the queue at the annotation with the id `at`, else at a number from 0."""
        super().__init__()
        self._desk = desk
        self._queue: list[Waiting] = []
        self._number = number
        self._here = at
        """Id of the annotation that is shown; empty for the one that is next at its number."""
        self._item: Comparison | None = None
        self._sides: Sides | None = None
        """The texts as they are laid out; `None` until they are drawn."""
        self._settling: set[str] = set()
        """Ids of what was settled and is not on disk yet."""
        self.reload()

    # What is shown

    def reload(self) -> None:
        """Read the queue anew; the item stays where it is still there."""
        here, before = self._here, self._item
        self._queue = self._desk.library.waiting()
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
        self.refresh()

    def _where(self) -> str:
        """Give the item's number among those of its kind."""
        orphans = sum(waiting.is_orphan for waiting in self._queue)
        waiting = len(self._queue) - orphans
        if self._number < waiting:
            return f"{self._number + 1:,} of {waiting:,} · review"
        return f"{self._number - waiting + 1:,} of {orphans:,} · orphan"

    # Drawing

    def on_resize(self) -> None:
        """Lay the texts out anew."""
        self._sides = None
        self.refresh()

    def line(self, y: int) -> Iterable[Piece]:
        """Give one line: what is known of the item, or the texts below that."""
        if self._item is None:
            return self._nothing(y)
        words = self._words()
        above = words.above(self._item, self._where())
        if y < len(above):
            return above[y]
        return self._text_line(self._item, words, y, len(above))

    def _words(self) -> ReviewWords:
        return ReviewWords(self.size.width, self.size.height, self.palette, self._desk.tag_colors())

    def _text_line(self, item: Comparison, words: ReviewWords, y: int, first: int) -> list[Piece]:
        """Give a line of the texts, or one that stands over them."""
        width, half, height = self._measures(first)
        if self._sides is None:
            self._sides = self._laid_out(item, first)
        if y == first and half:
            left = filled_up(words.before(item, half), half, self.palette)
            return [*left, *words.now(item, width - half)]
        if y == first:
            return words.before(item, width)
        if not half and y == first + 1 + height:
            return words.now(item, width)
        return self._sides.line(y, self.palette)

    def _measures(self, first: int) -> tuple[int, int, int]:
        """Give the view's width, where the right text begins if it does, and a text's height."""
        width, room = self.size.width, max(self.size.height - first, 4)
        if width >= _SIDE_BY_SIDE:
            return width, width // 2, room - 1
        return width, 0, (room - 2) // 2

    def _laid_out(self, item: Comparison, first: int) -> Sides:
        """Lay both texts out where they stand."""
        width, half, height = self._measures(first)
        color = color_of(item.annotation.tags, self._desk.tag_colors())
        gone, come = item.changes
        before = Passage(item.before, item.span, gone, color, _GONE)
        now = Passage(item.now, item.place, come, color, _COME)
        top = first + 1
        if half:
            rows = PassageRows(before, half - 1, height), PassageRows(now, width - half - 1, height)
            return Sides([Side(0, top, rows[0]), Side(half, top, rows[1])])
        rest = max(self.size.height - top - height - 1, 1)
        rows = PassageRows(before, width - 1, height), PassageRows(now, width - 1, rest)
        return Sides([Side(0, top, rows[0]), Side(0, top + height + 1, rows[1])])

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

    # Settling

    def _settle(self, future: Future[Done]) -> None:
        """Show what a step left that settles the item: then the next stands in its place."""
        here = self._here
        self._settling.add(here)

        def done(outcome: Done) -> None:
            self._settling.discard(here)
            if self._here == here:
                self._here = ""
            self._desk.refresh_marks()
            self._desk.done(outcome)

        def failed(error: ReaderError) -> None:
            self._settling.discard(here)
            self._desk.writing.refused(error)

        self._desk.writing.then(future, done, failed)

    def _unsettled(self) -> Comparison | None:
        """Give the item if it can be settled: not while that is on its way to the disk."""
        if self._here in self._settling:
            self.say("Still being saved")
            return None
        return self._item

    def command_review_accept(self) -> None:
        item = self._unsettled()
        if item is None:
            return
        if item.proposed is None:
            key = self.keys.key_of("review_elsewhere")
            self.say(f"No place is proposed; {key} picks one in the article")
            return
        self._settle(
            self._desk.library.place_passage(item.annotation, item.proposed, item.article.text_hash)
        )

    def command_review_orphan(self) -> None:
        item = self._unsettled()
        if item is not None and item.annotation.status == "orphaned":
            self.say("It is an orphan already")
        elif item is not None:
            self._settle(self._desk.library.leave_orphan(item.annotation))

    def command_review_delete(self) -> None:
        if (item := self._unsettled()) is not None:
            self._settle(self._desk.library.delete(item.annotation))

    def command_review_elsewhere(self) -> None:
        if (item := self._unsettled()) is not None:
            self._desk.placing.begin(item, self._number)

    def command_review_note(self) -> None:
        if self._item is None:
            return
        here = self._item.annotation

        def kept(text: str) -> None:
            if text != here.note:
                self._desk.writing.show(self._desk.library.edit(here, note=text))

        self._desk.overlays.write_note(f"“{here.quote}”", here.note, kept)

    def command_review_tag(self) -> None:
        if self._item is None:
            return
        here = self._item.annotation
        before = set(map(matched, here.tags))

        def picked(choices: list[Choice]) -> None:
            wanted = [choice.text for choice in choices]
            off = sorted(before - set(map(matched, wanted)))
            future = self._desk.library.edit(here, add_tags=wanted, remove_tags=off)
            self._desk.writing.show(future)

        self._desk.overlays.pick_tags("tag", picked, ticked=before)

    # Back and forth

    def command_undo(self) -> None:
        self._walk(self._desk.library.undo())

    def command_redo(self) -> None:
        self._walk(self._desk.library.redo())

    def _walk(self, future: Future[Done]) -> None:
        """Show what an undo or redo left, at the item that it brought back."""
        before = set(self._queue)

        def done(outcome: Done) -> None:
            self._desk.went_back(outcome)
            changed = [
                number for number, waiting in enumerate(self._queue) if waiting not in before
            ]
            if changed:
                self._show(changed[0])

        self._desk.writing.then(future, done, self._desk.writing.refused)


def _texts(item: Comparison) -> tuple[object, ...]:
    """Give all that the texts of an item, as they are laid out, depend on."""
    mark = item.annotation
    return mark.id, mark.text_hash, item.span, item.article.text_hash, item.place, mark.tags
