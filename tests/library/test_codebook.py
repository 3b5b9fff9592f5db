"""Renaming, moving, merging, splitting and deleting tags: whole, in portions, and undone whole."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.annotation.model import Annotation, Article
from reader.errors import ConflictError, MisuseError, NotFoundError, ReaderError
from reader.library import Library
from reader.library.tagging import retagging
from reader.library.tagging.effects import Effect
from reader.library.tagging.retagging import RetagProgress
from reader.text.document import Span
from tests.library.given import dump, library, library_with_article, marked
from tests.library.kept import altered


def tags_of(opened: Library) -> dict[str, tuple[str, ...]]:
    """Give the tags of each annotation by its quote."""
    return {one.quote: one.tags for one in opened.annotations()}


def paths(opened: Library) -> list[str]:
    return [row.path for row in opened.codebook.rows() if row.tag]


def evidence(folder: Path) -> tuple[Library, Article]:
    """Open a library with some tags on some passages."""
    opened, article = library_with_article(folder)
    marked(opened, article, "170,000", "numbers", "actors/platform", "figures", note="many")
    marked(opened, article, "Twitter", "actors/platform")
    marked(opened, article, "large", "figures", "numbers")
    marked(opened, article, "José", "actors/person", note="who")
    return opened, article


def test_renaming_takes_those_below_along_as_one_entry(tmp_path: Path) -> None:
    opened, _ = evidence(tmp_path)
    before = dump(opened.path)
    done = opened.codebook.rename("ACTORS", "who").result()
    assert done.message == "Renamed actors to who with 2 tags below it"
    assert tags_of(opened)["170,000"] == ("numbers", "who/platform", "figures")
    assert opened.undo().result().message == "Undid: renamed actors to who with 2 tags below it"
    assert dump(opened.path) == before
    opened.close()


def test_a_case_only_rename_is_no_other_tag(tmp_path: Path) -> None:
    opened, _ = evidence(tmp_path)
    opened.codebook.rename("numbers", "Numbers").result()
    assert "Numbers" in paths(opened)
    assert opened.codebook.rename("numbers", "Numbers").result().message == "Nothing to change"
    opened.close()


def test_a_rename_onto_another_tag_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    opened, _ = evidence(tmp_path)
    before = dump(opened.path)
    with pytest.raises(ConflictError, match="merge"):
        opened.codebook.rename("numbers", "figures").result()
    assert dump(opened.path) == before
    opened.close()


def test_merging_moves_passages_and_keeps_one_where_both_are(tmp_path: Path) -> None:
    opened, _ = evidence(tmp_path)
    opened.codebook.describe("figures", "What is counted").result()
    assert opened.codebook.effect_of_merging(["numbers"], "figures") == Effect(2, 1, 0, 2, 0)
    before, kept = dump(opened.path), opened.codebook.tag("figures")
    done = opened.codebook.merge(["numbers"], "figures")
    assert done.message == "Merged numbers into figures: 2 passages"
    assert tags_of(opened)["170,000"] == ("actors/platform", "figures")
    assert tags_of(opened)["large"] == ("figures",)
    assert opened.codebook.tag("figures") == kept
    assert "numbers" not in paths(opened)
    opened.undo().result()
    assert dump(opened.path) == before
    opened.close()


def test_a_merged_tag_stands_where_the_other_stood_and_is_as_old(tmp_path: Path) -> None:
    opened, _ = evidence(tmp_path)
    used = {row.path: row.last_used for row in opened.codebook.rows()}
    opened.codebook.merge(["actors/platform"], "actors/person")
    assert tags_of(opened)["170,000"] == ("numbers", "actors/person", "figures")
    [row] = [row for row in opened.codebook.rows() if row.path == "actors/person"]
    assert row.last_used == max(used["actors/platform"], used["actors/person"])
    opened.close()


def test_changing_tags_leaves_when_an_annotation_was_changed(tmp_path: Path) -> None:
    opened, _ = evidence(tmp_path)
    before = {one.id: one.updated for one in opened.annotations()}
    opened.codebook.merge(["numbers"], "figures")
    assert {one.id: one.updated for one in opened.annotations()} == before
    opened.close()


def test_splitting_sends_the_chosen_passages_to_another_tag(tmp_path: Path) -> None:
    opened, _ = evidence(tmp_path)
    chosen = [one.id for one in opened.annotations() if one.quote in ("large", "José")]
    before = dump(opened.path)
    done = opened.codebook.split("numbers", "sizes", chosen)
    assert done.message == "Sent 1 passage of numbers to sizes"
    assert tags_of(opened)["large"] == ("figures", "sizes")
    assert tags_of(opened)["170,000"] == ("numbers", "actors/platform", "figures")
    opened.undo().result()
    assert dump(opened.path) == before
    with pytest.raises(MisuseError, match="itself"):
        opened.codebook.split("numbers", "Numbers", chosen)
    with pytest.raises(ConflictError, match="none of these passages has actors/person"):
        opened.codebook.split("actors/person", "new", chosen[:1])
    assert "new" not in paths(opened)
    opened.close()


def test_deleting_takes_the_tag_off_and_leaves_the_passages(tmp_path: Path) -> None:
    opened, _ = evidence(tmp_path)
    assert opened.codebook.effect_of_deleting(["actors"]) == Effect(3, 2, 2, 0, 2)
    assert opened.codebook.effect_of_deleting(["numbers"]) == Effect(2, 1, 0, 0, 0)
    before = dump(opened.path)
    done = opened.codebook.delete(["actors"])
    assert done.message == "Deleted the tag actors with 2 tags below: 3 passages"
    assert tags_of(opened)["José"] == ()
    assert paths(opened) == ["figures", "numbers"]
    opened.undo().result()
    assert dump(opened.path) == before
    opened.redo().result()
    assert paths(opened) == ["figures", "numbers"]
    with pytest.raises(NotFoundError):
        opened.codebook.delete(["actors"])
    opened.close()


def test_a_tag_can_be_deleted_without_those_below(tmp_path: Path) -> None:
    opened, article = evidence(tmp_path)
    marked(opened, article, "elsewhere", "actors")
    assert opened.codebook.effect_of_deleting(["actors"], only=True).below == 0
    opened.codebook.delete(["actors"], only=True)
    assert paths(opened) == ["actors/person", "actors/platform", "figures", "numbers"]
    opened.close()


def test_pinning_changes_places(tmp_path: Path) -> None:
    opened, _ = evidence(tmp_path)
    slots = {row.path: row.tag.slot for row in opened.codebook.rows() if row.tag}
    assert slots == {"numbers": 1, "actors/platform": 2, "figures": 3, "actors/person": 4}
    done = opened.codebook.pin("actors/person", 1).result()
    assert done.message == "Gave actors/person the key 1; numbers has the key 4"
    done = opened.codebook.pin("figures", 0).result()
    assert done.message == "Took figures off its key"
    done = opened.codebook.pin("figures", 1).result()
    assert done.message == "Gave figures the key 1; actors/person has none"
    for _ in range(3):
        opened.undo().result()
    assert slots == {row.path: row.tag.slot for row in opened.codebook.rows() if row.tag}
    opened.close()


def test_colour_and_description_are_kept_as_they_are_harmless(tmp_path: Path) -> None:
    opened, _ = evidence(tmp_path)
    opened.codebook.describe("numbers", "  What\nis \x1b[2J counted ").result()
    opened.codebook.color("numbers", "Teal").result()
    tag = opened.codebook.tag("numbers")
    assert (tag.description, tag.color) == ("What is ␛[2J counted", "teal")
    with pytest.raises(MisuseError, match="no tag colour"):
        opened.codebook.color("numbers", "mauve").result()
    opened.close()


def test_rows_count_what_is_below_once(tmp_path: Path) -> None:
    opened, article = evidence(tmp_path)
    marked(opened, article, "Twitter", "actors/person", "actors")
    rows = {row.path: (row.annotations, row.total, row.below) for row in opened.codebook.rows()}
    assert rows["actors"] == (1, 3, 2)
    assert rows["actors/person"] == (2, 2, 0)
    opened.close()


def many(folder: Path, count: int) -> tuple[Library, Article]:
    """Open a library with many passages of the tag `many`, every third also of `other`."""
    opened, article = library_with_article(folder, "word " * count)
    futures = [
        opened.annotate(
            article, Span(5 * at, 5 * at + 4), tags=["many", "other"][: 1 + (at % 3 == 0)]
        )
        for at in range(count)
    ]
    for future in futures:
        future.result()
    return opened, article


def test_long_changes_are_written_in_portions_under_one_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retagging, "_HOLD", 0)
    opened, _ = many(tmp_path, 230)
    before, entries = dump(opened.path), len(opened.log())
    seen: list[RetagProgress] = []
    done = opened.codebook.merge(["many"], "other", progress=seen.append)
    assert [one.done for one in seen] == [50, 100, 150, 200, 230]
    assert done.message == "Merged many into other: 230 passages"
    assert len(opened.log()) == entries + 1
    assert opened.log(1)[0].summary == done.message
    assert all(tags == ("other",) for tags in tags_of(opened).values())
    opened.undo().result()
    assert dump(opened.path) == before
    opened.close()


def test_another_window_writes_between_two_portions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retagging, "_HOLD", 0)
    opened, article = many(tmp_path, 120)
    with library(tmp_path, annotator="bea") as other:

        def meanwhile(now: RetagProgress) -> None:
            if now.done == 50:
                made = other.annotate(article, Span(0, 9), tags=["many"]).result().annotation
                assert made is not None

        opened.codebook.delete(["many"], progress=meanwhile)
        assert not any("many" in one.tags for one in other.annotations())
    assert "many" not in paths(opened)
    opened.close()


def test_a_change_whose_entry_was_forgotten_meanwhile_goes_on_under_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retagging, "_HOLD", 0)
    opened, article = many(tmp_path, 120)
    with library(tmp_path, annotator="bea") as other:

        def meanwhile(now: RetagProgress) -> None:
            if now.done == 50:
                newest = opened.log(1)[0].seq
                altered(
                    opened.path,
                    f"DELETE FROM log_change WHERE seq = {newest}",
                    f"DELETE FROM log WHERE seq = {newest}",
                )
                other.annotate(article, Span(0, 9)).result()
                assert other.log(1)[0].seq == newest

        done = opened.codebook.merge(["many"], "other", progress=meanwhile)
        last, before = opened.log(2)
        assert (last.summary, last.annotator) == (done.message, "ann")
        assert (before.summary, before.annotator) == ("Highlighted", "bea")
        assert "many" not in paths(opened)
        opened.undo().result()
        assert sum("many" in one.tags for one in opened.annotations()) == 70
    opened.close()


def test_a_stopped_change_can_be_gone_on_with_or_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retagging, "_HOLD", 0)
    opened, _ = many(tmp_path, 120)
    before = dump(opened.path)
    done = opened.codebook.merge(["many"], "other", stopped=lambda: True)
    assert done.message == "Stopped after 50 passages; the same again goes on"
    assert opened.log(1)[0].summary == "Merged many into other: 50 passages so far"
    assert "many" in paths(opened)
    opened.undo().result()
    assert dump(opened.path) == before
    opened.redo().result()
    assert opened.codebook.merge(["many"], "other").message.endswith("70 passages")
    opened.close()


Step = tuple[str, str, str, int]
names = st.sampled_from(["a", "b", "A/x", "a/y", "b/x", "c", "c/x/z", "C"])
steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["rename", "only", "move", "merge", "split", "delete", "describe", "color", "pin"]
        ),
        names,
        names,
        st.integers(0, 9),
    ),
    max_size=12,
)


def changed(opened: Library, step: Step, annotations: list[Annotation]) -> None:
    kind, path, other, number = step
    book = opened.codebook
    if kind in ("rename", "only"):
        book.rename(path, other, only=kind == "only").result()
    elif kind == "move":
        book.move(path, other if number else "").result()
    elif kind == "merge":
        book.merge([path], other)
    elif kind == "split":
        book.split(path, other, [one.id for one in annotations[: number + 1]])
    elif kind == "delete":
        book.delete([path], only=number > 4)
    elif kind == "describe":
        book.describe(path, f"about {number}").result()
    elif kind == "color":
        book.color(path, ("teal", "rose")[number % 2]).result()
    else:
        book.pin(path, number).result()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
def test_any_changes_undone_and_redone_give_the_same_database(
    tmp_path: Path, sequence: list[Step]
) -> None:
    with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
        opened, article = library_with_article(Path(folder))
        every = ["a", "b", "a/x", "a/y", "b/x", "c", "c/x/z"]
        for number, quote in enumerate(("170,000", "Twitter", "large", "José")):
            marked(opened, article, quote, *every[number:], *every[:number])
        states = [dump(opened.path)]
        for step in sequence:
            entries = len(opened.log())
            try:
                changed(opened, step, opened.annotations())
            except ReaderError:
                assert dump(opened.path) == states[-1]
            if len(opened.log()) > entries:
                states.append(dump(opened.path))
                assert len(opened.log()) == entries + 1
        for state in reversed(states[:-1]):
            opened.undo().result()
            assert dump(opened.path) == state
        for state in states[1:]:
            opened.redo().result()
            assert dump(opened.path) == state
        opened.close()
