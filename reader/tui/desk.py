"""The desk: the one screen of the app, with its panes and bars, showing what the library holds."""

from __future__ import annotations

import gc
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.screen import Screen

from reader.annotation.model import Annotation, Article, TagUse
from reader.library import Done, Library
from reader.text.normal import visible
from reader.tui import words
from reader.tui.drawn import Drawn
from reader.tui.keys import Keys
from reader.tui.marking import Marking
from reader.tui.overlays import Overlays
from reader.tui.standing import Standing
from reader.tui.taking_in import TakingIn
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.bars import Footer, TagBar, TitleBar
from reader.tui.widgets.geometry import list_width
from reader.tui.widgets.notice import Notice
from reader.tui.widgets.pane_mouse import ReadingPane
from reader.tui.writing import Writing

SMALLEST = (40, 12)
"""Columns and rows below which there is no room to read."""
LOW = 20
"""Rows below which the bars stand without air."""
EMPTY = (
    "No articles yet.",
    "",
    "reader FOLDER opens a folder of .md and .txt files,",
    "reader add PATH… takes files and folders in.",
    "",
)
_AFTER_FIRST_SCREEN = 0.2


class Side(Horizontal):
    """What stands side by side, and covers its ground."""

    BLANK = True


class Stack(Vertical):
    """What stands one below the other, and covers its ground."""

    BLANK = True


