"""Overlapping annotations as disjoint runs, held against a count at every offset."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model import Annotation
from reader.annotation.overlaps import Overlaps
from reader.annotation.painting import PaintedRun, Tint, color_of, disjoint, retinted, tints


def mark(
    start: int, end: int, name: str = "", *, tags: tuple[str, ...] = (), created: str = ""
) -> Annotation:
    name, quote = name or f"{start}-{end}", "x" * (end - start)
    return Annotation(name, "article", "hash", start, end, quote, tags=tags, created=created)


@st.composite
def marks(draw: st.DrawFn) -> list[Annotation]:
    spans = draw(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=9))
    return [mark(start, start + size, str(n)) for n, (start, size) in enumerate(spans)]


def shown(annotations: list[Annotation]) -> list[tuple[int, int, str, int]]:
    return [(run.start, run.end, run.top.id, run.depth) for run in disjoint(annotations)]


@given(marks())
def test_every_offset_has_the_depth_of_the_annotations_over_it(found: list[Annotation]) -> None:
    runs = disjoint(found)
    for offset in range(45):
        over = [one for one in found if one.start <= offset < one.end]
        here = [run for run in runs if run.start <= offset < run.end]
        assert len(here) == (1 if over else 0)
        if over:
            assert here[0].depth == len(over)


@given(marks())
def test_the_shortest_shows_on_every_offset(found: list[Annotation]) -> None:
    for run in disjoint(found):
        over = [one for one in found if one.start < run.end and run.start < one.end]
        least = min(one.end - one.start for one in over)
        assert run.top in over
        assert run.top.end - run.top.start == least


@given(marks())
def test_runs_are_in_order_whole_and_end_where_an_annotation_does(found: list[Annotation]) -> None:
    runs = disjoint(found)
    edges = {edge for one in found for edge in (one.start, one.end)}
    for run in runs:
        assert run.start < run.end
        assert {run.start, run.end} <= edges
    for one, two in itertools.pairwise(runs):
        assert one.end <= two.start


@given(marks())
def test_of_annotations_of_one_length_from_one_place_the_later_shows(
    found: list[Annotation],
) -> None:
    for run in disjoint(found):
        same = [one for one in found if (one.start, one.end) == (run.top.start, run.top.end)]
        assert run.top.id == same[-1].id


def test_no_annotations_give_no_runs() -> None:
    assert disjoint([]) == []


def test_a_short_one_over_a_long_one_cuts_it_in_three() -> None:
    long, short = mark(0, 9, "long"), mark(3, 5, "short")
    assert disjoint([long, short]) == [
        PaintedRun(0, 3, long, 1),
        PaintedRun(3, 5, short, 2),
        PaintedRun(5, 9, long, 1),
    ]


def test_annotations_that_touch_stay_apart() -> None:
    assert shown([mark(0, 4, "a"), mark(4, 8, "b")]) == [(0, 4, "a", 1), (4, 8, "b", 1)]


def test_of_equals_from_different_places_the_one_made_latest_shows() -> None:
    first = Annotation("first", "a", "h", 4, 10, "x" * 6, created="2020-01-01T00:00:00Z")
    later = Annotation("later", "a", "h", 0, 6, "x" * 6, created="2020-01-02T00:00:00Z")
    tops = {run.start: run.top.id for run in disjoint([later, first])}
    assert tops[4] == "later"
    tops = {run.start: run.top.id for run in disjoint([first, later])}
    assert tops[4] == "later"


def test_three_deep_is_counted() -> None:
    assert max(run.depth for run in disjoint([mark(0, 9), mark(1, 8), mark(2, 7)])) == 3


COLORS = {"one": "amber", "two": "green", "three": "green"}


@st.composite
def tagged(draw: st.DrawFn) -> list[Annotation]:
    found = draw(marks())
    tags = st.sampled_from(sorted(COLORS))
    return [mark(one.start, one.end, one.id, tags=(draw(tags),)) for one in found]


def looks(found: list[Tint]) -> dict[int, tuple[str, bool]]:
    return {
        offset: (tint.color, tint.overlap)
        for tint in found
        for offset in range(tint.start, tint.end)
    }


@given(tagged())
def test_tints_look_as_the_runs_do_and_neighbours_never_look_alike(found: list[Annotation]) -> None:
    painted = tints(found, COLORS)
    assert looks(painted) == {
        offset: (color_of(run.top.tags, COLORS), run.depth > 1)
        for run in disjoint(found)
        for offset in range(run.start, run.end)
    }
    for one, two in itertools.pairwise(painted):
        assert one.end < two.start or (one.end == two.start and one[2:] != two[2:])


@given(tagged(), tagged(), st.data())
def test_after_a_change_the_tints_are_those_of_all_made_anew(
    found: list[Annotation], others: list[Annotation], data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(found)) if found else None
    other = data.draw(st.sampled_from(others)) if others else None
    new = mark(other.start, other.end, "new", tags=other.tags) if other else None
    before = Overlaps(found)
    after = before.changed(gone.id if gone else "", new)
    painted = tints(before.annotations, COLORS)
    for one in (gone, new):
        if one is not None:
            painted = retinted(painted, after, COLORS, one.start, one.end)
    assert painted == tints(after.annotations, COLORS)


def test_two_thousand_that_look_alike_are_few_tints() -> None:
    found = [mark(number, 5_000 - number, str(number)) for number in range(2_000)]
    assert tints(found, {}) == [
        Tint(0, 1, "amber", False),
        Tint(1, 4_999, "amber", True),
        Tint(4_999, 5_000, "amber", False),
    ]


def test_one_that_is_not_on_disk_yet_shows_over_those_made_before() -> None:
    stored = mark(0, 5, "stored", created="2026-01-01T00:00:00Z")
    assert [run.top.id for run in disjoint([mark(0, 5, "new"), stored])] == ["new"]


def test_a_highlight_without_a_tag_and_a_tag_without_a_colour_are_amber() -> None:
    assert color_of((), COLORS) == "amber"
    assert color_of(("unknown",), COLORS) == "amber"
    assert color_of(("two", "one"), COLORS) == "green"
