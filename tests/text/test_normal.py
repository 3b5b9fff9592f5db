"""Normalisation: what is replaced, and that nothing harmful comes through."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.normal import clean, normalise, visible
from tests.text.strategies import texts


def test_a_byte_order_mark_goes() -> None:
    assert normalise("\ufeff# Title") == "# Title"


def test_all_line_ends_become_lf() -> None:
    assert normalise("a\r\nb\rc\n\r\n") == "a\nb\nc\n\n"


@pytest.mark.parametrize(
    ("harmful", "harmless"),
    [
        ("\x00", "␀"),
        ("\x1b", "␛"),
        ("\x0c", "␌"),
        ("\x7f", "␡"),
        ("\x85", "\ufffd"),
        ("\x9b", "\ufffd"),
        ("\u202e", "\ufffd"),
        ("\u2066", "\ufffd"),
        ("\u200f", "\ufffd"),
        ("\u061c", "\ufffd"),
        ("\u2028", "\ufffd"),
        ("\ud800", "\ufffd"),
    ],
)
def test_a_harmful_character_is_replaced_by_one(harmful: str, harmless: str) -> None:
    assert normalise(f"a{harmful}b") == f"a{harmless}b"


@pytest.mark.parametrize("kept", ["\n", "\t", "\u200d", "\u200b", "é", "e\u0301", "👩‍⚕️", "\xa0"])
def test_everything_else_stays(kept: str) -> None:
    assert normalise(f"a{kept}b") == f"a{kept}b"


@given(st.text() | texts)
def test_cleaning_keeps_the_length_and_has_nothing_left_to_do(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


@given(st.text(st.characters(codec=None)) | texts)
def test_no_control_character_comes_through(text: str) -> None:
    assert not any(
        _is_control(character) for character in normalise(text) if character not in "\n\t"
    )
    assert not any(_is_control(character) for character in visible(text))


def test_a_label_stands_on_one_line() -> None:
    assert visible("two\nlines\tand\r\nmore") == "two lines and more"


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("act\u200bor", "act⟨U+200B⟩or"),
        ("act\u00ador", "act⟨U+00AD⟩or"),
        ("\ufeffactor", "⟨U+FEFF⟩actor"),
        ("a\u2003b", "a⟨U+2003⟩b"),
        ("a\ufe0fb", "a⟨U+FE0F⟩b"),
        ("a\u200db", "a⟨U+200D⟩b"),
        ("a\U000e0041", "a⟨U+E0041⟩"),
        ("a\u3164b", "a⟨U+3164⟩b"),
        ("a\xa0b", "a\xa0b"),
    ],
)
def test_an_invisible_character_is_spelt_out(label: str, shown: str) -> None:
    assert visible(label) == shown


@pytest.mark.parametrize("emoji", ["❤️", "👩‍⚕️", "👨‍👩‍👧", "🏳️‍🌈", "👩🏽‍💻", "1️⃣", "🇩🇪"])
def test_an_emoji_stays_whole(emoji: str) -> None:
    assert visible(emoji) == emoji


@given(texts)
def test_a_label_is_shown_the_same_twice(text: str) -> None:
    assert visible(visible(text)) == visible(text)
