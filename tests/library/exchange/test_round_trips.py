"""A library out in a format of ours and into another: the same, once or twice, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.annotation.model import Tag
from reader.formats.export import Options
from reader.formats.record import Record
from reader.library import Library, doctor
from reader.text.document import Span
from reader.text.graphemes import is_boundary
from tests.library.given import TEXT, article_file, dump, marked

_SETTINGS = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_WORDS = st.text(
    st.one_of(
        st.sampled_from("ab é😀e\u0301中文\n\t=-'\"\u200d;,"),
        st.characters(exclude_categories=["Cs"], max_codepoint=0x1FFFF),
    ),
    max_size=60,
)
_TAGS = st.lists(st.sampled_from(["a", "a/b", "c é", "Case", "x/y/z"]), max_size=3, unique=True)


def opened(folder: Path, annotator: str = "ann") -> Library:
    folder.mkdir(exist_ok=True)
    return Library.open(folder / "annotations.db", annotator=annotator, create=True)


def records(library: Library) -> list[Record]:
    return sorted(library.records())


def taken_across(source: Library, target: Library, file: Path, name: str, **options: bool) -> None:
    source.export(file, name, options=Options()._replace(**options))  # type: ignore[arg-type]  # named as they are
    done = target.import_(file, name, raw=options.get("raw", False))
    assert not done.dropped and not done.losses and not done.stopped


def whole_library(folder: Path) -> Library:
    """Give a library with every status, memos, trees of tags and two annotators."""
    library = opened(folder)
    path = article_file(folder, "numbers.md")
    article = library.add([path]).added[0]
    marked(library, article, "170,000 accounts", "actors/state", "Numbers", note="=1+1\nand so")
    marked(library, article, "The numbers were large.", "numbers")
    marked(library, article, "A last sentence stands here.", note="🙂 ne\u0301")
    library.write_memo(article, "On all of it", tags=["actors"]).result()
    library.codebook.describe("actors/state", "who acts").result()
    library.codebook.color("numbers", "olive").result()
    library.close()
    other = opened(folder, "zoe")
    marked(other, article, "The numbers were large.", "actors")
    path.write_text(TEXT.replace("A last sentence stands here.", "Wholly other words now."))
    other.add([path])
    second = other.add([article_file(folder, "two.txt", "A short text\r\nof two lines.\n")]).added[
        0
    ]
    marked(other, second, "two lines", "x")
    other.add([article_file(folder, "bare.txt", "Nobody marked this one.")])
    return other


def test_json_lines_bring_a_whole_library_back(tmp_path: Path) -> None:
    source, target = whole_library(tmp_path / "a"), opened(tmp_path / "b")
    assert {one.status for one in source.records()} >= {"moved", "orphaned"}
    taken_across(source, target, tmp_path / "all.jsonl", "jsonl")
    assert records(target) == records(source)
    for before, after in zip(source.articles(), target.articles(), strict=True):
        one = after.article._replace(path=before.article.path)
        assert one == before.article
        there, here = target.document(after.article), source.document(before.article)
        assert (there.text, [*there.blocks]) == (here.text, [*here.blocks])
    tags = {tag.path: (tag.color, tag.description, tag.slot) for tag in all_tags(source)}
    assert {tag.path: (tag.color, tag.description, tag.slot) for tag in all_tags(target)} == tags
    again = tmp_path / "again.jsonl"
    target.export(again, "jsonl")
    third = opened(tmp_path / "c")
    third.import_(again, "jsonl")
    assert records(third) == records(source)
    assert [row.article for row in third.articles()] == [row.article for row in target.articles()]
    assert sound(target) and sound(third)


def all_tags(library: Library) -> list[Tag]:
    return [row.tag for row in library.codebook.rows() if row.tag]


def sound(library: Library) -> bool:
    return [one for one in doctor.examine(library.path) if one.grade == "problem"] == []


def test_of_a_library_with_every_status_nothing_is_lost_strictly(tmp_path: Path) -> None:
    source, target = whole_library(tmp_path / "a"), opened(tmp_path / "b")
    source.export(tmp_path / "all.jsonl", "jsonl", is_strict=True)
    target.import_(tmp_path / "all.jsonl", "jsonl", is_strict=True)
    assert records(target) == records(source)


def test_keys_of_tags_come_back_and_one_that_is_taken_is_told(tmp_path: Path) -> None:
    source, target = whole_library(tmp_path / "a"), opened(tmp_path / "b")
    source.codebook.pin("actors/state", 0).result()
    source.codebook.pin("x", 7).result()
    source.export(tmp_path / "all.jsonl", "jsonl")
    target.import_(tmp_path / "all.jsonl", "jsonl", is_strict=True)
    keys = {tag.path: tag.slot for tag in all_tags(source)}
    assert {tag.path: tag.slot for tag in all_tags(target)} == keys
    third = opened(tmp_path / "c")
    marked(third, third.add([article_file(tmp_path / "c")]).added[0], "numbers", "own")
    third.codebook.pin("own", 7).result()
    done = third.import_(tmp_path / "all.jsonl", "jsonl")
    assert done.losses.counts() == {("the key", "tag"): 1}
    now = {tag.path: tag.slot for tag in all_tags(third)}
    assert now == {**keys, "own": 7, "x": now["x"]} and now["x"] not in (0, 7)


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_importing_twice_is_the_same_as_once(tmp_path: Path, name: str) -> None:
    source, target = whole_library(tmp_path / "a"), opened(tmp_path / "b")
    source.export(tmp_path / "all", name)
    assert target.import_(tmp_path / "all", name).new == len(records(source))
    before, entries = dump(target.path), len(target.log())
    done = target.import_(tmp_path / "all", name)
    assert dump(target.path) == before
    assert (done.new, done.merged, done.made, done.entry) == (0, 0, [], None)
    assert done.there == len(records(source))
    assert len(target.log()) == entries


@pytest.mark.parametrize("name", ["csv", "tsv", "w3c", "hypothesis"])
def test_the_status_comes_back_also_where_the_texts_are_not(tmp_path: Path, name: str) -> None:
    source, target = whole_library(tmp_path / "a"), opened(tmp_path / "b")
    path = article_file(tmp_path / "a", "lost.txt", "All of this goes away, all of it.")
    article = source.add([path]).added[0]
    marked(source, article, "All of this goes away", "x")
    path.write_text("Nothing that was here before is here now.")
    source.add([path])
    statuses = {one.id: (one.quote, one.status) for one in source.annotations()}
    assert [one.status for one in source.annotations() if one.article == article.id] == ["orphaned"]
    for number in range(3):
        source.export(tmp_path / "all", name)
        done = target.import_(tmp_path / "all", name)
        assert ("the status", "annotation") not in done.losses.counts()
        assert {one.id: (one.quote, one.status) for one in target.annotations()} == statuses
        assert target.import_(tmp_path / "all", name, is_strict=True).entry is None
        assert sound(target)
        source, target = target, opened(tmp_path / f"c{number}")


@pytest.mark.parametrize("options", [{}, {"raw": True}, {"per_tag": True}, {"bom": True}])
def test_csv_comes_back_where_the_texts_are(tmp_path: Path, options: dict[str, bool]) -> None:
    source, target = whole_library(tmp_path / "a"), opened(tmp_path / "b")
    taken_across(source, target, tmp_path / "all.jsonl", "jsonl")
    for one in target.annotations():
        target.delete(one).result()
    assert not records(target)
    taken_across(source, target, tmp_path / "all.csv", "csv", **options)
    assert records(target) == records(source)


def test_an_undo_takes_all_of_it_back(tmp_path: Path) -> None:
    source, target = whole_library(tmp_path / "a"), opened(tmp_path / "b")
    article = target.add([article_file(tmp_path / "b", "other.txt", "Another text.")]).added[0]
    marked(target, article, "Another", "actors")
    before = dump(target.path)
    source.export(tmp_path / "all.jsonl", "jsonl")
    assert target.import_(tmp_path / "all.jsonl", "jsonl").new == len(records(source))
    after = dump(target.path)
    assert target.undo().result().message.startswith("Undid: imported")
    assert dump(target.path) == before
    target.redo().result()
    assert dump(target.path) == after


@_SETTINGS
@given(
    text=_WORDS.filter(lambda text: text.strip()),
    marks=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), _TAGS, _WORDS), max_size=6),
    name=st.sampled_from(["jsonl", "csv", "csv-raw", "csv-per-tag"]),
)
def test_anything_marked_comes_back_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    marks: list[tuple[int, int, list[str], str]],
    name: str,
) -> None:
    folder = tmp_path_factory.mktemp("trip")
    source, target = opened(folder / "a"), opened(folder / "b")
    found = source.add([article_file(folder / "a", "one.txt", text)]).added
    for article in found:
        shown = source.document(article).text
        for one, other, tags, note in marks:
            start, end = sorted((one % (len(shown) + 1), other % (len(shown) + 1)))
            if not shown[start:end].strip():
                continue
            if is_boundary(shown, start) and is_boundary(shown, end):
                source.annotate(article, Span(start, end), tags=tags, note=note).result()
    if name != "jsonl":
        target.add([article_file(folder / "a", "one.txt", text)])
    form, *option = name.split("-", 1)
    taken_across(
        source, target, folder / "all", form, **{one.replace("-", "_"): True for one in option}
    )
    there = [row.article for row in target.articles()]
    expected = [
        one._replace(article=there[0].id, accessed=there[0].accessed) for one in source.records()
    ]
    assert records(target) == sorted(expected)
    source.close()
    target.close()
