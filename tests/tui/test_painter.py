"""Rows painted from layers, as tables of pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from reader.annotation.painting import Tint
from reader.text.document import Span
from reader.text.layout import Layout
from reader.text.markdown import parse
from reader.tui.painter import Layers, cut_by, paint_row
from reader.tui.palette import Palette
from reader.tui.shades import DARK

PALETTE = Palette(DARK)
BASE, ONE, TWO = Style(color="#d3d6db"), Style(bgcolor="#111111"), Style(bgcolor="#222222")
LINE = Style(underline=True)


@pytest.mark.parametrize(
    ("layers", "pieces"),
    [
        ([], [(0, 9, BASE)]),
        ([(2, 4, ONE)], [(0, 2, BASE), (2, 4, BASE + ONE), (4, 9, BASE)]),
        # Side by side, with air and without.
        (
            [(0, 2, ONE), (2, 3, TWO), (7, 9, ONE)],
            [(0, 2, BASE + ONE), (2, 3, BASE + TWO), (3, 7, BASE), (7, 9, BASE + ONE)],
        ),
        # The later lies over the earlier, wherever either begins.
        (
            [(3, 6, ONE), (0, 5, TWO)],
            [(0, 5, BASE + TWO), (5, 6, BASE + ONE), (6, 9, BASE)],
        ),
        # What both say is kept of both.
        (
            [(0, 9, ONE), (4, 6, LINE)],
            [(0, 4, BASE + ONE), (4, 6, BASE + ONE + LINE), (6, 9, BASE + ONE)],
        ),
        # What comes out alike is one piece.
        ([(0, 9, ONE), (0, 9, TWO), (3, 5, TWO)], [(0, 9, BASE + ONE + TWO)]),
    ],
)
def test_a_row_is_cut_where_its_looks_change(
    layers: list[tuple[int, int, Style]], pieces: list[tuple[int, int, Style]]
) -> None:
    assert cut_by(layers, 0, 9, BASE) == pieces


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 5)), max_size=12))
def test_every_offset_has_all_its_layers_in_their_order(
    drawn: list[tuple[int, int, int]],
) -> None:
    layers = [(min(a, b), max(a, b), Style(bgcolor=f"color({n})")) for a, b, n in drawn]
    pieces = cut_by(layers, 0, 20, BASE)
    assert [piece[0] for piece in pieces] == [0, *[piece[1] for piece in pieces[:-1]]]
    assert pieces[-1][1] == 20
    for offset in range(20):
        style = BASE
        for start, end, layer in layers:
            if start <= offset < end:
                style = style + layer
        assert next(piece[2] for piece in pieces if piece[0] <= offset < piece[1]) == style


def painted(text: str, **layers: object) -> list[tuple[str, Style]]:
    """Paint the first row of a text with these layers over it."""
    layout = Layout(parse(text)[0], 40)
    return paint_row(layout, layout[0], Layers(**layers), PALETTE)  # type: ignore[arg-type]  # by name


def test_selection_lies_over_search_over_highlight_over_the_current_sentence() -> None:
    pieces = painted(
        "abcdefghij",
        sentence=Span(0, 10),
        tints=[Tint(2, 10, "green", False)],
        matches=[Span(4, 10)],
        selection=Span(6, 8),
    )
    text = PALETTE.text
    marked = text + PALETTE.mark("green")
    assert pieces == [
        ("ab", text + PALETTE.sentence),
        ("cd", marked),
        ("ef", marked + PALETTE.search),
        ("gh", marked + PALETTE.selection),
        ("ij", marked + PALETTE.search),
    ]
    assert pieces[2][1].bgcolor == PALETTE.search.bgcolor
    assert pieces[3][1].bgcolor == PALETTE.selection.bgcolor


def test_the_current_word_is_seen_on_a_highlight() -> None:
    pieces = painted("abcdef", word=Span(2, 4), tints=[Tint(0, 6, "rose", False)])
    assert pieces[1] == ("cd", PALETTE.text + PALETTE.mark("rose") + PALETTE.word)


def test_the_lit_annotation_is_stronger_within_its_extent_alone() -> None:
    pieces = painted("abcdef", lit=Span(2, 4), tints=[Tint(0, 6, "rose", True)])
    mark, lit = PALETTE.mark("rose", overlap=True), PALETTE.mark("rose", lit=True, overlap=True)
    assert [text for text, _ in pieces] == ["ab", "cd", "ef"]
    assert [style for _, style in pieces] == [PALETTE.text + style for style in (mark, lit, mark)]
    assert lit != mark
    assert lit.underline


@pytest.mark.parametrize(
    ("text", "tint", "shown"),
    [
        ("漢字かな", (1, 3), ["漢", "字か", "な"]),
        ("a\tb", (1, 2), ["a", "   ", "b"]),
        ("xe\u0301y", (1, 3), ["x", "e\u0301", "y"]),
        ("- item", (0, 4), ["• ", "item"]),
        ("> quote", (2, 4), ["│ ", "qu", "ot", "e"]),
    ],
)
def test_tints_lie_on_whole_characters_and_never_on_decoration(
    text: str, tint: tuple[int, int], shown: list[str]
) -> None:
    pieces = painted(text, tints=[Tint(*tint, "amber", False)])
    assert [part for part, _ in pieces] == shown
