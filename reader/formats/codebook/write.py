"""Tags to CSV, each with its meaning, its colour, and how much it is used here."""

from __future__ import annotations

from reader.formats.csv.write import BOM, write_rows
from reader.formats.export import Export, Options, TextSink
from reader.formats.losses import Losses

HEADER = ("tag", "description", "number of highlights", "number of documents", "color")
"""Taguette's four columns, then ours."""


def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
    """Write the tags by path, and give how many there are.

    What is counted are the annotations that are asked for, and the articles these are in.
    """
    uses = export.tags()
    articles = dict.fromkeys((use.tag.path for use in uses), 0)
    last: dict[str, str] = {}
    for record in export.records():
        for path in record.tags:
            if last.get(path) != record.article:
                last[path] = record.article
                articles[path] = articles.get(path, 0) + 1
    rows = (
        (
            *(use.tag.path, use.tag.description, str(use.annotations)),
            *(str(articles[use.tag.path]), use.tag.color),
        )
        for use in uses
    )
    if options.bom:
        sink.write(BOM)
    return write_rows(HEADER, rows, sink, raw=options.raw)
