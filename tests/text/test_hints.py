"""Hint labels: short ones first, none the beginning of another, and what they stand on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import hints
from reader.text.document import Document, Span
from reader.text.layout import Layout
from reader.text.markdown import parse
from tests.text.strategies import places


def document(source: str) -> Document:
    return parse(source)[0]


def texts(text: Document, spans: list[Span]) -> list[str]:
    return [text.text[start:end] for start, end in spans]


def whole(text: Document) -> list[Span]:
    return [Span(block.start, block.end) for block in text.blocks]


def test_labels_are_single_letters_while_they_suffice() -> None:
    assert hints.labels(9) == list("asdfghjkl")
    assert hints.labels(25) == list(hints.LETTERS)
    assert hints.labels(0) == []


def test_with_more_the_last_letters_begin_labels_of_two() -> None:
    found = hints.labels(26)
    assert found[:24] == list(hints.LETTERS[:24])
    assert found[24:] == ["ma", "ms"]


@given(st.integers(0, len(hints.LETTERS) ** 2))
def test_no_label_is_the_beginning_of_another(count: int) -> None:
    found = hints.labels(count)
    assert len(set(found)) == count
    singles = {label for label in found if len(label) == 1}
    assert all(label[0] not in singles for label in found if len(label) > 1)
    assert {len(label) for label in found} <= {1, 2}


def test_the_letter_that_means_back_is_in_no_label() -> None:
    assert "q" not in "".join(hints.labels(625))


def test_sentences_that_begin_in_view_are_targets() -> None:
    text = document("# A head\n\nOne is here. Two is here. Three is here.")
    begin = text.text.index("Two")
    assert texts(text, hints.sentences_in(text, whole(text))) == [
        "A head", "One is here.", "Two is here.", "Three is here.",
    ]  # fmt: skip
    assert texts(text, hints.sentences_in(text, [Span(begin, begin + 5)])) == ["Two is here."]


def test_a_sentence_that_began_above_is_reached_at_its_first_whole_word() -> None:
    text = document("A beginning goes on and on. Then more.")
    top = text.text.index("inning")
    found = hints.sentences_in(text, [Span(top, len(text.text))])
    assert texts(text, found) == ["goes on and on.", "Then more."]


def test_each_row_of_a_table_is_a_target_once() -> None:
    text = document("| a b c d e | f |\n|---|---|\n| g h i j k | l |\n")
    rows = Layout(text, 12)
    extents = [
        Span(run.start, run.end) for row in map(rows.__getitem__, rows.rows()) for run in row.runs
    ]
    assert texts(text, hints.sentences_in(text, extents)) == ["a b c d e\tf", "g h i j k\tl"]


def test_words_in_view_are_targets_and_a_broken_one_is_its_row_s() -> None:
    text = document("One incomprehensibilities two.")
    cut = text.text.index("hens")
    upper, lower = Span(0, cut), Span(cut, len(text.text))
    assert texts(text, hints.words_in(text, [upper])) == ["One", "incomprehensibilities"]
    assert texts(text, hints.words_in(text, [lower])) == ["two"]
    assert texts(text, hints.words_in(text, [upper, lower]))[1:2] == ["incomprehensibilities"]


def test_where_there_are_too_many_those_nearest_get_labels() -> None:
    targets = [Span(place, place + 1) for place in range(0, 2000, 2)]
    assert hints.nearest(targets, 0, 10) == targets[:10]
    assert hints.nearest(targets, 1999, 10) == targets[-10:]
    assert Span(1000, 1001) in hints.nearest(targets, 1000, 10)
    assert hints.nearest(targets[:3], 1000, 10) == targets[:3]


@given(places())
def test_targets_begin_where_the_extents_are(place: tuple[Document, int]) -> None:
    text, offset = place
    if not text.blocks:
        return
    extent = Span(offset, max(text.blocks[text.block_at(offset)].end, offset))
    for span in [*hints.sentences_in(text, [extent]), *hints.words_in(text, [extent])]:
        assert extent.start <= span.start < extent.end
        assert span.start < span.end


@pytest.mark.parametrize("find", [hints.sentences_in, hints.words_in])
def test_without_text_there_is_nothing_to_label(find: object) -> None:
    assert callable(find)
    assert find(document(""), []) == []
