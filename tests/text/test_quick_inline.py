"""Prose that is read quickly is read as all the rules together read it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.markdown.grammar import inline_tokens
from reader.text.markdown.quick_inline import quick_tokens

PIECES = ["*", "**", "***", " ", "\n", "word", "é", "漢", "1", ".", "!", "(", ")", '"', "-", "]"]
Told = list[tuple[str, str, str, int]]


def told(tokens: list) -> Told:  # type: ignore[type-arg]  # markdown-it's
    # The rules leave empty texts beside an emphasis, which say nothing.
    there = [one for one in tokens if one.content or one.type != "text"]
    return [(one.type, one.tag, one.content, one.nesting) for one in there]


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join).map(str.strip))
def test_what_is_read_quickly_is_what_the_rules_make_of_it(content: str) -> None:
    quick = quick_tokens(content)
    if quick is not None:
        assert told(quick) == told(inline_tokens(content, {}))


@pytest.mark.parametrize(
    "content",
    [
        "Plain words, over\ntwo lines.",
        "One *word* and **two words**, said *he*.",
        "*All of it.*",
        "It ends *there!*\nAnd goes on *so*).",
        "A mark! And a bracket] alone.",
    ],
)
def test_usual_prose_is_read_quickly(content: str) -> None:
    quick = quick_tokens(content)
    assert quick is not None
    assert told(quick) == told(inline_tokens(content, {}))


@pytest.mark.parametrize(
    "content",
    ["a*b*c", "*a **b***", "2 * 3", "*open", "a [link](x)", "x  \ny", "`*x*`", "a&amp;b", "~~a~~"],
)
def test_what_is_not_plain_is_left_to_the_rules(content: str) -> None:
    assert quick_tokens(content) is None
