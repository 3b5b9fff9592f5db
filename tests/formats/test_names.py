"""File names made of titles: nothing that any system refuses, and the same each time."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.names import LONGEST, safe, stems

_REFUSED = set('/\\:*?"<>|#^[]')
_ANY = st.text(st.characters())


@given(
    _ANY | st.text("./\\: -~nulco1\u202e\u0301", max_size=9) | st.text("é😀\u0301漢", min_size=90)
)
def test_any_title_gives_a_safe_name(title: str) -> None:
    name = safe(title)
    assert 0 < len(name.encode()) <= LONGEST
    assert not _REFUSED & set(name)
    assert not any(unicodedata.category(one)[0] == "C" for one in name)
    assert name[0] not in " .-~"
    assert name[-1] not in " .-~"
    assert name.split(".")[0].casefold() not in ("con", "nul", "com1", "lpt9")
    assert safe(name) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("", "untitled"),
        ("???", "untitled"),
        ("NUL", "NUL_"),
        ("aux.notes", "aux_.notes"),
        ("com¹", "com¹_"),
        ("console", "console"),
        ("a\nb\tc", "a b c"),
        ("end. . ", "end"),
        ("-rf", "rf"),
        ("re\u0301sume\u0301", "résumé"),
        ("exe\u202efdp", "exefdp"),
        ("a\u200bb", "ab"),
        ("nul\x00l", "null"),
    ],
)
def test_what_a_title_becomes(title: str, name: str) -> None:
    assert safe(title) == name


def test_a_long_title_is_cut_between_characters_that_are_seen() -> None:
    name = safe("x" * (LONGEST - 2) + "e\u0323\u0301\u0302")
    assert name == "x" * (LONGEST - 2)


def test_names_that_some_system_takes_for_one_are_parted_by_the_start_of_the_id() -> None:
    found = stems([("a1" * 16, "Ärger"), ("b2" * 16, "A\u0308RGER"), ("c3" * 16, "Ärger b2b2b2b2")])
    assert list(found.values()) == ["Ärger", "ÄRGER b2b2b2b2", "Ärger b2b2b2b2 c3c3c3c3"]


@given(st.lists(st.text("aA. /ß", max_size=3), max_size=9))
def test_no_two_articles_have_one_name(titles: list[str]) -> None:
    found = stems([(f"{number:032x}", title) for number, title in enumerate(titles)])
    assert len({name.casefold() for name in found.values()}) == len(titles)
    assert all(len(name.encode()) <= LONGEST for name in found.values())


def test_a_long_name_leaves_room_for_the_id() -> None:
    first, second = stems([("a1" * 16, "x" * 300), ("b2" * 16, "x" * 301)]).values()
    assert len(first) == len(second) == LONGEST
    assert second.endswith(" b2b2b2b2")
