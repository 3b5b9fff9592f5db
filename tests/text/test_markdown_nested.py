"""Markdown blocks in blocks: lists, definitions, quotes and tables."""

from __future__ import annotations

from tests.text.parsed import document, marked, shapes, text


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
