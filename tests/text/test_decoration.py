"""What is drawn around a block: where it stands, and that it is no part of the text."""

from __future__ import annotations

import pytest

from reader.text import markdown
from reader.text.cells import width_of
from reader.text.layout import Layout


def shown(source: str, width: int = 40) -> list[str]:
    """Give the rows of an article as they are drawn."""
    document = markdown.parse(source)[0]
    layout = Layout(document, width)
    lines = []
    for index in layout.rows():
        line = layout[index].decoration
        for run in layout[index].runs:
            line += " " * (run.cell - width_of(line)) + document.text[run.start : run.end]
        lines.append(line.rstrip())
    return lines


def test_a_heading_stands_closer_to_what_it_heads() -> None:
    assert shown("Text.\n\n## Part\n\n### Chapter\n\nText.\n") == [
        *("Text.", "", "", "Part", "", "Chapter", "", "Text.")
    ]


def test_a_heading_in_a_quotation_or_after_a_rule_stands_as_close_as_a_paragraph() -> None:
    assert shown("> Text.\n>\n> ## Part\n") == ["│ Text.", "│", "│ Part"]
    assert shown("***\n\n## Part\n", 10) == ["──────────", "", "Part"]


def test_the_bar_of_a_quotation_is_unbroken_between_its_blocks() -> None:
    assert shown("> One.\n>\n> > Inner.\n>\n> - item\n>\n>   more\n>\n> Two.\n\nText.\n") == [
        *("│ One.", "│", "│ │ Inner.", "│", "│ • item", "│", "│   more", "│", "│ Two.", "", "Text.")
    ]


def test_no_bar_stands_between_items_that_each_hold_a_quotation() -> None:
    assert shown("- a\n\n  > One.\n\n- > Two.\n")[2:] == ["  │ One.", "", "• │ Two."]


def test_bars_meet_those_of_the_block_below_where_they_are_cut_short() -> None:
    source = "> " * 8 + "One.\n" + "> " * 8 + "\n" + "> " * 8 + "Two.\n"
    assert shown(source, 18) == ["│ │ │ One.", "│ │ │", "│ │ │ Two."]


def test_a_rule_is_a_third_of_the_text_in_its_middle() -> None:
    assert shown("a\n\n---\n\nb\n", 60)[2] == " " * 20 + "─" * 20


def test_the_rule_before_the_footnotes_is_at_the_left() -> None:
    assert shown("a[^1]\n\n[^1]: Note.\n", 60)[2:] == ["─" * 20, "", "[1] Note."]


@pytest.mark.parametrize("width", [1, 4, 9])
def test_a_rule_is_as_wide_as_a_text_that_is_narrow(width: int) -> None:
    assert shown("a\n\n---\n", width)[2] == "─" * width


def test_code_stands_in_and_says_where_a_line_goes_on() -> None:
    assert shown("```\nif x:\n\n    return abcdefgh ijklmnop\n```\n", 24) == [
        *("  if x:", "", "      return abcdefgh", "↳ ijklmnop")
    ]


def test_code_in_a_list_stands_in_from_its_item() -> None:
    assert shown("- item\n\n  ```\n  code\n  ```\n") == ["• item", "", "    code"]


def test_an_image_by_itself_has_a_sign() -> None:
    assert shown("![A shelf of minutes](a.jpg)\n", 16) == ["▨ A shelf of", "  minutes"]
    assert shown("[![A shelf](a.jpg)](/shelf)\n") == ["▨ A shelf"]


def test_an_image_in_a_sentence_has_none() -> None:
    assert shown("See ![the shelf](a.jpg)\n") == ["See the shelf"]
