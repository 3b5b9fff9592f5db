"""What a format that is another tool's database is read from.

`reader.store.foreign` is such a thing; a test may give tables of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

Value = str | int | float | bytes | None
"""What a cell may hold: whatever its column is said to hold, nothing keeps it from another."""


class Foreign(Protocol):
    """Another tool's database, open for reading and not trusted."""

    def columns(self, table: str) -> frozenset[str]:
        """Give the names of a table's columns, in small letters; none if there is no such table."""

    def rows(
        self, table: str, columns: Sequence[str], order: Sequence[str] = ()
    ) -> Iterator[tuple[Value, ...]]:
        """Give some columns of a table's rows, as they come, or by the columns that `order` names.

        With an order all rows are held at once: large texts are better read without. A table or
        column that is not there is a `FormatError`.
        """
