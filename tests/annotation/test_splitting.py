"""Passages that something came into, or went out of: whole from end to end, or for review."""

from __future__ import annotations

import pytest

from reader.annotation.reanchoring import Reanchoring
from reader.text.document import Span

FIRST = "The orchard lay under snow for six weeks. No cart could pass the gate, and the dogs slept."
SECOND = "When the thaw came, it came in a night. By morning the lower field was a lake with geese."
COMING = (
    "A peddler brought word that the bridge was gone. He sold two needles and a comb, and went "
    "back by the ridge before anyone had asked him his name."
)
BEFORE = "An almanac of the valley.\n\nNobody wrote anything down that year.\n\n"
AFTER = "\n\nThe school opened again in April, with half of its windows.\n"
QUOTE = f"{FIRST}\n\n{SECOND}"
OLD = BEFORE + QUOTE + AFTER
HERE = Span(len(BEFORE), len(BEFORE) + len(QUOTE))


def found(old: str, new: str, span: Span) -> tuple[str, str]:
    place = Reanchoring(old, new).find(span)
    return place.status, new[slice(*place.span)] if place.span else ""


@pytest.mark.parametrize(
    "words",
    [
        f"{FIRST}\n\n{COMING}\n\n{SECOND}",
        f"{FIRST}\n\n{COMING[:60]}\n\n{SECOND}",
        f"{FIRST} {COMING}\n\n{SECOND}",
        FIRST.replace("weeks. ", f"weeks. {COMING} ") + f"\n\n{SECOND}",
        f"{FIRST}\n\n" + SECOND.replace("night. ", f"night. {COMING} "),
        f"{FIRST}\n\n{COMING}\n\n{SECOND}".replace("orchard", "garden").replace("geese", "ducks"),
        f"{FIRST} {SECOND}",
        QUOTE.replace(". ", ".\n\n"),
        QUOTE.replace(" No cart could pass the gate, and the dogs slept.", ""),
    ],
)
def test_a_passage_that_something_came_into_keeps_both_ends(words: str) -> None:
    assert found(OLD, BEFORE + words + AFTER, HERE) == ("moved", words)


def test_what_came_in_and_is_longer_than_the_passage_is_for_review() -> None:
    words = f"{FIRST}\n\n{COMING} {COMING.upper()}\n\n{SECOND}"
    assert found(OLD, BEFORE + words + AFTER, HERE) == ("review", words)


@pytest.mark.parametrize(
    "new",
    [
        BEFORE + FIRST + AFTER,
        BEFORE + SECOND + AFTER,
        f"{BEFORE}{SECOND}\n\n{COMING}\n\n{FIRST}{AFTER}",
        BEFORE + COMING + "\n\n" + SECOND + AFTER,
    ],
)
def test_half_a_passage_is_never_called_moved(new: str) -> None:
    assert found(OLD, new, HERE)[0] != "moved"


def test_an_end_inside_a_word_is_sure_only_if_what_stood_before_it_is_there_too() -> None:
    old = OLD.replace("No cart could", "No art could")
    at = old.index("art could")
    span = Span(at, at + len("art could pass the gate"))
    assert found(old, OLD, span) == ("moved", "art could pass the gate")
    new = old.replace("six weeks. No art", "seven whole grandpapart")
    assert found(old, new, span) == ("review", "art could pass the gate")


@pytest.mark.parametrize("edge", [" ", "\n\n", "\n"])
def test_a_place_has_no_white_space_at_its_ends_that_the_passage_had_not(edge: str) -> None:
    old = f"{BEFORE}{FIRST} {SECOND}{AFTER}"
    at = old.index("By morning")
    span = Span(at, old.index(" with geese"))
    for new in (old.replace("By morning", edge * 9 + "At dawn"), old.replace("lake ", edge * 9)):
        _, words = found(old, new, span)
        assert words == words.strip()


ITEM = "a pound of nails"


def listed(count: int, before: str = "Wanted at the forge.", gap: str = "\n", end: str = "") -> str:
    return f"{BEFORE}{before}\n\n" + gap.join([ITEM] * count) + end


@pytest.mark.parametrize("end", ["", AFTER])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("count", [1, 2, 4, 5])
@pytest.mark.parametrize("before", ["Wanted at the forge.", "To be fetched from town on Friday."])
def test_an_item_of_a_row_that_grew_or_shrank_is_for_review(
    end: str, gap: str, count: int, before: str
) -> None:
    old, new = listed(3, gap=gap, end=end), listed(count, before, gap, end)
    for number in range(3):
        start = old.index(ITEM) + number * len(ITEM + gap)
        status, words = found(old, new, Span(start, start + len(ITEM)))
        assert (status, words) in (("review", ITEM), ("orphaned", ""))


@pytest.mark.parametrize("before", ["Wanted at the forge.", "To be fetched from town on Friday."])
def test_an_item_of_a_row_as_long_as_before_is_never_taken_for_another(before: str) -> None:
    old, new = listed(3, end=AFTER), listed(3, before, end=AFTER + "And more.")
    for number in range(3):
        start = old.index(ITEM) + number * len(ITEM + "\n")
        place = Reanchoring(old, new).find(Span(start, start + len(ITEM)))
        there = new.index(ITEM) + number * len(ITEM + "\n")
        assert place.span in (None, Span(there, there + len(ITEM)))


def test_a_line_that_got_its_like_beside_it_is_for_review() -> None:
    start = listed(1).index(ITEM)
    status, _ = found(listed(1, end=AFTER), listed(2, end=AFTER), Span(start, start + len(ITEM)))
    assert status == "review"


def test_a_passage_from_a_row_into_what_follows_is_sure() -> None:
    old, new = listed(3, end=AFTER), listed(4, end=AFTER)
    words = f"{ITEM}{AFTER}".rstrip()
    start = old.index(words)
    assert found(old, new, Span(start, start + len(words))) == ("moved", words)
