"""Where an annotation stands: its context, and following a changed text only when sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.anchoring import check, context, follow, occurrences
from reader.annotation.model import CONTEXT, Annotation
from reader.errors import MisuseError
from reader.text.document import Span


def at(text: str, start: int, end: int) -> Annotation:
    prefix, suffix = context(text, Span(start, end))
    return Annotation("id", "article", "old", start, end, text[start:end], prefix, suffix)


def test_the_context_is_cut_at_the_ends_of_the_text() -> None:
    assert context("abcdef", Span(2, 4)) == ("ab", "ef")
    text = "x" * 100
    assert [len(part) for part in context(text, Span(50, 51))] == [CONTEXT, CONTEXT]


def test_an_annotation_follows_a_passage_that_moved() -> None:
    old = "One two three. Four five six."
    new = follow(at(old, 4, 7), "Zero. " + old, "new")
    assert new is not None
    assert (new.start, new.end, new.text_hash, new.status) == (10, 13, "new", "moved")


@pytest.mark.parametrize(
    "text", ["One 2 three.", "One two 3.", "", "One two three. One two three."]
)
def test_it_does_not_follow_where_that_is_not_sure(text: str) -> None:
    assert follow(at("One two three.", 4, 7), text, "new") is None


@given(st.text("ab ", min_size=1, max_size=30), st.text("ab ", max_size=30), st.data())
def test_it_never_follows_to_another_quote(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    found = follow(at(old, start, end), new, "new")
    if found is not None:
        assert new[found.start : found.end] == found.quote == old[start:end]
        assert (found.prefix, found.suffix) == context(new, Span(found.start, found.end))


def test_occurrences_may_overlap() -> None:
    assert occurrences("aaaa", "aa") == [0, 1, 2]


@pytest.mark.parametrize("span", [(-1, 2), (2, 2), (3, 2), (0, 9), (0, 1), (1, 2)])
def test_what_is_no_passage_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(MisuseError):
        check("e\u0301 ab", Span(*span))


def test_a_whole_character_is_a_passage() -> None:
    check("e\u0301 ab", Span(0, 2))
