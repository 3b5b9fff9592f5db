"""Markdown within a line: styles, links, images, entities and bare addresses."""

from __future__ import annotations

from reader.text.document import Mark
from reader.text.normal import clean
from tests.text.parsed import marked, only, text


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
