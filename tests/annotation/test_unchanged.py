"""What two texts share in order: found by lines, and nothing said of rows that grew or shrank."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.unchanged import Unchanged
from reader.text.document import Span

OLD = "\n".join(f"This is line {number} of a text that has forty of them." for number in range(40))


def shifted(old: str, new: str, words: str) -> str | None:
    start = old.index(words)
    found = Unchanged(old, new).find(Span(start, start + len(words)))
    return None if found is None else new[slice(*found)]


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        "Something before.\n" + OLD,
        OLD + "\nSomething after.",
        OLD.replace("line 5 ", "row 5 ").replace("line 30 ", "row 30 "),
        OLD.replace("This is line 9 of a text that has forty of them.\n", ""),
    ],
)
def test_a_line_among_its_neighbours_is_found(new: str) -> None:
    assert shifted(OLD, new, "This is line 20 of a text") == "This is line 20 of a text"


@pytest.mark.parametrize(
    "new",
    [
        OLD.replace("line 20", "row 20"),
        OLD.replace("them.\nThis is line 20", "us.\nThis is line 20"),
        "",
        OLD.upper(),
    ],
)
def test_what_is_beside_an_edit_is_left_open(new: str) -> None:
    assert shifted(OLD, new, "This is line 20 of a text") is None


def test_of_equal_lines_that_became_fewer_nothing_is_said() -> None:
    old = "Begin here.\n" + "Again and again and again.\n" * 9 + "End here."
    new = old.replace("Again and again and again.\n", "", 1)
    middle = old.index("Again") + 27 * 4
    unchanged = Unchanged(old, new)
    assert unchanged.find(Span(middle, middle + 26)) is None
    assert unchanged.maybe(Span(middle, middle + 26)) == Span(middle, middle + 26)


@given(st.lists(st.sampled_from(["a", "b", "c", ""])), st.lists(st.sampled_from(["a", "b", "d"])))
def test_what_is_found_is_the_same_words(old_lines: list[str], new_lines: list[str]) -> None:
    old, new = "\n".join(old_lines) * 40, "\n".join(new_lines) * 40
    unchanged = Unchanged(old, new)
    for start in range(0, len(old), 7):
        found = unchanged.find(Span(start, start + 1))
        assert found is None or new[slice(*found)] == old[start : start + 1]
