"""Memos: one for each article and annotator, and as safe as any other note."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.annotation.model import Annotation, Article
from reader.errors import ConflictError, MisuseError
from reader.library import Library
from tests.library.given import (
    TEXT,
    article_file,
    dump,
    library,
    library_with_article,
    marked,
)


def memo_on(opened: Library, article: Article, note: str, *tags: str) -> Annotation:
    made = opened.write_memo(article, note, tags=tags).result().annotation
    assert made is not None
    return made


def test_a_memo_has_no_passage(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    memo = memo_on(opened, article, "Weigh this against the tables.", "method")
    assert (memo.start, memo.end, memo.quote, memo.prefix, memo.suffix) == (0, 0, "", "", "")
    assert memo.is_memo
    assert memo.tags == ("method",)
    assert opened.memos(article) == opened.annotations() == [memo]
    assert opened.marks(article) == []
    opened.close()


def test_each_annotator_has_one_memo_on_an_article(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    first = memo_on(opened, article, "one")
    again = memo_on(opened, article, "two")
    assert (again.id, again.note) == (first.id, "two")
    with library(tmp_path, annotator="bea") as other:
        memo_on(other, article, "mine")
        assert [memo.note for memo in other.memos(article)] == ["mine", "two"]
    assert [memo.note for memo in opened.memos(article)] == ["two", "mine"]
    opened.close()


def test_a_memo_written_meanwhile_is_kept_too(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    memo_on(opened, article, "theirs")
    done = opened.write_memo(article, "mine", note_seen="").result()
    assert done.annotation is not None
    assert "theirs" in done.annotation.note
    assert "mine" in done.annotation.note
    assert "Kept both" in done.message
    opened.close()


def test_a_memo_without_words_is_deleted_and_none_is_made(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    with pytest.raises(MisuseError):
        opened.write_memo(article, " \n").result()
    memo = memo_on(opened, article, "one")
    done = opened.edit(memo, note="").result()
    assert (done.annotation, done.message) == (None, "Deleted the memo")
    assert opened.annotations() == []
    opened.close()


def test_every_step_of_a_memo_is_undone_and_made_again(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    before = dump(opened.path)
    memo_on(opened, article, "one")
    memo_on(opened, article, "two")
    opened.write_memo(article, "").result()
    for notes in (["two"], ["one"], []):
        opened.undo().result()
        assert [memo.note for memo in opened.memos(article)] == notes
    assert dump(opened.path) == before
    for notes in (["one"], ["two"], []):
        opened.redo().result()
        assert [memo.note for memo in opened.memos(article)] == notes
    opened.close()


def test_a_memo_moves_along_with_its_articles_text(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    memo = memo_on(opened, article, "stays")
    opened.add([article_file(tmp_path, text=TEXT.replace("large", "small"))])
    now = opened.article(article.id)
    assert now.text_hash != article.text_hash
    (moved,) = opened.memos(now)
    assert (moved.id, moved.note, moved.status) == (memo.id, "stays", "anchored")
    assert moved.text_hash == now.text_hash
    assert memo_on(opened, article, "seen on the old text").id == memo.id
    opened.close()


def test_a_memo_is_found_and_exported_like_a_note(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    memo = memo_on(opened, article, "Weigh this.")
    marked(opened, article, "170,000")
    (hit,) = opened.search("weigh")
    assert (hit.where, hit.annotation, hit.start, hit.end) == ("note", memo.id, 0, 0)
    first, _ = opened.records()
    assert (first.id, first.quote, first.heading, first.note) == (memo.id, "", "", "Weigh this.")
    opened.close()


def test_a_memo_on_an_article_that_is_gone_is_refused(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    opened.remove_article(article).result()
    with pytest.raises(ConflictError):
        opened.write_memo(article, "one").result()
    opened.close()
