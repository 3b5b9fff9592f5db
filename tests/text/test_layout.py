"""Layout: what is drawn, the caret and the mouse agree at every width, and nothing is lost."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.text import markdown, plain
from reader.text.block_rows import Row
from reader.text.cells import clusters, width_of
from reader.text.document import Block, Document
from reader.text.layout import Layout
from tests.text.strategies import documents

_BLOCKS = (
    "# A heading\n\n",
    "Some words, and more words that go on for a while. A second sentence.\n\n",
    "漢字かな交じり文。「引用」、と言った。\n\n",
    "An emoji 👩‍⚕️ and a flag 🇩🇪 and e\u0301 and a wide Ａ here.\n\n",
    "- one item\n- another *item*\n    1. nested 漢字\n    2. nested again\n\n",
    "> quoted\n>\n> > quoted in a quotation, with words enough to wrap\n\n",
    "> - item in a quotation\n>\n>   > > > and deeper, deeper, deeper still\n\n",
    "```\ncode with\ta tab\n    indented 漢\tx\n```\n\n",
    "| Name | Count |\n|---|--:|\n| accounts 漢字 | 23,750 |\n| x | a longer cell of words |\n\n",
    "| 漢字 | ｱ | long header |\n|:-:|---|---|\n| a 👩‍⚕️ | b | c d e f g |\n\n",
    "---\n\n",
    "AVeryLongWordThatFitsNowhereAtAllBecauseItNeverEnds" * 2 + "\n\n",
)
articles = st.lists(st.sampled_from(_BLOCKS), min_size=1, max_size=6).map(
    lambda parts: markdown.parse("".join(parts))[0]
)
tabbed = st.lists(st.sampled_from(["a", "\t", "漢", " ", "\n\n", "word"]), max_size=40).map(
    lambda parts: plain.parse("".join(parts))
)
everything = st.one_of(documents, articles, tabbed)
widths = st.integers(1, 120)


def row_width(layout: Layout, row: Row) -> int:
    """Give the cells that a row takes, less spaces that hang at its end."""
    edge = width_of(row.decoration)
    for run in row.runs:
        for glyph in layout.glyphs(run):
            if layout.document.text[glyph.start] != " ":
                edge = max(edge, glyph.cell + glyph.width)
    return edge


@given(everything, widths)
def test_every_character_is_in_exactly_one_run_of_one_row(document: Document, width: int) -> None:
    layout = Layout(document, width, "a caption")
    count = [0] * len(document.text)
    for index in layout.rows():
        row = layout[index]
        for run in row.runs:
            assert row.start <= run.start <= run.end <= row.end
            for offset in range(run.start, run.end):
                count[offset] += 1
    for offset, times in enumerate(count):
        assert times == 1 or (times == 0 and document.text[offset].isspace()), offset


@given(everything, widths)
def test_caret_and_mouse_agree_for_every_grapheme(document: Document, width: int) -> None:
    layout = Layout(document, width)
    for index in layout.rows():
        for run in layout[index].runs:
            for glyph in layout.glyphs(run):
                assert layout.row_at(glyph.start) == index
                assert layout.cell_at(glyph.start) == glyph.cell
                for cell in range(glyph.cell, glyph.cell + glyph.width):
                    assert layout.offset_at(index, cell) == glyph.start


@given(everything, widths)
def test_runs_never_split_a_grapheme(document: Document, width: int) -> None:
    layout = Layout(document, width)
    text = document.text
    edges = {0, *(end for _, end in clusters(text, 0, len(text)))}
    for index in layout.rows():
        for run in layout[index].runs:
            assert run.start in edges
            assert run.end in edges


@given(everything, widths)
def test_no_row_is_wider_than_the_layout_unless_one_grapheme_is(
    document: Document, width: int
) -> None:
    layout = Layout(document, width, "cap")
    for index in layout.rows():
        row = layout[index]
        drawn = [
            glyph
            for run in row.runs
            for glyph in layout.glyphs(run)
            if glyph.width and document.text[glyph.start] != " "
        ]
        assert row_width(layout, row) <= max(width, 3) or len(drawn) == 1, row


@given(everything, widths)
def test_nothing_is_drawn_over_anything_else(document: Document, width: int) -> None:
    layout = Layout(document, width)
    for index in layout.rows():
        edge = width_of(layout[index].decoration)
        for run in layout[index].runs:
            assert run.cell >= edge
            glyphs = layout.glyphs(run)
            edge = glyphs[-1].cell + glyphs[-1].width if glyphs else run.cell


@given(everything, widths)
def test_rows_are_in_the_order_of_the_text_but_for_tables(document: Document, width: int) -> None:
    layout = Layout(document, width)
    rows = [layout[index] for index in layout.rows()]
    flat = [row for row in rows if row.block >= 0 and document.blocks[row.block].kind != "table"]
    assert all(one.end <= two.start for one, two in itertools.pairwise(flat))
    blocks = [row.block for row in rows if row.block >= 0]
    assert blocks == sorted(blocks)
    assert set(blocks) == set(range(len(document.blocks)))


@given(everything, widths, widths, st.data())
def test_the_top_row_keeps_its_text_when_the_width_changes(
    document: Document, before: int, after: int, data: st.DataObject
) -> None:
    old, new = Layout(document, before), Layout(document, after)
    drawn = [index for index in old.rows() if any(r.end > r.start for r in old[index].runs)]
    if not drawn:
        return
    top = old[data.draw(st.sampled_from(drawn))]
    anchor = min(run.start for run in top.runs if run.end > run.start)
    found = new[new.row_at(anchor)]
    assert (
        any(run.start <= anchor < run.end for run in found.runs) or document.text[anchor].isspace()
    )


@given(everything, widths, st.integers(-5, 400), st.integers(-5, 200))
def test_every_place_on_the_screen_gives_an_offset_of_the_text(
    document: Document, width: int, row: int, cell: int
) -> None:
    layout = Layout(document, width)
    assert 0 <= layout.offset_at(row, cell) <= len(document.text)


@given(everything, widths)
def test_every_offset_has_a_row_and_a_cell(document: Document, width: int) -> None:
    layout = Layout(document, width, "caption")
    for offset in range(len(document.text) + 1):
        row = layout.row_at(offset)
        assert row in layout.rows() or not document.blocks
        assert layout.cell_at(offset) >= 0


@given(articles, widths)
@settings(max_examples=50)
def test_a_blank_row_stands_between_blocks_that_are_not_tight(
    document: Document, width: int
) -> None:
    layout = Layout(document, width)
    numbers = [layout[index].block for index in layout.rows()]
    for index, block in enumerate(document.blocks):
        first = numbers.index(index)
        if index:
            assert (numbers[first - 1] == -1) == (not block.tight)


def test_a_hanging_indent_stands_under_its_bullet() -> None:
    document = markdown.parse("- one two three four\n")[0]
    layout = Layout(document, 14)
    first, second = layout[0], layout[1]
    assert first.decoration.strip() == "•"
    assert width_of(first.decoration) == width_of(second.decoration) == first.runs[0].cell
    assert second.decoration.strip() == ""


def test_deep_quotations_leave_room_for_the_text() -> None:
    document = markdown.parse("> " * 60 + "deep text that goes on\n")[0]
    layout = Layout(document, 30)
    assert all(30 - layout[index].runs[0].cell >= 12 for index in layout.rows())


def test_the_caption_stands_below_the_first_heading() -> None:
    layout = Layout(markdown.parse("# Title\n\nText.\n")[0], 40, "RFI · 2020")
    assert [layout[index].decoration for index in range(2)] == ["", "RFI · 2020"]


def test_the_caption_stands_on_top_of_a_text_without_a_heading() -> None:
    layout = Layout(plain.parse("Just some text that is no title, as it ends so.\n"), 60, "RFI")
    assert layout[0].decoration == "RFI"
    assert layout[0].runs == ()
    assert layout[1].runs == ()
    assert layout[2].runs


@pytest.mark.parametrize("source", ["# Title\n\nText.\n", "Text without a heading.\n"])
def test_a_caption_too_long_for_a_row_is_not_cut_off(source: str) -> None:
    caption = "RFI · Ann Author · 12 Jun 2020 · 4 min"
    layout = Layout(markdown.parse(source)[0], 20, caption)
    shown = [layout[n].decoration for n in layout.rows() if layout[n].block < 0]
    assert all(width_of(line) <= 20 for line in shown)
    assert " ".join(" ".join(shown).split()) == caption or any("…" in line for line in shown)


def test_a_rule_is_drawn_as_wide_as_a_narrow_text() -> None:
    layout = Layout(markdown.parse("a\n\n---\n\nb\n")[0], 10)
    assert "─" * 10 in [layout[index].decoration for index in layout.rows()]


def test_tabs_in_code_reach_to_the_next_stop_on_every_row() -> None:
    layout = Layout(markdown.parse("```\nabcdefg\thi\tj\n```\n")[0], 9)
    for index in layout.rows():
        assert row_width(layout, layout[index]) <= 9


@pytest.mark.parametrize("width", [1, 2, 20])
def test_an_empty_document_has_a_place_all_the_same(width: int) -> None:
    layout = Layout(Document("", (), 0), width)
    assert len(layout.rows()) == 0
    assert (layout.row_at(0), layout.cell_at(0), layout.offset_at(5, 5)) == (0, 0, 0)


def test_a_row_outside_raises() -> None:
    layout = Layout(plain.parse("word"), 10)
    with pytest.raises(IndexError):
        layout[len(layout.rows())]


def test_a_click_past_the_end_of_a_row_means_its_last_character() -> None:
    layout = Layout(plain.parse("one two three"), 7)
    assert layout.offset_at(0, 50) == 6
    assert layout.offset_at(0, -3) == 0
    assert layout.offset_at(99, 0) == 8


@example(40)
@given(widths)
@settings(max_examples=20)
def test_a_long_article_is_laid_out_at_any_width(width: int) -> None:
    document = markdown.parse("".join(_BLOCKS) * 5)[0]
    layout = Layout(document, width)
    for offset in range(0, len(document.text), 97):
        row = layout.row_at(offset)
        assert layout[row].start <= offset or layout[row].block >= 0


@given(everything, widths, st.integers(0, 400))
def test_a_layout_has_the_same_rows_wherever_it_begins(
    document: Document, width: int, begin: int
) -> None:
    whole = Layout(document, width, "caption")
    part = Layout(document, width, "caption", begin=min(begin, len(document.text)))
    assert [part[row] for row in part.rows()] == [whole[row] for row in whole.rows()]
    shift = part.rows().start - whole.rows().start
    for offset in range(len(document.text) + 1):
        assert part.row_at(offset) - shift == whole.row_at(offset)


def test_only_what_is_looked_at_is_laid_out() -> None:
    text = "A line of words that wraps.\n\n" * 20_000
    document = plain.parse(text)
    looked_at: list[int] = []

    class Watched(tuple[Block, ...]):
        def __getitem__(self, index: Any) -> Any:
            looked_at.append(index)
            return super().__getitem__(index)

    watched = Document(document.text, Watched(document.blocks), document.rules)
    middle = document.blocks[10_000].start
    layout = Layout(watched, 20, begin=middle)
    looked_at.clear()
    assert layout[layout.row_at(middle)].start == middle
    assert len(layout.window(-20, 40)) == 40
    assert set(looked_at) <= set(range(9_980, 10_020))
    assert layout.is_near(middle)
    assert not layout.is_near(0)


def test_rows_outside_an_article_are_its_first_and_last() -> None:
    layout = Layout(plain.parse("one\n\ntwo\n\nthree"), 10, begin=6)
    assert layout[layout.clamped(-99)].start == 0
    assert layout[layout.clamped(99)].start == len("one\n\ntwo\n\n")
    assert len(layout.window(-99, 300)) == 5
