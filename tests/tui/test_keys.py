"""A key's names, from the bytes that a terminal sends."""

from __future__ import annotations

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from reader.tui.keys import names_of, split_escape


def keys_of(sent: str) -> list[Key]:
    """The key events that Textual makes of what a terminal sends at once."""
    parser = XTermParser()
    return [event for event in parser.feed(sent) if isinstance(event, Key)]


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("j", "j"),
        ("G", "G"),
        (")", ")"),
        (" ", "space"),
        ("\x04", "ctrl+d"),
        ("\r", "enter"),
        ("\x1b[6~", "pagedown"),
    ],
)
def test_a_key_has_the_name_it_is_bound_by(sent: str, name: str) -> None:
    (event,) = keys_of(sent)
    assert name in names_of(event)


@pytest.mark.parametrize(("key", "character"), [("alt+j", "j"), ("alt+shift+j", "J")])
def test_an_escape_and_a_letter_at_once_are_told_apart(key: str, character: str) -> None:
    event = Key(key, character)
    assert names_of(event) == (f"alt+{character}",)
    assert split_escape(event) == character
    assert split_escape(Key("j", "j")) == ""


def test_what_alt_and_a_digit_arrive_as_counts_as_them() -> None:
    assert "alt+1" in names_of(Key("inverted_exclamation_mark", "¡"))
