"""What a format is given to write, read from one moment's data."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from reader.annotation.model import Annotation, Article, TagUse
from reader.annotation.tagging import sought
from reader.formats.export import Marked
from reader.formats.record import Record
from reader.query.model import ALL, Query
from reader.store import articles, searching, tags
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


class _Headings:
    """The headings and pages of one text, by place."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._starts: list[int] = []
        self._titles: list[str] = []
        for block in (document.blocks[index] for index in document.headings):
            self._starts.append(block.start)
            self._titles.append(" ".join(document.text[block.start : block.end].split()))

    def at(self, offset: int) -> str:
        """Give the nearest heading at or before `offset`, or nothing."""
        index = bisect_right(self._starts, offset)
        return self._titles[index - 1] if index else ""

    def pages(self, start: int, end: int) -> str:
        """Give the page of a passage, or its first and last; nothing where there are none."""
        return pages.labels(self.document.pages, start, end)

    def place(self, start: int, end: int) -> str:
        """Give the nearest heading at or before a passage, with its pages, as citations have it."""
        return pages.with_pages(self.at(start), pages.cited(self.document.pages, start, end))


_EMPTY = Document("", (), 0)


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
        for _, headings, record in self._found():
            del headings
            yield record

    def texts(self, *, every: bool = False) -> Iterator[Marked]:
        """Give the texts that annotations stand on, one at a time, by article."""
        for _, found in groupby(self._found(), lambda one: one[0].id):
            by_text: dict[str, Marked] = {}
            for article, headings, record in found:
                fresh = Marked(article, record.text_hash, headings.document, [])
                marked = by_text.setdefault(record.text_hash, fresh)
                marked.records.append(record)
            yield from by_text.values()
            if every and article.text_hash not in by_text:
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
        for article, _ in groupby(self._annotations(), lambda one: one.article):
            found = articles.by_id(self._connection, article)
            assert found is not None
            yield found

    def titles(self) -> Iterator[tuple[str, str]]:
        """Give the id and the title of every article, oldest first."""
        return articles.titles_by_age(self._connection)

    def tags(self) -> Sequence[TagUse]:
        """Give the tags by path: those in use here, or all if nothing is narrowed."""
        return self._tags

    @cached_property
    def _tags(self) -> Sequence[TagUse]:
        uses = sorted(tags.uses(self._connection), key=lambda use: use.tag.path.casefold())
        if not self.is_narrowed:
            return uses
        counts: dict[str, int] = {}
        for annotation in self._annotations():
            for path in annotation.tags:
                counts[path] = counts.get(path, 0) + 1
        used = [use for use in uses if use.tag.path in counts]
        return [use._replace(annotations=counts[use.tag.path]) for use in used]

    def _annotations(self) -> Iterator[Annotation]:
        narrow = self._narrow
        return searching.annotated(
            self._connection,
            narrow.query,
            article=narrow.article,
            tag=sought(narrow.tag),
            status=narrow.status,
        )

    def _found(self) -> Iterator[tuple[Article, _Headings, Record]]:
        """Give the annotations with their articles; each text's headings are looked up once."""
        article: Article | None = None
        known: dict[str, _Headings] = {}
        for annotation in self._annotations():
            if article is None or article.id != annotation.article:
                article = articles.by_id(self._connection, annotation.article)
                assert article is not None
                known = {}
            headings = known.get(annotation.text_hash)
            if headings is None:
                document = articles.document(self._connection, article.id, annotation.text_hash)
                headings = known[annotation.text_hash] = _Headings(document or _EMPTY)
            yield article, headings, _record(annotation, article, headings)

    def _bare(self) -> Iterator[Article]:
        """Give the articles without annotations."""
        held = {one for one, _ in groupby(self._annotations(), lambda one: one.article)}
        return (one for one in articles.every(self._connection) if one.id not in held)


def _record(annotation: Annotation, article: Article, headings: _Headings) -> Record:
    place = () if annotation.is_memo else (annotation.start, annotation.end)
    return Record(
        id=annotation.id,
        article=article.id,
        title=article.title,
        author=article.author,
        source=article.source,
        published=article.published,
        accessed=article.accessed,
        url=article.url,
        heading=headings.place(*place) if place else "",
        quote=annotation.quote,
        prefix=annotation.prefix,
        suffix=annotation.suffix,
        tags=annotation.tags,
        note=annotation.note,
        start=annotation.start,
        end=annotation.end,
        text_hash=annotation.text_hash,
        status=annotation.status,
        annotator=annotation.annotator,
        created=annotation.created,
        updated=annotation.updated,
        page=headings.pages(*place) if place else "",
    )
