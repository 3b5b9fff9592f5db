"""Where one is in an article is known from the moment it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import library as libraries
from tests.library.given import article_file, library, library_with_article


def test_a_place_is_known_at_once(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    opened.set_starred(article.id, True).result()
    for offset in (5, 40, 7):
        opened.place(article.id, offset)
        reading = opened.article_row(article.id).reading
        assert reading.offset == offset
        assert opened.articles()[0].reading == reading
        assert reading.starred and reading.opened
    assert opened.article_row(article.id).reading.furthest == 40
    opened.close()
    with library(tmp_path) as again:
        assert again.article_row(article.id).reading == reading


def test_the_last_article_is_known_at_once(tmp_path: Path) -> None:
    opened, first = library_with_article(tmp_path)
    [second] = opened.add([article_file(tmp_path, "other.md", "# Other\n\nText.\n")]).added
    assert opened.last_article() == ""
    for article in (first, second, first, second):
        opened.place(article.id, 1)
        assert opened.last_article() == article.id
    opened.remove_article(second).result()
    assert opened.last_article() == first.id
    opened.close()


def test_a_place_past_the_end_is_the_last_one(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    opened.place(article.id, 1_000_000)
    reading = opened.article_row(article.id).reading
    assert (reading.offset, reading.furthest) == (article.length - 1, article.length)
    opened.close()


def test_what_another_window_said_later_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, article = library_with_article(tmp_path)
    opened.place(article.id, 50)
    with library(tmp_path) as other:
        monkeypatch.setattr(libraries, "now", lambda: "2999-01-01T00:00:00.000Z")
        other.place(article.id, 9)
    reading = opened.article_row(article.id).reading
    assert (reading.offset, reading.furthest) == (9, 50)
    opened.close()
