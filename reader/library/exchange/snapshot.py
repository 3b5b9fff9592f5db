"""What a format is given to write, read from one moment's data."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.annotation.model import Article, TagUse
from reader.annotation.tagging import sought
from reader.formats.export import Marked
from reader.formats.record import Record
from reader.query.model import ALL, Query
from reader.store import articles, passages, searching, tags
from reader.store.connection import Connection
from reader.text import pages
from reader.text.document import Document


@dataclass(frozen=True, slots=True)
class Narrow:
    """What an export is narrowed to; what is empty narrows nothing."""

    article: str = ""
    """An article's id."""
    tag: str = ""
    """A tag's path; its children belong to it."""
    status: str = ""
    query: Query = ALL


class _Text:
    """One text, with its headings and pages by place."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._starts: list[int] = []
        self._titles: list[str] = [""]
        for block in (document.blocks[index] for index in document.headings):
            self._starts.append(block.start)
            self._titles.append(" ".join(document.text[block.start : block.end].split()))

    def place(self, start: int, end: int) -> tuple[str, str]:
        """Give the heading of a passage and its page, or first and last; empty without any.

        The heading is the nearest at or before it, with its pages, as citations have it.
        """
        heading = self._titles[bisect_right(self._starts, start)]
        if not (marks := self.document.pages):
            return heading, ""
        cited = pages.with_pages(heading, pages.cited(marks, start, end))
        return cited, pages.labels(marks, start, end)


_EMPTY = Document("", (), 0)
_ABOUT = Record._fields[2:8]
"""What a record has of its article; then come the heading, the annotation's own, and the page."""
_MOST_KNOWN = 1_000
"""Different sets of tags that are kept at a time."""
_OWN = ("id", *Record._fields[9:-1])


class Snapshot:
    """An `Export` of what a connection sees, which must stay at one moment."""

    def __init__(self, connection: Connection, narrow: Narrow, at: str) -> None:
        self.at = at
        self._connection = connection
        self._narrow = narrow

    @property
    def is_narrowed(self) -> bool:
        """Whether only a part of the library is asked for."""
        return self._narrow != Narrow()

    def records(self) -> Iterator[Record]:
        """Give the annotations, by article and place."""
        for _, _, records in self._found():
            yield from records

    def texts(self, *, every: bool = False) -> Iterator[Marked]:
        """Give the texts that annotations stand on, one at a time, by article."""
        for article, texts, records in self._found():
            by_text: dict[str, list[Record]] = {}
            for record in records:
                by_text.setdefault(record.text_hash, []).append(record)
            for text_hash, found in by_text.items():
                yield Marked(article, text_hash, texts[text_hash].document, found)
            if every and by_text and article.text_hash not in by_text:
                yield self._shown(article)
        if every and not self.is_narrowed:
            for article in self._bare():
                yield self._shown(article)

    def _shown(self, article: Article) -> Marked:
        """Give the text that an article shows, on which nothing that is asked for stands."""
        document = articles.document(self._connection, article.id, article.text_hash)
        return Marked(article, article.text_hash, document or _EMPTY, [])

    def articles(self) -> Iterator[Article]:
        """Give the articles: those with annotations asked for, or all if nothing is narrowed."""
        if not self.is_narrowed:
            yield from articles.every(self._connection)
            return
        for article, rows in self._rows(("id",)):
            if any(rows):
                found = articles.by_id(self._connection, article)
                assert found is not None
                yield found

    def titles(self) -> Iterator[tuple[str, str]]:
        """Give the id and the title of every article, oldest first."""
        return articles.titles_by_age(self._connection)

    def tags(self) -> Sequence[TagUse]:
        """Give the tags by path: those in use here, or all if nothing is narrowed."""
        return self._tags

    def is_described(self) -> bool:
        """Whether any tag has a description; where none has, tags need not be counted."""
        return any(tag.description for tag in tags.every(self._connection))

    @cached_property
    def _tags(self) -> Sequence[TagUse]:
        uses = sorted(tags.uses(self._connection), key=lambda use: use.tag.path.casefold())
        if not self.is_narrowed:
            return uses
        counts: dict[str, int] = {}
        for _, rows in self._rows(("tags",)):
            for (joined,) in rows:
                for path in passages.divided(joined):
                    counts[path] = counts.get(path, 0) + 1
        used = [use for use in uses if use.tag.path in counts]
        return [use._replace(annotations=counts[use.tag.path]) for use in used]

    def _rows(self, columns: Sequence[str]) -> Iterator[tuple[str, passages.Rows]]:
        """Give columns of the annotations that are asked for, article by article."""
        narrow = self._narrow
        return passages.by_article(
            self._connection,
            columns,
            article=narrow.article,
            tag=sought(narrow.tag),
            status=narrow.status,
            condition=searching.meeting(self._connection, narrow.query),
        )

    def _found(self) -> Iterator[tuple[Article, dict[str, _Text], Iterator[Record]]]:
        """Give the articles with their annotations, and with those of their texts they are on."""
        for one, rows in self._rows(_OWN):
            article = articles.by_id(self._connection, one)
            assert article is not None
            texts: dict[str, _Text] = {}
            yield article, texts, self._records(article, texts, rows)

    def _records(
        self, article: Article, texts: dict[str, _Text], rows: passages.Rows
    ) -> Iterator[Record]:
        """Give an article's records; a million of them are waited for, hence the bare tuples."""
        about = (article.id, *(getattr(article, name) for name in _ABOUT))
        known: dict[str | None, tuple[str, ...]] = {None: ()}
        make = Record._make
        for key, quote, prefix, suffix, joined, note, start, end, text_hash, *rest in rows:
            tags = known.get(joined)
            if tags is None:
                if len(known) > _MOST_KNOWN:
                    known = {None: ()}
                tags = known[joined] = passages.divided(joined)
            text = texts.get(text_hash)
            if text is None:
                text = texts[text_hash] = self._text(article, text_hash)
            # A memo has no place.
            heading, page = text.place(start, end) if end else ("", "")
            own = (quote, prefix, suffix, tags, note, start, end, text_hash, *rest)
            yield make((key, *about, heading, *own, page))

    def _text(self, article: Article, text_hash: str) -> _Text:
        return _Text(articles.document(self._connection, article.id, text_hash) or _EMPTY)

    def _bare(self) -> Iterator[Article]:
        """Give the articles without annotations."""
        held = {one for one, rows in self._rows(("id",)) if any(rows)}
        return (one for one in articles.every(self._connection) if one.id not in held)
