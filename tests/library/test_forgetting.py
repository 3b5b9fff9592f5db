"""What is forgotten is gone from every byte of ours, and nothing else is harmed by it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from reader.annotation.model import Annotation
from reader.errors import ConflictError, MisuseError, NotFoundError
from reader.library import Library, forgetting
from reader.library import backups as making
from reader.library.draft import Draft
from reader.library.drafts import DraftFile
from tests.library.forgotten import SECRET, TRACES, everything, filled, left, problems
from tests.library.given import article_file, dump, library, marked
from tests.library.kept import altered, backup
from tests.library.used import Usage

ABOUT = Draft("", "", "", 0, 0, "vermilionlantern", "", text="saffrondraft")


def test_no_byte_of_a_forgotten_article_is_left(tmp_path: Path) -> None:
    opened, secret, kept = filled(tmp_path)
    ids = [secret.id, *(one.id for one in opened.annotations(article=secret.id))]
    others = opened.annotations(article=kept.id)
    backup(opened.path)
    opened.undo().result()
    opened.redo().result()
    backup(opened.path, "20260102T040405Z")
    opened.close()
    assert set(left(tmp_path, *ids)) == {*TRACES, *ids}
    plan = forgetting.plan(opened.path, secret.title)
    done = forgetting.forget(opened.path, plan)
    assert left(tmp_path, *ids) == []
    assert (done.rewritten, done.elsewhere) == (2, ())
    assert problems(opened.path) == []
    with library(tmp_path) as again:
        assert [row.article for row in again.articles()] == [kept]
        assert again.annotations() == others
        assert {use.tag.path for use in again.tags()} == {"figures", "own", "shared"}


def test_the_plan_says_what_goes_and_what_stays(tmp_path: Path) -> None:
    opened, secret, _ = filled(tmp_path)
    made = backup(opened.path)
    opened.close()
    plan = forgetting.plan(opened.path, secret.id[:8])
    assert plan.counts.annotations == 2
    assert plan.counts.versions == 2
    assert plan.backups == (made,)
    assert len(plan.drafts) == 1
    assert plan.tags == ("own",)
    assert plan.sources == (secret.path,)
    assert "Orchidwhisper" in plan.named


def test_no_byte_of_a_forgotten_annotation_is_left_but_the_text_stays(tmp_path: Path) -> None:
    opened, secret, _ = filled(tmp_path)
    [gone] = [one for one in opened.annotations() if one.note]
    edited = opened.edit(gone, note="another cobaltnote").result().annotation
    assert edited is not None
    opened.delete(edited).result()
    backup(opened.path)
    opened.close()
    forgetting.forget(opened.path, forgetting.plan(opened.path, gone.id[:8]))
    found = left(tmp_path, gone.id)
    assert not {"cobaltnote", "saffrondraft", gone.id} & {*found}
    assert "vermilionlantern" in found
    assert problems(opened.path) == []
    with library(tmp_path) as again:
        assert len(again.annotations(article=secret.id)) == 1
        assert "Orchidwhisper" in [entry.summary for entry in again.log()][-1]


def test_what_was_removed_or_deleted_before_can_be_forgotten(tmp_path: Path) -> None:
    opened, secret, _ = filled(tmp_path)
    opened.remove_article(secret).result()
    backup(opened.path)
    opened.close()
    forgetting.forget(opened.path, forgetting.plan(opened.path, "orchidwhisper"))
    assert left(tmp_path, secret.id) == []
    assert problems(opened.path) == []


def test_the_same_file_taken_in_twice_is_forgotten_as_one(tmp_path: Path) -> None:
    opened, secret, _ = filled(tmp_path)
    opened.remove_article(secret).result()
    [second] = opened.add([secret.path]).added
    opened.close()
    forgetting.forget(opened.path, forgetting.plan(opened.path, secret.path))
    assert left(tmp_path, secret.id, second.id) == []


def test_what_was_removed_twice_is_meant_by_its_title_if_it_was_one_file(tmp_path: Path) -> None:
    opened, secret, _ = filled(tmp_path)
    opened.remove_article(secret).result()
    [second] = opened.add([secret.path]).added
    opened.remove_article(second).result()
    assert forgetting.plan(opened.path, "orchidwhisper").articles == {secret.id, second.id}
    [third] = opened.add([article_file(tmp_path, "third.md", SECRET)]).added
    opened.remove_article(third).result()
    with pytest.raises(NotFoundError, match="means 3 articles that were removed"):
        forgetting.plan(opened.path, "orchidwhisper")
    assert forgetting.plan(opened.path, third.id[:8]).articles == {third.id}
    opened.close()


def test_what_else_says_the_same_is_kept_and_told(tmp_path: Path) -> None:
    opened, secret, kept = filled(tmp_path)
    marked(opened, kept, "Twitter", note="see Orchidwhisper\nthere")
    opened.close()
    done = forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    assert "its title also stands in another annotation" in done.elsewhere
    with library(tmp_path) as again:
        assert {one.note for one in again.annotations()} == {"", "see Orchidwhisper\nthere"}


def test_a_copy_of_the_text_in_another_article_is_told(tmp_path: Path) -> None:
    opened, secret, _ = filled(tmp_path)
    opened.add([article_file(tmp_path, "copied.md", SECRET.replace("Orchidwhisper", "Copied"))])
    opened.close()
    done = forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    assert "its text also stands in the text of another article" in done.elsewhere


def test_a_database_opened_through_a_link_is_forgotten_with_what_stands_beside_it(
    tmp_path: Path,
) -> None:
    opened, secret, _ = filled(tmp_path)
    opened.close()
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "mine.db"
    link.symlink_to(opened.path)
    with Library.open(link, annotator="ann") as again:
        about = again.annotations(article=secret.id)[0]
        file = DraftFile.new(link)
        file.write(ABOUT._replace(article=secret.id, annotation=about.id))
        file.release()
        made = making.back_up(link)
    assert made.parent == tmp_path / "annotations-backups"
    assert forgetting.forget(link, forgetting.plan(link, secret.id)).rewritten == 1
    assert left(tmp_path, secret.id) == []
    assert problems(link) == []
    assert list((tmp_path / "links").iterdir()) == [link]


def test_what_is_not_known_or_unclear_is_refused(tmp_path: Path) -> None:
    opened, _, _ = filled(tmp_path)
    opened.close()
    before = dump(opened.path)
    for wanted, error in (("nothing like it", NotFoundError), ("", MisuseError)):
        with pytest.raises(error):
            forgetting.plan(opened.path, wanted)
    assert dump(opened.path) == before


def test_the_history_of_the_rest_is_walked_back_to_nothing(tmp_path: Path) -> None:
    opened, secret, kept = filled(tmp_path)
    opened.close()
    forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    with library(tmp_path) as again:
        with pytest.raises(ConflictError, match="nothing to undo"):
            while True:
                again.undo().result()
        assert not (again.articles() or again.annotations() or again.tags())
        with pytest.raises(ConflictError, match="nothing to redo"):
            while True:
                again.redo().result()
        assert [row.article for row in again.articles()] == [kept]
    assert problems(opened.path) == []


def test_what_was_deleted_long_before_is_gone_from_unused_pages_too(tmp_path: Path) -> None:
    opened, secret, _ = filled(tmp_path)
    opened.close()
    altered(
        opened.path,
        "PRAGMA secure_delete = OFF",
        "INSERT INTO reading (article, opened)"
        " VALUES ('x', replace(hex(zeroblob(9999)), '00', 'vermilionlantern'))",
        "DELETE FROM reading WHERE article = 'x'",
    )
    forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    assert left(tmp_path, secret.id) == []


def test_a_step_that_was_about_other_things_too_stays_under_a_name_that_tells_nothing(
    tmp_path: Path,
) -> None:
    opened, secret, _ = filled(tmp_path)
    source = article_file(tmp_path, "orchid-file.md", SECRET + "More.\n")
    third = opened.add([source, article_file(tmp_path, "third.md", "# Third\n\nWords.\n")]).added[0]
    opened.undo().result()
    opened.redo().result()
    assert "Orchidwhisper" in opened.log()[2].summary
    opened.close()
    forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    assert left(tmp_path, secret.id) == []
    with library(tmp_path) as again:
        summaries = [entry.summary for entry in again.log()][:3]
        assert summaries == [
            "Redid: add (partly forgotten)",
            "Undid: add (partly forgotten)",
            "Add (partly forgotten)",
        ]
        again.undo().result()
        assert third not in [row.article for row in again.articles()]
    assert problems(opened.path) == []


@pytest.mark.parametrize("seed", range(4))
def test_a_library_that_was_used_at_random_is_sound_after_forgetting(
    tmp_path: Path, seed: int
) -> None:
    usage = Usage(tmp_path, seed)
    usage.go_on(50)
    path = usage.windows[0].path
    usage.close()
    assert problems(path) == []
    for _ in range(2):
        with library(tmp_path) as opened:
            articles = [row.article.id for row in opened.articles()][:1]
            others: list[Annotation] = opened.annotations()
        gone = articles or [one.id for one in others[:1]]
        for key in gone:
            forgetting.forget(path, forgetting.plan(path, key))
            assert key.encode() not in everything(tmp_path)
        assert problems(path) == []
        with library(tmp_path) as opened:
            assert [one for one in others if one.article not in gone and one.id not in gone] == (
                opened.annotations()
            )
            for _ in range(30):
                with suppress(ConflictError):
                    opened.undo(own_first=False).result()
        assert problems(path) == []
