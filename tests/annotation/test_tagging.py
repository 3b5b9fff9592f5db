"""What a tag's path may be, and how tags are told apart."""

from __future__ import annotations

import pytest

from reader.annotation.model import TAG_COLORS, Tag
from reader.annotation.tagging import distinct, matched, new_tag, sought, tag_path, united
from reader.errors import MisuseError


def test_a_path_is_kept_trimmed_and_composed() -> None:
    assert tag_path("  actors / state ") == "actors/state"
    assert tag_path("Jose\u0301") == "José"
    assert tag_path("x" * 200) == "x" * 200


@pytest.mark.parametrize(
    "given", ["", "  ", "/", "a//b", "a/", "a;b", "a\tb", "a\nb", "\x1b", "\u202eb", "x" * 201]
)
def test_what_cannot_be_a_path_is_refused(given: str) -> None:
    with pytest.raises(MisuseError):
        tag_path(given)


def test_case_and_composition_make_no_difference() -> None:
    assert matched("STRASSE/José") == matched("straße/JOSE\u0301")
    assert distinct(["A", "b", "a", "B"]) == ("A", "b")


def test_a_new_tag_takes_the_next_colour_and_the_first_free_slot() -> None:
    others = [Tag("1", "a", slot=1), Tag("2", "b", slot=3)]
    made = new_tag("3", "c", others, "now")
    assert (made.slot, made.color, made.created) == (2, TAG_COLORS[2], "now")


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "\u2009", "  ", " \u202f "])
def test_any_space_is_a_plain_one(space: str) -> None:
    assert tag_path(f"a{space}b/{space}c") == "a b/c"
    assert distinct([f"a{space}b", "a b"]) == ("a b",)


def test_a_tag_is_found_however_it_is_spelt() -> None:
    assert sought(" A / b ") == sought("a/") + "/b" == "a/b"
    assert sought("a\u00a0b") == "a b"
    assert sought("") == ""
    assert sought("/") == "/"


def test_paths_that_are_kept_are_united_as_they_are() -> None:
    assert united(["a\u00a0b", "A", "a"]) == ("a\u00a0b", "A")
