"""Adding what was changed: annotations follow their passages, and none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import ConflictError
from reader.text import normal
from reader.text.document import Span
from tests.library.given import TEXT, article_file, dump, library, library_with_article, marked


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
