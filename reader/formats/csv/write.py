"""Records to CSV: exact, but that a cell a spreadsheet would run gets a `'` in front."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.formats import tables
from reader.formats.export import Export, Options, TextSink
from reader.formats.losses import Losses
from reader.formats.tables import Notation, guarded

BOM = "\ufeff"
"""Stands first where a spreadsheet would otherwise guess the encoding."""


def quoted(cell: str) -> str:
    """Give a cell as RFC 4180 has it, in quotation marks only where it must be.

    The module `csv` gives the same, letter by letter and so more slowly.
    """
    if '"' in cell or "," in cell or "\n" in cell or "\r" in cell:
        doubled = cell.replace('"', '""')
        return f'"{doubled}"'
    return cell


NOTATION = Notation(quoted, ",", "\r\n")


def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
    """Write annotations with their header to `sink`, and give how many rows they made."""
    if options.bom:
        sink.write(BOM)
    return tables.write(export.records(), NOTATION, sink, options)


def write_rows(
    names: Sequence[str], cells: Iterable[Sequence[str]], sink: TextSink, *, raw: bool = False
) -> int:
    """Write any rows under their column names, and give how many there were."""
    sink.write(_line(names))
    shown = cells if raw else ([guarded(cell) for cell in row] for row in cells)
    return tables.handed_on(map(_line, shown), sink)


def _line(cells: Sequence[str]) -> str:
    # A line of one empty cell would otherwise be none.
    return (",".join(map(quoted, cells)) or '""') + "\r\n"
