"""What is forgotten is gone from every byte of ours, and nothing else is harmed by it."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import zlib
from contextlib import closing, suppress
from pathlib import Path

import pytest

from reader.annotation.model import Annotation, Article
from reader.errors import BusyError, ConflictError, MisuseError, NotFoundError, StoreError
from reader.library import Library, doctor, forgetting
from reader.library import backups as making
from reader.library.draft import Draft
from reader.library.drafts import DraftFile
from reader.store import companions, scrubbing, unfinished
from reader.store.connection import Mode, connect_for_reading
from reader.text.document import Span
from tests.library.given import article_file, dump, library, marked
from tests.library.kept import altered, backup, draft, older
from tests.library.used import Usage

SECRET = """# Orchidwhisper

The vermilionlantern hung over the quayside. Nobody saw marmaladefog there.

A second paragraph about tinselharbour ends it.
"""
TRACES = (
    "Orchidwhisper",
    "orchid-file",
    "vermilionlantern",
    "marmaladefog",
    "tinselharbour",
    "cobaltnote",
    "saffrondraft",
)
ABOUT = Draft("", "", "", 0, 0, "vermilionlantern", "", text="saffrondraft")


def filled(folder: Path) -> tuple[Library, Article, Article]:
    """Give a library with one article to forget and one to keep, annotated and undone."""
    opened = library(folder)
    source = article_file(folder, "orchid-file.md", SECRET)
    secret = opened.add([source]).added[0]
    kept = opened.add([article_file(folder)]).added[0]
    first = marked(opened, secret, "vermilionlantern", "figures", note="a cobaltnote")
    marked(opened, kept, "170,000", "figures", "shared")
    opened.delete(first).result()
    opened.undo().result()
    marked(opened, secret, "marmaladefog", "own")
    draft(opened.path, first, "saffrondraft")
    source.write_text(SECRET.replace("second", "changed"), encoding="utf-8")
    opened.add([source])
    return opened, opened.article(secret.id), kept


def everything(folder: Path) -> bytes:
    """Give all bytes of the database, its companions, backups and drafts, unfolded ones too."""
    files = [
        file
        for file in folder.rglob("*")
        if file.is_file() and "annotations" in str(file.relative_to(folder))
    ]
    found = b"".join(file.name.encode() + file.read_bytes() for file in files)
    for file in files:
        if file.suffix == ".db":
            with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
                for table in ("version", "log_text"):
                    for (text,) in connection.execute(f"SELECT text FROM {table}"):
                        found += text.encode() if isinstance(text, str) else zlib.decompress(text)
    return found


def left(folder: Path, *ids: str) -> list[str]:
    data = everything(folder)
    return [trace for trace in (*TRACES, *ids) if trace.encode() in data]


def problems(path: Path) -> list[str]:
    return [str(one) for one in doctor.examine(path) if one.grade == "problem"]


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


def test_what_only_a_backup_has_is_forgotten(tmp_path: Path) -> None:
    opened, secret, _ = filled(tmp_path)
    made = backup(opened.path)
    aside = tmp_path / "aside.db"
    made.rename(aside)
    opened.close()
    forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    aside.rename(made)
    assert left(tmp_path) != []
    forgetting.forget(opened.path, forgetting.plan(opened.path, "Orchidwhisper"))
    assert left(tmp_path, secret.id) == []


def test_what_else_says_the_same_is_kept_and_told(tmp_path: Path) -> None:
    opened, secret, kept = filled(tmp_path)
    marked(opened, kept, "Twitter", note="see Orchidwhisper\nthere")
    opened.close()
    done = forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    assert "its title also stands in another annotation" in done.elsewhere
    with library(tmp_path) as again:
        assert {one.note for one in again.annotations()} == {"", "see Orchidwhisper\nthere"}


def test_a_window_that_looks_at_an_older_state_is_named_and_doing_it_again_finishes(
    tmp_path: Path,
) -> None:
    opened, secret, _ = filled(tmp_path)
    opened.close()
    with closing(sqlite3.connect(opened.path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM article").fetchone()
        plan = forgetting.plan(opened.path, secret.id)
        with pytest.raises(BusyError, match="close all other windows"):
            forgetting.forget(opened.path, plan, wait=0.1)
        assert unfinished.is_marked(opened.path)
        assert any("to be forgotten" in one for one in problems(opened.path))
    plan = forgetting.plan(opened.path, secret.id)
    assert plan.is_left_over
    forgetting.forget(opened.path, plan)
    assert left(tmp_path, secret.id) == []
    assert problems(opened.path) == []


def test_an_open_window_that_rests_hinders_nothing(tmp_path: Path) -> None:
    opened, secret, _ = filled(tmp_path)
    forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id), wait=0.1)
    assert left(tmp_path, secret.id) == []
    assert len(opened.articles()) == 1
    opened.close()


def test_an_unreadable_backup_is_named_and_deleted_only_when_told(tmp_path: Path) -> None:
    opened, secret, _ = filled(tmp_path)
    made = backup(opened.path)
    made.write_bytes(made.read_bytes()[:9000])
    opened.close()
    plan = forgetting.plan(opened.path, secret.id)
    assert plan.unreadable == (made,)
    with pytest.raises(StoreError, match="--delete-unreadable"):
        forgetting.forget(opened.path, plan)
    assert made.exists()
    with library(tmp_path) as again:
        assert len(again.articles()) == 2
    forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id), delete_unreadable=True)
    assert not made.exists()
    assert left(tmp_path, secret.id) == []


def test_a_backup_stays_the_old_one_until_the_new_one_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, secret, _ = filled(tmp_path)
    made = backup(opened.path)
    before = made.read_bytes()
    opened.close()
    plan = forgetting.plan(opened.path, secret.id)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "utime", killed)
        with pytest.raises(KeyboardInterrupt):
            forgetting.forget(opened.path, plan)
    assert made.read_bytes() == before
    forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    assert left(tmp_path, secret.id) == []


def test_backups_without_it_stay_as_they_are(tmp_path: Path) -> None:
    with library(tmp_path) as opened:
        opened.add([article_file(tmp_path, "other.md", "# Other\n\nWords.\n")])
    made = backup(opened.path)
    before = made.read_bytes()
    opened, secret, _ = filled(tmp_path)
    opened.close()
    assert forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id)).rewritten == 0
    assert made.read_bytes() == before


def test_a_backup_with_a_damaged_text_is_written_anew_all_the_same(tmp_path: Path) -> None:
    opened, secret, kept = filled(tmp_path)
    made = backup(opened.path)
    opened.close()
    altered(
        made,
        f"UPDATE version SET text = 'rotten' WHERE article = '{kept.id}'",
        "UPDATE version SET text = x'00' WHERE typeof(text) = 'blob'",
    )
    forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    assert left(tmp_path, secret.id) == []
    assert any("not the one that was stored" in one for one in problems(opened.path))


def test_a_copy_of_the_text_in_another_article_is_told(tmp_path: Path) -> None:
    opened, secret, _ = filled(tmp_path)
    opened.add([article_file(tmp_path, "copied.md", SECRET.replace("Orchidwhisper", "Copied"))])
    opened.close()
    done = forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    assert "its text also stands in the text of another article" in done.elsewhere


def test_a_half_made_backup_goes_too(tmp_path: Path) -> None:
    opened, secret, _ = filled(tmp_path)
    made = backup(opened.path)
    half = made.rename(made.with_name(".20260102T030405Z.0123456789ab.part"))
    opened.close()
    forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    assert not half.exists()


def test_a_copy_that_a_killed_program_looked_at_goes_too_and_no_folder_of_the_users(
    tmp_path: Path,
) -> None:
    opened, secret, _ = filled(tmp_path)
    for name in (".reader-0a_b1c2d", ".reader-own-folder"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "copy.db").write_bytes(b"vermilionlantern")
    opened.close()
    forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    assert not (tmp_path / ".reader-0a_b1c2d").exists()
    assert (tmp_path / ".reader-own-folder" / "copy.db").exists()


def test_a_draft_that_is_being_written_hinders_before_anything_is_done(tmp_path: Path) -> None:
    opened, secret, _ = filled(tmp_path)
    opened.close()
    before = dump(opened.path)
    [written] = companions.drafts(opened.path)
    with written.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(BusyError, match="being written"):
            forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
        assert written.exists()
        assert dump(opened.path) == before
        assert not unfinished.is_marked(opened.path)
    forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    assert left(tmp_path, secret.id) == []


def test_a_draft_begun_while_a_killed_forgetting_ran_goes_with_the_next_of_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, secret, kept = filled(tmp_path)
    about = opened.annotations(article=secret.id)[0]
    other = opened.annotations(article=kept.id)[0]
    backup(opened.path)
    opened.close()

    def killed(*_: object, **__: object) -> None:
        draft(opened.path, about, "saffrondraft again")
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(scrubbing, "rewrite", killed)
        with pytest.raises(KeyboardInterrupt):
            forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    assert "saffrondraft" in left(tmp_path)
    forgetting.forget(opened.path, forgetting.plan(opened.path, other.id))
    assert left(tmp_path, secret.id, other.id) == []
    assert problems(opened.path) == []


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


def test_backups_in_a_folder_that_is_a_link_are_seen_and_written_anew(tmp_path: Path) -> None:
    opened, secret, _ = filled(tmp_path)
    opened.close()
    made = making.back_up(opened.path)
    made.parent.rename(tmp_path / "annotations-elsewhere")
    made.parent.symlink_to(tmp_path / "annotations-elsewhere")
    assert making.newest_sound(opened.path)[0] == made
    forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    assert left(tmp_path, secret.id) == []


@pytest.mark.parametrize(
    "name", ["lib.sqlite", "lib", "lib.sqlite.db", "lib-backups.db", ".lib.db"]
)
def test_databases_of_like_names_share_no_backups(tmp_path: Path, name: str) -> None:
    opened, secret, _ = filled(tmp_path)
    opened.close()
    first, second = tmp_path / "lib.db", tmp_path / name
    for path in (first, second):
        path.write_bytes(opened.path.read_bytes())
    made = making.back_up(first)
    before = made.read_bytes()
    making.back_up(second)
    assert [one.backup.path for one in making.listed(first)] == [made]
    assert forgetting.forget(second, forgetting.plan(second, secret.id)).rewritten == 1
    assert made.read_bytes() == before


def test_what_other_windows_may_write_is_not_read_as_if_nothing_could(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, secret, kept = filled(tmp_path)
    marked(opened, kept, "Twitter", note="see Orchidwhisper")
    opened.close()
    modes = []

    def connected(file: Path, mode: Mode) -> sqlite3.Connection:
        modes.append((file.resolve(), mode))
        return connect_for_reading(file, mode)

    plan = forgetting.plan(opened.path, secret.id)
    monkeypatch.setattr(scrubbing, "connect_for_reading", connected)
    forgetting.forget(opened.path, plan)
    assert {mode for file, mode in modes if file == opened.path.resolve()} == {"ro"}


def test_a_draft_of_another_note_stays(tmp_path: Path) -> None:
    opened, secret, kept = filled(tmp_path)
    other = draft(opened.path, opened.annotations(article=kept.id)[0], "as in Orchidwhisper")
    opened.close()
    done = forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    assert other.exists()
    assert any("draft" in words for words in done.elsewhere)


def test_a_window_that_still_shows_it_leaves_no_reading_place(tmp_path: Path) -> None:
    opened, secret, _ = filled(tmp_path)
    forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id))
    opened.place(secret.id, 5)
    with pytest.raises(ConflictError):
        opened.annotate(secret, Span(0, 5)).result()
    opened.set_starred(secret.id, True).result()
    opened.close()
    assert left(tmp_path, secret.id) == []


@pytest.mark.parametrize("schema", [1, 2])
def test_a_backup_of_an_older_schema_is_written_anew(tmp_path: Path, schema: int) -> None:
    opened, secret, _ = filled(tmp_path)
    opened.close()
    made = older(backup(opened.path), schema)
    assert not problems(opened.path)
    assert secret.id.encode() in made.read_bytes()
    assert forgetting.forget(opened.path, forgetting.plan(opened.path, secret.id)).rewritten == 1
    assert left(tmp_path, secret.id) == []
    assert not problems(opened.path)
    with closing(sqlite3.connect(made)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema,)
        assert connection.execute("SELECT count(*) FROM annotation").fetchone() == (1,)


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