class Desk(Screen[None]):
    """The panes side by side and the bars; what its commands do is in `desk_commands`."""

    BLANK = True
    DEFAULT_CSS = """
    Desk { layers: default above; layout: vertical; background: $background; }
    Desk.low TitleBar, Desk.low TagBar { height: 1; }
    Desk #panes { height: 1fr; }
    Desk #reading { width: 1fr; height: 1fr; }
    Desk #too-small { display: none; }
    Desk.small TitleBar, Desk.small #panes, Desk.small .view, Desk.small TagBar,
    Desk.small Footer, Desk.viewing #panes, Desk.alone TagBar { display: none; }
    Desk.small #too-small { display: block; }
    """

    def __init__(self, library: Library, keys: Keys, corpus: Path | None = None) -> None:
        super().__init__(id="desk")
        self.library = library
        self.keys = keys
        self.article: Article | None = None
        """The article that is open."""
        self.uses: list[TagUse] = []
        """The tags, most recently used first."""
        self.title_bar, self.tag_bar, self.footer = TitleBar(), TagBar(), Footer()
        self.list = ArticleList()
        self.pane = ReadingPane(self._moved)
        self.ground: Drawn = self.pane
        """The pane that has the focus, or had it before a field was opened."""
        self.empty = Notice("empty")
        self.too_small = Notice("too-small")
        self.marking = Marking(self)
        self.overlays = Overlays(self)
        self.writing = Writing(self)
        self.standing = Standing(self)
        self.taking_in = TakingIn(self)
        self.beginning: Article | None = None
        """The article of which only the beginning is shown, while it is taken in."""
        self.is_leaving = False
        """Whether the app is about to end, and only waits for the disk."""
        self._corpus = corpus

    def compose(self) -> ComposeResult:
        """Make the panes and the bars."""
        yield self.title_bar
        with Side(id="panes"):
            yield self.list
            with Stack(id="reading"):
                yield self.pane
        yield self.tag_bar
        yield self.footer

    def on_mount(self) -> None:
        """Show what was read last; then take the corpus in and see to what can wait."""
        self.pane.focus()
        named = self.article_of(self._corpus) if self._corpus else ""
        self.refresh_library(named, or_file=self._corpus)
        if self.library.created:
            self.say(f"Your annotations are kept in {visible(str(self.library.path))}")
        elif self.library.read_only:
            self.say("Read-only here: you can read, nothing can be marked", error=True)
        self.set_timer(_AFTER_FIRST_SCREEN, self._settle)
        self.set_interval(1.0, self._look_for_changes)

    def _settle(self) -> None:
        """Do what the first screen did not wait for: it and this would share a processor."""
        # What start-up made stays; the collector need not look at it again.
        gc.collect()
        gc.freeze()
        gc.enable()
        if self._corpus is not None and not self.library.read_only:
            self.taking_in.start(self._corpus)

    # Showing the library

    def article_of(self, path: Path) -> str:
        """Give the id of the article that a file is, empty for a folder or an unknown file."""
        try:
            wanted = str(path.resolve())
        except (OSError, RuntimeError, ValueError):
            return ""
        rows = self.library.articles()
        return next((row.article.id for row in rows if row.article.path == wanted), "")

    def refresh_library(self, open_id: str = "", *, or_file: Path | None = None) -> None:
        """Show the articles and tags as they are stored now, and open one if none is open.

        `open_id` is the article to open; `or_file` a file that is not in the library yet, or a
        folder where there is nothing in the library: its beginning is shown until it is.
        """
        rows = self.library.articles()
        known = {row.article.id for row in rows}
        if self.article is not None and self.article.id not in known:
            self.article = None
        self.uses = self.library.tags()
        self._show_list()
        if or_file is not None and not open_id and (or_file.is_file() or not rows):
            self._show_beginning(or_file)
        is_free = self.article is None and self.beginning is None
        is_other = bool(open_id) and (self.article is None or open_id != self.article.id)
        if is_free or is_other:
            listed = [row.article.id for row in self.list.rows]
            wanted = [open_id, self.library.last_article(), *listed]
            found = next((article_id for article_id in wanted if article_id in known), "")
            if found:
                self.open(found)
        elif self.article is not None:
            self._reopen_if_changed(self.article)
        empty = not rows and self.beginning is None
        self.empty.display, self.pane.display = empty, not empty
        if empty:
            if not self.empty.is_attached:
                self.query_one("#reading").mount(self.empty)
            help_key, back = map(self.keys.key_of, ("help", "back"))
            self.empty.show(*EMPTY, f"{help_key}  every key        {back} {back}  quit")
        self._show_bars()

    def _show_beginning(self, path: Path) -> None:
        """Show the first pages of a file that is about to be taken in, if it is one."""
        if self.library.read_only:
            return
        found = self.library.beginning(path)
        if found is not None:
            self.beginning, document = found
            self.pane.show(document, words.caption(self.beginning))
            self.pane.focus()

    def _reopen_if_changed(self, article: Article) -> None:
        """Show the open article's newer version, or its marks as they are now."""
        now = self.library.article_row(article.id).article
        if now.text_hash != article.text_hash:
            self.open(now.id)
        else:
            self.refresh_marks()

    def open(self, article_id: str, offset: int | None = None, lit: str = "") -> None:
        """Open an article where one was last in it, or at an offset."""
        self.overlays.close_view()
        self._remember_place()
        row = self.library.article_row(article_id)
        self.article = row.article
        document = self.library.document(row.article)
        begun, self.beginning = self.beginning, None
        if begun is not None and begun.path == row.article.path:
            self.pane.renew(document, words.caption(row.article))
            self.show_marks()
        else:
            self.pane.show(document, words.caption(row.article))
            self.show_marks()
            place = row.reading.offset if offset is None else offset
            if place or lit:
                self.pane.go(min(place, len(document.text)), lit=lit)
            else:
                self.pane.follow()
        self.show_list(alone=False)
        self.pane.focus()
        self._remember_place()
        self._show_list()
        self._show_bars()
        if row.article.pending_hash:
            self.say("Its file has changed; some annotations could not follow, so this stays")

    def reopen(self) -> None:
        """Show the open article's text as it is stored now, at the same place."""
        if self.article is not None:
            document = self.library.document(self.article)
            if document is not self.pane.document:
                self.pane.renew(document, words.caption(self.article))
                self.show_marks()

    def refresh_marks(self) -> None:
        """Show the open article's annotations and the tags as they are stored."""
        self.uses = self.library.tags()
        self.show_marks()
        self._refresh_around()

    def refresh_mark(self, gone: str, kept: Annotation | None) -> None:
        """Show what a step left of one annotation, and the tags as they are stored."""
        self.uses = self.library.tags()
        self.show_mark(gone, kept)
        self._refresh_around()

    def _refresh_around(self) -> None:
        """Show what else tells of annotations."""
        self._show_list()
        self._show_bars()
        reload = getattr(self.overlays.view, "reload", None)
        if reload is not None:
            reload()

    def show_marks(self) -> None:
        """Show the open article's annotations, stored ones and those that soon will be."""
        if self.article is None:
            return
        stored = self.library.annotations(article=self.article.id)
        known = {mark.id for mark in stored}
        pending = [mark for mark in self.marking.pending(self.article.id) if mark.id not in known]
        self.pane.mark(
            [*stored, *pending],
            colors=self.tag_colors(),
            pending=[mark.id for mark in pending],
        )

    def show_mark(self, gone: str, mark: Annotation | None, *, pending: bool = False) -> None:
        """Show one annotation in place of the one of the id `gone`, or that one no more.

        The others are not read again: what another window writes is seen by its own sign.
        """
        here = self.article and (self.article.id, self.article.text_hash)
        if mark is None or (mark.article, mark.text_hash) == here:
            self.pane.mark_one(gone, mark, colors=self.tag_colors(), pending=pending)
        else:
            self.show_marks()

    def _show_list(self) -> None:
        self.list.show(self.library.articles(), self.article.id if self.article else "")

    def tag_colors(self) -> dict[str, str]:
        """Give the tags' colours by path."""
        return {use.tag.path: use.tag.color for use in self.uses}

    def _look_for_changes(self) -> None:
        """Show what another window wrote meanwhile."""
        self.writing.tell_if_held()
        if self.overlays.field is not None:
            # What is typed into is not moved under the hands.
            return
        self.standing.look()

    def _remember_place(self) -> None:
        """Keep where one is in the open article."""
        if self.article is not None and self.pane.document.blocks:
            here, reached = self.pane.cursor, self.pane.sentence.end
            self.library.place(self.article.id, here, reached)
            self.list.reached(self.article.id, reached)

    # The bars

    def _moved(self) -> None:
        self._remember_place()
        self.show_place()
        self._show_keys()

    def _show_bars(self) -> None:
        self.show_place()
        self.tag_bar.show(self.uses, self.marking.last_tags)
        self._show_keys()

    def show_place(self) -> None:
        """Show in the title bar what is open, where one is in it, and what is taken in."""
        if self.article is None:
            title = self.beginning.title if self.beginning else "Reader"
            self.title_bar.show(title, self.taking_in.sign)
            return
        place, count = self.list.position()
        length = max(len(self.pane.document.text), 1)
        share = min(self.pane.sentence.end * 100 // length, 100)
        left = "Reader" if self.list.display and not self.is_narrow else self.article.title
        where = f"{place} of {count} · {share} %"
        self.title_bar.show(left, " · ".join(filter(None, (self.taking_in.sign, where))))

    def _show_keys(self) -> None:
        """Show in the footer what the keys do here."""
        if self.overlays.field is not None:
            self.footer.show((), self.overlays.field.hint)
            return
        places = self.ground.places if self.overlays.view is None else self.overlays.view.places
        shown = [command for place in places[:1] for command in self.keys.at(place)]
        footed = "passages" if self.overlays.view is None else "back"
        shown += [command for command in self.keys.at("everywhere") if command.name == footed]
        self.footer.show(shown, f"{self.keys.key_of('help')} help")

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
        if self.focused is self.list or self.focused is self.pane:
            self.ground = self.focused
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
        self.show_list(alone=self.is_narrow and self.ground is self.list)
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
