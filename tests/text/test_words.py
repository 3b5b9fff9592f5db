"""Words: what is one, and that a word near an offset is the same as among all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.graphemes import is_boundary
from reader.text.normal import normalise
from reader.text.words import word_ahead, word_at, word_behind, words
from tests.text.strategies import texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It’s state-backed, isn't it?", ["It’s", "state-backed", "isn't", "it"]),
        ("23,750 or 3.5 of 1.250.000", ["23,750", "or", "3.5", "of", "1.250.000"]),
        ("the U.S. Senate, e.g. here", ["the", "U.S", "Senate", "e.g", "here"]),
        ("the end.Next, yes", ["the", "end", "Next", "yes"]),
        ("‘rock ’n’ roll’ -- 10–12", ["rock", "n", "roll", "10", "12"]),
        ("他走了23步", ["他", "走", "了", "23", "步"]),
        ("これはテストです", ["これは", "テスト", "です"]),
        ("cafe\u0301 na\u0308ive", ["cafe\u0301", "na\u0308ive"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("👩‍⚕️ 1️⃣ 🇩🇪", ["1️⃣"]),
        ("«été» Straße", ["été", "Straße"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in words(text, 0, len(text))] == expected


@given(texts.map(normalise))
def test_words_are_in_order_and_never_split_a_grapheme(text: str) -> None:
    last = 0
    for start, end in words(text, 0, len(text)):
        assert last <= start < end
        assert is_boundary(text, start)
        assert is_boundary(text, end)
        last = end


@given(texts.map(normalise), st.integers(0, 100))
def test_every_letter_and_digit_is_in_a_word(text: str, _offset: int) -> None:
    held = {offset for start, end in words(text, 0, len(text)) for offset in range(start, end)}
    assert all(offset in held for offset, sign in enumerate(text) if sign.isalnum())


@given(texts.map(normalise), st.integers(0, 200))
def test_a_word_near_an_offset_is_the_one_among_all(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    everything = words(text, 0, len(text))
    ahead = next((word for word in everything if word.end > offset), None)
    behind = next((word for word in reversed(everything) if word.start < offset), None)
    assert word_ahead(text, 0, len(text), offset) == ahead
    assert word_behind(text, 0, len(text), offset) == behind
    assert word_at(text, 0, len(text), offset) == (ahead or behind or (0, len(text)))


def test_a_word_is_found_in_the_middle_of_a_long_paragraph() -> None:
    text = "alpha, beta " * 50_000
    assert word_at(text, 0, len(text), 300_002) == (300_000, 300_005)
    assert word_behind(text, 0, len(text), 300_000) == (299_995, 299_999)


@pytest.mark.parametrize("letters", ["a", "ア", "a\u0301", "a’", "4,"])
@pytest.mark.parametrize("length", [300, 5_000, 15_000])
def test_a_long_word_is_one_from_wherever_it_is_looked_at(letters: str, length: int) -> None:
    text = "before " + letters * (length // len(letters)) + letters[0] + " after"
    everything = words(text, 0, len(text))
    assert len(everything) == 3
    for offset in range(0, len(text), 997):
        ahead = next(word for word in everything if word.end > offset)
        behind = next((word for word in reversed(everything) if word.start < offset), None)
        assert word_ahead(text, 0, len(text), offset) == ahead
        assert word_behind(text, 0, len(text), offset) == behind
