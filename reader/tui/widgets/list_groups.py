"""What the list can be narrowed to, over the list: saved searches, sources and tags, counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.events import Click, Key

from reader.commands import Place
from reader.library.grouping import KINDS, Group, GroupLine, Kind
from reader.tui.drawn import Piece, filled, label
from reader.tui.grouping import Grouping
from reader.tui.views.table import TableView

if TYPE_CHECKING:
    from reader.tui.desk import Desk

_HEADINGS: dict[Kind, str] = {
    "searches": "Saved searches",
    "sources": "Sources",
    "tags": "Tags",
}


class _Row(NamedTuple):
    """A line that can be gone to, or words among them; neither for a line of air."""

    line: GroupLine | None = None
    words: str = ""
    is_heading: bool = False


class ListGroups(TableView):
    """The groups with a cursor; it lasts until the focus goes back to a pane."""

    PLACES: ClassVar[tuple[Place, ...]] = ("groups",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="groups")
        self._desk = desk
        self._groups: dict[Kind, Group] = {}
        self._rows: list[_Row] = []
        self._is_moved = False
        """Whether a key was pressed: the cursor is where the user has it."""
        self._counting = Grouping(desk, self._counted)

    def on_mount(self) -> None:
        """Begin to count."""
        self._counting.start()

    def on_unmount(self) -> None:
        """Count no further."""
        self._counting.stop()

    def on_blur(self) -> None:
        """Give the list its place back once it or the text has the focus."""
        if self.screen.focused in (self._desk.list, self._desk.pane):
            self.remove()

    def _counted(self, group: Group) -> None:
        """Show a group; the cursor goes to what is narrowed to, or stays where it was moved."""
        here = self._here
        self._groups[group.kind] = group
        self._rows = [row for kind in KINDS if kind in self._groups for row in self._lines(kind)]
        self.count = len(self._rows)
        wanted = here.query if here and self._is_moved else self._desk.list.words
        self.go(self._place(wanted))

    def on_key(self, event: Key) -> None:
        """Keep keys from the list below, which is not seen."""
        event.stop()

    def key_pressed(self) -> None:
        """Take note of a key."""
        self._is_moved = True
        super().key_pressed()

    def _lines(self, kind: Kind) -> list[_Row]:
        group = self._groups[kind]
        if not group.lines:
            return []
        rows = [_Row(line) for line in group.lines]
        if group.more:
            rows.append(_Row(words=f"and {group.more:,} more"))
        heading = _HEADINGS.get(kind)
        return [_Row(), _Row(words=heading, is_heading=True), *rows] if heading else rows

    def _place(self, query: str) -> int:
        found = (number for number, row in enumerate(self._rows) if row.line)
        return next((one for one in found if self._query(one) == query), self.index)

    def _query(self, number: int) -> str | None:
        line = self._rows[number].line
        return line.query if line else None

    @property
    def _here(self) -> GroupLine | None:
        """The line that the cursor is on."""
        return self._rows[self.index].line if self.index < len(self._rows) else None

    def can_stand(self, index: int) -> bool:
        """Tell whether the cursor may be on a row: headings are passed over."""
        return index < len(self._rows) and self._rows[index].line is not None

    # Drawing

    def line(self, y: int) -> Iterable[Piece]:
        """Give one line: the heading, a group's name, or what is in it."""
        palette = self.palette
        number = self.top + y - 2
        if y == 0:
            return [("  Narrow to", palette.dim + palette.strong)]
        if y == 1 or number >= len(self._rows):
            return [("  Counting …", palette.dim)] if y == 2 and not self._rows else []
        row = self._rows[number]
        if row.line is None:
            style = palette.dim + palette.strong if row.is_heading else palette.dim
            return [("  " + label(row.words, self.size.width - 4), style)]
        return self._line(row.line, here=number == self.index)

    def _line(self, line: GroupLine, *, here: bool) -> list[Piece]:
        """Give a line with its count at the right; what is narrowed to has a bar."""
        palette = self.palette
        is_chosen = line.query == self._desk.list.words
        count = f"{line.articles:,}" if line.articles >= 0 else "…"
        room = max(self.size.width - 5 - len(count), 0)
        pieces = [
            ("▌" if is_chosen else "›" if here else " ", palette.accent),
            (f" {filled(line.name, room)} ", palette.strong if is_chosen else palette.text),
            (f"{count}  ", palette.dim),
        ]
        return [(text, palette.raised(style)) for text, style in pieces] if here else pieces

    # Commands

    def command_groups_down(self) -> None:
        self.step(1)

    def command_groups_up(self) -> None:
        self.step(-1)

    def command_groups_page_down(self) -> None:
        self.step(self.body)

    def command_groups_page_up(self) -> None:
        self.step(-self.body)

    def command_groups_top(self) -> None:
        self.go(0)

    def command_groups_bottom(self) -> None:
        self.go(self.count - 1)

    def command_groups_next(self) -> None:
        starts = [number for number in self._starts() if number > self.index]
        self.go(starts[0] if starts else self.count - 1)

    def command_groups_previous(self) -> None:
        starts = [number for number in self._starts() if number < self.index]
        self.go(starts[-1] if starts else 0)

    def _starts(self) -> list[int]:
        """Give the first row of each group."""
        rows = range(len(self._rows))
        return [
            row for row in rows if self.can_stand(row) and not (row and self.can_stand(row - 1))
        ]

    def command_groups_open(self) -> None:
        if here := self._here:
            self._desk.arranging.filter(here.query)
            self.command_groups_leave()

    def command_groups_leave(self) -> None:
        self._desk.list.focus()

    def command_groups_filter(self) -> None:
        self.command_groups_leave()
        self.remove()
        self._desk.list.command_list_filter()

    def on_click(self, event: Click) -> None:
        """Narrow the list to what is clicked."""
        event.stop()
        number = self.top + event.y - 2
        if event.y >= 2 and self.can_stand(number):
            self.go(number)
            self.command_groups_open()
