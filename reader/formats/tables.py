"""Records as the lines of a table, by the million: the columns, the guard, the blocks, and back.

Only how a cell is written differs between the formats that are tables.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from reader.counting import plural
from reader.errors import FormatError
from reader.formats.export import Options, TextSink
from reader.formats.record import Record

HEADER = tuple(name for name in Record._fields if name != "page")
"""The columns, in order; pages stand with the heading."""

_RUN = "=+-@\t\r\n＝＋－＠"
"""What a cell begins with that a spreadsheet runs as a formula."""
_FORMULA = re.compile(f"'*[{re.escape(_RUN)}]")
_GUARDED = re.compile(f"'+[{re.escape(_RUN)}]")
_FIRST = frozenset(f"'{_RUN}")
"""What a cell begins with that may need the guard: few do, and to look for it is quick."""
_UNCLOSED = "unexpected end of data"
"""What the `csv` module says of a file that ends within quotation marks."""
_TOGETHER = 32
"""Lines that are handed on at once; each may be as long as a text."""


class Notation(NamedTuple):
    """How a table is written."""

    cell: Callable[[str], str]
    """Gives a cell as it stands in a line."""
    separator: str
    end: str
    """Ends each line."""


def guarded(cell: str) -> str:
    """Give a cell as no spreadsheet runs it.

    >>> guarded("=1+1"), guarded("'=1"), guarded("1+1")
    ("'=1+1", "''=1", '1+1')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Give a cell as it was before it was kept from being run as a formula.

    >>> unguarded("'=1+1"), unguarded("''=1"), unguarded("'quoted'")
    ('=1+1', "'=1", "'quoted'")
    """
    return cell[1:] if _GUARDED.match(cell) else cell


def rows(lines: Iterable[str], separator: str = ",") -> Iterator[tuple[int, Sequence[str]]]:
    """Give the cells of each row of CSV, with the line that it ends in."""
    csv.field_size_limit(sys.maxsize)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield reader.line_num, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        if str(error) == _UNCLOSED:
            what = f"line {begins}: a quotation mark is not closed"
            raise FormatError(what, "close it, or export it anew") from error
        raise FormatError(f"line {reader.line_num}: {error}", "export it anew") from error
    except UnicodeDecodeError as error:
        raise FormatError(f"line {reader.line_num + 1}: no UTF-8", "save it as UTF-8") from error


def unequal(line: int, cells: Sequence[str], names: Sequence[str]) -> FormatError:
    """Give what is said of a row that has not as many cells as there are columns."""
    what = f"line {line}: {plural(len(cells), 'cell')} in place of {len(names)}"
    return FormatError(what, "export it anew")


def header(*, per_tag: bool = False) -> tuple[str, ...]:
    """Give the column names; with `per_tag`, `tag` in place of `tags`."""
    return tuple("tag" if per_tag and name == "tags" else name for name in HEADER)


def write(records: Iterable[Record], notation: Notation, sink: TextSink, options: Options) -> int:
    """Write records below their column names, and give how many lines they made."""
    names = header(per_tag=options.per_tag)
    sink.write(notation.separator.join(names) + notation.end)
    if options.per_tag:
        records = _apart(records)
    return handed_on(_lines(records, notation, raw=options.raw), sink)


def handed_on(lines: Iterable[str], sink: TextSink) -> int:
    """Write lines to `sink`, some at a time, and give how many there were."""
    count, left = 0, iter(lines)
    while block := list(islice(left, _TOGETHER)):
        sink.write("".join(block))
        count += len(block)
    return count


def _apart(records: Iterable[Record]) -> Iterator[Record]:
    """Give each record once for each of its tags, one without tags once."""
    for record in records:
        if len(record.tags) < 2:
            yield record
        else:
            for tag in record.tags:
                yield record._replace(tags=(tag,))


def _lines(records: Iterable[Record], notation: Notation, *, raw: bool) -> Iterator[str]:
    """Give a line for each record.

    What is known of an article is written once for all its annotations that stand in a row.
    """
    plain, separator, ending = notation

    def cell(text: str) -> str:
        return plain(guarded(text) if text[:1] in _FIRST else text)

    write = plain if raw else cell
    last: Sequence[object] = ()
    written = ""
    for record in records:
        if record[1:8] != last:
            last = record[1:8]
            written = separator.join([write(str(one)) for one in last])
        key, *_, heading, quote, prefix, suffix, tags, note, start, end = record[:16]
        own = [heading, quote, prefix, suffix, "; ".join(tags), note]
        cells = [write(key), written, *map(write, own), str(start), str(end)]
        yield separator.join([*cells, *map(write, record[16:21])]) + ending
