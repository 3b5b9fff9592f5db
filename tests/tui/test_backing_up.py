"""The app makes backups by itself; nothing waits for them, and what fails is said."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest

from reader.errors import MisuseError, StoreError
from reader.library import Library
from reader.store import automatic, backups, opening
from reader.store.backups import Backup
from reader.store.copying import Halt
from reader.tui import backing_up
from tests.tui.given import Hands, reading


async def looked(hands: Hands) -> None:
    """Have the app look whether a backup is due, and wait for what comes of it."""
    backing = hands.app.backing_up
    backing.look()
    await hands.until(lambda: not backing.is_running)


async def test_a_backup_is_made_some_time_after_the_first_screen(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backing_up, "FIRST", 0.01)
    async with reading(library) as hands:
        await hands.until(lambda: bool(backups.every(library.path)))
        assert "backup" not in hands.text


async def test_another_is_made_when_something_changed_since_and_an_hour_went_by(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library) as hands:
        await looked(hands)
        await hands.press("enter")
        await looked(hands)
        assert len(backups.every(library.path)) == 1
        monkeypatch.setattr(automatic, "EVERY", 0.0)
        await looked(hands)
        [newest, _] = backups.every(library.path)
    copied = sqlite3.connect(newest.path)
    assert copied.execute("SELECT count(*) FROM annotation").fetchone() == (1,)
    copied.close()


async def test_keys_are_answered_while_a_backup_is_made_and_leaving_ends_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = Event()
    ended: list[bool] = []

    def never_done(path: Path, at: datetime, halt: Halt) -> Backup | None:
        connection = sqlite3.connect(":memory:")
        with halt.over(connection):
            begun.set()
            try:
                connection.execute(
                    "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
                    " SELECT count(*) FROM n"
                )
            except sqlite3.OperationalError as error:
                ended.append(True)
                raise StoreError("interrupted") from error
            finally:
                connection.close()
        return None

    monkeypatch.setattr(automatic, "make_if_due", never_done)
    async with reading(library) as hands:
        backing = hands.app.backing_up
        backing.look()
        await hands.until(begun.is_set)
        await hands.press("j", "enter")
        await hands.until(lambda: len(hands.stored()) == 1)
        assert backing.is_running
        said = hands.said
        backing.stop()
        await hands.until(lambda: not backing.is_running)
        assert hands.said == said
    assert ended == [True]


async def test_what_fails_is_said_once_and_the_app_lives(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(path: Path, at: datetime, halt: Halt) -> Backup | None:
        raise StoreError("the disk is full", "free some space and do it again")

    monkeypatch.setattr(automatic, "make_if_due", no_room)
    async with reading(library) as hands:
        await looked(hands)
        await hands.until(lambda: "No backup was made: the disk is full" in hands.said)
        hands.desk.footer.dismiss()
        await looked(hands)
        assert "disk" not in hands.said
        await hands.press("enter")
        await hands.until(lambda: len(hands.stored()) == 1)


async def test_where_one_can_only_read_none_is_made(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.close()
    monkeypatch.setattr(opening, "_writable", lambda _: False)
    monkeypatch.setattr(backing_up, "FIRST", 0.0)
    with Library.open(library.path, annotator="ann") as read_only:
        async with reading(read_only) as hands:
            await hands.press("j", "k")
            assert not hands.app.backing_up.is_running
        assert not backups.folder_of(library.path).exists()


TAKES_IT_ALONE = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], timeout=0)
try:
    other.execute("PRAGMA journal_mode = DELETE").fetchone()
except sqlite3.OperationalError as error:
    print(error)
"""


async def test_neither_a_backup_nor_an_export_lets_go_of_the_locks(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("enter")
        await hands.until(lambda: len(hands.stored()) == 1)
        await looked(hands)
        assert backups.every(library.path)
        with pytest.raises(MisuseError, match="is a database"):
            library.export(library.path)
        alone = subprocess.run(
            [sys.executable, "-c", TAKES_IT_ALONE, str(library.path)],
            check=True,
            capture_output=True,
        )
        assert b"locked" in alone.stdout
