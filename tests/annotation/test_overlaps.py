"""The index over annotations, held against a look at every one of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model import Annotation
from reader.annotation.overlaps import Overlaps
from tests.annotation.test_painting import mark, marks

offsets = st.integers(-1, 45)


class Counted(list[int]):
    """Numbers that count how often one of them is looked at."""

    asked = 0

    def __getitem__(self, place: int) -> int:  # type: ignore[override]  # never sliced here
        self.asked += 1
        return super().__getitem__(place)


@given(marks(), offsets, offsets)
def test_those_that_touch_an_extent_are_found_in_order(
    found: list[Annotation], start: int, end: int
) -> None:
    overlaps = Overlaps(found)
    touching = [one for one in overlaps.annotations if one.start < end and one.end > start]
    assert list(overlaps.touching(start, end)) == touching
    if start < end:
        assert overlaps.count(start, end) == len(touching)


@given(marks(), offsets, offsets)
def test_those_that_start_in_an_extent_are_a_stretch(
    found: list[Annotation], start: int, end: int
) -> None:
    overlaps = Overlaps(found)
    starting = [one for one in overlaps.annotations if start <= one.start < end]
    assert [overlaps.annotations[place] for place in overlaps.starting(start, end)] == starting


@given(marks(), offsets, offsets)
def test_those_that_end_in_an_extent_come_in_order_of_their_ends(
    found: list[Annotation], start: int, end: int
) -> None:
    ending = list(Overlaps(found).ending(start, end))
    assert sorted(one.id for one in ending) == sorted(
        one.id for one in found if start < one.end <= end
    )
    assert [one.end for one in ending] == sorted(one.end for one in ending)


@given(marks())
def test_each_is_found_by_its_id_and_by_its_extent(found: list[Annotation]) -> None:
    overlaps = Overlaps(found)
    for one in found:
        assert overlaps.by_id(one.id) == one
        assert overlaps.annotations[overlaps.place_of(one.id)] == one
        same = [other for other in found if (other.start, other.end) == (one.start, one.end)]
        assert {other.id for other in overlaps.exactly(one.start, one.end)} == {
            other.id for other in same
        }
    assert overlaps.by_id("none") is None
    assert overlaps.place_of("none") == -1


def test_a_changed_one_stands_in_its_new_place() -> None:
    one, other = mark(0, 4, "one"), mark(5, 9, "other")
    moved = mark(7, 8, "one")
    assert Overlaps([one, other]).changed("one", moved).annotations == [other, moved]
    assert Overlaps([one, other]).changed("one", None).annotations == [other]
    assert Overlaps([one]).changed("other", other).annotations == [one, other]
    assert Overlaps([one, other]).changed("other", moved).annotations == [moved]


def test_few_are_looked_at_among_very_many() -> None:
    long = [mark(number, 10_000 + number, f"long {number}") for number in range(3)]
    short = [mark(place, place + 3, f"short {place}") for place in range(10, 100_000, 10)]
    overlaps = Overlaps([*long, *short])
    counted = overlaps._maxima = Counted(overlaps._maxima)
    touching = list(overlaps.touching(9_995, 10_011))
    assert [one.id for one in touching] == [
        "long 0",
        "long 1",
        "long 2",
        "short 10000",
        "short 10010",
    ]
    assert counted.asked < 200
