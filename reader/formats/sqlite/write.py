"""A library as rows of the tables in a database to hand on; the store makes the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.annotation.model import Article
from reader.formats.export import Export, Marked
from reader.formats.json_writing import encoded
from reader.formats.record import Record

Row = Sequence[str | int | None]


def rows(export: Export) -> Iterator[tuple[str, Row]]:
    """Give the rows, each with its table's name; what a row refers to comes before it."""
    tags = {use.tag.path: use.tag for use in export.tags()}
    for tag in tags.values():
        yield "tags", (tag.id, tag.path, tag.color, tag.description)
    last, numbers = "", [0, 0]
    for marked in export.texts(every=True):
        article = marked.article
        if article.id != last:
            last = article.id
            yield "articles", _article(article)
        numbers[0] += 1
        yield "texts", _text(numbers[0], marked)
        for record in marked.records:
            numbers[1] += 1
            yield "annotations", _annotation(numbers[1], record)
            for position, path in enumerate(record.tags, 1):
                yield "annotation_tags", (record.id, tags[path].id, position)


def _article(article: Article) -> Row:
    return (
        *(article.id, article.title, article.author, article.source, article.published),
        *(article.accessed, article.url, article.path, article.kind, article.language),
        *(article.length, encoded(dict(article.metadata), spaced=True)),
        article.text_hash,
    )


def _text(number: int, marked: Marked) -> Row:
    is_shown, text = int(marked.is_shown), marked.document.text
    return (number, marked.article.id, marked.text_hash, is_shown, text)


def _annotation(number: int, record: Record) -> Row:
    return (
        *(number, record.id, record.article, record.text_hash, record.start, record.end),
        *(record.heading, record.page, record.quote, record.prefix, record.suffix),
        *(record.note, record.status, record.annotator, record.created, record.updated),
    )
