"""Texts that no screen is wide enough for: each width shows all of them, and no row is wider."""

from __future__ import annotations

import pytest

from reader.text import motions
from reader.text.document import Document
from reader.text.layout import Layout
from tests.text.parsed import document

DEEP = "\n".join("> " * depth + f"word{depth}. Again." for depth in range(1, 80))
LISTS = "\n".join("  " * depth + f"- item{depth}. Again." for depth in range(60))
COLUMN = "| a |\n|---|\n| one two |\n| 漢字 |\n|   |\n"
COLUMNS = f"|{'a|' * 10_000}\n|{'-|' * 10_000}\n|{'b|' * 10_000}\n"
QUOTED = "".join(f"{'> ' * 30}{line}\n" for line in COLUMN.splitlines())


def drawn(made: Document, width: int) -> set[int]:
    """Give the offsets that are drawn."""
    layout = Layout(made, width)
    rows = [layout[row] for row in layout.rows()]
    return {at for row in rows for run in row.runs for at in range(run.start, run.end)}


@pytest.mark.parametrize("width", [1, 2, 3, 11, 12, 13, 14, 40])
@pytest.mark.parametrize("source", [DEEP, LISTS, COLUMN, QUOTED, COLUMNS])
def test_every_letter_is_drawn_at_any_width(source: str, width: int) -> None:
    made = document(source)
    shown = drawn(made, width)
    hidden = {at for at, sign in enumerate(made.text) if not sign.isspace()} - shown
    assert not hidden


@pytest.mark.parametrize("width", [1, 2, 13])
@pytest.mark.parametrize("source", [DEEP, LISTS, COLUMN, QUOTED, COLUMNS])
def test_places_are_found_at_any_width(source: str, width: int) -> None:
    made = document(source)
    layout = Layout(made, width)
    offset = 0
    for _ in range(30):
        offset = motions.next_sentence(made, motions.next_word(made, offset))
        row = layout.row_at(offset)
        assert layout.offset_at(row, layout.cell_at(offset)) == offset
    assert 0 <= layout.row_at(len(made.text)) in layout.rows()
