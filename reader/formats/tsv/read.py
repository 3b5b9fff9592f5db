"""TSV back to annotations: the escapes of our own, the columns of CSV in whatever order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reader.errors import FormatError
from reader.formats.csv.read import given
from reader.formats.given import Given
from reader.formats.losses import Losses

_ESCAPE = re.compile(r"\\([\\tnr])")
_MEANT = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}


def unescaped(cell: str) -> str:
    r"""Give a cell with its tabs and line ends; a backslash before anything else is one.

    >>> unescaped(r"a\tb\\c\d")
    'a\tb\\c\\d'
    """
    return _ESCAPE.sub(lambda found: _MEANT[found[1]], cell) if "\\" in cell else cell


def read(file: Path, losses: Losses, *, raw: bool = False) -> Iterator[Given]:
    """Give the annotations in a file, by article; `raw` where it was written so."""
    with file.open(encoding="utf-8-sig", newline="\n") as lines:
        yield from given(_rows(lines), losses, raw=raw)


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Give the cells of each line, with its number; spreadsheets end lines with CRLF."""
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            whole = line.removesuffix("\n").removesuffix("\r")
            yield number, [unescaped(cell) for cell in whole.split("\t")] if whole else []
    except UnicodeDecodeError as error:
        raise FormatError(f"line {number + 1}: no UTF-8", "save it as UTF-8") from error
