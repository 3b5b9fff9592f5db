"""Which tags can be taken for one another, and how they are told apart."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.look_alikes import KnownPaths, look_alikes, told_apart
from reader.annotation.tagging import tag_path
from reader.errors import MisuseError

PAIRS = [
    ("actors", "\u0430ctors", "has U+0061 LATIN SMALL LETTER A"),
    ("\u0430ctors", "actors", "has U+0430 CYRILLIC SMALL LETTER A"),
    ("act\u200bors", "actors", "has U+200B ZERO WIDTH SPACE"),
    ("actors", "act\u200bors", "is without U+200B ZERO WIDTH SPACE"),
    ("ａctors", "Actors", "has U+FF41 FULLWIDTH LATIN SMALL LETTER A"),
    ("\u0391ctors", "actors", "has U+0391 GREEK CAPITAL LETTER ALPHA"),
    ("AI", "Al", "has U+0049 LATIN CAPITAL LETTER I"),
    ("G20", "G2O", "has U+0030 DIGIT ZERO"),
    ("actors\u2215state", "actors/state", "has U+2215 DIVISION SLASH"),
    ("long–term", "long-term", "has U+2013 EN DASH"),
    ("ﬁgures", "figures", "has U+FB01 LATIN SMALL LIGATURE FI"),
    ("\u041c\u041e\u0420\u0415", "MOPE", "has U+041C CYRILLIC CAPITAL LETTER EM"),
]


@pytest.mark.parametrize(("path", "other", "words"), PAIRS)
def test_tags_that_look_alike_are_found_and_told_apart(path: str, other: str, words: str) -> None:
    assert look_alikes([path, "unlike", other]) == {path: (other,), other: (path,)}
    assert told_apart(path, other).startswith(words)


@pytest.mark.parametrize(
    ("path", "other"),
    [("AI", "al"), ("Jose", "José"), ("actors", "actor"), ("море", "поре"), ("a/b", "a b")],
)
def test_tags_that_can_be_told_apart_are_not_called_alike(path: str, other: str) -> None:
    assert look_alikes([path, other]) == {}


def test_a_new_tag_is_held_against_those_there_are() -> None:
    tags = ["numbers", "\u0430ctors", "places"]
    assert KnownPaths(tags).taken_for("actors") == ("actors", "\u0430ctors")
    assert KnownPaths([*tags, "Actors"]).taken_for("actors") is None
    assert KnownPaths(tags).taken_for("time") is None
    assert KnownPaths(tags).taken_for("Actors/state") == ("Actors", "\u0430ctors")
    assert KnownPaths(tags).taken_for("numbers/first") is None


def test_only_the_first_characters_are_named() -> None:
    assert told_apart("АВЕТМ", "ABETM").endswith(" and 2 more")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12))
def test_a_tag_looks_like_what_its_path_is_normalised_to(typed: str) -> None:
    try:
        path = tag_path(typed)
    except MisuseError:
        return
    other = unicodedata.normalize("NFKC", path)
    if other != path:
        assert look_alikes([path, other]) == {path: (other,), other: (path,)}
        assert told_apart(path, other)
