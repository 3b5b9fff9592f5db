"""Long text in pieces: each within its limit, together all of the text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.text import plain
from reader.text.cutting import line_pieces, pieces
from reader.text.document import Span
from reader.text.graphemes import is_boundary
from reader.text.markdown.parsing import CODE_LIMIT, INLINE_LIMIT, ROW_LIMIT
from tests.text.parsed import document
from tests.text.strategies import texts


@given(texts, st.integers(1, 12))
def test_pieces_hold_all_but_white_space(text: str, limit: int) -> None:
    found = pieces(text, 0, len(text), limit)
    assert all(0 < end - start <= limit for start, end in found)
    for before, after in pairwise([Span(0, 0), *found, Span(len(text), len(text))]):
        assert not text[before.end : after.start].strip(" \t\n")


def test_a_cut_is_between_words_where_it_can_be() -> None:
    text = "one two three"
    assert [text[start:end] for start, end in pieces(text, 0, len(text), 9)] == ["one two", "three"]


def test_a_cut_never_parts_a_grapheme() -> None:
    text = "e\u0301" * 20
    for span in pieces(text, 0, len(text), 7):
        assert is_boundary(text, span.end)


@given(texts, st.integers(1, 12))
def test_pieces_of_lines_leave_out_line_ends_alone(text: str, limit: int) -> None:
    found = line_pieces(text, 0, len(text), limit)
    assert not any(text[start:end].isspace() for start, end in found)
    for before, after in pairwise(found):
        assert text[before.end : after.start] in ("", "\n")
    if found:
        assert (found[0].start, found[-1].end) == (0, len(text))
    else:
        assert not text.strip()


def test_a_long_paragraph_is_several_blocks_joined_by_a_space() -> None:
    made = document("word *word* " * 3_000)
    assert made.text == " ".join(["word"] * 6_000)
    assert len(made.blocks) > 1
    assert all(block.end - block.start <= INLINE_LIMIT for block in made.blocks)
    assert [block.tight for block in made.blocks[:3]] == [False, True, True]


def test_a_long_word_is_several_blocks_joined_by_nothing() -> None:
    made = document("中" * 20_000)
    assert made.text == "中" * 20_000
    assert [block.end for block in made.blocks] == [8_000, 16_000, 20_000]


def test_pieces_of_an_item_hang() -> None:
    made = document("- " + "word " * 4_000)
    assert [block.lead for block in made.blocks[:2]] == ["• ", "  "]


def test_a_long_heading_is_one_in_the_outline() -> None:
    made = document("# " + "word " * 4_000)
    assert made.headings == [0]


def test_long_code_is_cut_at_line_ends_and_is_the_same() -> None:
    code = "\n".join(f"line {number}\n" for number in range(5_000))
    made = document(f"```\n{code}\n```")
    assert made.text == code
    assert all(block.end - block.start <= CODE_LIMIT for block in made.blocks)
    assert all(made.text[block.end] == "\n" for block in made.blocks[:-1])


def test_a_long_table_is_several_of_which_the_first_has_the_header() -> None:
    made = document("| a | b |\n|---|---|\n" + "| c | d |\n" * 700)
    assert [len(block.rows) for block in made.blocks] == [ROW_LIMIT, ROW_LIMIT, 101]
    assert [block.level for block in made.blocks] == [0, 1, 1]
    assert [block.tight for block in made.blocks] == [False, True, True]
    assert made.text == "a\tb\n" + "\n".join(["c\td"] * 700)


def test_a_long_cell_stays_one_cell() -> None:
    made = document("| a |\n|---|\n| " + "word " * 4_000 + "|")
    assert made.text == "a\n" + " ".join(["word"] * 4_000)
    assert len(made.blocks[0].rows) == 2


def test_a_long_paragraph_of_plain_text_is_several_blocks() -> None:
    text = "word " * 10_000 + "end\n\nlast"
    made = plain.parse(text)
    assert made.text == text
    assert len(made.blocks) == 5
    assert all(block.end - block.start <= 16_000 for block in made.blocks)
    assert [block.tight for block in made.blocks] == [False, True, True, True, False]
