"""Another tool's database of what a test gives, without SQLite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reader.errors import FormatError
from reader.formats.foreign import Value


class Tables:
    """A `Foreign` of tables by name, each with its columns and rows."""

    def __init__(
        self,
        **tables: tuple[Sequence[str], Sequence[Sequence[Value]]] | Sequence[Mapping[str, Value]],
    ) -> None:
        self._tables: dict[str, tuple[list[str], list[tuple[Value, ...]]]] = {}
        for name, given in tables.items():
            if isinstance(given, tuple):
                columns, rows = given
                self._tables[name] = [*columns], [tuple(row) for row in rows]
            else:
                names = [*given[0]] if given else []
                self._tables[name] = names, [tuple(row[one] for one in names) for row in given]

    def columns(self, table: str) -> frozenset[str]:
        """Give the names of a table's columns."""
        return frozenset(self._tables.get(table, ([], []))[0])

    def rows(
        self, table: str, columns: Sequence[str], order: Sequence[str] = ()
    ) -> Iterator[tuple[Value, ...]]:
        """Give some columns of a table's rows."""
        names, rows = self._tables.get(table, ([], []))
        for name in (*columns, *order):
            if name not in names:
                raise FormatError(f"its table “{table}” has no “{name}”")
        if order:
            rows = sorted(rows, key=lambda row: [str(row[names.index(one)]) for one in order])
        return (tuple(row[names.index(one)] for one in columns) for row in rows)
