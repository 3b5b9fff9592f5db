"""What formats are given: annotations, articles and tags of one moment, narrowed alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from reader.library.exchange.snapshot import Narrow, Snapshot
from reader.query import parse
from reader.store.connection import connect_for_reading
from tests.library.given import TEXT, article_file, library_with_article, marked


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    library, first = library_with_article(tmp_path)
    [second] = library.add([article_file(tmp_path, "b.md", f"# B\n\n{TEXT}")]).added
    library.add([article_file(tmp_path, "c.md", "# C\n\nNothing is marked here.\n")])
    marked(library, first, "A last sentence", "later", "x")
    marked(library, first, "Twitter")
    marked(library, second, "elsewhere", "x/y")
    library.close()
    yield tmp_path


def snapshot(folder: Path, narrow: Narrow) -> Snapshot:
    return Snapshot(connect_for_reading(folder / "annotations.db", "rw"), narrow, "")


NARROWS: tuple[tuple[Narrow, list[str], list[str]], ...] = (
    (Narrow(), ["elsewhere", "Twitter", "A last sentence"], ["B", "C", "Numbers"]),
    (Narrow(tag="x"), ["elsewhere", "A last sentence"], ["B", "Numbers"]),
    (Narrow(tag="later"), ["A last sentence"], ["Numbers"]),
    (Narrow(status="anchored"), ["elsewhere", "Twitter", "A last sentence"], ["B", "Numbers"]),
    (Narrow(status="moved"), [], []),
    (Narrow(status="orphaned"), [], []),
    (Narrow(query=parse("twitter")), ["Twitter"], ["Numbers"]),
)


@pytest.mark.parametrize(("narrow", "quotes", "titles"), NARROWS)
def test_annotations_articles_and_texts_are_narrowed_alike(
    folder: Path, narrow: Narrow, quotes: list[str], titles: list[str]
) -> None:
    given = snapshot(folder, narrow)
    assert [record.quote for record in given.records()] == quotes
    assert [article.title for article in given.articles()] == titles
    texts = list(given.texts(every=True))
    assert [one.quote for text in texts for one in text.records] == quotes
    assert sorted(text.article.title for text in texts) == titles
    assert all(text.is_shown for text in texts)


def test_tags_are_counted_among_what_is_asked_for(folder: Path) -> None:
    uses = snapshot(folder, Narrow(tag="x")).tags()
    assert [(use.tag.path, use.annotations) for use in uses] == [("later", 1), ("x", 1), ("x/y", 1)]


def test_each_annotation_has_the_heading_before_it(folder: Path) -> None:
    headings = {record.quote: record.heading for record in snapshot(folder, Narrow()).records()}
    assert headings == {"elsewhere": "Numbers", "Twitter": "Numbers", "A last sentence": "Later"}


def test_more_sets_of_tags_than_are_kept_come_out_as_they_are(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.library.exchange import snapshot as module

    before = list(snapshot(folder, Narrow()).records())
    monkeypatch.setattr(module, "_MOST_KNOWN", 0)
    assert list(snapshot(folder, Narrow()).records()) == before


def test_annotations_are_counted_as_they_are_narrowed(folder: Path) -> None:
    with Library.open(folder / "annotations.db", annotator="ann") as library:
        for narrow, quotes, _ in NARROWS[:-1]:
            assert library.annotation_count(tag=narrow.tag, status=narrow.status) == len(quotes)
        assert library.annotation_count(query="twitter") is None
