"""Forgetting in backups and what else stands beside a database: gone there too, or named."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.library import backups as making
from reader.library import forgetting
from tests.library.forgotten import filled, left, problems
from tests.library.given import article_file, library
from tests.library.kept import altered, backup, older


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
