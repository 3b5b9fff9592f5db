"""Plain text: paragraphs, hard-wrapped lines, titles, and offsets that are the file's."""

from __future__ import annotations

from hypothesis import given

from reader.text.document import Document
from reader.text.normal import normalise
from reader.text.plain import lined, parse, title
from tests.text.strategies import texts

BODY = (
    "The harbour board said on Tuesday that it would close two of its five piers for repairs, a "
    "step that fishing crews had asked for since the spring storms and that the town had put off "
    "twice for want of money."
)
WRAPPED = """\
The harbour board said on Tuesday that it would close
two of its five piers for repairs, a step that fishing
crews had asked for since the spring storms and that
the town had put off."""


def shown(document: Document, kind: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


@given(texts)
def test_offsets_are_those_of_the_normalised_file(source: str) -> None:
    text, made = normalise(source), parse(source).text
    assert len(made) == len(text)
    assert all(a == b or (a, b) == ("\n", " ") for a, b in zip(text, made, strict=True))


def test_blank_lines_separate_paragraphs() -> None:
    document = parse("One.\n\n \t\n\nTwo.\n")
    assert shown(document, "paragraph") == ["One.", "Two."]
    assert document.text == "One.\n\n \t\n\nTwo.\n"


def test_lines_that_are_not_wrapped_are_paragraphs_of_their_own() -> None:
    document = parse(f"{BODY}\nA short line.\n{BODY}")
    assert [block.tight for block in document.blocks] == [False, True, True]


def test_a_hard_wrapped_paragraph_is_joined() -> None:
    document = parse(WRAPPED)
    assert shown(document, "paragraph") == [WRAPPED.replace("\n", " ")]


def test_a_long_paragraph_is_joined_from_end_to_end() -> None:
    lines = ["The words of this line were wrapped at its end"] * 12_000
    document = parse("\n".join(lines))
    assert document.text == " ".join(lines)
    assert [block.tight for block in document.blocks] == [False] + [True] * (
        len(document.blocks) - 1
    )


def test_many_lines_that_are_not_wrapped_stand_closely() -> None:
    document = parse("a\n" * 12_000 + "\nb")
    assert [block.tight for block in document.blocks] == [False] + [True] * 11_999 + [False]


def test_two_lines_are_joined_where_the_text_is_known_to_be_wrapped() -> None:
    two = "Nobody on the quay had been told of it, and neither\nhad the mayor."
    assert len(parse(f"{WRAPPED}\n\n{two}").blocks) == 2
    assert len(parse(two).blocks) == 2


def test_verse_and_lists_are_not_joined() -> None:
    verse = "Grey the water, grey the stone and the low sky\nover it\nand nobody there\nto see"
    assert len(parse(verse).blocks) == 4
    items = "\n".join(f"- {'a long item of a list ' * 3}" for _ in range(4))
    assert len(parse(items).blocks) == 4


def test_indentation_belongs_to_no_block() -> None:
    document = parse("   Indented.\n\t\u3000More.")
    assert shown(document, "paragraph") == ["Indented.", "More."]


def test_markdown_in_plain_text_stays() -> None:
    assert parse("# Not *a* heading.\n\n- [x](y)").text == "# Not *a* heading.\n\n- [x](y)"


def test_the_title_is_found_below_a_menu() -> None:
    menu = "Skip to content\n\nSite navigation\n\nPosted on 4 May by Staff\n\n"
    document = parse(f"{menu}Harbour board closes two piers\n\n{BODY}")
    assert title(document) == "Harbour board closes two piers"
    assert document.blocks[3].level == 1


def test_a_chinese_title_may_be_short() -> None:
    assert title(parse("港口关闭两座码头\n\n渔民早已要求维修。")) == "港口关闭两座码头"


def test_a_sentence_is_no_title() -> None:
    assert title(parse("This is the first sentence of it all.\n\n" + BODY)) == ""


def test_a_title_is_looked_for_in_the_first_five_lines_only() -> None:
    assert title(parse("Menu\n\n" * 5 + "Harbour board closes two piers")) == ""


def test_subheads_stand_alone_between_long_paragraphs() -> None:
    source = f"Harbour board closes two piers\n\n{BODY}\n\nMoney runs out\n\n{BODY}"
    document = parse(source)
    assert shown(document, "heading") == ["Harbour board closes two piers", "Money runs out"]
    assert [document.blocks[index].level for index in document.headings] == [1, 2]
    assert document.text == source


def test_a_caption_or_a_short_line_is_no_subhead() -> None:
    for line in ("Photo: A. Novak", "lower case", "Word", "It ends so.", "Sources, and more:"):
        assert shown(parse(f"{BODY}\n\n{line}\n\n{BODY}"), "heading") == []


def test_a_document_without_text_has_no_title() -> None:
    assert title(parse("")) == ""
    assert not parse(" \n\n ").blocks


def test_lined_text_stays_as_it_is_and_each_line_is_a_paragraph() -> None:
    source = "\ufeffA TITLE LIKE LINE\r\n" + "words that fill the line to its end, as they do\n" * 4
    document = lined(f"{source}\n  \n  end")
    assert document.text == normalise(f"{source}\n  \n  end")
    assert {block.kind for block in document.blocks} == {"paragraph"}
    shown = [(document.text[one.start : one.end], one.tight) for one in document.blocks]
    assert shown[0] == ("A TITLE LIKE LINE", False) and shown[1][1]
    assert shown[-1] == ("end", False) and len(shown) == 6
