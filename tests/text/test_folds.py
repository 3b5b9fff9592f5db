"""Folds in a layout: one row for a run of blocks, and all else where it was."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text import plain
from reader.text.cells import width_of
from reader.text.document import Document
from reader.text.folds import Folds, extent, told_of
from reader.text.layout import Layout
from tests.text.strategies import documents

_TEXT = "Top\n\nHome\nNews\n\nA title that is long\n\nSome words of it, and more.\n\nPrint\nShare\n"
widths = st.integers(1, 100)


@st.composite
def folded(draw: st.DrawFn) -> tuple[Document, Folds]:
    """A document, and some runs of its paragraphs and headings."""
    document = draw(documents)
    runs: list[range] = []
    for index, block in enumerate(document.blocks):
        if block.kind in ("paragraph", "heading") and draw(st.booleans()):
            if runs and runs[-1].stop == index:
                runs[-1] = range(runs[-1].start, index + 1)
            else:
                runs.append(range(index, index + 1))
    return document, Folds(tuple(runs), "Z")


def folded_up(layout: Layout, folds: Folds) -> set[int]:
    """Give the blocks that are not drawn; a run of a single row is."""
    drawn = {layout[row].block for row in layout.rows() if layout[row].runs}
    return {number for run in folds.runs for number in run if run.start not in drawn}


@given(folded(), widths)
def test_what_is_not_folded_is_drawn_as_it_was(given: tuple[Document, Folds], width: int) -> None:
    document, folds = given
    whole, part = Layout(document, width, "cap"), Layout(document, width, "cap", folds=folds)
    hidden = folded_up(part, folds)
    if not document.blocks:
        return
    rows = [part[number] for number in part.rows()]
    before = [whole[number] for number in whole.rows()]
    assert [row for row in rows if row.runs] == [
        row for row in before if row.runs and row.block not in hidden
    ]
    for offset in range(len(document.text)):
        if document.block_at(offset) not in hidden:
            assert part[part.row_at(offset)] == whole[whole.row_at(offset)]
            assert part.cell_at(offset) == whole.cell_at(offset)


@given(folded(), widths)
def test_a_fold_is_one_row_and_every_offset_in_it_is_there(
    given: tuple[Document, Folds], width: int
) -> None:
    document, folds = given
    layout = Layout(document, width, folds=folds)
    for run in folds.runs:
        start, end = extent(document, run)
        rows = {layout.row_at(offset) for offset in range(start, end)}
        assert len(rows) == 1
        row = layout[rows.pop()]
        assert row.block == run.start
        if not row.runs:
            assert (row.start, row.end) == (start, end)
            assert layout.offset_at(layout.row_at(start), 5) == start
            assert width_of(row.decoration) <= max(width, 1)


@given(folded(), widths, st.integers(0, 400))
def test_a_folded_layout_has_the_same_rows_wherever_it_begins(
    given: tuple[Document, Folds], width: int, begin: int
) -> None:
    document, folds = given
    whole = Layout(document, width, "caption", folds=folds)
    begin = min(begin, len(document.text))
    part = Layout(document, width, "caption", begin=begin, folds=folds)
    assert [part[row] for row in part.rows()] == [whole[row] for row in whole.rows()]
    shift = part.rows().start - whole.rows().start
    for offset in range(len(document.text) + 1):
        assert part.row_at(offset) - shift == whole.row_at(offset)


@given(folded(), widths, st.integers(-50, 50), st.integers(1, 30), st.integers(0, 400))
@settings(max_examples=50)
def test_a_window_on_folds_is_a_part_of_the_rows(
    given: tuple[Document, Folds], width: int, top: int, count: int, begin: int
) -> None:
    document, folds = given
    begin = min(begin, len(document.text))
    part = Layout(document, width, begin=begin, folds=folds)
    shown = [part[row] for row in part.window(top, count)]
    whole = Layout(document, width, begin=begin, folds=folds)
    rows = whole.rows()
    assert shown == [whole[row] for row in rows if top <= row < top + count] or not set(
        range(top, top + count)
    ) <= set(rows)


def test_a_fold_says_how_much_it_holds_and_which_key_shows_it() -> None:
    document = plain.parse(_TEXT)
    layout = Layout(document, 60, folds=Folds((range(3), range(5, 7)), "Z"))
    shown = [
        row.decoration or document.text[row.start : row.end]
        for row in (layout[number] for number in layout.rows())
        if row.block >= 0
    ]
    assert shown == [
        "⋯ 3 lines of menus and links (Z shows them)",
        "A title that is long",
        "Some words of it, and more.",
        "⋯ 2 lines of menus and links (Z shows them)",
    ]


def test_a_long_line_alone_is_folded_and_a_short_one_stays() -> None:
    document = plain.parse("One two three four five\n\nSix\n\nSeven")
    layout = Layout(document, 12, folds=Folds((range(1), range(2, 3)), "Z"))
    rows = [layout[number] for number in layout.rows()]
    assert rows[0].decoration == "⋯ 1 line"
    assert rows[-1].runs


def test_a_narrow_screen_is_told_less() -> None:
    told = [told_of(12, "Z", width) for width in (60, 30, 12, 5)]
    assert told == [
        "⋯ 12 lines of menus and links (Z shows them)",
        "⋯ 12 lines (Z shows them)",
        "⋯ 12 lines",
        "⋯",
    ]
