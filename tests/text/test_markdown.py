"""Markdown: each construct's text, blocks and decoration, and that no word is lost."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given

from reader.text.document import Document, Mark
from reader.text.markdown import parse
from reader.text.normal import RULES, clean
from tests.text.parsed import document, marked, only, shapes, text
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


def test_a_line_end_in_a_paragraph_is_a_space() -> None:
    assert text("one\ntwo") == "one two"


def test_a_line_end_between_two_han_characters_is_nothing() -> None:
    assert text("中文\n字行") == "中文字行"
    assert text("中文\nword") == "中文 word"
    assert text("中*文*\n**字**") == "中文字"
    assert text("한국\n말") == "한국 말"


def test_a_hard_break_stays_a_line_end() -> None:
    assert text("one  \ntwo\\\nthree") == "one\ntwo\nthree"


def test_inline_styles_are_marks() -> None:
    assert marked("*a* **b** `c` ~~d~~ [e](/f) ![g](h.png)") == [
        ("a", "emphasis", ""),
        ("b", "strong", ""),
        ("c", "code", ""),
        ("d", "strike", ""),
        ("e", "link", "/f"),
        ("g", "image", "h.png"),
    ]


def test_marks_nest_the_wider_first() -> None:
    assert marked("**a *b* [c `d`](e)**") == [
        ("a b c d", "strong", ""),
        ("b", "emphasis", ""),
        ("c d", "link", "e"),
        ("d", "code", ""),
    ]


def test_a_links_title_is_kept() -> None:
    assert only('[a](b "A title")').marks == (Mark(0, 1, "link", "b", "A title"),)


def test_an_autolink_is_its_address() -> None:
    assert marked("<http://a.b/c>") == [("http://a.b/c", "link", "http://a.b/c")]


def test_a_reference_link_has_its_definitions_target() -> None:
    assert marked("See [it].\n\n[it]: http://a.b 'T'") == [("it", "link", "http://a.b")]


def test_a_definition_that_nothing_uses_is_shown() -> None:
    source = "Text.\n\n[it]: http://a.b 'Words here'"
    assert text(source) == source


def test_definitions_that_nothing_uses_stand_at_the_end() -> None:
    assert text("> [it]: /a\n> 'Words'\n\nText.\n\nMore.") == "Text.\n\nMore.\n\n[it]: /a 'Words'"


def test_the_second_definition_of_a_label_is_shown() -> None:
    assert text("[it]\n\n[it]: /a\n[it]: /b") == "it\n\n[it]: /b"


def test_a_dangerous_link_stays_text() -> None:
    assert text("[a](javascript:x)") == "[a](javascript:x)"


def test_a_link_without_text_shows_its_address() -> None:
    assert marked("[](http://a.b/c)") == [("http://a.b/c", "link", "http://a.b/c")]


def test_an_address_in_brackets_stays_as_it_is_written() -> None:
    assert text("<http://a.b/%41>") == "http://a.b/%41"


def test_a_bare_address_is_a_link() -> None:
    assert marked("See https://a.b/c_d.") == [("https://a.b/c_d", "link", "https://a.b/c_d")]


def test_a_bare_address_in_a_link_or_in_code_is_none_of_its_own() -> None:
    assert marked("[https://a.b](/c) `https://d.e`") == [
        ("https://a.b", "link", "/c"),
        ("https://d.e", "code", ""),
    ]


def test_an_image_is_its_alt_text_or_its_title_or_its_file() -> None:
    assert text("![a *b* ![c](d)](e)") == "a b c"
    assert text('![](e "A title")') == "A title"
    assert text("![](/a/red%20house.png?b)") == "red house.png"


def test_entities_are_decoded_but_not_to_controls() -> None:
    assert text("&amp; &copy; a&#10;b") == "& © a b"
    made = text("&#27;[2J &#x202e; &#155; &#13; &#0;")
    assert made == clean(made)


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


def test_a_tight_list() -> None:
    made = document("Text:\n\n- a\n- b\n- c")
    assert made.text == "Text:\n\na\nb\nc"
    assert [block.tight for block in made.blocks] == [False, False, True, True]


def test_a_loose_list() -> None:
    assert text("- a\n\n- b") == "a\n\nb"


def test_bullets_change_with_depth() -> None:
    assert shapes("- a\n  - b\n    - c\n      - d\n- e") == [
        ("• ", "a"),
        ("  ◦ ", "b"),
        ("    ▪ ", "c"),
        ("      ▪ ", "d"),
        ("• ", "e"),
    ]


def test_numbers_have_their_start_and_width() -> None:
    assert shapes("9. a\n10. b\n1. c") == [(" 9. ", "a"), ("10. ", "b"), ("11. ", "c")]
    assert shapes("0) a") == [("0) ", "a")]


def test_a_second_paragraph_of_an_item_hangs() -> None:
    assert shapes("- a\n\n  b\n- c") == [("• ", "a"), ("  ", "b"), ("• ", "c")]
    assert document("12. a").blocks[0].hang == "    "


def test_a_numbered_list_may_start_anywhere_and_have_brackets() -> None:
    assert shapes("999999999) a\n999999999) b") == [(" 999999999) ", "a"), ("1000000000) ", "b")]


def test_a_comment_parts_two_lists() -> None:
    assert shapes("- a\n\n<!-- -->\n\n- b") == [("• ", "a"), ("", "<!-- -->"), ("• ", "b")]


def test_a_task_has_its_box_for_a_bullet() -> None:
    source = "- [ ] a\n- [x] b\n- [X] c\n- d"
    assert shapes(source) == [("☐ ", "a"), ("☑ ", "b"), ("☑ ", "c"), ("• ", "d")]


def test_a_numbered_task_keeps_its_number() -> None:
    assert shapes("1. [ ] a\n2. [x] b") == [("1. ☐ ", "a"), ("2. ☑ ", "b")]


def test_a_box_without_a_task_is_text() -> None:
    assert text("- [ ]\n- [y] a\n- [ ]b") == "[ ]\n[y] a\n[ ]b"


def test_a_term_is_strong_and_its_definitions_are_indented() -> None:
    assert shapes("Term\n: One\n: Two") == [("", "Term"), ("  ", "One"), ("  ", "Two")]
    assert marked("Term\n: One") == [("Term", "strong", "")]


def test_a_definition_is_as_tight_as_in_its_source() -> None:
    assert text("A\n: one\n\nB\n\n: two\n\n  more") == "A\none\n\nB\n\ntwo\n\nmore"
    assert text("A\n: one\n\nB\n: two") == "A\none\n\nB\ntwo"


def test_a_definition_may_hold_any_block() -> None:
    assert shapes("A\n: - b\n  - c\n\n  > d") == [("", "A"), ("  • ", "b"), ("  • ", "c"),
                                                ("  │ ", "d")]  # fmt: skip


def test_quotes_have_bars_and_combine_with_lists() -> None:
    assert shapes("> a\n>\n> - b\n>   > c\n>\n> d") == [
        ("│ ", "a"),
        ("│ • ", "b"),
        ("│   │ ", "c"),
        ("│ ", "d"),
    ]


def test_a_lazy_line_belongs_to_its_quote() -> None:
    assert shapes("> a\nb") == [("│ ", "a b")]


def test_an_item_may_begin_with_any_block() -> None:
    assert shapes("- # a\n- ```\n  b\n  ```\n- > c") == [("• ", "a"), ("• ", "b"), ("• │ ", "c")]


def test_a_table_has_rows_of_cells() -> None:
    made = document("| A | B |\n| :-: | --: |\n| *1* | 2 |\n| 3 |")
    (block,) = made.blocks
    assert made.text == "A\tB\n1\t2\n3\t"
    assert block.aligns == ("center", "right")
    assert [[made.text[start:end] for start, end in row] for row in block.rows] == [
        ["A", "B"],
        ["1", "2"],
        ["3", ""],
    ]
    assert [made.text[mark.start : mark.end] for mark in block.marks] == ["1"]


def test_a_tables_surplus_cells_stay_in_its_last() -> None:
    made = document("| A | B |\n|---|---|\n| 1 | 2 | 3 | 4 |")
    assert made.text == "A\tB\n1\t2 | 3 | 4"
    assert len(made.blocks[0].rows[1]) == 2


def test_a_tables_missing_cells_are_empty() -> None:
    made = document("| A | B |\n|---|---|\n| 1 |\n|  | 2 |")
    assert made.text == "A\tB\n1\t\n\t2"
    assert [len(row) for row in made.blocks[0].rows] == [2, 2, 2]


def test_a_table_ends_where_nearly_all_its_cells_are_missing() -> None:
    made = document("|a" * 100 + "|\n" + "|-" * 100 + "|\n" + "|word|\n" * 100)
    assert made.text.count("word") == 100
    assert sum(len(row) for block in made.blocks for row in block.rows) < 1_000


def test_a_cell_holds_no_tab() -> None:
    assert text("| A | B |\n|---|---|\n| a&#9;b | c |") == "A\tB\na b\tc"


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
