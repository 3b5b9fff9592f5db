"""A library, or a part of it, as one page of HTML; one article at a time.

It is gone through three times: to count and name what is in it, to write the articles, and to
write the table of their passages. So what is held at once is one article, the next,
and the contents.
"""

from __future__ import annotations

from itertools import groupby

from reader.formats.export import Export, Options, TextSink
from reader.formats.html import escaping, frame, passages
from reader.formats.html.article import article
from reader.formats.html.frame import Content
from reader.formats.html.tagbook import TagBook
from reader.formats.losses import Losses


def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
    """Write the page to `sink`, and give how many annotations are in it."""
    del options
    book = TagBook(export.tags(), losses)
    contents = _contents(export, book)
    for part in frame.top(contents, book, export.at):
        sink.write(part)
    for _, texts in groupby(export.texts(), lambda one: one.article.id):
        held = list(texts)
        for one in held:
            text = one.document.text
            losses.add("some characters", "text", escaping.shown(text) != text)
        for part in article(held, book):
            sink.write(part)
    sink.write(frame.between())
    count = _passages(export, sink, book, losses)
    for part in frame.bottom(book):
        sink.write(part)
    return count


def _contents(export: Export, book: TagBook) -> list[Content]:
    """Give the articles in their order, and count what each tag finds."""
    found = []
    for name, records in groupby(export.records(), lambda one: one.article):
        title, count = "", 0
        for record in records:
            book.count(record.tags)
            title, count = record.title, count + 1
        found.append(Content(name, escaping.shown(title), count))
    return found


def _passages(export: Export, sink: TextSink, book: TagBook, losses: Losses) -> int:
    count = 0
    for _, found in groupby(export.records(), lambda one: one.article):
        for number, given in enumerate(found):
            record = escaping.harmless(given, losses)
            if not number:
                sink.write(passages.group(record))
            sink.write(passages.row(record, book))
            count += 1
        sink.write(passages.end_group())
    return count
