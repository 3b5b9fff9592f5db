"""All tags with their colours, keys and counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.events import Click

from reader.annotation.model import TagUse
from reader.commands import Place
from reader.tui.drawn import Piece, filled
from reader.tui.views.passages import Narrowed, PassagesView
from reader.tui.views.table import TableView

if TYPE_CHECKING:
    from reader.tui.desk import Desk


class TagsView(TableView):
    """The tags in the order of their paths."""

    PLACES: ClassVar[tuple[Place, ...]] = ("tags",)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._uses: list[TagUse] = []
        self.reload()

    def reload(self) -> None:
        """Read the tags anew."""
        self._uses = sorted(self._desk.library.tags(), key=lambda use: use.tag.path.casefold())
        self.count = len(self._uses)
        self.go(self.index)

    def line(self, y: int) -> Iterable[Piece]:
        """Give one line: the heading or a tag."""
        palette, width = self.palette, self.size.width
        if y == 0:
            return [("  Tags", palette.strong), (f"  {self.count}", palette.dim)]
        number = self.top + y - 2
        if y == 2 and not self._uses:
            return [
                (f"  No tags yet: {self._desk.keys.key_of('tag')} makes the first.", palette.dim)
            ]
        if y == 1 or number >= self.count:
            return []
        use, here = self._uses[number], number == self.index
        raised = palette.raised if here else lambda style: style
        slot = str(use.tag.slot) if use.tag.slot else " "
        return [
            ("▌" if here else " ", raised(palette.accent)),
            (f" {slot} ", raised(palette.ink(use.tag.color))),
            ("● ", raised(palette.ink(use.tag.color))),
            (filled(use.tag.path, min(width - 16, 48)), raised(palette.text)),
            (f"{use.count:>6}  ", raised(palette.dim)),
            (filled(use.tag.description, max(width - 64, 0)), raised(palette.dim)),
        ]

    def command_tags_down(self) -> None:
        self.step(1)

    def command_tags_up(self) -> None:
        self.step(-1)

    def command_tags_top(self) -> None:
        self.go(0)

    def command_tags_bottom(self) -> None:
        self.go(self.count - 1)

    def command_tags_open(self) -> None:
        if self._uses:
            tag = self._uses[self.index].tag.path
            self._desk.overlays.show(PassagesView(self._desk, Narrowed(tag=tag)))

    def on_click(self, event: Click) -> None:
        """Show the passages of the tag under a click."""
        event.stop()
        number = self.top + event.y - 2
        if event.y - 2 >= 0 and number < self.count:
            self.go(number)
            self.command_tags_open()
