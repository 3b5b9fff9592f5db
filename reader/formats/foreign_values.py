"""Cells of another tool's database as what they should hold, whatever they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.formats.foreign import Foreign, Value

_FARTHEST = 1 << 40
"""No position in a text is as far."""


def text(value: Value) -> str:
    """Give a cell's text, which may be kept as its bytes; nothing for what is none."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return ""
    return str(value) if isinstance(value, (int, float)) else ""


def is_no_text(value: Value) -> bool:
    """Whether a cell that should hold a text holds bytes that are none."""
    return isinstance(value, bytes) and bool(value) and not text(value)


def number(value: Value) -> int | None:
    """Give a cell's whole number, or `None` for what is none."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:
        return int(value)
    return int(value) if isinstance(value, (int, float)) and value == value // 1 else None


def position(value: Value) -> int:
    """Give a place in a text, -1 for what can be none."""
    found = number(value)
    return found if found is not None and 0 <= found < _FARTHEST else -1


def rows(
    database: Foreign, table: str, columns: Sequence[str], more: Sequence[str] = ()
) -> Iterator[dict[str, Value]]:
    """Give a table's rows by the names of their columns; of `more` those that it has."""
    there = database.columns(table)
    names = [*columns, *(name for name in more if name in there)]
    for row in database.rows(table, names):
        yield dict(zip(names, row, strict=True))
