"""The words in which two passages differ, which the review queue lights."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.differences import differences
from reader.text.document import Span

WORDS = st.lists(st.sampled_from("a b c the , . é 漢".split()), max_size=12).map(" ".join)


def shown(text: str, spans: list[Span]) -> str:
    """Give a text with its differences in brackets."""
    for start, end in reversed(spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("old", "new", "lit_old", "lit_new"),
    [
        (
            "closed for nine days",
            "closed for ten days",
            "closed for [nine] days",
            "closed for [ten] days",
        ),
        ("a b", "a new b", "a b", "a [new] b"),
        ("the very last day", "the last day", "the [very] last day", "the last day"),
        ("It ends, here.", "It ends here!", "It ends[,] here[.]", "It ends here[!]"),
        ("one two three", "one 2 3", "one [two three]", "one [2 3]"),
        ("漢字の本", "漢文の本", "漢[字]の本", "漢[文]の本"),
        ("a  b\nc", "a b c", "a  b\nc", "a b c"),
        ("all of it", "", "[all of it]", ""),
    ],
)
def test_what_is_not_in_the_other_is_lit_word_by_word(
    old: str, new: str, lit_old: str, lit_new: str
) -> None:
    before, after = differences(old, new)
    assert (shown(old, before), shown(new, after)) == (lit_old, lit_new)


def test_equal_passages_have_no_differences() -> None:
    assert differences("the same", "the same") == ([], [])


@given(WORDS, WORDS)
def test_what_is_not_lit_is_the_same_in_both(old: str, new: str) -> None:
    before, after = differences(old, new)
    kept = []
    for text, spans in ((old, before), (new, after)):
        assert all(one.end <= other.start for one, other in pairwise(spans))
        for start, end in reversed(spans):
            assert start < end
            text = text[:start] + text[end:]
        kept.append("".join(text.split()))
    assert kept[0] == kept[1]


def test_a_very_long_passage_differs_between_its_ends() -> None:
    old, new = "x" * 50_000 + " old " + "y" * 9, "x" * 50_000 + " newer " + "y" * 9
    before, after = differences(old, new)
    assert shown(old, before)[50_000:] == " [old] " + "y" * 9
    assert shown(new, after)[50_000:] == " [newer] " + "y" * 9


def test_a_passage_that_repeats_one_word_is_no_more_than_one_difference() -> None:
    before, after = differences(
        "start " + "so " * 3000 + "end", "start " + "so " * 2900 + "so! end"
    )
    assert len(before) <= 1
    assert len(after) == 1
