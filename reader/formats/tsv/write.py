r"""Records to TSV: the columns of CSV with tabs between them, and a line for each row.

IANA's text/tab-separated-values knows no quoting, and no tab or line end in a cell. They are
written as `\t`, `\n` and `\r`, and a backslash as `\\`, so that every cell comes back exactly.
Spreadsheets open TSV too: a cell that one would run gets a `'` in front, as in CSV.
"""

from __future__ import annotations

from reader.formats import tables
from reader.formats.export import Export, Options, TextSink
from reader.formats.losses import Losses
from reader.formats.tables import Notation


def escaped(cell: str) -> str:
    r"""Give a cell without tabs and line ends.

    >>> print(escaped("a\tb\\c"))
    a\tb\\c
    """
    if "\\" in cell:
        cell = cell.replace("\\", "\\\\")
    if "\t" in cell or "\n" in cell or "\r" in cell:
        cell = cell.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return cell


NOTATION = Notation(escaped, "\t", "\n")


def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
    """Write annotations with their header to `sink`, and give how many rows they made."""
    return tables.write(export.records(), NOTATION, sink, options)
