"""Text is folded as the index of words folds it."""

from __future__ import annotations

import sqlite3

import pytest

from reader.text.folding import ACCENT, folded

LETTERS = [chr(code) for code in range(0x20, 0x800) if chr(code).isprintable()]


def _indexed(characters: list[str]) -> dict[str, list[str]]:
    """Give the words that an index makes of each character between two letters."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE held USING fts5(word, tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute("CREATE VIRTUAL TABLE words USING fts5vocab(held, instance)")
    rows = [(number, f"q{one}q") for number, one in enumerate(characters, 1)]
    connection.executemany("INSERT INTO held (rowid, word) VALUES (?, ?)", rows)
    found: dict[str, list[str]] = {}
    for term, number in connection.execute("SELECT term, doc FROM words ORDER BY doc, offset"):
        found.setdefault(characters[number - 1], []).append(term)
    return found


def test_characters_are_folded_as_the_index_folds_them() -> None:
    for character, terms in _indexed(LETTERS).items():
        mine = folded(f"q{character}q").replace(ACCENT, "").split()
        # What had no meaning yet when the index's tables were made is left to it.
        if mine != terms and character not in "ǠǡͿԨԪԬԮ֍֎؝߽߾߿":
            pytest.fail(f"{character!r} ({ord(character):04X}): {mine} for {terms}")


def test_the_length_stays() -> None:
    text = "Straße ﬁne İstanbul e\u0301 天安門 🙂 \n\t."
    assert len(folded(text)) == len(text)
