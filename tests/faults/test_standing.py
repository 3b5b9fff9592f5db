"""A database deleted, replaced or damaged while it is open: nothing is saved into nowhere."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import BusyError, MovedError, ReaderError
from reader.library import Library
from reader.store import opened
from reader.text.document import Span
from tests.faults.given import check_sound, database
from tests.tui.given import reading


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library that has written already."""
    path = database(tmp_path)
    with closing(Library.open(path, annotator="ann", window=True)) as opened:
        mark(opened, 0)
        yield opened


def mark(library: Library, start: int) -> None:
    [row] = library.articles()
    library.annotate(row.article, Span(start, start + 3)).result()


def other_database(library: Library, count: int) -> Path:
    """Make a copy of the database with so many annotations more, as a backup."""
    copy = library.path.with_name("other.db")
    shutil.copyfile(library.path, copy)
    wal = Path(f"{library.path}-wal")
    shutil.copyfile(wal, f"{copy}-wal")
    with Library.open(copy, annotator="bea") as other:
        for start in range(count):
            mark(other, 100 + start)
    return copy


def replace(library: Library, by: Path) -> None:
    """Put another database in the place of the one that is open, as a restore does."""
    by.replace(library.path)
    for suffix in ("-wal", "-shm"):
        Path(f"{library.path}{suffix}").unlink(missing_ok=True)


def test_nothing_is_written_into_a_database_that_was_deleted(library: Library) -> None:
    moved = library.path.rename(library.path.with_name("elsewhere.db"))
    with pytest.raises(MovedError, match="was deleted or moved"):
        mark(library, 3)
    with pytest.raises(MovedError):
        library.changed()
    assert len(library.annotations()) == 1
    moved.rename(library.path)
    mark(library, 3)
    assert len(library.annotations()) == 2


def test_nothing_is_written_into_a_database_that_was_replaced(library: Library) -> None:
    replace(library, other_database(library, 4))
    with pytest.raises(MovedError, match="was replaced"):
        mark(library, 3)
    with pytest.raises(MovedError):
        library.changed()
    library.reopen()
    assert len(library.annotations()) == 5
    mark(library, 3)
    assert not library.changed() or len(library.annotations()) == 6
    library.close()
    check_sound(library.path)
    with Library.open(library.path, annotator="ann") as again:
        assert len(again.annotations()) == 6


def test_a_first_write_does_not_go_to_a_database_that_came_meanwhile(tmp_path: Path) -> None:
    path = database(tmp_path)
    with Library.open(path, annotator="ann") as library:
        [row] = library.articles()
        replace(library, Path(shutil.copyfile(path, tmp_path / "copy.db")))
        with pytest.raises(MovedError):
            library.annotate(row.article, Span(0, 3)).result()
        library.reopen()
        mark(library, 0)
    check_sound(path)


def test_a_replacement_between_the_write_and_its_commit_is_not_called_saved(
    library: Library,
) -> None:
    other = other_database(library, 0)
    future = library._store.write(lambda step: replace(library, other))
    with pytest.raises(MovedError):
        future.result()


def test_a_log_that_was_deleted_is_written_back_and_nothing_is_lost(library: Library) -> None:
    for start in range(10):
        mark(library, 20 + start)
    for suffix in ("-wal", "-shm"):
        Path(f"{library.path}{suffix}").unlink()
    with pytest.raises(MovedError, match="-wal was deleted"):
        mark(library, 3)
    library.reopen()
    assert len(library.annotations()) == 11
    mark(library, 3)
    library.close()
    check_sound(library.path)
    with Library.open(library.path, annotator="ann") as again:
        assert len(again.annotations()) == 12


def test_what_is_no_database_of_ours_is_not_gone_over_to(library: Library) -> None:
    library.path.unlink()
    library.path.write_text("something else")
    with pytest.raises(ReaderError, match="is not a database"):
        library.reopen()
    assert len(library.annotations()) == 1
    assert library.path.read_text() == "something else"


