"""What the desk shows of articles: the list, the one that is open, and where one was in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.annotation.model import Article
from reader.library import Library
from reader.text.again import again
from reader.tui import words
from reader.tui.desk_marks import MarksDesk
from reader.tui.keys import Keys
from reader.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from reader.tui.copies import Copies
    from reader.tui.placing import Placing

_EMPTY = (
    "No articles yet.",
    "",
    "reader FOLDER opens a folder of .md and .txt files,",
    "reader add PATH… takes files and folders in.",
    "",
)


class ArticlesDesk(MarksDesk):
    """A desk that shows the articles as they are stored, and opens them."""

    copies: Copies

    def __init__(self, library: Library, keys: Keys) -> None:
        super().__init__(library, keys)
        self.empty = Notice("empty")

    @property
    def placing(self) -> Placing:
        """Placing by hand, which is told when another article is shown."""
        raise NotImplementedError

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
        self._show_emptiness(is_empty and self.beginning is None)
        self._show_bars()

    def _show_emptiness(self, is_empty: bool) -> None:
        """Say how articles come in where there is none, in place of the text."""
        self.empty.display, self.pane.display = is_empty, not is_empty
        if is_empty:
            if not self.empty.is_attached:
                self.query_one("#reading").mount(self.empty)
            help_key, back = map(self.keys.key_of, ("help", "back"))
            self.empty.show(*_EMPTY, f"{help_key}  every key        {back} {back}  quit")

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

    def reopen(self) -> None:
        """Show the open article's text as it is stored now, at the same place."""
        if self.article is not None:
            document = self.library.document(self.article)
            if document is not self.pane.document:
                self.pane.renew(document, words.caption(self.article))
                self.show_marks()

    def _moved(self) -> None:
        self._remember_place()
        super()._moved()

    def _remember_place(self) -> None:
        """Keep where one is in the open article."""
        if self.article is not None and self.pane.document.blocks:
            here, reached = self.pane.cursor, self.pane.sentence.end
            self.library.place(self.article.id, here, reached)
            self.list.reached(self.article.id, reached)
