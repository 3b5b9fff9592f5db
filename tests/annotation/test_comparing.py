"""Why a passage could not be placed surely, and near what it is looked for."""

from __future__ import annotations

from reader.annotation.comparing import MANY, near, reason, times
from reader.annotation.model import Annotation, Status
from reader.text.document import Span

OLD = "One line stands here first.\n\nThe passage to find.\n\nAnother line closes it all."


def unsure(status: Status, quote: str, proposed: tuple[int, int] = (0, 0)) -> Annotation:
    return Annotation(
        "a",
        "b",
        "c",
        0,
        len(quote),
        quote,
        status=status,
        proposed_start=proposed[0],
        proposed_end=proposed[1],
    )


def test_changed_words_are_the_reason_where_the_proposed_ones_are_others() -> None:
    mark = unsure("review", "four towns", Span(4, 14))
    assert reason(mark, "The five towns.", False) == "Its words were changed"


def test_words_that_stand_several_times_are_the_reason() -> None:
    mark = unsure("review", "agreed", Span(0, 6))
    assert reason(mark, "agreed, agreed", False) == "Its words stand in the text twice now"
    assert reason(mark, "agreed, agreed, agreed", False).endswith("3 times now")
    assert reason(mark, "agreed " * 2 * MANY, False).endswith("very often now")


def test_changed_surroundings_are_the_reason_where_the_words_stand_once() -> None:
    mark = unsure("review", "agreed", Span(4, 10))
    assert reason(mark, "all agreed", False) == "What stands around it was changed"


def test_another_annotation_at_the_place_is_the_reason() -> None:
    mark = unsure("review", "agreed", Span(4, 10))
    assert "Another annotation" in reason(mark, "all agreed", True)


def test_an_orphan_says_whether_its_words_still_stand_in_the_text() -> None:
    mark = unsure("orphaned", "agreed")
    assert reason(mark, "nothing", False) == "An orphan: its words are not in the text now"
    assert reason(mark, "all agreed", False) == "An orphan: its words stand in the text once"
    assert reason(mark, "agreed agreed", False) == "An orphan: its words stand in the text twice"


def test_occurrences_are_counted_no_further_than_needed() -> None:
    assert times("a" * 1000, "a") == MANY
    assert times("abcabc", "bc") == 2
    assert times("abc", "") == 0


def test_a_passage_that_is_gone_is_looked_for_after_the_line_before_it() -> None:
    new = "Much is new.\n\nOne line stands here first.\n\nAll else is new too."
    start = OLD.index("The passage")
    at = near(OLD, new, Span(start, start + 11))
    assert at == new.index(" first.") + len(" first.")


def test_a_passage_that_is_gone_is_looked_for_before_the_line_after_it() -> None:
    new = "Much is new.\n\nAnother line closes it all."
    start = OLD.index("The passage")
    assert near(OLD, new, Span(start, start + 20)) == new.index("Another")


def test_words_that_still_stand_in_the_text_are_looked_for_first() -> None:
    new = "The passage at first.\n\nOne line stands here first.\n\nHere is The passage again."
    start = OLD.index("The passage")
    found = near(OLD, new, Span(start, start + 11))
    assert new[found : found + 11] == "The passage"


def test_where_nothing_is_left_the_place_is_as_far_into_the_text() -> None:
    assert near("x" * 100, "y" * 50, Span(50, 60)) == 25
    assert near("abc", "", Span(1, 2)) == 0
