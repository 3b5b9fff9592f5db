"""The queue of what waits for review, and what is seen of one item in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.annotation.reanchoring import NewPlace, Reanchoring
from reader.library import Library
from reader.text.document import Span
from tests.library.given import library, marked
from tests.tui.reviewing import CLOSED, CLOSED_NOW, CRANE, DAMAGE, edited


@pytest.fixture
def waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Two passages to review and an orphan."""
    return edited(tmp_path, monkeypatch)


def test_what_waits_comes_before_the_orphans_by_place(waiting: Library) -> None:
    queue = waiting.waiting()
    quotes = [waiting.annotation(one.id).quote for one in queue]
    assert quotes == [CLOSED, DAMAGE, CRANE]
    assert [one.is_orphan for one in queue] == [False, False, True]
    assert [one.id for one in queue] == [one.id for one in waiting.unsure()]


def test_only_what_waits_for_review_is_counted_by_article(waiting: Library) -> None:
    article = waiting.articles()[0].article
    assert waiting.waiting_by_article() == {article.id: 2}


def test_an_item_has_both_texts_and_what_differs(waiting: Library) -> None:
    item = waiting.comparison(waiting.waiting()[0].id)
    assert item is not None
    assert item.before.text[slice(*item.span)] == CLOSED
    assert item.now.text[slice(*item.place)] == CLOSED_NOW
    gone, come = item.changes
    assert [item.before.text[slice(*one)] for one in gone] == ["was", "nine"]
    assert [item.now.text[slice(*one)] for one in come] == ["stayed", "eleven"]
    assert item.reason == "Its words were changed"
    assert item.made


def test_an_orphan_has_an_empty_place_near_where_it_stood(waiting: Library) -> None:
    item = waiting.comparison(waiting.waiting()[-1].id)
    assert item is not None
    assert item.proposed is None
    assert item.place.start == item.place.end
    near = item.now.text[item.place.start - 40 : item.place.start + 40]
    assert "for grain." in near
    assert item.changes == ([], [])


def test_what_is_placed_is_no_item_any_more(waiting: Library) -> None:
    item = waiting.comparison(waiting.waiting()[0].id)
    assert item is not None
    assert item.proposed is not None
    waiting.place_passage(item.annotation, item.proposed, item.article.text_hash).result()
    assert waiting.comparison(item.annotation.id) is None
    assert waiting.comparison("nothing") is None
    assert len(waiting.waiting()) == 2


def test_a_place_that_another_annotation_has_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with edited(tmp_path, monkeypatch) as opened:
        article = opened.articles()[0].article
        marked(opened, article, CLOSED_NOW)
        item = opened.comparison(opened.waiting()[0].id)
        assert item is not None
        assert item.is_taken
        assert "Another annotation" in item.reason


def test_a_place_of_another_annotator_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(tmp_path, monkeypatch).close()
    with library(tmp_path, annotator="ben") as other:
        marked(other, other.articles()[0].article, CLOSED_NOW)
        item = other.comparison(other.waiting()[0].id)
        assert item is not None
        assert not item.is_taken


def test_a_proposed_place_beyond_the_text_counts_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = NewPlace("review", Span(10, 10**6), 0.6)
    with edited(tmp_path, monkeypatch) as opened:
        monkeypatch.setattr(Reanchoring, "find", lambda self, span: far)
        path = tmp_path / "corpus" / "0.md"
        path.write_text("# Short\n\nNothing of it is left at all.\n")
        opened.add([path])
        item = opened.comparison(opened.waiting()[0].id)
        assert item is not None
        assert item.proposed is None
        assert item.place.end <= len(item.now.text)
