"""The desk: the one screen of the app, showing what the library holds.

Its panes and bars are in `desk_panes`, what its commands do in `desk_finding`, `desk_going` and
`desk_commands`; each is a desk more able than the one before.
"""

from __future__ import annotations

import gc
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.annotation.model import Annotation, Article
from reader.library import Library
from reader.text.again import again
from reader.text.normal import visible
from reader.tui import words
from reader.tui.arranging import Arranging
from reader.tui.copies import Copies
from reader.tui.desk_panes import PanesDesk
from reader.tui.keys import Keys
from reader.tui.marking import Marking
from reader.tui.standing import Standing
from reader.tui.taking_in import TakingIn
from reader.tui.watching import Watching
from reader.tui.widgets.notice import Notice
from reader.tui.writing import Writing

if TYPE_CHECKING:
    from reader.config import CitationStyle
    from reader.library import Done
    from reader.tui.copying import Copying
    from reader.tui.noting import Noting
    from reader.tui.placing import Placing
    from reader.tui.tag_work import TagWork

EMPTY = (
    "No articles yet.",
    "",
    "reader FOLDER opens a folder of .md and .txt files,",
    "reader add PATH… takes files and folders in.",
    "",
)
_AFTER_FIRST_SCREEN = 0.2


class Desk(PanesDesk):
    """A desk that shows the articles, their annotations and the tags as they are stored."""

    def __init__(self, library: Library, keys: Keys, corpus: Path | None = None) -> None:
        super().__init__(keys)
        self.library = library
        self.empty = Notice("empty")
        self.marking = Marking(self)
        self.writing = Writing(self)
        self.standing = Standing(self)
        self.arranging = Arranging(self)
        self.taking_in = TakingIn(self)
        self.copies = Copies(self)
        self.watching = Watching(self)
        self.is_leaving = False
        """Whether the app is about to end, and only waits for the disk."""
        self.cited: tuple[CitationStyle, Path | None] = ("plain", None)
        """How copied passages are cited: the style, and a template instead if there is one."""
        self._corpus = corpus

    # What the first screen has no need of is made when it is asked for.

    @cached_property
    def noting(self) -> Noting:
        """What the keys for notes do."""
        from reader.tui.noting import Noting

        return Noting(self)

    @cached_property
    def copying(self) -> Copying:
        """Copying out of the app."""
        from reader.tui.copying import Copying

        return Copying(self)

    @cached_property
    def placing(self) -> Placing:
        """Placing by hand what waits for review."""
        from reader.tui.placing import Placing

        return Placing(self)

    @cached_property
    def tag_work(self) -> TagWork:
        """Changes of tags that take a while."""
        from reader.tui.tag_work import TagWork

        return TagWork(self)

    def on_mount(self) -> None:
        """Show what was read last; then take the corpus in and see to what can wait."""
        self.pane.focus()
        named = self.article_of(self._corpus) if self._corpus else ""
        self.refresh_library(named, or_file=self._corpus)
        if self.library.created:
            self.say(f"Your annotations are kept in {visible(str(self.library.path))}")
        elif self.library.read_only:
            self.say("Read-only here: you can read, nothing can be marked", error=True)
        elif self.library.notice:
            self.say(visible(self.library.notice))
        self.set_timer(_AFTER_FIRST_SCREEN, self._settle)
        self.set_interval(1.0, self._look_for_changes)

    def _settle(self) -> None:
        """Do what the first screen did not wait for: it and this would share a processor."""
        # What start-up made stays; the collector need not look at it again.
        gc.collect()
        gc.freeze()
        gc.enable()
        self.copies.wake()
        if self.library.read_only:
            return
        self.noting.drafts.look()
        if self._corpus is not None:
            self.taking_in.start([self._corpus])

    def sources(self) -> list[Path]:
        """Give what is taken in anew when that is asked for: the corpus, and the open file."""
        paths = [] if self._corpus is None else [self._corpus]
        # What is no absolute path is an address.
        if self.article is not None and not self.article.gone:
            paths += [path for path in (Path(self.article.path),) if path.is_absolute()]
        return paths

    def article_of(self, path: Path) -> str:
        """Give the id of the article that a file is, empty for a folder or an unknown file."""
        try:
            wanted = path.resolve()
        except (OSError, RuntimeError, ValueError):
            return ""
        return self.library.article_at(wanted)

    def refresh_library(self, open_id: str = "", *, or_file: Path | None = None) -> None:
        """Show the articles and tags as they are stored now, and open one if none is open.

        `open_id` is the article to open; `or_file` a file that is not in the library yet, or a
        folder where there is nothing in the library: its beginning is shown until it is.
        """
        is_empty = self.library.is_empty()
        if self.article is not None and not self.library.has(self.article.id):
            self.article = None
        self.uses = self.library.tags()
        self.arranging.show()
        if or_file is not None and not open_id and (or_file.is_file() or is_empty):
            self._show_beginning(or_file)
        is_free = self.article is None and self.beginning is None
        is_other = bool(open_id) and (self.article is None or open_id != self.article.id)
        if is_free or is_other:
            listed = [row.article.id for row in self.list.rows[:1]]
            wanted = [open_id, self.library.last_article(), *listed]
            found = next(filter(self.library.has, filter(None, wanted)), "")
            if found:
                self._bring(found)
        elif self.article is not None:
            self._reopen_if_changed(self.article)
        empty = is_empty and self.beginning is None
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
            before, sentence = self.pane.document.text, self.pane.sentence
            self._bring(now.id, again(before, sentence, self.library.document(now).text))
        else:
            # Its file may be elsewhere, or gone.
            self.article = now
            self.refresh_marks()

    def _bring(self, article_id: str, offset: int | None = None) -> None:
        """Open an article where one was last in it, or at an offset; if a view is open, behind."""
        if self.overlays.view is None:
            self.open(article_id, offset)
        else:
            self._show_article(article_id, offset)
            self._refresh_around()

    def open(self, article_id: str, offset: int | None = None, lit: str = "") -> None:
        """Open an article where one was last in it, or at an offset."""
        self.overlays.close_view()
        self._show_article(article_id, offset, lit)
        self.show_list(alone=False)
        self.pane.focus()
        self._show_list()
        self._show_bars()
        self.copies.tell()

    def _show_article(self, article_id: str, offset: int | None = None, lit: str = "") -> None:
        """Show an article in the pane where one was last in it, or at an offset."""
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
        self.placing.watch()
        self._remember_place()

    def review(self, at: str = "", number: int = 0) -> None:
        """Show what waits for review, at the annotation with the id `at` or at a number."""
        from reader.tui.views.review import ReviewView

        self.placing.forget()
        self.overlays.show(ReviewView(self, at, number))
        self._show_bars()

    def went_back(self, outcome: Done) -> None:
        """Show what an undo or redo left, at its place."""
        entry = outcome.entry
        if outcome.touched:
            self.refresh_mark(outcome.touched, outcome.annotation)
        else:
            self.refresh_library()
        is_there = entry is not None and self.library.has(entry.article)
        if entry is not None and is_there and self.overlays.view is None:
            if self.article is None or self.article.id != entry.article:
                self.open(entry.article, entry.offset)
            else:
                lit = outcome.annotation.id if outcome.annotation else ""
                self.pane.go(entry.offset, lit=lit)
        self.say(outcome.message)

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
        stored = self.library.marks(self.article)
        known = {mark.id for mark in stored}
        pending = [mark for mark in self.marking.pending(self.article.id) if mark.id not in known]
        self.pane.mark(
            [*stored, *pending],
            memos=self.library.memos(self.article),
            colors=self.tag_colors(),
            pending=[mark.id for mark in pending],
        )

    def show_mark(self, gone: str, mark: Annotation | None, *, pending: bool = False) -> None:
        """Show one annotation in place of the one of the id `gone`, or that one no more.

        The others are not read again: what another window writes is seen by its own sign.
        """
        here = self.article and (self.article.id, self.article.text_hash)
        if mark is None or (not mark.is_memo and (mark.article, mark.text_hash) == here):
            self.pane.mark_one(gone, mark, colors=self.tag_colors(), pending=pending)
        else:
            self.show_marks()

    def _show_list(self) -> None:
        self.arranging.renew()

    def _show_bars(self) -> None:
        """Show in the bars what is open and the tags."""
        self.show_place()
        self.tag_bar.show(self.uses, self.marking.last_tags)
        self._show_keys()

    def tag_colors(self) -> dict[str, str]:
        """Give the tags' colours by path."""
        return {use.tag.path: use.tag.color for use in self.uses}

    def _look_for_changes(self) -> None:
        """Show what another window wrote meanwhile."""
        self.writing.tell_if_held()
        self.watching.look()
        if self.overlays.field is not None:
            # What is typed into is not moved under the hands.
            self.noting.look()
            return
        self.standing.look()

    def _moved(self) -> None:
        self._remember_place()
        super()._moved()

    def _remember_place(self) -> None:
        """Keep where one is in the open article."""
        if self.article is not None and self.pane.document.blocks:
            here, reached = self.pane.cursor, self.pane.sentence.end
            self.library.place(self.article.id, here, reached)
            self.list.reached(self.article.id, reached)
