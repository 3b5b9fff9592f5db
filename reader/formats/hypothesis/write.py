"""Annotated texts to the JSON that the Hypothes.is client exports and takes in again.

Places are counted in UTF-16 units, as there. What its annotations have no fields for stands under
`article-reader` with our places in code points: the server keeps what it does not know. An
annotation may be read by its annotator alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.formats.addresses import address
from reader.formats.export import Export, Marked, Options, TextSink
from reader.formats.hypothesis.accounts import account
from reader.formats.json_writing import encoded, without_empty
from reader.formats.losses import Losses
from reader.formats.positions import positions
from reader.formats.record import Record

OURS = "article-reader"
"""The name under which our own stands."""


def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
    """Write annotations to `sink`, a line each, and give how many there were."""
    del options, losses
    head = {"export_date": export.at, "export_userid": "", "client_version": "article-reader"}
    sink.write(encoded(head).removesuffix("}") + ',"annotations":[')
    count = 0
    for marked in export.texts():
        for row in _rows(marked):
            sink.write(("," if count else "") + "\n" + encoded(row))
            count += 1
    sink.write("\n]}\n")
    return count


def _rows(marked: Marked) -> Iterator[dict[str, object]]:
    """Give the annotations of a text as objects of the API."""
    ends = [offset for one in marked.records for offset in (one.start, one.end)]
    units = iter(positions(marked.document.text, ends, "utf16"))
    for record in marked.records:
        yield _row(record, next(units), next(units))


def _row(record: Record, start: int, end: int) -> dict[str, object]:
    user = account(record.annotator)
    uri = address(record)
    target: dict[str, object] = {"source": uri}
    if not record.is_memo:
        target["selector"] = [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": record.quote,
                "prefix": record.prefix,
                "suffix": record.suffix,
            },
        ]
    return {
        "id": record.id,
        "created": record.created,
        "updated": record.updated,
        "user": user,
        "uri": uri,
        "text": record.note,
        "tags": list(record.tags),
        "group": "__world__",
        "permissions": {"read": [user], "admin": [user], "update": [user], "delete": [user]},
        "target": [target],
        "document": {"title": [record.title]} if record.title else {},
        OURS: _own(record),
    }


def _own(record: Record) -> dict[str, object]:
    place = {} if record.is_memo else {"start": record.start, "end": record.end}
    return place | without_empty(
        {
            "article": record.article,
            "text_hash": record.text_hash,
            "author": record.author,
            "source": record.source,
            "published": record.published,
            "accessed": record.accessed,
            "url": record.url,
            "heading": record.heading,
            "page": record.page,
            "status": record.status,
        }
    )
