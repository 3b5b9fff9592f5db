"""Forgetting while other windows and drafts are open: what hinders it, and what it leaves."""

from __future__ import annotations

import fcntl
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import BusyError, ConflictError
from reader.library import forgetting
from reader.store import companions, scrubbing, unfinished
from reader.store.connection import Mode, connect_for_reading
from reader.text.document import Span
from tests.library.forgotten import filled, left, problems
from tests.library.given import dump, marked
from tests.library.kept import backup, draft


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
