"""Tables: columns that wrap, and records where there is no room for columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text import markdown
from reader.text.cells import width_of
from reader.text.document import Block, Document
from reader.text.tables import TableRow, lay_out_table

TABLE = """
| Figure | Count | What it is |
|:-------|------:|:----------:|
| accounts | 23,750 | the core of the network |
| tweets | 348,608 | sent |
"""

cells = st.sampled_from(
    ["", "a", "word", "two words", "23,750", "漢字", "👩‍⚕️ x", "ab\u0301c", "supercalifragilistic",
     "a longer cell of several words", "x&#9;y", "`code`", "**bold** text"]
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> str:
    columns = draw(st.integers(1, 5))
    row = st.lists(cells, min_size=columns, max_size=columns)
    lines = [draw(row), *draw(st.lists(row, max_size=4))]
    # Without any text in its header it would be no table.
    lines[0][0] = draw(cells.filter(bool))
    body = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([body[0], "|" + "---|" * columns, *body[1:]]) + "\n"


def the_table(source: str) -> tuple[Document, Block]:
    document = markdown.parse(source)[0]
    return document, next(block for block in document.blocks if block.kind == "table")


def laid_out(source: str, width: int, cell: int = 0) -> tuple[Document, list[TableRow]]:
    document, block = the_table(source)
    return document, list(lay_out_table(document.text, block, cell, width))


def shown(source: str, width: int) -> list[str]:
    document, rows = laid_out(source, width)
    lines = []
    for row in rows:
        line = row.decoration
        for run in row.runs:
            line = line.ljust(run.cell) + document.text[run.start : run.end]
        lines.append(line.rstrip())
    return lines


def test_columns_are_as_wide_as_their_cells_and_aligned() -> None:
    assert shown(TABLE, 80) == [
        "Figure       Count         What it is",
        "────────   ───────   ───────────────────────",
        "accounts    23,750   the core of the network",
        "tweets     348,608            sent",
    ]


def test_the_widest_column_wraps_first_and_air_parts_what_is_wrapped() -> None:
    assert shown(TABLE, 34) == [
        "Figure       Count    What it is",
        "────────   ───────   ─────────────",
        "accounts    23,750    the core of",
        "                      the network",
        "",
        "tweets     348,608       sent",
    ]


def test_names_of_columns_stand_on_the_rule() -> None:
    source = "| Year | Leaves thrown away |\n|---|---|\n| 2019 | 1,204 |\n"
    assert shown(source, 15) == [
        "       Leaves",
        "       thrown",
        "Year   away",
        "────   ────────",
        "2019   1,204",
    ]


def test_a_table_without_room_is_folded_to_records() -> None:
    assert shown(TABLE, 24) == [
        "Figure   Count",
        "What it is",
        "─────────",
        "Figure     accounts",
        "Count      23,750",
        "What it…   the core of",
        "           the network",
        "─────────",
        "Figure     tweets",
        "Count      348,608",
        "What it…   sent",
    ]


def test_records_show_the_names_of_their_columns_whole_where_the_values_leave_room() -> None:
    source = "| Supercalifragil | Count of leaves | Year |\n|---|---|---|\n| 1,204 | 2 | 2019 |\n"
    assert shown(source, 27) == [
        "Supercalifragil",
        "Count of leaves   Year",
        "───────────────",
        "Supercalifragil  1,204",
        "Count of leaves  2",
        "Year             2019",
    ]


@given(tables(), st.integers(1, 60), st.integers(0, 8))
def test_every_character_of_every_cell_is_in_exactly_one_run(
    source: str, width: int, cell: int
) -> None:
    document, block = the_table(source)
    count = [0] * len(document.text)
    for row in lay_out_table(document.text, block, cell, width):
        for run in row.runs:
            for offset in range(run.start, run.end):
                count[offset] += 1
    inside = [offset for row in block.rows for span in row for offset in range(*span)]
    for offset in inside:
        assert count[offset] == 1 or (document.text[offset].isspace() and count[offset] == 0)
    assert sum(count) == sum(count[offset] for offset in inside)


@given(tables(), st.integers(12, 60), st.integers(0, 8))
def test_runs_of_a_row_do_not_overlap_and_keep_to_the_width(
    source: str, width: int, cell: int
) -> None:
    document, rows = laid_out(source, width, cell)
    for row in rows:
        edge = cell + width_of(row.decoration)
        for run in row.runs:
            text = document.text[run.start : run.end]
            assert run.cell >= edge
            edge = run.cell + (width_of(" " * run.cell + text) - run.cell)
        assert edge <= cell + width
