"""Adding what was moved, copied or is gone: an article stays with its annotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.given import TEXT, article_file, dump, library, library_with_article, marked


def test_a_moved_file_is_known_by_its_content_and_keeps_its_annotations(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    made = marked(opened, article, "170,000", "figures")
    before = dump(opened.path)
    (tmp_path / "sub").mkdir()
    new = (tmp_path / "numbers.md").rename(tmp_path / "sub" / "renamed.md")
    report = opened.add([tmp_path])
    assert [(one.id, one.path) for one in report.moved] == [(article.id, str(new))]
    assert not report.added
    assert opened.annotations() == [made]
    assert opened.add([tmp_path]).unchanged == (str(new),)
    opened.undo().result()
    assert dump(opened.path) == before
    opened.close()


def test_a_moved_file_in_another_encoding_form_is_known_by_its_text(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    made = marked(opened, article, "170,000")
    (tmp_path / "numbers.md").unlink()
    new = tmp_path / "renamed.md"
    new.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert [one.id for one in opened.add([tmp_path]).moved] == [article.id]
    assert opened.marks(opened.article(article.id)) == [made]
    opened.close()


def test_a_copy_is_an_article_of_its_own(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    (tmp_path / "copy.md").write_bytes((tmp_path / "numbers.md").read_bytes())
    report = opened.add([tmp_path])
    assert (len(report.added), len(report.moved)) == (1, 0)
    assert report.added[0].id != article.id
    opened.close()


def test_of_two_copies_that_moved_each_keeps_its_annotations(tmp_path: Path) -> None:
    paths = [article_file(tmp_path, name) for name in ("a.md", "b.md")]
    with library(tmp_path) as opened:
        articles = opened.add([tmp_path]).added
        made = [marked(opened, article, "170,000") for article in articles]
        (tmp_path / "new").mkdir()
        for path in paths:
            path.rename(tmp_path / "new" / path.name)
        report = opened.add([tmp_path])
        assert {one.id for one in report.moved} == {one.id for one in articles}
        assert {one.article for one in opened.annotations()} == {one.article for one in made}


@pytest.mark.parametrize("batch", [10, 4_000_000])
def test_files_numbered_anew_keep_their_annotations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("reader.library.adding._BATCH", batch)
    folder = tmp_path / "corpus"
    for number in range(3):
        article_file(folder, f"{number}.txt", f"This is text number {number}.\n")
    with library(tmp_path) as opened:
        articles = opened.add([folder]).added
        made = [
            marked(opened, one, "text number", f"tag{number}")
            for number, one in enumerate(articles)
        ]
        before = dump(opened.path)
        for number in (2, 1, 0):
            (folder / f"{number}.txt").rename(folder / f"{number + 1}.txt")
        article_file(folder, "0.txt", "This one is new.\n")
        report = opened.add([folder])
        assert (len(report.moved), len(report.added), report.orphaned) == (3, 1, 0)
        assert {Path(one.path).name for one in report.moved} == {"1.txt", "2.txt", "3.txt"}
        assert {one.id for one in report.moved} == {one.id for one in articles}
        assert sorted(opened.annotations()) == sorted(made)
        assert len(opened.add([folder]).unchanged) == 4
        opened.undo().result()
        assert dump(opened.path) == before


def test_an_article_whose_file_is_gone_is_marked_and_stays_with_its_annotations(
    tmp_path: Path,
) -> None:
    corpus = tmp_path / "corpus"
    article_file(corpus, "sub/stays.md")
    lost = article_file(corpus, "sub/lost.md", "# Lost\n\nIt is read on.\n")
    with library(tmp_path) as opened:
        opened.add([corpus])
        article = opened.article("Lost")
        made = marked(opened, article, "read on")
        before = dump(opened.path)
        lost.unlink()
        report = opened.add([corpus])
        assert [one.id for one in report.gone] == [article.id]
        assert "1 gone" in report.message
        assert opened.article(article.id).gone
        assert opened.annotations() == [made]
        assert opened.log()[0].summary == "Marked “Lost” as gone"
        assert opened.add([corpus]).gone == ()
        opened.undo().result()
        assert dump(opened.path) == before


@pytest.mark.parametrize("text", ["# Lost\n\nAs it was.\n", "# Lost\n\nOther words.\n"])
def test_a_file_that_is_there_again_is_gone_no_more(tmp_path: Path, text: str) -> None:
    corpus = tmp_path / "corpus"
    article_file(corpus, "stays.md")
    lost = article_file(corpus, "lost.md", "# Lost\n\nAs it was.\n")
    with library(tmp_path) as opened:
        opened.add([corpus])
        lost.unlink()
        opened.add([corpus])
        article_file(corpus, "lost.md", text)
        report = opened.add([corpus])
        assert len([*report.back, *report.changed]) == 1
        assert not opened.article("Lost").gone
        assert opened.document(opened.article("Lost")).text == text[2:].strip()


def test_what_is_gone_and_turns_up_elsewhere_is_moved(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    article_file(corpus, "stays.md")
    lost = article_file(corpus, "lost.md", "# Lost\n\nAs it was.\n")
    with library(tmp_path) as opened:
        opened.add([corpus])
        article = opened.article("Lost")
        lost.unlink()
        opened.add([corpus])
        article_file(corpus, "found.md", "# Lost\n\nAs it was.\n")
        assert [one.id for one in opened.add([corpus]).moved] == [article.id]
        assert not opened.article("Lost").gone


def test_a_folder_that_is_missing_empty_or_closed_makes_nothing_gone(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    for name in ("a.md", "b.md"):
        article_file(corpus, name)
    with library(tmp_path) as opened:
        opened.add([corpus])
        away = corpus.rename(tmp_path / "away")
        assert opened.add([corpus]).gone == ()
        corpus.mkdir()
        assert opened.add([corpus]).gone == ()
        assert not any(row.article.gone for row in opened.articles())
        corpus.rmdir()
        away.rename(corpus)
        assert len(opened.add([corpus]).unchanged) == 2


def test_a_folder_below_that_has_no_file_left_makes_nothing_gone(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    article_file(corpus, "a.md")
    lost = article_file(corpus, "disk/deep/b.md")
    with library(tmp_path) as opened:
        opened.add([corpus])
        lost.unlink()
        assert opened.add([corpus]).gone == ()
        lost.parent.rmdir()
        assert opened.add([corpus]).gone == ()


@pytest.mark.parametrize("left", ["picture.png", "deep/c.md", ""])
def test_what_goes_from_a_folder_with_other_files_or_with_its_folder_is_gone(
    tmp_path: Path, left: str
) -> None:
    corpus = tmp_path / "corpus"
    article_file(corpus, "a.md")
    lost = article_file(corpus, "folder/b.md", "# Lost\n\nGone with it.\n")
    if left:
        article_file(corpus / "folder", left)
    with library(tmp_path) as opened:
        opened.add([corpus])
        lost.unlink()
        if not left:
            lost.parent.rmdir()
        assert [one.title for one in opened.add([corpus]).gone] == ["Lost"]


def test_a_walk_that_was_stopped_makes_nothing_gone(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    article_file(corpus, "a.md")
    lost = article_file(corpus, "lost.md")
    with library(tmp_path) as opened:
        opened.add([corpus])
        lost.unlink()
        assert opened.add([corpus], stopped=lambda: True).gone == ()
        assert opened.add([corpus / "a.md"]).gone == ()


def test_a_file_that_is_only_not_looked_for_is_not_gone(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    article_file(corpus, "a.md")
    hidden = article_file(corpus, ".hidden.md")
    with library(tmp_path) as opened:
        opened.add([corpus, hidden])
        assert opened.add([corpus]).gone == ()
