"""The desk: the one screen of the app, with its panes, and the way between them."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget

from reader.annotation.model import Article, TagUse
from reader.errors import ReaderError
from reader.library import AddReport, Done, Library
from reader.text import selection
from reader.text.document import Span
from reader.text.normal import visible
from reader.text.selection import Selection
from reader.tui import words
from reader.tui.keys import Keys
from reader.tui.marking import Marking
from reader.tui.taking_in import TakingIn, summary
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.bars import Footer, TagBar, TitleBar
from reader.tui.widgets.geometry import list_width
from reader.tui.widgets.notice import Notice
from reader.tui.widgets.pane_mouse import ReadingPane

if TYPE_CHECKING:
    from reader.tui.widgets.picker import Choice

SMALLEST = (40, 12)
"""Columns and rows below which there is no room to read."""


class Side(Horizontal):
    """What stands side by side, and covers its ground."""

    BLANK = True


class Stack(Vertical):
    """What stands one below the other, and covers its ground."""

    BLANK = True


class Desk(Screen[None]):
    """The panes side by side, the bars, and what is opened over them for a while."""

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
        self.uses: list[TagUse] = []
        """The tags, most recently used first."""
        self.marking = Marking(self)
        self.pane = ReadingPane(self._moved)
        self.list = ArticleList()
        self.title_bar, self.tag_bar, self.footer = TitleBar(), TagBar(), Footer()
        self.notice = Notice("empty")
        self._too_small = Notice("too-small")
        self.view: Widget | None = None
        """What takes the place of the panes, if something does."""
        self.asked_to_quit = 0.0
        self.made: Path | None = None
        """The database, where it was made just now."""
        self._corpus = corpus
        self._taking_in = TakingIn(self)

    def compose(self) -> ComposeResult:
        """Make the panes and the bars."""
        yield self.title_bar
        with Side(id="panes"):
            yield self.list
            with Stack(id="reading"):
                yield self.pane
                yield self.notice
        yield self.tag_bar
        yield self.footer
        yield self._too_small

    def on_mount(self) -> None:
        """Show what was read last, and take the corpus in behind it."""
        self.notice.display = False
        self.pane.focus()
        self._begin(self._corpus)
        self.set_timer(0.2, _settle)
        self.set_interval(1.0, self._look_for_changes)

    # Showing the library

    def refresh_library(self, open_id: str = "") -> None:
        """Show the articles and tags as they are stored now, and open one if none is open."""
        rows = self.library.articles()
        known = {row.article.id for row in rows}
        if self.article is not None and self.article.id not in known:
            self.article = None
        self.list.show(rows, self.article.id if self.article else "")
        self.uses = self.library.tags()
        self._show_bars()
        if self.article is None or open_id:
            wanted = [
                open_id,
                self.library.last_article(),
                *(row.article.id for row in self.list.rows),
            ]
            found = next((article_id for article_id in wanted if article_id in known), "")
            if found:
                self.open(found)
        else:
            self._reopen_if_changed()
        empty = not rows
        self.notice.display, self.pane.display = empty, not empty
        if empty:
            self.notice.show(*EMPTY)

    def _reopen_if_changed(self) -> None:
        """Show the open article's newer version, or its marks as they are now."""
        if self.article is None:
            return
        now = self.library.article(self.article.id)
        if now.text_hash != self.article.text_hash:
            self.open(now.id)
        else:
            self.refresh_marks(keep=True)

    def open(self, article_id: str, offset: int | None = None, lit: str = "") -> None:
        """Open an article where one was last in it, or at an offset."""
        self.close_view()
        self._remember_place()
        row = self.library.article_row(article_id)
        self.article = row.article
        document = self.library.document(row.article)
        marks = self.library.annotations(article=article_id)
        self.pane.mark((), colors=self.tag_colors())
        self.pane.show(document, words.caption(row.article), marks)
        place = row.reading.offset if offset is None else offset
        if place or lit:
            self.pane.go(min(place, len(document.text)), lit=lit)
        else:
            self.pane.follow()
        self.show_list(False)
        self.pane.focus()
        self._remember_place()
        self.list.show(self.library.articles(), article_id)
        self._show_bars()
        if row.article.pending_hash:
            self.say("Its file has changed; some annotations could not follow, so this stays")

    def refresh_marks(self, lit: str = "", *, keep: bool = False) -> None:
        """Show the open article's annotations as they are stored, and light one."""
        self.uses = self.library.tags()
        if self.article is not None:
            marks = self.library.annotations(article=self.article.id)
            self.pane.mark(marks, colors=self.tag_colors())
            mark = next((mark for mark in marks if mark.id == lit), None)
            if mark is not None:
                self.pane.go(mark.start, lit=lit)
            elif not keep:
                self.pane.lit = ""
                self.pane.redraw()
        self.list.show(self.library.articles(), self.article.id if self.article else "")
        self._show_bars()
        if self.view is not None and hasattr(self.view, "reload"):
            self.view.reload()

    def tag_colors(self) -> dict[str, str]:
        """Give the tags' colours by casefolded path."""
        return {use.tag.path.casefold(): use.tag.color for use in self.uses}

    def _look_for_changes(self) -> None:
        """Show what another window wrote meanwhile."""
        try:
            if self.library.changed():
                self.refresh_library()
        except ReaderError as error:
            self.say(str(error), error=True)

    def _remember_place(self) -> None:
        """Keep where one is in the open article."""
        if self.article is not None and self.pane.document.blocks:
            here, reached = self.pane.cursor, self.pane.sentence.end
            self.library.place(self.article.id, here, reached)
            self.list.reached(self.article.id, reached)

    # The bars

    def _moved(self) -> None:
        self._remember_place()
        self._show_place()
        self._show_keys()

    def _show_bars(self) -> None:
        self._show_place()
        self.tag_bar.show(self.uses, self.marking.last_tags)
        self._show_keys()

    def _show_place(self) -> None:
        """Show in the title bar what is open and where one is in it."""
        if self.article is None:
            self.title_bar.show("Reader", "")
            return
        place, count = self.list.position()
        length = max(len(self.pane.document.text), 1)
        share = min(self.pane.sentence.end * 100 // length, 100)
        left = "Reader" if self.list.display and not self.is_narrow else self.article.title
        self.title_bar.show(left, f"{place} of {count} · {share} %")

    def _show_keys(self) -> None:
        """Show in the footer what the keys do here."""
        places = getattr(self.focused, "places", ())
        shown = [command for place in places[:1] for command in self.keys.at(place)]
        footed = _FOOTED if self.view is None else ("back",)
        shown += [command for command in self.keys.at("everywhere") if command.name in footed]
        self.footer.show(shown, self.keys.key_of("help"))

    def say(self, message: str, *, error: bool = False) -> None:
        """Say something in one line at the bottom."""
        self.footer.say(message, error=error)

    def done(self, outcome: Done) -> None:
        """Say what was done and how to undo it."""
        if outcome.message:
            undo = self.keys.key_of("undo")
            hint = (
                "" if outcome.entry is None or outcome.entry.kind == "undo" else f" · {undo} undoes"
            )
            self.say(outcome.message + hint)

    def key_pressed(self) -> None:
        """Put an old message out."""
        self.footer.key_pressed()

    def watch_focused(self) -> None:
        """Show the keys of the pane that has the focus now."""
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
        self.set_class(rows < 20, "low")
        self.show_list(self.is_narrow and self.focused is self.list)
        if small:
            self._too_small.focus()
            self._too_small.show(f"Reader needs {SMALLEST[0]} columns", f"and {SMALLEST[1]} rows")
        elif self.focused in (None, self._too_small):
            self.focus_ground()
        self._show_place()

    def show_list(self, alone: bool) -> None:
        """Show the list beside the text, or where there is no room for both, one of them."""
        width = list_width(self.app.size.width)
        reading = self.query_one("#reading")
        if width:
            self.list.display, reading.display = not self.pane.alone, True
            self.list.styles.width = width
        else:
            self.list.display, reading.display = alone, not alone
            self.list.styles.width = "1fr"

    # What is opened over the panes or in their place

    def open_view(self, view: Widget) -> None:
        """Show a view in place of the panes."""
        self.close_view()
        self.view = view
        view.add_class("view")
        self.add_class("viewing")
        self.mount(view, after=self.query_one("#panes"))
        view.focus()

    def close_view(self) -> bool:
        """Give the panes their place back; False where they have it."""
        if self.view is None:
            return False
        self.view.remove()
        self.view = None
        self.remove_class("viewing")
        self.pane.focus()
        self._show_bars()
        return True

    def write_note(self, about: str, note: str, kept: Callable[[str], None]) -> None:
        """Open the field for a note below the text."""
        from reader.tui.widgets.note_editor import NoteEditor

        def close(text: str) -> None:
            self.focus_ground()
            kept(text)

        place = self.query_one("#reading") if self.view is None else self
        place.mount(NoteEditor(about, note, close))

    def pick_tags(
        self,
        title: str,
        picked: Callable[[list[Choice]], None],
        *,
        ticked: Iterable[str] = (),
        beside: Span | None = None,
    ) -> None:
        """Open the picker over the tags, away from the passage it is for."""
        from reader.tui.widgets.picker import Choice

        choices = [
            Choice(use.tag.path.casefold(), use.tag.path, f"{use.count}", use.tag.color)
            for use in self.uses
        ]
        self.pick(
            title,
            choices,
            picked,
            ticked=ticked,
            several=True,
            new=lambda typed: Choice(typed.casefold(), typed, made=True),
            beside=beside,
        )

    def pick(
        self,
        title: str,
        choices: Sequence[Choice],
        picked: Callable[[list[Choice]], None],
        *,
        beside: Span | None = None,
        width: int = 44,
        **options: Any,
    ) -> None:
        """Open a picker so many cells wide; `beside` is the passage that it must not cover."""
        from reader.tui.widgets.picker import Picker

        def take(chosen: list[Choice]) -> None:
            self.focus_ground()
            picked(chosen)

        picker = Picker(title, choices, take, left=self.focus_ground, **options)
        self._place_picker(picker, beside, min(len(choices), 9) + 4, width)
        self.mount(picker)

    def _place_picker(self, picker: Widget, beside: Span | None, height: int, width: int) -> None:
        """Put a picker below or above the passage it is for."""
        rows = self.app.size.height - 2
        columns = self.app.size.width
        width = min(width, columns - 2)
        picker.styles.width = width
        left, top = (columns - width) // 2, 2
        if beside is not None and self.view is None:
            first, cell = self.pane.place_of(beside.start)
            last, _ = self.pane.place_of(max(beside.end - 1, beside.start))
            origin = self.pane.region
            below = origin.y + last + 1
            top = below if below + height <= rows else max(origin.y + first - height, 0)
            left = max(min(origin.x + cell, columns - width - 1), 1)
        picker.styles.offset = (left, top)

    def focus_ground(self) -> None:
        """Give the focus back to what lies below a field."""
        (self.view or (self.list if self.is_narrow and self.list.display else self.pane)).focus()

    # The corpus

    def _begin(self, corpus: Path | None) -> None:
        self.refresh_library()
        if self.made is not None:
            self.say(f"Your annotations are kept in {visible(str(self.made))}")
        if corpus is not None and not self.library.read_only:
            # The first screen comes first: the two would share one processor.
            self.set_timer(0.2, lambda: self._taking_in.start(corpus))
        elif self.library.read_only:
            self.say("Read-only here: you can read, nothing can be marked", error=True)

    def added(self, report: AddReport | None, problem: str, corpus: Path) -> None:
        """Show what was taken in."""
        if report is None:
            self.say(problem, error=True)
            return
        if report.added or report.changed:
            wanted = ""
            if corpus.is_file():
                wanted = next(
                    (
                        row.article.id
                        for row in self.library.articles()
                        if Path(row.article.path) == corpus.absolute()
                    ),
                    "",
                )
            self.refresh_library(wanted)
        if said := summary(report):
            self.say(said, error=bool(report.problems))

    def stop_adding(self) -> bool:
        """Stop taking the corpus in; False where nothing runs."""
        return self._taking_in.stop()

    def selecting(self, span: Span) -> Selection:
        """Give a selection of a span, its end the moving one."""
        return selection.start(span)

    # Writing

    def when_written(
        self,
        future: Future[Done],
        done: Callable[[Done], None],
        failed: Callable[[ReaderError], None],
    ) -> None:
        """Wait for the writer thread without holding up a key."""

        async def wait() -> None:
            try:
                outcome = await asyncio.wrap_future(future)
            except ReaderError as error:
                failed(error)
            else:
                done(outcome)

        self.run_worker(wait(), group="writing")

    def write(self, future: Future[Done]) -> None:
        """Wait for a write that a view asked for, and show what it left."""

        def done(outcome: Done) -> None:
            self.refresh_marks(keep=True)
            self.done(outcome)

        def failed(error: ReaderError) -> None:
            self.refresh_marks(keep=True)
            self.say(str(error), error=True)

        self.when_written(future, done, failed)

    def ask_to_quit(self) -> None:
        """Quit at the second time within two seconds."""
        now = monotonic()
        if now - self.asked_to_quit <= 2.0:
            self.leave()
        else:
            self.asked_to_quit = now
            self.say(f"{self.keys.key_of('back')} again quits")

    def leave(self) -> None:
        """Quit: a note being written is kept, and where one is."""
        for editor in self.query("NoteEditor"):
            editor.close()  # type: ignore[attr-defined]  # imported only when one is opened
        self._remember_place()
        self.app.exit(0)


def _settle() -> None:
    """Let the garbage be collected again, and leave out what start-up made: it stays."""
    gc.collect()
    gc.freeze()
    gc.enable()


EMPTY = (
    "No articles yet.",
    "",
    "reader FOLDER opens a folder of .md and .txt files,",
    "reader add PATH… takes files and folders in.",
    "",
    "?  every key        q q  quit",
)
_FOOTED = ("passages",)
