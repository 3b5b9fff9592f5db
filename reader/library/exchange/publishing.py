"""A database to hand on, made by the store of the rows that its format gives."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.formats.export import ByteSink, Export
from reader.formats.sqlite import write as tables
from reader.store import published

_CHUNK = 1 << 20

Tell = Callable[[str], object]
"""Told now and then what is being done once all rows are there; it may raise to stop that."""


def make(path: Path, export: Export, tell: Tell) -> int:
    """Make it in an empty file, and give how many annotations are in it."""
    counted = _Counted(export)
    published.publish(path, counted, lambda: tell("indexing"))
    return counted.annotations


def copy(sink: ByteSink, export: Export, tell: Tell) -> int:
    """Make it aside and write it to where no database can be made, such as a pipe."""
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:
        path = Path(folder, "export.db")
        path.touch(0o600)
        count = make(path, export, tell)
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                tell("copying")
                sink.write(chunk)
        return count


class _Counted:
    """The rows, and how many of them are annotations."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self.annotations = 0

    def __iter__(self) -> Iterator[tuple[str, tables.Row]]:
        for table, row in tables.rows(self._export):
            self.annotations += table == "annotations"
            yield table, row
