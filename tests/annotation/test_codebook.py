"""What becomes of tags and of those below them, decided before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation import codebook
from reader.annotation.model import Tag, TagUse
from reader.annotation.tag_tree import parents, tree
from reader.annotation.tagging import matched
from reader.errors import ConflictError, MisuseError, NotFoundError

TREE = ("actors", "actors/state", "actors/state/police", "actors-x", "numbers", "Places/city")


def tags(*paths: str) -> list[Tag]:
    return [Tag(f"id {path}", path) for path in paths]


def after(before: Sequence[Tag], changed: Sequence[Tag]) -> list[str]:
    """Give the paths after changes were stored one by one, as the database would take them."""
    paths = {tag.id: tag.path for tag in before}
    for tag in changed:
        others = {matched(path) for key, path in paths.items() if key != tag.id}
        assert matched(tag.path) not in others, f"{tag.path} is taken"
        paths[tag.id] = tag.path
    return sorted(paths.values())


def test_those_below_are_renamed_with_their_tag() -> None:
    before = tags(*TREE)
    changed = codebook.renamed(before, "ACTORS", "who")
    assert [tag.path for tag in changed] == ["who", "who/state", "who/state/police"]


def test_a_tag_can_be_renamed_alone() -> None:
    [changed] = codebook.renamed(tags(*TREE), "actors", "who", only=True)
    assert changed == Tag("id actors", "who")


def test_a_name_that_is_no_tag_of_its_own_can_be_renamed() -> None:
    [changed] = codebook.renamed(tags(*TREE), "places", "where")
    assert changed.path == "where/city"


def test_only_the_case_can_be_changed() -> None:
    changed = codebook.renamed(tags(*TREE), "actors/state", "Actors/State")
    assert [tag.path for tag in changed] == ["Actors/State", "Actors/State/police"]


def test_a_path_that_is_taken_is_refused_with_a_hint_to_merge() -> None:
    with pytest.raises(ConflictError, match="“numbers” already; merge"):
        codebook.renamed(tags(*TREE), "actors-x", "Numbers")
    with pytest.raises(ConflictError, match="“who/state” already"):
        codebook.renamed(tags(*TREE, "who/state"), "actors", "who")


def test_what_is_no_path_is_refused() -> None:
    for path in ("", "a;b", "a//b", "x\x1b[2J", "x" * 201):
        with pytest.raises(MisuseError):
            codebook.renamed(tags(*TREE), "actors", path)
    with pytest.raises(MisuseError, match="200"):
        codebook.renamed(tags(*TREE), "actors", "x" * 195)
    with pytest.raises(NotFoundError, match="no tag is “actor”"):
        codebook.renamed(tags(*TREE), "actor", "x")


@pytest.mark.parametrize(("path", "new"), [("a", "a/b"), ("a/b", "a"), ("a", "a/b/a")])
def test_renaming_into_and_out_of_itself_never_meets_itself(path: str, new: str) -> None:
    before = tags(*(one for one in ("a", "a/b", "a/b/b", "a/b/a/b") if one.startswith(path)))
    assert len(after(before, codebook.renamed(before, path, new))) == len(before)


def test_a_tag_moves_with_those_below_it_and_keeps_its_name() -> None:
    before = tags(*TREE)
    moved = codebook.moved(before, "actors/state", "places")
    assert [tag.path for tag in moved] == ["Places/state", "Places/state/police"]
    assert [tag.path for tag in codebook.moved(before, "actors/state/police", "")] == ["police"]
    assert codebook.moved(before, "numbers", "") == []
    with pytest.raises(MisuseError, match="below itself"):
        codebook.moved(before, "actors", "actors/state")


def test_merging_takes_those_below_along() -> None:
    before = tags(*TREE, "who", "who/state")
    plan = codebook.merging(before, ["actors", "actors-x"], "WHO")
    assert dict(plan.pairs) == {
        "id actors": "id who",
        "id actors/state": "id who/state",
        "id actors-x": "id who",
    }
    assert [tag.path for tag in plan.changed] == ["who/state/police"]


def test_merging_into_what_stands_below_leaves_that_where_it_is() -> None:
    plan = codebook.merging(tags(*TREE), ["actors"], "actors/state")
    assert plan.pairs == (("id actors", "id actors/state"),)
    assert plan.changed == ()


def test_merging_into_what_stands_above_lifts_those_below() -> None:
    before = tags("b", "b/a", "b/a/a", "b/a/c", "b/c")
    plan = codebook.merging(before, ["b/a", "b/c"], "b")
    assert dict(plan.pairs) == {"id b/a": "id b", "id b/c": "id b", "id b/a/c": "id b"}
    assert [tag.path for tag in plan.changed] == ["b/a"]


def test_a_tag_is_not_merged_with_itself_or_with_nothing() -> None:
    with pytest.raises(MisuseError, match="itself"):
        codebook.merging(tags(*TREE), ["numbers"], "Numbers")
    with pytest.raises(NotFoundError):
        codebook.merging(tags(*TREE), ["numbers"], "figures")


paths = st.lists(st.sampled_from("abA"), min_size=1, max_size=3).map("/".join)


@given(
    st.lists(paths, min_size=1, max_size=10, unique_by=matched),
    st.lists(paths, min_size=1, max_size=3),
    paths,
)
def test_after_any_merging_every_tag_has_a_path_of_its_own(
    given_paths: list[str], sources: list[str], target: str
) -> None:
    before = tags(*given_paths)
    try:
        plan = codebook.merging(before, sources, target)
    except (MisuseError, NotFoundError):
        return
    going = dict(plan.pairs)
    staying = [tag for tag in before if tag.id not in going]
    assert len(after(staying, plan.changed)) == len(staying)
    assert not set(going.values()) & set(going)
    assert set(going.values()) <= {tag.id for tag in staying}
    leaving = {*going, *(tag.id for tag in plan.changed)}
    named = {matched(source) for source in sources}
    assert {tag.id for tag in before if matched(tag.path) in named} <= leaving


def test_a_key_is_given_by_changing_places() -> None:
    one, two = Tag("1", "one", slot=1), Tag("2", "two", slot=2)
    assert [(tag.id, tag.slot) for tag in codebook.pinned([one, two], one, 2)] == [
        ("2", 0),
        ("1", 2),
        ("2", 1),
    ]
    assert [(tag.id, tag.slot) for tag in codebook.pinned([one, two], one, 0)] == [("1", 0)]
    assert codebook.pinned([one, two], one, 1) == []
    with pytest.raises(MisuseError):
        codebook.pinned([one, two], one, 10)


def test_the_tree_has_each_tag_below_its_parent() -> None:
    uses = [TagUse(tag, 1, "") for tag in tags(*TREE)]
    totals = dict.fromkeys(parents(uses), 3)
    assert list(totals) == ["actors", "actors/state", "places"]
    rows = tree(uses, totals)
    assert [(row.level, row.name, row.total, row.below, bool(row.tag)) for row in rows] == [
        (0, "actors", 3, 2, True),
        (1, "state", 3, 1, True),
        (2, "police", 1, 0, True),
        (0, "actors-x", 1, 0, True),
        (0, "numbers", 1, 0, True),
        (0, "Places", 3, 1, False),
        (1, "city", 1, 0, True),
    ]
