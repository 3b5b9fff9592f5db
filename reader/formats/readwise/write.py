"""Records to the CSV that Readwise takes: one row a highlight.

Tags stand in the note as `inline` has them. The location is the page where an article has pages,
else the place in the text, by which Readwise puts highlights in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.formats.csv.write import write_rows
from reader.formats.export import Export, Options, TextSink
from reader.formats.losses import Losses
from reader.formats.quotes import is_blank
from reader.formats.readwise.inline import can_stand, joined
from reader.formats.record import Record

HEADER = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")


def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
    """Write annotations with their header to `sink`, and give how many rows they made."""
    return write_rows(HEADER, _rows(export.records(), losses), sink, raw=options.raw)


def _rows(records: Iterable[Record], losses: Losses) -> Iterator[list[str]]:
    for record in records:
        if record.is_memo:
            continue
        if is_blank(record.quote):
            losses.add("all", "annotation of white space")
            continue
        tags = [tag for tag in record.tags if can_stand(tag)]
        losses.add("some tags", "annotation", len(tags) < len(record.tags))
        losses.add("the date of change", "annotation", record.updated != record.created)
        yield [
            record.quote,
            record.title,
            record.author,
            record.url,
            joined(tags, record.note),
            _location(record, losses),
            record.created,
        ]


def _location(record: Record, losses: Losses) -> str:
    """Give a number; nothing where the page is none, as that is no number to put in order."""
    if not record.page:
        return str(record.start)
    first, dash, _ = record.page.partition("–")
    if not (first.isascii() and first.isdigit()):
        losses.add("the page", "annotation")
        return ""
    losses.add("the last page", "annotation", bool(dash))
    return first
