"""Units of a document, and the motions that step over them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given

from reader.text import markdown, motions, units
from reader.text.document import Document, Span
from reader.text.graphemes import is_boundary
from tests.text.strategies import documents, places

SOURCE = """\
# The head line

One came. Two went, at last: slowly.

***

- An item. And more.

## A part

```
code = 1

done()
```

| A | B |
|---|---|
| c d | e |

### A deeper part

Deep.

## Another part

Last one. The end.
"""

Motion = Callable[[Document, int], int]
MOTIONS: list[Motion] = [
    motions.next_sentence,
    motions.previous_sentence,
    motions.next_paragraph,
    motions.previous_paragraph,
    motions.next_word,
    motions.previous_word,
    motions.top,
    motions.bottom,
    motions.next_heading,
    motions.previous_heading,
]


@pytest.mark.parametrize("letters", ["x", "カ", "e\u0301", "9,"])
def test_a_word_longer_than_a_screen_is_stepped_over(letters: str) -> None:
    word = letters * (9_000 // len(letters)) + letters[0]
    document = markdown.parse(f"```\none {word} two\n```\n")[0]
    one, two = 0, len(document.text) - len("two")
    assert motions.previous_word(document, two) == 4
    assert motions.previous_word(document, 4) == one
    assert motions.next_word(document, one) == 4
    assert motions.next_word(document, 4) == two


@pytest.fixture
def document() -> Document:
    return markdown.parse(SOURCE)[0]


def at(document: Document, words: str) -> int:
    return document.text.index(words)


def shown(document: Document, span: Span) -> str:
    return document.text[span.start : span.end]


def walked(document: Document, motion: Motion, offset: int) -> list[str]:
    """What word each step of `motion` lands on, until it stays."""
    seen = []
    while (following := motion(document, offset)) != offset:
        offset = following
        seen.append(shown(document, units.word_at(document, offset)))
    return seen


def test_sentences_of_every_kind_of_block(document: Document) -> None:
    spans = [units.sentences_of(document, index) for index in range(len(document.blocks))]
    assert [[shown(document, span) for span in block] for block in spans] == [
        ["The head line"],
        ["One came.", "Two went, at last: slowly."],
        [],
        ["An item.", "And more."],
        ["A part"],
        ["code = 1", "done()"],
        ["A\tB", "c d\te"],
        ["A deeper part"],
        ["Deep."],
        ["Another part"],
        ["Last one.", "The end."],
    ]


def test_units_around_an_offset(document: Document) -> None:
    offset = at(document, "last:") + 1
    assert shown(document, units.word_at(document, offset)) == "last"
    assert shown(document, units.clause_at(document, offset)) == "at last:"
    assert shown(document, units.sentence_at(document, offset)) == "Two went, at last: slowly."
    assert shown(document, units.paragraph_at(document, offset)) == (
        "One came. Two went, at last: slowly."
    )


def test_a_section_ends_before_the_next_heading_of_its_rank(document: Document) -> None:
    part = units.section_at(document, at(document, "done"))
    assert shown(document, part).startswith("A part")
    assert shown(document, part).endswith("Deep.")
    assert shown(document, units.section_at(document, at(document, "Deep"))) == (
        "A deeper part\n\nDeep."
    )
    assert units.section_at(document, 0) == units.whole(document)


def test_text_before_the_first_heading_is_a_section() -> None:
    document = markdown.parse("Intro.\n\nMore.\n\n# Head\n\nBody.")[0]
    assert shown(document, units.section_at(document, 3)) == "Intro.\n\nMore."


def test_text_without_headings_is_one_section() -> None:
    document = markdown.parse("One.\n\nTwo.")[0]
    assert units.section_at(document, 7) == (0, 10)


@pytest.mark.parametrize("source", ["", "***", "---\na: b\n---\n"])
def test_a_document_without_text_has_no_units(source: str) -> None:
    document = markdown.parse(source)[0]
    for unit in (units.word_at, units.clause_at, units.sentence_at, units.paragraph_at):
        assert unit(document, 0) == (0, 0)
    assert units.section_at(document, 0) == units.whole(document) == (0, 0)
    assert all(motion(document, 0) == 0 for motion in MOTIONS)


def test_between_two_blocks_one_is_in_the_former(document: Document) -> None:
    gap = at(document, "line") + len("line") + 1
    assert shown(document, units.sentence_at(document, gap)) == "The head line"


def test_sentences_are_walked_through_all_blocks(document: Document) -> None:
    forward = walked(document, motions.next_sentence, 0)
    assert forward == [
        "One", "Two", "An", "And", "A", "code", "done", "A", "c", "A", "Deep", "Another", "Last",
        "The",
    ]  # fmt: skip
    back = walked(document, motions.previous_sentence, motions.bottom(document))
    assert back == ["The", *forward[:-1]][::-1]


def test_going_back_from_mid_sentence_takes_the_sentence_before(document: Document) -> None:
    assert motions.previous_sentence(document, at(document, "slowly")) == at(document, "One")


def test_paragraphs_and_headings_are_walked(document: Document) -> None:
    assert walked(document, motions.next_paragraph, 0) == [
        "One", "An", "A", "code", "A", "A", "Deep", "Another", "Last",
    ]  # fmt: skip
    assert motions.previous_paragraph(document, at(document, "slowly")) == 0
    assert walked(document, motions.next_heading, 0) == ["A", "A", "Another"]
    assert walked(document, motions.previous_heading, at(document, "The end")) == [
        "Another", "A", "A", "The",
    ]  # fmt: skip


def test_words_are_walked_across_sentences_and_blocks(document: Document) -> None:
    assert walked(document, motions.next_word, at(document, "last:"))[:4] == [
        "slowly", "An", "item", "And",
    ]  # fmt: skip
    assert walked(document, motions.previous_word, at(document, "item"))[:3] == [
        "An", "slowly", "last",
    ]  # fmt: skip


def test_moving_past_the_last_sentence_stays(document: Document) -> None:
    last = motions.bottom(document)
    assert motions.next_sentence(document, last) == last
    assert motions.next_paragraph(document, last) == last
    assert motions.next_heading(document, last) == last


def test_moving_before_the_first_sentence_stays(document: Document) -> None:
    for motion in (motions.previous_sentence, motions.previous_paragraph, motions.previous_word):
        assert motion(document, motions.top(document)) == 0


def test_a_sentence_without_words_is_one_stop() -> None:
    document = markdown.parse("One.\n\n👍🏽\n\nTwo.")[0]
    assert motions.next_sentence(document, 0) == 6
    assert motions.next_word(document, 0) == 6
    assert motions.next_word(document, 6) == at(document, "Two")
    assert motions.previous_word(document, at(document, "Two")) == 6


@given(places())
def test_motions_land_inside_blocks_and_split_no_grapheme(place: tuple[Document, int]) -> None:
    document, offset = place
    if not document.text.strip():
        return
    offset = units.word_at(document, offset).start
    for motion in MOTIONS:
        landed = motion(document, offset)
        block = document.blocks[document.block_at(landed)]
        assert block.start <= landed < block.end
        assert is_boundary(document.text, landed)
        assert units.word_at(document, landed).start == landed


@given(documents)
def test_every_sentence_is_reached_from_the_top_and_from_the_bottom(document: Document) -> None:
    sentences = [
        span
        for index in range(len(document.blocks))
        for span in units.sentences_of(document, index)
    ]
    if not sentences:
        return
    for motion, offset, order in (
        (motions.next_sentence, motions.top(document), sentences),
        (motions.previous_sentence, motions.bottom(document), sentences[::-1]),
    ):
        for sentence in order:
            assert units.sentence_at(document, offset) == sentence
            offset = motion(document, offset)


@given(places())
def test_units_hold_one_another(place: tuple[Document, int]) -> None:
    document, offset = place
    inner = units.word_at(document, offset)
    offset = inner.start
    for unit in (units.clause_at, units.sentence_at, units.paragraph_at, units.section_at):
        outer = unit(document, offset)
        assert outer.start <= inner.start
        if unit is not units.clause_at:
            assert inner.end <= outer.end
            inner = outer


@given(documents)
def test_words_forward_and_back_are_the_same(document: Document) -> None:
    offset = motions.top(document)
    forward = [offset]
    while (following := motions.next_word(document, offset)) != offset:
        assert following > offset
        offset = following
        forward.append(offset)
    back = [offset]
    while (preceding := motions.previous_word(document, offset)) != offset:
        assert preceding < offset
        offset = preceding
        back.append(offset)
    assert back == forward[::-1]
