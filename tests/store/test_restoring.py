"""A backup takes the place of a database whole or not at all, and what was there is kept."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.errors import BusyError, StoreError
from reader.library import Library
from reader.store import automatic, backups, restoring, schema
from tests.library.given import fingerprint, library_with_article, marked
from tests.store import next_schema

AT = datetime(2026, 3, 4, 15, 30, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with two annotations, that were backed up, and one more."""
    opened, article = library_with_article(tmp_path)
    marked(opened, article, "170,000", "figures", note="Who counted?")
    marked(opened, article, "numbers")
    backups.make(opened.path, AT)
    marked(opened, article, "large", "size")
    opened.close()
    return tmp_path / "annotations.db"


@pytest.fixture
def good(path: Path) -> Path:
    """The backup of it."""
    return backups.every(path)[0].path


def rows(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_every_row_of_the_backup_comes_back_and_the_present_is_backed_up(
    path: Path, good: Path
) -> None:
    before, wanted = rows(path), rows(good)
    done = restoring.restore(path, good, AT)
    assert rows(path) == wanted
    assert done.aside == ()
    assert done.before is not None
    assert done.before.reason == "before-restore"
    assert rows(done.before.path) == before
    assert path.stat().st_mode & 0o777 == 0o600
    assert {file.name for file in path.parent.iterdir()} == {
        "annotations.db",
        "annotations-backups",
        "numbers.md",
    }
    restoring.restore(path, done.before.path, AT)
    assert rows(path) == before
    with Library.open(path, annotator="ann") as opened:
        assert opened.undo().result().entry is not None


def scribbled(data: bytes) -> bytes:
    return data[:100] + os.urandom(5000) + data[5100:]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut in half": lambda data: data[: len(data) // 2],
    "scribbled over": scribbled,
    "without a beginning": lambda data: bytes(4096) + data[4096:],
    "of noise": lambda data: os.urandom(len(data)),
    "of one byte": lambda data: b"x",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database_is_moved_aside_as_it_is(path: Path, good: Path, damage: str) -> None:
    damaged = DAMAGES[damage](path.read_bytes())
    path.write_bytes(damaged)
    done = restoring.restore(path, good, AT)
    assert rows(path) == rows(good)
    assert done.before is None
    [aside] = done.aside
    assert aside.read_bytes() == damaged
    assert aside in backups.files(path)


def test_damage_that_only_a_whole_look_finds_is_moved_aside_too(path: Path, good: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("UPDATE version SET text = 'another'")
    other.commit()
    other.close()
    done = restoring.restore(path, good, AT)
    assert len(done.aside) == 1
    assert rows(path) == rows(good)


def test_a_missing_and_an_empty_database_are_restored(path: Path, good: Path) -> None:
    wanted = rows(good)
    path.unlink()
    assert restoring.restore(path, good, AT) == restoring.Restored(None, ())
    assert rows(path) == wanted
    path.write_bytes(b"")
    assert restoring.restore(path, good, AT) == restoring.Restored(None, ())
    assert rows(path) == wanted


KILLED_IN_A_WRITE = """
import os, sys
from pathlib import Path
from reader.library import Library
library = Library.open(Path(sys.argv[1]), annotator="ann")
article = library.articles()[0].article
library.annotate(article, (0, 7), tags=["new"]).result()
os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("state", ["whole", "damaged", "missing"])
def test_the_log_of_the_old_database_is_never_played_into_the_restored_one(
    path: Path, good: Path, state: str
) -> None:
    subprocess.run([sys.executable, "-c", KILLED_IN_A_WRITE, str(path)], check=False, cwd=ROOT)
    log = Path(f"{path}-wal").read_bytes()
    assert log
    if state == "damaged":
        path.write_bytes(bytes(len(path.read_bytes())))
    elif state == "missing":
        path.unlink()
    done = restoring.restore(path, good, AT)
    assert rows(path) == rows(good)
    if state == "whole":
        assert done.before is not None
        assert len([row for row in rows(done.before.path) if '"annotation" V' in row]) == 4
    else:
        kept = [file.read_bytes() for file in done.aside if file.name.endswith("-wal")]
        assert kept == [log]


OPEN = """
import sys
from pathlib import Path
from reader.library import Library
library = Library.open(Path(sys.argv[1]), annotator="ann")
print("open", flush=True)
sys.stdin.readline()
library.close()
"""


@pytest.mark.parametrize("damaged", [False, True])
def test_nothing_is_restored_while_another_program_has_it_open(
    path: Path, good: Path, damaged: bool
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", OPEN, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        if damaged:
            with path.open("rb+") as file:
                file.write(bytes(100))
        inode, before = path.stat().st_ino, path.read_bytes()
        with pytest.raises(BusyError, match="close it there"):
            restoring.restore(path, good, AT)
        assert (path.stat().st_ino, path.read_bytes()) == (inode, before)
        assert len(backups.every(path)) == 1
        other.communicate(b"\n")
    restoring.restore(path, good, AT)
    assert rows(path) == rows(good)


def test_nothing_is_restored_while_this_program_has_it_open(path: Path, good: Path) -> None:
    with Library.open(path, annotator="ann") as opened:
        with pytest.raises(BusyError):
            restoring.restore(path, good, AT)
        assert len(opened.annotations()) == 3


def test_what_is_written_between_backup_and_replacing_is_not_lost(
    path: Path, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = backups.make

    def made_too_early(*args: object, **kwargs: object) -> backups.Backup:
        made = make(*args, **kwargs)  # type: ignore[arg-type]  # as they came
        with Library.open(path, annotator="bo") as other:
            marked(other, other.articles()[0].article, "elsewhere")
        return made

    monkeypatch.setattr(backups, "make", made_too_early)
    with pytest.raises(BusyError):
        restoring.restore(path, good, AT)
    with Library.open(path, annotator="ann") as opened:
        assert len(opened.annotations()) == 4


def test_a_foreign_database_is_not_replaced(path: Path, good: Path) -> None:
    foreign = path.with_name("foreign.db")
    other = sqlite3.connect(foreign)
    other.execute("CREATE TABLE t (x)")
    other.close()
    before = fingerprint(path.parent)
    with pytest.raises(StoreError, match="another program"):
        restoring.restore(foreign, good, AT)
    with pytest.raises(StoreError, match="not a regular file"):
        restoring.restore(path.parent, good, AT)
    assert fingerprint(path.parent) == before


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_replaces_nothing(path: Path, good: Path, damage: str) -> None:
    good.write_bytes(DAMAGES[damage](good.read_bytes()))
    before = fingerprint(path.parent)
    with pytest.raises(StoreError):
        restoring.restore(path, good, AT)
    assert fingerprint(path.parent) == before


def test_a_database_of_a_newer_program_is_moved_aside(path: Path, good: Path) -> None:
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA user_version = {schema.SCHEMA + 1}")
    other.close()
    newer = path.read_bytes()
    done = restoring.restore(path, good, AT)
    assert [file.read_bytes() for file in done.aside] == [newer]
    assert rows(path) == rows(good)


def test_a_backup_of_an_older_schema_is_migrated_when_it_is_opened(path: Path, good: Path) -> None:
    next_schema.install()
    try:
        Library.open(path, annotator="ann").close()
        restoring.restore(path, good, AT)
        with Library.open(path, annotator="ann") as opened:
            assert opened.notice
            assert len(opened.annotations()) == 2
    finally:
        next_schema.remove()


def test_a_database_reached_by_a_link_is_replaced_where_it_is(path: Path, good: Path) -> None:
    (path.parent / "elsewhere").mkdir()
    link = path.parent / "elsewhere" / "link.db"
    link.symlink_to(path)
    restoring.restore(link, good, AT)
    assert link.is_symlink()
    assert rows(path) == rows(good)


RESTORE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from reader.store import restoring
print("ready", flush=True)
sys.stdin.readline()
restoring.restore(Path(sys.argv[1]), Path(sys.argv[2]), datetime.now(UTC))
"""


@pytest.mark.parametrize("seed", range(5))
def test_killed_while_restoring_it_is_the_old_or_the_restored(
    path: Path, good: Path, seed: int
) -> None:
    old, new = rows(path), rows(good)
    with subprocess.Popen(
        [sys.executable, "-c", RESTORE, str(path), str(good)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stdout.readline() == b"ready\n"
        running.stdin.write(b"\n")
        running.stdin.flush()
        # The whole takes some 30 ms; the moment is where chance and the machine put it.
        time.sleep(random.Random(seed).uniform(0.0, 0.05))
        running.send_signal(signal.SIGKILL)
    assert rows(path) in (old, new)
    with Library.open(path, annotator="ann") as opened:
        assert len(opened.annotations()) in (2, 3)
    left = [file for file in path.parent.iterdir() if file.name.endswith(".new")]
    assert set(left) <= set(backups.files(path))
    for file in left:
        os.utime(file, (0, 0))
    automatic.sweep(path)
    assert not [file for file in path.parent.iterdir() if ".new" in file.name]
    restoring.restore(path, good, AT)
    assert rows(path) == new