def busy(_: object) -> int:
    """Fail as SQLite does when another program holds the database."""
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    raise error


@pytest.mark.parametrize("is_replaced", [True, False])
def test_when_it_cannot_be_gone_over_all_stays_as_it_is_and_it_can_be_later(
    library: Library, monkeypatch: pytest.MonkeyPatch, is_replaced: bool
) -> None:
    other = other_database(library, 4)
    if is_replaced:
        replace(library, other)
    else:
        for suffix in ("-wal", "-shm"):
            Path(f"{library.path}{suffix}").unlink()
    with monkeypatch.context() as patched:
        patched.setattr(opened, "data_version", busy)
        for _ in range(2):
            with pytest.raises(BusyError):
                library.reopen()
            assert len(library.annotations()) == 1
            if is_replaced:
                with pytest.raises(MovedError):
                    mark(library, 3)
                with pytest.raises(MovedError):
                    library.changed()
    library.reopen()
    mark(library, 3)
    assert len(library.annotations()) == (6 if is_replaced else 2)
    library.close()
    check_sound(library.path)
    with Library.open(library.path, annotator="ann") as again:
        assert len(again.annotations()) == (6 if is_replaced else 2)


# In the app


async def test_the_app_goes_over_to_a_restored_database_and_says_so(library: Library) -> None:
    async with reading(library, "Faults") as hands:
        await hands.press("j", "j")
        here = hands.current
        replace(library, other_database(library, 4))
        await hands.until(lambda: "was replaced by another file" in hands.said)
        assert len(hands.pane.marks) == 5
        assert hands.current == here
        await hands.press("q", "enter")
        assert "Highlighted" in hands.said
        assert len(hands.stored()) == 6
    library.close()
    with Library.open(library.path, annotator="ann") as again:
        assert len(again.annotations()) == 6


async def test_a_note_kept_after_a_restore_is_offered_again_and_goes_to_what_is_there(
    library: Library,
) -> None:
    async with reading(library, "Faults") as hands:
        await hands.press("j", "j", "a")
        await hands.type("mine")
        replace(library, other_database(library, 2))
        await hands.press("escape")
        assert "Not saved, and what is stored now is shown" in hands.said
        assert hands.field.text == "mine"  # type: ignore[union-attr]  # a note's field
        await hands.press("escape")
        assert [one.note for one in hands.stored() if one.note] == ["mine"]
        assert len(hands.stored()) == 4


async def test_a_deleted_database_is_said_and_can_come_back(library: Library) -> None:
    async with reading(library, "Faults") as hands:
        await hands.press("j")
        moved = library.path.rename(library.path.with_name("elsewhere.db"))
        await hands.until(lambda: "was deleted or moved" in hands.said)
        await hands.press("q", "enter")
        assert "was deleted or moved" in hands.said
        assert len(hands.pane.marks) == 1
        # What is known can still be read.
        await hands.press("j", "p", "escape")
        moved.rename(library.path)
        await hands.press("q", "enter")
        assert len(hands.stored()) == 2


@pytest.mark.parametrize("damage", ["overwritten", "cut"])
async def test_a_database_damaged_while_it_is_open_is_said_and_the_app_lives(
    library: Library, damage: str
) -> None:
    async with reading(library, "Faults") as hands:
        await hands.press("j")
        library._store._reading.execute("PRAGMA query_only = OFF")
        library._store._reading.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        library._store._reading.execute("PRAGMA shrink_memory")
        size = library.path.stat().st_size
        with library.path.open("r+b") as file:
            if damage == "cut":
                file.truncate(4096)
            else:
                file.seek(100)
                file.write(b"\xff" * (size - 100))
        for _ in range(3):
            await hands.press("q", "j", "enter")
            if "Highlighted" not in hands.said:
                break
        assert "damaged" in hands.said or "disk" in hands.said
        await hands.press("q", "p", "escape", "T", "escape", "j")
        assert hands.app.is_running
