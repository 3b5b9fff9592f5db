"""Markdown: documents and plain blocks, and that no word is lost."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given

from reader.text.document import Document
from reader.text.markdown import parse
from reader.text.normal import RULES, clean
from tests.text.parsed import document, only, text
from tests.text.strategies import documents, markdown_sources


def test_blocks_are_joined_by_an_empty_line() -> None:
    made = document("# Title\n\nOne.\n\nTwo.")
    assert made.text == "Title\n\nOne.\n\nTwo."
    assert [(block.kind, block.level) for block in made.blocks] == [
        ("heading", 1),
        ("paragraph", 0),
        ("paragraph", 0),
    ]
    assert made.rules == RULES


def test_front_matter_is_given_as_it_stands() -> None:
    made, front_matter = parse('---\ntitle: "A: b"\nlist:\n  - x\n---\n\n# Title')
    assert front_matter == 'title: "A: b"\nlist:\n  - x'
    assert made.text == "Title"


def test_a_document_without_front_matter_gives_none() -> None:
    assert parse("# Title")[1] == ""


def test_text_between_two_thematic_breaks_is_no_front_matter() -> None:
    made, front_matter = parse("---\n\nA paragraph of text.\n\n---\n\nMore.")
    assert front_matter == ""
    assert made.text == "A paragraph of text.\n\nMore."


def test_a_byte_order_mark_hides_no_heading() -> None:
    assert only("\ufeff# Title").kind == "heading"


@pytest.mark.parametrize("level", range(1, 7))
def test_headings_have_their_level(level: int) -> None:
    assert only("#" * level + " Head #").level == level


def test_setext_headings() -> None:
    assert [block.level for block in document("One\n===\n\nTwo\n---").blocks] == [1, 2]


def test_a_fenced_code_block_is_verbatim() -> None:
    block = only("```python run\nx = 1\n\n\ty  \n```")
    assert (block.kind, block.info) == ("code", "python run")
    assert text("```python run\nx = 1\n\n\ty  \n```") == "x = 1\n\n\ty  "


def test_an_indented_code_block_is_verbatim() -> None:
    assert text("    a\n      b") == "a\n  b"


def test_an_unclosed_fence_runs_to_the_end() -> None:
    assert text("```\na\n\nb") == "a\n\nb"


def test_a_fence_with_nothing_but_a_language_shows_it() -> None:
    assert text("```word\n```") == "word"


def test_a_thematic_break_adds_no_text() -> None:
    made = document("One.\n\n***\n\nTwo.")
    assert made.text == "One.\n\nTwo."
    assert [block.kind for block in made.blocks] == ["paragraph", "rule", "paragraph"]
    assert made.blocks[1].start == made.blocks[1].end


def test_an_empty_block_is_none() -> None:
    assert not document("#\n\n-\n\n>\n\n```\n```\n\n&nbsp;").blocks


@pytest.mark.parametrize("source", ["", "\n\n", "\ufeff", "---\na: b\n---\n"])
def test_a_source_without_text_has_no_blocks(source: str) -> None:
    made = document(source)
    assert (made.text, len(made.blocks)) == ("", 0)


@pytest.mark.parametrize(
    "source",
    [
        "> " * 500 + "deep\nlazy\n\nafter",
        "- " * 500 + "deep\n\nafter",
        "> - " * 250 + "deep\n\nafter",
        "".join("  " * depth + f"- word{depth}\n" for depth in range(500)),
        "".join("   " * depth + f"1. word{depth}\n\n" for depth in range(500)),
        "".join("> " * depth + f"word{depth}\n\n" for depth in range(500)),
        "![" * 500 + "word" + "](u)" * 500,
        "[" * 500 + "word" + "](u)" * 500,
        "*a **b " * 500,
        "^[" * 500 + "word" + "]" * 500,
        "[^a]: " * 500 + "word",
        "term\n" + ": " * 500 + "word",
        "<u>" * 500 + "word" + "</u>" * 500,
        "<div><ul><li>" * 500 + "word",
    ],
    ids=[
        "quotes",
        "bullets",
        "mixed",
        "list",
        "numbers",
        "bars",
        "images",
        "links",
        "emphasis",
        "notes",
        "defined notes",
        "definitions",
        "tags",
        "HTML",
    ],
)
def test_nothing_nested_too_deep_vanishes(source: str) -> None:
    made = text(source)
    used = {"u", "div", "ul", "li"}
    assert set(re.findall(r"[a-z]+\d*", source)) - used <= set(re.findall(r"[a-z]+\d*", made))


@pytest.mark.parametrize(
    "source",
    ["*a_ " * 10_000, "[" * 10_000, "[a](" * 3_000, "> a\n" * 10_000, "- a\n" * 5_000,
     "|a" * 5_000 + "\n" + "|-" * 5_000, "---\n" + "\n" * 10_000, "`" * 10_000],
)  # fmt: skip
def test_of_hostile_markdown_no_letter_is_lost(source: str) -> None:
    assert text(source).count("a") == source.count("a")


WORDS = re.compile(r"word|Zoom|Dr|漢字|한국어|नमस्ते|שלום|العربية|𝒳|𐐷|👍🏽")


@given(markdown_sources)
def test_no_word_is_lost(source: str) -> None:
    made, front_matter = parse(source)
    found = made.text + front_matter + " ".join(block.info for block in made.blocks)
    found += "".join(mark.target + mark.title for block in made.blocks for mark in block.marks)
    for word in set(WORDS.findall(source)):
        assert word in found


@given(documents)
def test_blocks_are_in_order_and_hold_all_but_white_space(made: Document) -> None:
    last = 0
    for block in made.blocks:
        assert last <= block.start <= block.end <= len(made.text)
        assert (block.start == block.end) == (block.kind == "rule")
        assert not made.text[last : block.start].strip()
        last = block.end
    assert not made.text[last:].strip()


@given(documents)
def test_marks_and_cells_lie_within_their_block(made: Document) -> None:
    for block in made.blocks:
        for start, end, *_ in block.marks:
            assert block.start <= start < end <= block.end
        for before, after in pairwise(block.marks):
            assert before.start <= after.start
        cells = [cell for row in block.rows for cell in row]
        assert all(block.start <= start <= end <= block.end for start, end in cells)
        assert all(before.end < after.start for before, after in pairwise(cells))
        assert len({len(row) for row in block.rows} | {len(block.aligns)}) == 1 or not cells


@given(documents)
def test_a_document_holds_no_control_character(made: Document) -> None:
    assert clean(made.text) == made.text


@given(documents)
def test_hang_is_as_wide_as_lead(made: Document) -> None:
    assert all(len(block.lead) == len(block.hang) for block in made.blocks)


@given(documents)
def test_every_block_but_rules_shows_something(made: Document) -> None:
    for block in made.blocks:
        assert block.kind == "rule" or made.text[block.start : block.end].strip()
