"""Records to CSV: exact, but that a cell a spreadsheet would run gets a `'` in front."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from reader.formats.export import Export, Options, TextSink
from reader.formats.losses import Losses
from reader.formats.record import Record

HEADER = tuple(name for name in Record._fields if name != "page")
"""The columns, in order; pages stand with the heading."""
BOM = "\ufeff"
"""Stands first where a spreadsheet would otherwise guess the encoding."""

_FORMULA = re.compile(r"^'*[=+\-@\t\r\n＝＋－＠]")


def guarded(cell: str) -> str:
    """Give a cell as no spreadsheet runs it.

    >>> guarded("=1+1"), guarded("'=1"), guarded("1+1")
    ("'=1+1", "''=1", '1+1')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def header(*, per_tag: bool = False) -> tuple[str, ...]:
    """Give the column names; with `per_tag`, `tag` in place of `tags`."""
    return tuple("tag" if per_tag and name == "tags" else name for name in HEADER)


def rows(records: Iterable[Record], *, per_tag: bool = False) -> Iterator[list[str]]:
    """Give the cells of each row: one a record, or one a record and tag."""
    for record in records:
        cells = [getattr(record, name) for name in HEADER]
        tags = HEADER.index("tags")
        for joined in (record.tags or ("",)) if per_tag else ("; ".join(record.tags),):
            cells[tags] = joined
            yield [str(cell) for cell in cells]


def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
    """Write annotations with their header to `sink`, and give how many rows they made."""
    if options.bom:
        sink.write(BOM)
    names, found = header(per_tag=options.per_tag), rows(export.records(), per_tag=options.per_tag)
    return write_rows(names, found, sink, raw=options.raw)


def write_rows(
    names: Sequence[str], cells: Iterable[Sequence[str]], sink: TextSink, *, raw: bool = False
) -> int:
    """Write any rows under their column names, and give how many there were."""
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(names)
    count = 0
    for row in cells:
        writer.writerow(row if raw else [guarded(cell) for cell in row])
        count += 1
    return count
