"""The half of the library that looks: its articles, their texts, and what is kept of them.

What the first screen has no need of is imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.annotation.model import Annotation, Article, ArticleRow, Entry, TagUse
from reader.errors import IngestError, NotFoundError
from reader.library.asking import Asking
from reader.library.listed import Listed
from reader.store import articles, listing, passages, readings, tags, waiting
from reader.store.listing import EVERYTHING, ListFilter, Order
from reader.store.schema import is_indexed
from reader.text.document import Document

if TYPE_CHECKING:
    from reader.library.comparing import Comparison
    from reader.library.copies import NearCopy
    from reader.library.remembering import Logged, Step, Wanted
    from reader.library.rows import ListedArticle
    from reader.query.model import Query
    from reader.store.pages import Page


class Looking(Asking):
    """An open database in which articles, annotations and the history are looked at."""

    def articles(self) -> list[ArticleRow]:
        """Give all articles, in no particular order."""
        return [self._places.merged(row) for row in self._store.read(articles.rows)]

    def rows(self, query: str | Query = "") -> Iterator[ListedArticle]:
        """Give the articles that a query finds by their titles and texts, by title, one by one.

        All are as they were at the first of them. They are taken in one thread, any.
        """
        from reader.library import rows

        asked = self.asked(query)
        with self._store.snapshot() as connection:
            for row in rows.by_title(connection, asked):
                yield row._replace(article=self._places.merged(row.article))

    def listed(self, order: Order = "date", narrow: ListFilter = EVERYTHING) -> Listed:
        """Give the articles in an order, the newest first, narrowed to some.

        Where no index holds that order it is worked out here, which may take long; it is one of
        `is_listed_at_once` else.
        """
        found = self._store.read(listing.made, order, narrow)
        is_whole = not narrow.words or self._store.read(is_indexed)
        problem = "" if is_whole else "the index of words is to be made anew: not all is found"
        return Listed(self._store, self._places, found, problem)

    def is_listed_at_once(self, order: Order, narrow: ListFilter) -> bool:
        """Whether `listed` gives this without working anything out."""
        return listing.is_indexed(order, narrow)

    def listed_apart(
        self, order: Order, narrow: ListFilter, stopped: Callable[[], bool] | None = None
    ) -> Listed | None:
        """Give what `listed` gives, worked out in any thread; `None` once `stopped` says so."""
        from reader.store import searching

        try:
            with (
                self._store.snapshot() as connection,
                searching.stoppable(connection, stopped),
            ):
                found = listing.made(connection, order, narrow)
        except searching.SearchStoppedError:
            return None
        return Listed(self._store, self._places, found)

    def is_empty(self) -> bool:
        """Whether there is no article in the library."""
        return self._store.read(listing.is_empty)

    def has(self, article_id: str) -> bool:
        """Whether an article with this id is in the library."""
        return self._store.read(listing.number_of, article_id) is not None

    def article_at(self, path: Path) -> str:
        """Give the id of the article whose file is at a path, absolute, or ""."""
        found = self._store.read(articles.by_path, str(path))
        return found.id if found else ""

    def article(self, ref: str) -> Article:
        """Give the article that an id, its unique start, a path or part of a title means."""
        from reader.library import references

        return references.article(self._store, ref)

    def article_row(self, article_id: str) -> ArticleRow:
        """Give the article with this id as lists show it."""
        rows = self._store.read(articles.rows, article_id)
        if not rows:
            raise NotFoundError("the article is no longer in the library", "look again")
        return self._places.merged(rows[0])

    def pages(self, article: Article) -> list[Page]:
        """Give what is kept of the pages that an article was made of, the last fetched first."""
        from reader.store import pages

        return self._store.read(pages.of_article, article.id)

    def page_data(self, page: Page) -> bytes:
        """Give a page that is kept, byte for byte as it was fetched."""
        from reader.store import pages

        found = self._store.read(pages.data, page.article, page.digest)
        if found is None:
            raise NotFoundError("the page is no longer in the library", "look again")
        return found

    def copies(self, article_id: str) -> list[NearCopy]:
        """Give an article's near copies, the likest first."""
        from reader.library import copies

        return self._store.read(copies.of, article_id)

    def document(self, article: Article, text_hash: str = "") -> Document:
        """Give an article's text with its blocks: the present version, or the one named."""
        return self._documents.get(article, text_hash or article.text_hash)

    def beginning(self, path: Path) -> tuple[Article, Document] | None:
        """Give the first pages of a file that is not in the library yet, to be shown meanwhile.

        Of a folder its first file is taken. The article has no id; `None` is given for what cannot
        be taken in.
        """
        from reader.ingest import taking, walking
        from reader.text.stored import unpack

        found = (one for one in walking.find([path]) if isinstance(one, walking.Found))
        path = next((Path(one.path) for one in found), path)
        try:
            taken = taking.beginning(path, self.max_size)
        except IngestError:
            return None
        article = Article("", str(path), taken.title, taken.kind, "", 0)
        known = article._replace(
            source=taken.source, author=taken.author, published=taken.published
        )
        return known, unpack(taken.text, taken.rules, taken.blocks)

    def file_as_read(self, path: str) -> tuple[int, int | None] | None:
        """Give size in bytes and time of an article's file as it was when it was read.

        The time is `None` where it told nothing then.
        """
        from reader.ingest.settled import NEVER

        known = self._store.read(articles.known, path).get(path)
        if known is None:
            return None
        at = known.stamp.mtime_ns
        return known.stamp.size, None if at == NEVER else at

    def forget_documents(self) -> None:
        """Read texts anew when they are asked for: newer rules may have given them other blocks."""
        self._documents.forget()

    def versions(self, article: Article) -> list[tuple[str, str]]:
        """Give hash and date of each version of an article's text, newest first."""
        return self._store.read(articles.versions, article.id)

    def marks(self, article: Article) -> list[Annotation]:
        """Give the annotations whose passages stand in the text that an article shows."""
        found = self._store.read(passages.of_article, article.id)
        return [one for one in found if one.is_sure and not one.is_memo]

    def memos(self, article: Article) -> list[Annotation]:
        """Give the memos on an article, this annotator's own first."""
        found = self._store.read(passages.of_article, article.id)
        memos = [one for one in found if one.is_memo]
        return sorted(memos, key=lambda memo: memo.annotator != self.annotator)

    def unsure(self) -> list[Annotation]:
        """Give what waits for review, then the orphans, each by article and place."""
        return [one for status in ("review", "orphaned") for one in self.annotations(status=status)]

    def waiting(self) -> list[waiting.Waiting]:
        """Give what `unsure` gives by id alone: it may be much, and is looked at one by one."""
        return self._store.read(waiting.queue)

    def waiting_by_article(self) -> dict[str, int]:
        """Give how many annotations wait for review in each article that has some."""
        return self._store.read(waiting.by_article)

    def comparison(self, annotation_id: str) -> Comparison | None:
        """Give what is not surely placed, with both texts; `None` if it is so no more."""
        from reader.library.comparing import compared

        return compared(self._store, self._documents, annotation_id)

    def annotation(self, ref: str) -> Annotation:
        """Give the annotation whose id is `ref` or, alone, starts with it."""
        from reader.library import references

        return references.annotation(self._store, ref)

    def tags(self) -> list[TagUse]:
        """Give all tags, the most recently used first."""
        return self._store.read(tags.uses)

    def log(self, limit: int = 0) -> list[Entry]:
        """Give the history, newest first, at most `limit` entries unless that is 0."""
        from reader.store import log

        return self._store.read(log.newest, limit)

    def history(self, wanted: Wanted) -> list[Logged]:
        """Give the entries asked for, newest first, with what became of them.

        `wanted.article` is what `article` takes, or the id of one that is gone.
        """
        from reader.library import remembering

        return remembering.entries(self._store, wanted)

    def step(self, number: int) -> Step:
        """Give one entry of the history with what it changed."""
        from reader.library import remembering

        return remembering.step(self._store, number)

    def last_article(self) -> str:
        """Give the id of the article that was open last, "" if none was."""
        last, opened = self._store.read(readings.last)
        for article in self._places.since(opened):
            if article == last or self._store.read(articles.by_id, article):
                return article
        return last
