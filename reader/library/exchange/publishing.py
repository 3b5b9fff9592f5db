"""A database to hand on, made by the store of the rows that its format gives."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reader.formats.export import ByteSink, Export
from reader.formats.sqlite import write as tables
from reader.store import published


def make(path: Path, export: Export) -> int:
    """Make it in an empty file, and give how many annotations are in it."""
    counted = _Counted(export)
    published.publish(path, counted)
    return counted.annotations


def copy(sink: ByteSink, export: Export) -> int:
    """Make it aside and write it to where no database can be made, such as a pipe."""
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:
        path = Path(folder, "export.db")
        path.touch(0o600)
        count = make(path, export)
        with path.open("rb") as file:
            shutil.copyfileobj(file, sink)
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
