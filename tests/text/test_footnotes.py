"""Footnotes: numbered by first reference, at the end of the text, none of them lost."""

from __future__ import annotations

from tests.text.parsed import document, kinds, marked, shapes, text, titled


def test_a_reference_is_its_number_and_names_its_note() -> None:
    assert marked("Word[^x].\n\n[^x]: Note") == [
        ("[1]", "footnote", "1"),
        ("Note", "footnote_text", "1"),
    ]


def test_notes_stand_at_the_end_after_a_rule() -> None:
    assert kinds("Word[^x].\n\n[^x]: Note\n\nEnd.") == [
        ("paragraph", "Word[1]."),
        ("paragraph", "End."),
        ("rule", ""),
        ("paragraph", "Note"),
    ]


def test_numbers_follow_the_first_references() -> None:
    source = "One[^b] two[^a] one again[^b].\n\n[^a]: Alpha\n\n[^b]: Beta"
    assert text(source) == "One[1] two[2] one again[1].\n\nBeta\n\nAlpha"
    assert shapes(source)[2:] == [("[1] ", "Beta"), ("[2] ", "Alpha")]


def test_an_inline_note_is_a_note() -> None:
    assert shapes("Word^[a *short* note].")[2:] == [("[1] ", "a short note")]


def test_a_note_keeps_its_structure_and_hangs() -> None:
    source = "Word[^x].\n\n[^x]: One\n\n    Two\n\n    - item\n\n        code"
    assert shapes(source)[2:] == [
        ("[1] ", "One"),
        ("    ", "Two"),
        ("    • ", "item"),
        ("      ", "code"),
    ]


def test_only_a_notes_first_block_carries_its_mark() -> None:
    marks = marked("Word[^x].\n\n[^x]: One\n\n    Two")
    assert [mark for mark in marks if mark[1] == "footnote_text"] == [("One", "footnote_text", "1")]


def test_a_note_that_nothing_refers_to_is_shown_with_its_label() -> None:
    made = titled("Word.\n\n[^lonely]: Note")
    assert made == [("Note", "footnote_text", "lonely")]


def test_a_second_definition_of_a_label_is_shown() -> None:
    source = "Word[^x].\n\n[^x]: One\n\n[^x]: Two"
    assert shapes(source)[2:] == [("[1] ", "One"), ("[2] ", "Two")]


def test_a_note_may_refer_to_notes_and_to_itself() -> None:
    source = "Word[^x].\n\n[^x]: See[^y] and[^x]\n\n[^y]: Deep^[deeper]"
    assert shapes(source)[2:] == [
        ("[1] ", "See[2] and[1]"),
        ("[2] ", "Deep[3]"),
        ("[3] ", "deeper"),
    ]


def test_a_reference_without_a_definition_is_text() -> None:
    assert text("Word[^x].") == "Word[^x]."


def test_an_empty_note_that_nothing_refers_to_is_shown_as_written() -> None:
    assert text("Word.\n\n[^label]:\n") == "Word.\n\n[^label]:"


def test_a_reference_may_stand_in_a_heading_and_in_a_cell() -> None:
    source = "# Head[^x]\n\n| a |\n|---|\n| b[^x] |\n\n[^x]: > Note"
    assert text(source) == "Head[1]\n\na\nb[1]\n\nNote"
    assert shapes(source)[-1] == ("[1] │ ", "Note")


def test_a_definition_that_only_a_note_uses_is_used() -> None:
    source = "Word[^x].\n\n[^x]: [link]\n\n[link]: /a\n[other]: /b"
    assert text(source) == "Word[1].\n\n[other]: /b\n\nlink"


def test_notes_nested_without_end_are_read() -> None:
    made = document("^[a " * 2_000 + "]" * 2_000)
    assert made.text.count("a") == 2_000
