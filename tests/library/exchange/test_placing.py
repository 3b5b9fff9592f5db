"""Where a passage that was given stands in a text, by its words and those around it."""

from __future__ import annotations

import pytest

from reader.formats.given import GivenPassage
from reader.library.exchange.placing import Places
from reader.text.document import Span

TEXT = "Ports\n\nNorth, 12 and 7.\n\nSouth, 7 and 12.\n\nSouth, 7 and 9."


@pytest.mark.parametrize(
    ("prefix", "suffix"),
    [
        ("South, ", " and 12"),
        # As a browser has it: of the markup's own white space, and none between two blocks.
        ("12 and 7.South,\n      ", "\tand\n12.South, 7"),
        ("\n", " and\u00a012."),
    ],
)
def test_words_around_a_quote_tell_its_place_whatever_their_white_space(
    prefix: str, suffix: str
) -> None:
    start = TEXT.index("7 and 12")
    passage = GivenPassage("7", prefix=prefix, suffix=suffix)
    assert Places(TEXT).find(passage, None) == Span(start, start + 1)


@pytest.mark.parametrize(
    ("prefix", "suffix"),
    [("", ""), (" \n", "\t"), ("South,  ", "  and"), ("North,  ", "  and 9")],
)
def test_words_that_do_not_tell_one_place_tell_none(prefix: str, suffix: str) -> None:
    assert Places(TEXT).find(GivenPassage("7", prefix=prefix, suffix=suffix), None) is None


def test_white_space_that_is_as_told_goes_before_all_other() -> None:
    text = "a b c. a  b c."
    assert Places(text).find(GivenPassage("b", prefix="a  "), None) == Span(10, 11)
