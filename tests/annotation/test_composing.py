"""Composed texts: their offsets lead to the text's own and back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.composing import Composed, is_composed


@pytest.mark.parametrize("text", ["cafe\u0301 au lait", "각각 각\u11a8", "a\u0323\u0302b", ""])
def test_letters_and_their_accents_become_one(text: str) -> None:
    parts = unicodedata.normalize("NFD", text)
    assert Composed(parts).text == unicodedata.normalize("NFC", text)
    assert is_composed(Composed(parts).text)


@given(st.text("ae\u0301\u0323\u0302 \u1100\u1161\u11a8각漢", max_size=60), st.data())
def test_the_way_there_and_back_ends_in_the_same_letter(text: str, data: st.DataObject) -> None:
    composed = Composed(text)
    offset = data.draw(st.integers(0, len(composed.text)))
    assert composed.forth(composed.back(offset)) == offset
    assert composed.back(len(composed.text)) == len(text)
    assert composed.forth(len(text)) == len(composed.text)
    assert unicodedata.normalize("NFD", text) == unicodedata.normalize("NFD", composed.text)
