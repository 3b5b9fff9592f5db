"""The desk's panes and bars: what the bars tell, and how panes give way in a small terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.screen import Screen

from reader.annotation.model import Article, TagUse
from reader.text.pages import cited
from reader.tui.drawn import Drawn
from reader.tui.keys import Keys
from reader.tui.overlays import Overlays
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.bars import Footer, TagBar, TitleBar
from reader.tui.widgets.geometry import list_width
from reader.tui.widgets.notice import Notice
from reader.tui.widgets.pane_mouse import ReadingPane

if TYPE_CHECKING:
    from reader.library import Done

SMALLEST = (40, 12)
"""Columns and rows below which there is no room to read."""
LOW = 20
"""Rows below which the bars stand without air."""


class SideBySide(Horizontal):
    """What stands side by side, and covers its ground."""

    BLANK = True


class Stack(Vertical):
    """What stands one below the other, and covers its ground."""

    BLANK = True


class PanesDesk(Screen[None]):
    """The panes side by side and the bars; what they show is chosen in `desk`."""

    BLANK = True
    DEFAULT_CSS = """
    PanesDesk { layers: default above; layout: vertical; background: $background; }
    PanesDesk.low TitleBar, PanesDesk.low TagBar { height: 1; }
    PanesDesk #panes { height: 1fr; }
    PanesDesk #reading { width: 1fr; height: 1fr; }
    PanesDesk #too-small { display: none; }
    PanesDesk.small TitleBar, PanesDesk.small #panes, PanesDesk.small .view,
    PanesDesk.small TagBar, PanesDesk.small Footer, PanesDesk.viewing #panes,
    PanesDesk.alone TagBar { display: none; }
    PanesDesk.small #too-small { display: block; }
    """

    def __init__(self, keys: Keys) -> None:
        super().__init__(id="desk")
        self.keys = keys
        self.article: Article | None = None
        """The article that is open."""
        self.beginning: Article | None = None
        """The article of which only the beginning is shown, while it is taken in."""
        self.uses: list[TagUse] = []
        """The tags, most recently used first."""
        self.progress = ""
        """How far the corpus is taken in, for the title bar; empty while nothing is."""
        self.changed = ""
        """That the open article's file was changed, for the title bar; empty while it is not."""
        self.waiting = ""
        """How many notes were not saved, for the title bar; empty while all were."""
        self.errand = ""
        """What is being done in the text, for the title bar; empty for reading."""
        self.title_bar, self.tag_bar, self.footer = TitleBar(), TagBar(), Footer()
        self.list = ArticleList()
        self.pane = ReadingPane(self._moved)
        self.ground: Drawn = self.pane
        """The pane that has the focus, or had it before a field was opened; or what covers it."""
        self.too_small = Notice("too-small")
        self.overlays = Overlays(self)

    def compose(self) -> ComposeResult:
        """Make the panes and the bars."""
        yield self.title_bar
        with SideBySide(id="panes"):
            yield self.list
            with Stack(id="reading"):
                yield self.pane
        yield self.tag_bar
        yield self.footer

    # The bars

    def _moved(self) -> None:
        """Show where one is now."""
        self.show_place()
        self._show_keys()

    def show_place(self) -> None:
        """Show in the title bar what is open, where one is in it, and what is taken in."""
        if self.article is None:
            title = self.beginning.title if self.beginning else "Reader"
            self.title_bar.show(title, self.progress)
            return
        length = max(len(self.pane.document.text), 1)
        here = self.pane.sentence
        share = min(here.end * 100 // length, 100)
        left = "Reader" if self.list.display and not self.is_narrow else self.article.title
        memo = "memo" if self.pane.memos else ""
        place = f"{self.list.place:,} of {self.list.total:,}" if self.list.place else ""
        page = cited(self.pane.document.pages, here.start, here.start)
        where = " · ".join(filter(None, (place, page, f"{share} %")))
        self.title_bar.show(
            self.errand or left,
            " · ".join(filter(None, (self.progress, self.changed, self.waiting, memo, where))),
        )

    def _show_keys(self) -> None:
        """Show in the footer what the keys do here."""
        if self.overlays.field is not None:
            self.footer.show((), self.overlays.field.hint)
            return
        places = self.ground.places if self.overlays.view is None else self.overlays.view.places
        idle = self.overlays.view.idle if self.overlays.view else ()
        shown = [one for one in self.keys.at(*places[:1]) if one.name not in idle]
        if places[:2] == ("placing", "select"):
            taken = {command.keys[:1] for command in shown}
            shown += [one for one in self.keys.at("select") if one.keys[:1] not in taken]
        footed = "passages" if self.overlays.view is None else "back"
        shown += [command for command in self.keys.at("everywhere") if command.name == footed]
        self.footer.show(shown, f"{self.keys.key_of('help')} help")

    def keys_changed(self) -> None:
        """Show in the footer what the keys do here now."""
        self._show_keys()

    def say(self, message: str, *, error: bool = False) -> None:
        """Say something in one line at the bottom; an error stays until it is dismissed."""
        self.footer.say(message, error=error)

    def done(self, outcome: Done) -> None:
        """Say what was done and how to undo it."""
        if not outcome.message:
            return
        can_undo = outcome.entry is not None and outcome.entry.kind != "undo"
        hint = f" · {self.keys.key_of('undo')} undoes" if can_undo else ""
        self.say(outcome.message + hint)

    def key_pressed(self) -> None:
        """Put an old message out."""
        self.footer.key_pressed()

    def watch_focused(self) -> None:
        """Show the keys of what has the focus now."""
        focused = self.focused
        if isinstance(focused, Drawn) and (
            focused in (self.list, self.pane) or focused.parent is self.list
        ):
            self.ground = focused
        self.overlays.focus_moved(self.focused)
        self._show_keys()

    # Panes that give way

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one pane only."""
        return list_width(self.app.size.width) == 0

    def on_resize(self, event: Resize) -> None:
        """Let panes give way as the terminal grows narrow."""
        columns, rows = event.size
        small = columns < SMALLEST[0] or rows < SMALLEST[1]
        self.set_class(small, "small")
        self.set_class(rows < LOW, "low")
        self.show_list(alone=self.is_narrow and self.ground is not self.pane)
        if small:
            if not self.too_small.is_attached:
                self.mount(self.too_small)
            self.too_small.focus()
            self.too_small.show(f"Reader needs {SMALLEST[0]} columns", f"and {SMALLEST[1]} rows")
        elif self.focused in (None, self.too_small):
            self.overlays.focus_ground()
        self.show_place()
        self.overlays.resized()

    def show_list(self, *, alone: bool) -> None:
        """Show the list beside the text, or where there is no room for both, one of them."""
        width = list_width(self.app.size.width)
        reading = self.query_one("#reading")
        if width:
            self.list.display, reading.display = not self.pane.alone, True
            self.list.styles.width = width
        else:
            self.list.display, reading.display = alone, not alone
            self.list.styles.width = "1fr"
