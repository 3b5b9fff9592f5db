"""Positions in a text as it was given, carried to the canonical text that was made of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.exchange.carrying import Letters, LineEnds
from reader.text.document import Span
from reader.text.normal import clean, normalise

_ODD = "\ufeff\u2028\x85\x1c\x0b\t\n \u00a0ab\U0001f600\u0301"
_TEXTS = st.text(st.sampled_from(_ODD) | st.characters(), max_size=30)


@given(_TEXTS)
def test_every_letter_is_carried_to_itself_whatever_stands_between(text: str) -> None:
    canonical = "\n\n".join(clean(text.removeprefix("\ufeff")).split())
    assert Letters.are_same(text, canonical)
    letters = Letters(text, canonical)
    for at, character in enumerate(text):
        carried = letters.carry(at, at + 1)
        if clean(character).isspace() or (at == 0 and character == "\ufeff"):
            assert carried is None
        else:
            assert carried is not None
            assert canonical[carried.start : carried.end] == clean(character)


@pytest.mark.parametrize("between", ["\u2028", "\x85", "\x1c"])
def test_a_blank_that_becomes_a_character_moves_nothing_behind_it(between: str) -> None:
    text = f"one{between}two end"
    assert Letters(text, clean(text)).carry(8, 11) == Span(8, 11)


def test_the_last_word_behind_a_mark_is_carried() -> None:
    assert Letters("\ufeffthe end", "the end").carry(5, 8) == Span(4, 7)


@given(_TEXTS)
def test_line_ends_carry_the_whole_text_to_the_whole_one(text: str) -> None:
    assert LineEnds(text).carry(0, len(text)) == Span(0, len(normalise(text)))
