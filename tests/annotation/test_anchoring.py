"""Where an annotation stands: its context, and as what it stands in another text."""

from __future__ import annotations

import pytest

from reader.annotation.anchoring import check, context, occurrences, orphaned, placed, reviewed
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


def test_what_is_placed_has_the_new_quote_and_its_surroundings() -> None:
    annotation = at("One two three. Four five six.", 4, 7)._replace(
        status="review", proposed_start=1, proposed_end=2, note="n"
    )
    new = placed(annotation, Span(10, 13), "Zero. One two three.", "new")
    assert (new.quote, new.prefix, new.suffix) == ("two", "Zero. One ", " three.")
    assert (new.text_hash, new.status, new.proposed, new.note) == ("new", "moved", None, "n")


def test_what_waits_for_review_keeps_its_last_sure_place() -> None:
    annotation = at("One two three.", 4, 7)
    waiting = reviewed(annotation, Span(20, 23))
    assert waiting.proposed == Span(20, 23)
    assert not waiting.is_sure
    assert waiting._replace(status="anchored", proposed_start=0, proposed_end=0) == annotation
    assert orphaned(waiting) == annotation._replace(status="orphaned")


def test_occurrences_may_overlap() -> None:
    assert occurrences("aaaa", "aa") == [0, 1, 2]


@pytest.mark.parametrize("span", [(-1, 2), (2, 2), (3, 2), (0, 9), (0, 1), (1, 2)])
def test_what_is_no_passage_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(MisuseError):
        check("e\u0301 ab", Span(*span))


def test_a_whole_character_is_a_passage() -> None:
    check("e\u0301 ab", Span(0, 2))
