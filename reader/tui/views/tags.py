"""All tags as a tree, with their colours, keys and counts; here they are changed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partialmethod
from typing import TYPE_CHECKING, ClassVar

from textual.events import Click

from reader.annotation.model import Tag
from reader.annotation.tag_tree import TagRow
from reader.commands import Place
from reader.tui.drawn import Piece
from reader.tui.views.passages import Narrowed, PassagesView
from reader.tui.views.table import TableView
from reader.tui.views.tag_changes import TagChanges
from reader.tui.views.tag_lines import TagLines, name_width

if TYPE_CHECKING:
    from reader.tui.desk import Desk

_DETAIL = 5
"""Rows at the bottom for the whole of the tag at the cursor, below a rule."""
_HIGH = 16
"""Rows from which on there is room for them."""


class TagsView(TableView):
    """The tags, each below its parent; filtered, those that fit, by their paths."""

    PLACES: ClassVar[tuple[Place, ...]] = ("tags",)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._all: list[TagRow] = []
        self._rows: list[TagRow] = []
        self._words = ""
        self._names = 0
        """Cells that the longest name takes."""
        self._changes = TagChanges(desk, self)
        self.reload()

    def reload(self) -> None:
        """Read the tags anew; the cursor stays on its tag where that is still there."""
        self._all = self._desk.library.codebook.rows()
        self._show()

    def _show(self) -> None:
        """Show the tags that fit what is filtered by."""
        here = self._current
        wanted = self._words.casefold().split()
        self._rows = [row for row in self._all if not wanted or _holds(row, wanted)]
        self.count = len(self._rows)
        self._names = name_width(self._rows, is_flat=bool(wanted))
        same = (number for number, row in enumerate(self._rows) if here and row.key == here.key)
        self.go(next(same, self.index))

    @property
    def _current(self) -> TagRow | None:
        """The row at the cursor."""
        return self._rows[self.index] if self.index < len(self._rows) else None

    def _tag(self) -> Tag | None:
        """Give the tag at the cursor; where a name is no tag of its own, say so."""
        row = self._current
        if row is not None and row.tag is None:
            self._desk.say(f"{row.path} is no tag of its own: only names below it are")
        return row.tag if row else None

    # Drawing

    @property
    def body(self) -> int:
        """Rows for the tree."""
        detail = _DETAIL + 1 if self.size.height >= _HIGH else 0
        return max(self.size.height - 2 - detail, 1)

    def line(self, y: int) -> Iterable[Piece]:
        """Give one line: the heading, a tag, or the whole of the one at the cursor."""
        if y == 0:
            tags = sum(1 for row in self._all if row.tag)
            fitting = sum(1 for row in self._rows if row.tag)
            count = f"{fitting} of {tags}" if self._words else str(tags)
            return self._lines().heading("Tags", self._words, count)
        if y == 1:
            return []
        if y - 2 < self.body:
            number = self.top + y - 2
            if number < len(self._rows):
                return self._lines().row(self._rows[number], here=number == self.index)
            return self._nothing() if y == 2 else []
        return self._detail(y - 3 - self.body)

    def _nothing(self) -> list[Piece]:
        """Say why there is nothing."""
        key = self._desk.keys.key_of("tag")
        words = "Nothing fits." if self._all else f"No tags yet: {key} makes the first."
        return [(f"  {words}", self.palette.dim)]

    def _detail(self, y: int) -> Iterable[Piece]:
        """Give a line of the whole of the tag at the cursor, below a rule."""
        row = self._current
        if row is None or self.size.height < _HIGH:
            return []
        if y < 0:
            return [("  " + "─" * (self.size.width - 4), self.palette.faint)]
        lines = self._lines().whole(row, _DETAIL - 1)
        return [("    ", self.palette.text), *lines[y]] if y < len(lines) else []

    def _lines(self) -> TagLines:
        return TagLines(self.size.width, self.palette, self._names, is_flat=bool(self._words))

    # Going

    def command_tags_down(self) -> None:
        self.step(1)

    def command_tags_up(self) -> None:
        self.step(-1)

    def command_tags_page_down(self) -> None:
        self.step(self.body)

    def command_tags_page_up(self) -> None:
        self.step(-self.body)

    def command_tags_top(self) -> None:
        self.go(0)

    def command_tags_bottom(self) -> None:
        self.go(self.count - 1)

    def command_tags_open(self) -> None:
        if row := self._current:
            self._desk.overlays.show(PassagesView(self._desk, Narrowed(tag=row.path)))

    def command_tags_filter(self) -> None:
        from reader.tui.widgets.prompt import Prompt

        prompt = Prompt(
            "filter",
            value=self._words,
            taken=self._filter,
            typed=self._filter,
            left=lambda: self._filter(""),
        )
        self._desk.overlays.open(prompt, self._desk, after=self)

    def _filter(self, words: str) -> None:
        self._words = words.strip()
        self._show()

    # Changing

    def command_tags_rename(self) -> None:
        if row := self._current:
            self._changes.rename(row)

    def command_tags_move(self) -> None:
        if row := self._current:
            self._changes.move(row, self._all)

    def command_tags_merge(self) -> None:
        if row := self._current:
            self._changes.merge(row, self._all)

    def command_tags_split(self) -> None:
        if tag := self._tag():
            tick, send = map(self._desk.keys.key_of, ("passages_mark", "passages_send"))
            self._desk.overlays.show(PassagesView(self._desk, Narrowed(tag=tag.path)))
            self._desk.say(f"{tick} ticks passages, {send} sends them to another tag")

    def command_tags_delete(self) -> None:
        if row := self._current:
            self._changes.delete(row)

    def command_tags_describe(self) -> None:
        if tag := self._tag():
            self._changes.describe(tag)

    def command_tags_color(self) -> None:
        if tag := self._tag():
            self._changes.color(tag)

    def _pin(self, slot: int) -> None:
        if tag := self._tag():
            self._changes.pin(tag, slot)

    command_tags_unpin = partialmethod(_pin, 0)
    command_tags_pin_1 = partialmethod(_pin, 1)
    command_tags_pin_2 = partialmethod(_pin, 2)
    command_tags_pin_3 = partialmethod(_pin, 3)
    command_tags_pin_4 = partialmethod(_pin, 4)
    command_tags_pin_5 = partialmethod(_pin, 5)
    command_tags_pin_6 = partialmethod(_pin, 6)
    command_tags_pin_7 = partialmethod(_pin, 7)
    command_tags_pin_8 = partialmethod(_pin, 8)
    command_tags_pin_9 = partialmethod(_pin, 9)

    def on_click(self, event: Click) -> None:
        """Go to the tag under a click; a second click shows its passages."""
        event.stop()
        number = self.top + event.y - 2
        if 0 <= event.y - 2 < self.body and number < self.count:
            self.go(number)
            if event.chain > 1:
                self.command_tags_open()


def _holds(row: TagRow, wanted: Iterable[str]) -> bool:
    """Whether all words stand in a tag's path or description."""
    if row.tag is None:
        return False
    text = f"{row.path}\n{row.tag.description}".casefold()
    return all(word in text for word in wanted)
