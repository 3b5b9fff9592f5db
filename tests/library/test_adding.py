"""Adding takes in what is new or changed, reports what it cannot, and loses no annotation."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from reader.errors import ConflictError
from reader.library import AddProgress, doctor
from reader.text import normal
from reader.text.document import Span
from tests.library.given import TEXT, article_file, dump, library, library_with_article, marked


def test_a_folder_is_taken_in_as_one_step(tmp_path: Path) -> None:
    for name in ("a.md", "sub/b.markdown", "sub/deeper/c.TXT"):
        article_file(tmp_path / "corpus", name, f"# Title of {name}\n\nText.\n")
    article_file(tmp_path / "corpus", "picture.png")
    article_file(tmp_path / "corpus", ".hidden.md")
    article_file(tmp_path / "corpus", ".git/d.md")
    with library(tmp_path) as opened:
        report = opened.add([tmp_path / "corpus"])
        assert len(report.added) == 3
        assert report.problems == ()
        assert [entry.kind for entry in opened.log()] == ["add"]
        opened.undo().result()
        assert opened.articles() == []


def test_adding_again_writes_nothing(tmp_path: Path) -> None:
    opened, _ = library_with_article(tmp_path)
    before = dump(opened.path), len(opened.log())
    report = opened.add([tmp_path, tmp_path / "numbers.md"])
    assert report.unchanged == (str(tmp_path / "numbers.md"),)
    assert (dump(opened.path), len(opened.log())) == before
    opened.close()


def test_an_article_is_known_by_its_path_however_it_is_written(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    link = tmp_path.parent / f"{tmp_path.name}-link"
    link.symlink_to(tmp_path)
    assert opened.add([link / "numbers.md"]).unchanged
    assert opened.add([tmp_path / "x" / ".." / "numbers.md"]).problems
    assert opened.article(str(link / "numbers.md")) == article
    opened.close()


def test_front_matter_becomes_metadata(tmp_path: Path) -> None:
    front = (
        "---\ntitle: A title\nauthor: [Kim, José]\npublished: 2020-06-12\nlanguage: en\n"
        "url: https://example.org\nsource: RFI\nodd: {a: [1, 2.5, null, true]}\n---\n\nText.\n"
    )
    opened, article = library_with_article(tmp_path, front)
    assert (article.title, article.author) == ("A title", "Kim, José")
    assert (article.published, article.source) == ("2020-06-12", "RFI")
    assert (article.language, article.url) == ("en", "https://example.org")
    assert article.metadata["odd"] == {"a": [1, 2.5, None, True]}
    assert opened.article(article.id) == article
    opened.close()


def test_the_title_is_the_heading_or_the_name_of_the_file(tmp_path: Path) -> None:
    article_file(tmp_path, "a.md", "Words.\n\n# The *heading*\n")
    article_file(tmp_path, "named.md", "Only words here.\n")
    with library(tmp_path) as opened:
        titles = {Path(one.path).name: one.title for one in opened.add([tmp_path]).added}
    assert titles == {"a.md": "The heading", "named.md": "named"}


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    article_file(folder, "good.md")
    article_file(folder, "empty.md", " \n")
    (folder / "binary.txt").write_bytes(b"\x7fELF\0\0\1")
    (folder / "damaged.txt").write_bytes("déjà vu, à côté\n".encode() + b"\xff")
    (folder / "wide.txt").write_bytes("text".encode("utf-16") + b"\0")
    os.mkfifo(folder / "pipe.md")
    (folder / "nowhere.md").symlink_to(folder / "missing.md")
    (folder / "out.md").symlink_to(article_file(tmp_path, "outside.md"))
    (folder / "loop").symlink_to(folder)
    (folder / os.fsdecode(b"\xff.md")).write_text("text")
    with library(tmp_path) as opened:
        report = opened.add([folder, tmp_path / "none", Path("/dev/null")])
    assert [one.title for one in report.added] == ["Numbers"]
    problems = {Path(problem.path).name: problem.what for problem in report.problems}
    assert "binary" in problems["binary.txt"]
    assert "UTF-8 with damage (line 2)" in problems["damaged.txt"]
    assert "utf-16" in problems["wide.txt"]
    assert "no text" in problems["empty.md"]
    assert "nowhere" in problems["nowhere.md"]
    assert "link out" in problems["out.md"]
    assert "no such file" in problems["none"]
    assert "device" in problems["null"]
    assert len(problems) == 10


def test_an_unreadable_folder_is_reported(tmp_path: Path) -> None:
    if os.getuid() == 0:
        pytest.skip("nothing is unreadable for root")
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    with library(tmp_path) as opened:
        assert "cannot be entered" in opened.add([tmp_path]).problems[0].what


def test_annotations_follow_a_changed_file_where_that_is_sure(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    made = marked(opened, article, "170,000", "figures", note="n")
    article_file(tmp_path, text="New at the top.\n\n" + TEXT)
    report = opened.add([tmp_path / "numbers.md"])
    assert [one.id for one in report.changed] == [article.id]
    [now] = opened.annotations()
    assert (now.id, now.status, now.quote) == (made.id, "moved", "170,000")
    assert (now.tags, now.note, now.created) == (made.tags, made.note, made.created)
    assert now.start > made.start
    text = opened.document(opened.article(article.id)).text
    assert text[now.start : now.end] == "170,000"
    assert opened.document(article, made.text_hash).text[made.start : made.end] == "170,000"
    opened.undo().result()
    assert opened.annotations() == [made]
    opened.close()


def test_what_is_in_the_new_text_no_more_is_an_orphan_with_its_old_text(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    lost = marked(opened, article, "170,000", "figures", note="n")
    kept = marked(opened, article, "A last sentence stands")
    before = dump(opened.path)
    article_file(tmp_path, text=TEXT.replace("Twitter has deleted 170,000 accounts. ", ""))
    report = opened.add([tmp_path])
    assert (len(report.changed), report.orphaned, report.review) == (1, 1, 0)
    present = opened.article(article.id)
    [one] = opened.marks(present)
    assert (one.id, one.status, one.text_hash) == (kept.id, "moved", present.text_hash)
    [orphan] = opened.unsure()
    assert orphan == lost._replace(status="orphaned", updated=orphan.updated)
    text = opened.document(present, orphan.text_hash).text
    assert text[orphan.start : orphan.end] == "170,000"
    opened.undo().result()
    assert dump(opened.path) == before
    opened.redo().result()
    assert opened.unsure() == [orphan]
    opened.close()


def test_an_orphan_is_anchored_again_when_its_text_comes_back(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    made = marked(opened, article, "170,000")
    article_file(tmp_path, text="Another text.\n")
    assert opened.add([tmp_path]).orphaned == 1
    article_file(tmp_path)
    assert opened.add([tmp_path]).changed
    [back] = opened.marks(opened.article(article.id))
    assert back == made._replace(updated=back.updated)
    opened.close()


def test_a_text_that_comes_back_has_its_annotations_where_they_were(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    made = marked(opened, article, "170,000 accounts. The numbers were large.\n\nThe numbers")
    other = marked(opened, article, "A last sentence stands")
    article_file(tmp_path, text=TEXT.replace("The numbers were large.\n\n", ""))
    opened.add([tmp_path])
    opened.edit(
        next(one for one in opened.annotations() if one.id == other.id), note="seen there"
    ).result()
    article_file(tmp_path)
    opened.add([tmp_path])
    back = {one.id: one for one in opened.marks(opened.article(article.id))}
    assert back[made.id] == made._replace(updated=back[made.id].updated)
    assert back[other.id]._replace(note="", updated="") == other._replace(updated="")
    opened.close()


def test_an_end_moved_by_hand_is_not_taken_back_with_the_text(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    made = marked(opened, article, "170,000")
    article_file(tmp_path, text="New at the top.\n\n" + TEXT)
    opened.add([tmp_path])
    [now] = opened.annotations()
    opened.edit(now, span=Span(now.start, now.end + len(" accounts"))).result()
    article_file(tmp_path)
    opened.add([tmp_path])
    [back] = opened.annotations()
    assert (back.quote, back.start, back.status) == ("170,000 accounts", made.start, "moved")
    opened.close()


def test_an_orphan_can_be_placed_in_the_present_text(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    made = marked(opened, article, "170,000", "figures", note="n")
    article_file(tmp_path, text="Another text.\n")
    opened.add([tmp_path])
    present, [orphan] = opened.article(article.id), opened.unsure()
    with pytest.raises(ConflictError, match="changed meanwhile"):
        opened.place_passage(orphan, Span(0, 7), article.text_hash).result()
    done = opened.place_passage(orphan, Span(0, 7), present.text_hash).result()
    assert done.message == "Placed “170,000”"
    [placed] = opened.marks(present)
    assert (placed.id, placed.status, placed.quote) == (made.id, "moved", "Another")
    assert (placed.tags, placed.note, placed.created) == (made.tags, made.note, made.created)
    with pytest.raises(ConflictError, match="placed meanwhile"):
        opened.leave_orphan(orphan).result()
    opened.undo().result()
    assert opened.unsure() == [orphan]
    edited = opened.edit(orphan, span=Span(8, 12), text_hash=present.text_hash).result().annotation
    assert edited is not None
    assert (edited.quote, edited.status, edited.text_hash) == (
        "text",
        "moved",
        present.text_hash,
    )
    opened.close()


def test_ends_moved_on_a_text_that_is_shown_no_more_are_refused(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    made = marked(opened, article, "170,000")
    article_file(tmp_path, text="Another text that has as many characters as it takes.\n" * 3)
    opened.add([tmp_path])
    [orphan] = opened.unsure()
    for seen, text_hash in ((made, ""), (made, article.text_hash), (orphan, article.text_hash)):
        with pytest.raises(ConflictError, match="changed meanwhile"):
            opened.edit(seen, span=Span(0, 7), text_hash=text_hash).result()
    assert opened.unsure() == [orphan]
    opened.close()


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


def test_a_file_written_over_by_another_is_a_changed_one(tmp_path: Path) -> None:
    paths = [article_file(tmp_path, f"{name}.txt", f"Text of {name}.\n") for name in "ab"]
    with library(tmp_path) as opened:
        first, second = opened.add(paths).added
        paths[1].rename(paths[0])
        report = opened.add([tmp_path])
        assert [one.id for one in report.changed] == [first.id]
        assert opened.document(second).text == "Text of b.\n"


def test_other_markup_of_the_same_text_is_shown_and_can_be_undone(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    made = marked(opened, article, "170,000")
    before = dump(opened.path)
    article_file(tmp_path, text=TEXT.replace("# Numbers", "## Numbers"))
    assert [one.text_hash for one in opened.add([tmp_path]).changed] == [article.text_hash]
    opened.forget_documents()
    assert [block.level for block in opened.document(article).blocks[:1]] == [2]
    assert opened.annotations() == [made]
    after = dump(opened.path)
    article_file(tmp_path, text=TEXT.replace("# Numbers", "### Numbers"))
    opened.add([tmp_path])
    opened.undo().result()
    assert dump(opened.path) == after
    opened.undo().result()
    assert dump(opened.path) == before
    opened.redo().result()
    assert dump(opened.path) == after
    opened.close()


def test_a_file_that_is_changed_back_shows_its_first_text_again(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    article_file(tmp_path, text="Another text.\n")
    assert opened.add([tmp_path]).changed
    article_file(tmp_path)
    assert opened.add([tmp_path]).changed[0].text_hash == article.text_hash
    assert len(opened.versions(article)) == 2
    opened.close()


def test_newer_rules_are_like_a_changed_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, article = library_with_article(tmp_path)
    marked(opened, article, "170,000")
    before = dump(opened.path)
    for module in ("reader.text.normal", "reader.text.markdown.parsing", "reader.library.adding"):
        monkeypatch.setattr(f"{module}.RULES", normal.RULES + 1)
    report = opened.add([tmp_path])
    assert [one.text_hash for one in report.changed] == [article.text_hash]
    assert opened.add([tmp_path]).unchanged
    opened.undo().result()
    assert dump(opened.path) == before
    opened.close()


def test_adding_tells_how_far_it_is_and_stops_when_asked(tmp_path: Path) -> None:
    for number in range(5):
        article_file(tmp_path / "corpus", f"{number}.txt", f"Text {number}\n")
    seen: list[AddProgress] = []
    with library(tmp_path) as opened:
        report = opened.add(
            [tmp_path / "corpus"], progress=seen.append, stopped=lambda: len(seen) > 2
        )
        assert report.stopped
        assert len(report.added) == len(opened.articles()) == 2
    assert [(one.done, one.total) for one in seen] == [(0, 5), (1, 5), (2, 5)]


def test_a_long_addition_is_one_step_in_several_transactions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.adding._BATCH", 10)
    for number in range(5):
        article_file(tmp_path / "corpus", f"{number}.txt", f"Text number {number}\n")
    with library(tmp_path) as opened:
        opened.add([tmp_path / "corpus"])
        assert [entry.summary for entry in opened.log()] == ["Added 5 articles"]
        opened.undo().result()
        assert opened.articles() == []
        opened.redo().result()
        assert len(opened.articles()) == 5


def test_hostile_front_matter_is_kept_as_text(tmp_path: Path) -> None:
    for number, front in enumerate(
        ["a: &a [x]\nb: *a", "a: [" * 3000, "a: !!python/object:os.system x", "a: 2020-99-99"]
    ):
        article_file(tmp_path, f"{number}.md", f"---\n{front}\n---\n\n# Title\n\nText.\n")
    with library(tmp_path) as opened:
        report = opened.add([tmp_path])
        assert len(report.added) == 4
        assert report.problems == ()


# Files that are gone


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


# Files that change in the moment in which they are read


@pytest.mark.parametrize("is_coarse", [True, False])
def test_an_edit_of_the_same_size_and_time_is_seen_if_it_may_have_come_after_the_reading(
    tmp_path: Path, is_coarse: bool
) -> None:
    path = article_file(tmp_path, text="One text.\n")
    opened = library(tmp_path)
    now = time.time_ns()
    at = now - now % 1_000_000_000 if is_coarse else now
    os.utime(path, ns=(at, at))
    with opened:
        article = opened.add([path]).added[0]
        article_file(tmp_path, text="Two text.\n")
        os.utime(path, ns=(at, at))
        assert opened.add([path]).changed
        assert opened.document(opened.article(article.id)).text == "Two text."


def test_a_file_that_was_settled_when_it_was_read_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = article_file(tmp_path)
    os.utime(path, (1_600_000_000, 1_600_000_000))
    with library(tmp_path) as opened:
        opened.add([path])
        monkeypatch.setattr("reader.ingest.reading.read", lambda *_: pytest.fail("read again"))
        assert opened.add([path]).unchanged


def test_a_file_that_was_touched_is_read_once_more_and_then_not_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = article_file(tmp_path)
    os.utime(path, (1_600_000_000, 1_600_000_000))
    with library(tmp_path) as opened:
        opened.add([path])
        os.utime(path, (1_600_000_100, 1_600_000_100))
        report = opened.add([path])
        assert (len(report.unchanged), report.entry) == (1, None)
        assert len(opened.log()) == 1
        monkeypatch.setattr("reader.ingest.reading.read", lambda *_: pytest.fail("read again"))
        assert opened.add([path]).unchanged


def test_steps_are_undone_and_redone_over_the_times_of_files_that_were_touched(
    tmp_path: Path,
) -> None:
    corpus = tmp_path / "corpus"
    paths = [article_file(corpus, name, f"# {name}\n\nText.\n") for name in ("a.md", "b.md")]
    with library(tmp_path) as opened:

        def touched(at: int) -> None:
            for path in paths:
                if path.exists():
                    os.utime(path, (at, at))
            assert not opened.add([corpus]).entry

        opened.add([corpus])
        touched(1_600_000_000)
        before = dump(opened.path)
        away = paths[0].rename(tmp_path / "away.md")
        assert opened.add([corpus]).gone
        touched(1_600_000_100)
        opened.undo().result()
        assert dump(opened.path) == before
        assert opened.file_as_read(str(paths[1])) == (14, 1_600_000_100_000_000_000)
        opened.redo().result()
        away.rename(paths[0])
        assert opened.add([corpus]).back
        touched(1_600_000_200)
        assert [one for one in doctor.examine(opened.path) if one.grade == "problem"] == []
        for _ in range(3):
            opened.undo().result()
        assert opened.articles() == []


def test_files_that_are_only_read_in_another_way_are_not_looked_through_for_renamed_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md"):
        os.utime(article_file(tmp_path / "corpus", name), (1_600_000_000, 1_600_000_000))
    with library(tmp_path) as opened:
        opened.add([tmp_path / "corpus"])
        monkeypatch.setattr("reader.ingest.taking.digest", lambda *_: pytest.fail("looked into"))
        assert len(opened.add([tmp_path / "corpus"], encoding="cp1252").changed) == 2


def test_looking_for_renamed_files_stops_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = many_files(tmp_path / "corpus", 20)
    looked: list[Path] = []

    def digest(path: Path, _: int) -> str:
        looked.append(path)
        return ""

    with library(tmp_path) as opened:
        opened.add([tmp_path / "corpus"])
        for path in paths:
            os.utime(path, (1_600_000_000, 1_600_000_000))
        monkeypatch.setattr("reader.ingest.taking.digest", digest)
        opened.add([tmp_path / "corpus"], stopped=lambda: len(looked) >= 3)
        assert len(looked) == 3


# Many files


def many_files(folder: Path, count: int = 100) -> list[Path]:
    return [
        article_file(folder, f"{number % 7}/{number}.md", f"# Number {number}\n\nText {number}.\n")
        for number in range(count)
    ]


def test_many_files_are_taken_in_by_processes_as_few_are_here(tmp_path: Path) -> None:
    paths = many_files(tmp_path / "corpus")
    (tmp_path / "corpus" / "bad.md").write_bytes(b"\xff\xfe\x00")
    os.mkfifo(tmp_path / "corpus" / "pipe.md")
    with library(tmp_path) as opened:
        report = opened.add([tmp_path / "corpus"])
        assert {one.path for one in report.added} == {str(path) for path in paths}
        assert {Path(one.path).name for one in report.problems} == {"bad.md", "pipe.md"}
        assert [entry.summary for entry in opened.log()] == ["Added 100 articles"]
        for number in (0, 50, 99):
            found = opened.article(f"Number {number}")
            assert opened.document(found).text == f"Number {number}\n\nText {number}."
        opened.undo().result()
        assert opened.articles() == []


def test_ctrl_c_in_many_files_keeps_what_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.adding._BATCH", 10)
    # Of several processes one may be so late that all else waits for it, and is in by then.
    monkeypatch.setattr("reader.ingest.pool.processes", lambda: 1)
    many_files(tmp_path / "corpus", 200)
    seen: list[AddProgress] = []
    with library(tmp_path) as opened:
        report = opened.add(
            [tmp_path / "corpus"], progress=seen.append, stopped=lambda: len(seen) > 50
        )
        assert report.stopped
        assert report.problems == ()
        assert 50 <= len(report.added) == len(opened.articles()) < 200
        rest = opened.add([tmp_path / "corpus"])
        assert len(rest.added) + len(report.added) == 200
