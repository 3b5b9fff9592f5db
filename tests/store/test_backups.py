"""Backups are whole, private and verified, and none gets worse."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reader.errors import DamagedError, StoreError
from reader.library import Library
from reader.store import automatic, backups, copying, opening
from reader.text.document import Span
from tests.library.given import (
    article_file,
    dump,
    fingerprint,
    marked,
)
from tests.store.backed_up import AT, HOUR, altered, more, names, whole_dump

ROOT = Path(__file__).parents[2]


def test_a_backup_holds_every_row_of_a_database_that_is_open(path: Path) -> None:
    with Library.open(path, annotator="ann") as opened:
        marked(opened, opened.articles()[0].article, "large", "size")
        opened.place(opened.articles()[0].article.id, 20)
        assert Path(f"{path}-wal").stat().st_size
        made = backups.make(path, AT)
        assert len(opened.annotations()) == 3
    copied = sqlite3.connect(made.path)
    assert copied.execute("SELECT count(*) FROM annotation").fetchone() == (3,)
    copied.close()
    assert dump(made.path) == dump(path)


@pytest.mark.parametrize(
    "rot",
    [
        "UPDATE log_text SET text = 'another'",
        "UPDATE log_text SET text = substr(text, 1, 20)",
        "UPDATE log_text SET blocks = substr(blocks, 1, 20)",
        "UPDATE version SET blocks = x'00'",
    ],
)
def test_a_text_that_undoing_could_not_bring_back_is_not_backed_up_as_sound(
    path: Path, rot: str
) -> None:
    with Library.open(path, annotator="ann") as opened:
        opened.add([article_file(path.parent, "second.md", "# Second\n\nAnother text.\n")])
        opened.undo().result()
    backups.make(path, AT)
    altered(path, rot)
    with pytest.raises(DamagedError, match="a text"):
        backups.make(path, AT + HOUR)
    assert len(backups.every(path)) == 1


def test_it_is_named_for_its_time_and_readable_by_its_owner_only(path: Path) -> None:
    before = os.umask(0)
    try:
        made = backups.make(path, AT)
    finally:
        os.umask(before)
    assert made.path == path.parent / "annotations-backups" / "20260304T153000Z.db"
    assert made.made == AT
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert [file.name for file in made.path.parent.iterdir()] == [made.path.name]


def test_none_is_overwritten(path: Path) -> None:
    first = backups.make(path, AT)
    kept = first.path.read_bytes()
    more(path, "large")
    second = backups.make(path, AT)
    third = backups.make(path, AT, reason="before-restore")
    assert len({first.path, second.path, third.path}) == 3
    assert first.path.read_bytes() == kept
    assert len(backups.every(path)) == 3


def test_a_database_that_is_written_meanwhile_is_copied_as_it_was_at_one_moment(
    path: Path, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        with Library.open(path, annotator="bo") as other:
            article = other.articles()[0].article
            text = other.document(article).text
            while not stop.is_set():
                for start in range(0, len(text) - 6, 5):
                    if text[start : start + 4].isalpha():
                        span = Span(start, start + 4)
                        other.annotate(article, span, tags=["a", "b"]).result()
                    if stop.is_set():
                        break

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [backups.make(path, AT + HOUR * number) for number in range(5)]
    except StoreError as error:
        assert "changes too much" in str(error)
        made = []
    finally:
        stop.set()
        writer.join()
    for one in made:
        copied = sqlite3.connect(one.path)
        assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        seqs, changed = copied.execute(
            "SELECT count(DISTINCT l.seq), count(DISTINCT c.seq) FROM log l"
            " LEFT JOIN log_change c ON c.seq = l.seq"
        ).fetchone()
        assert seqs == changed
        copied.close()


@pytest.mark.parametrize("name", ["a?mode=memory#b.db", "ü 'quoted'", os.fsdecode(b"\xff.db")])
def test_any_name_can_be_backed_up(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with Library.open(path, annotator="ann", create=True) as opened:
        opened.add([article_file(tmp_path / "articles")])
    made = backups.make(path, AT)
    assert whole_dump(made.path) == whole_dump(path)


KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from reader.store import backups, copying
copying.verified = lambda *_, **__: os.kill(os.getpid(), 9)
backups.make(Path(sys.argv[1]), datetime.now(UTC))
"""


def test_one_whose_making_was_ended_is_none_and_is_swept_later(path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, cwd=ROOT)
    folder = backups.folder_of(path)
    [left] = list(folder.iterdir())
    assert left.stat().st_size
    assert backups.every(path) == []
    assert backups.files(path) == [left]
    automatic.sweep(path)
    assert left.exists()
    long_ago = left.stat().st_mtime - automatic.SWEPT_AFTER - 1
    os.utime(left, (long_ago, long_ago))
    automatic.sweep(path)
    assert not left.exists()


def test_a_cut_off_backup_is_none(path: Path) -> None:
    made = backups.make(path, AT)
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[: len(whole) // 2])
    assert backups.every(path) == []


NO_ROOM = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from reader.errors import StoreError
from reader.store import backups
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    backups.make(Path(sys.argv[1]), datetime.now(UTC))
except StoreError as error:
    print(error)
"""


def test_where_there_is_no_room_it_is_told_and_nothing_is_left(path: Path) -> None:
    before = whole_dump(path)
    ran = subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(path)], check=True, cwd=ROOT, capture_output=True
    )
    assert ran.stdout.count(b"\n") == 1
    assert b"disk" in ran.stdout
    assert list(backups.folder_of(path).iterdir()) == []
    assert whole_dump(path) == before


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE version SET text = replace(text, 'deleted', 'deLeted')", "text"),
        ("DELETE FROM tag", "refers to nothing"),
    ],
)
def test_a_damaged_database_is_not_backed_up(path: Path, statement: str, what: str) -> None:
    good = backups.make(path, AT)
    more(path, "large")
    altered(path, statement)
    with pytest.raises(DamagedError, match=what):
        automatic.make_if_due(path, AT + 2 * HOUR)
    assert names(path) == [good.path.name]


def test_an_index_that_does_not_know_every_row_is_found(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA writable_schema = ON")
    index = other.execute("SELECT * FROM sqlite_master WHERE name = 'log_session'").fetchone()
    other.execute("DELETE FROM sqlite_master WHERE name = 'log_session'")
    other.execute("PRAGMA writable_schema = RESET")
    other.execute(
        "INSERT INTO log SELECT seq + 50, at, annotator, session, kind, summary, article,"
        " offset, target FROM log"
    )
    other.execute("PRAGMA writable_schema = ON")
    other.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", index)
    other.close()
    with pytest.raises(DamagedError):
        backups.make(path, AT)
    assert backups.files(path) == []


def test_a_page_that_is_scribbled_over_is_found(path: Path) -> None:
    backups.make(path, AT)
    path.write_bytes(path.read_bytes().replace(b"Twitter has deleted", b"Nobody  has deleted"))
    with pytest.raises(StoreError):
        backups.make(path, AT + HOUR)
    assert len(names(path)) == 1


def test_in_a_read_only_place_one_can_be_made_elsewhere(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_writable", lambda _: False)
    before = fingerprint(path.parent)
    (path.parent / "elsewhere").mkdir()
    wanted = path.parent / "elsewhere" / "copy.db"
    backups.make_at(path, wanted)
    assert whole_dump(wanted) == whole_dump(path)
    assert fingerprint(path.parent) == before


def test_a_folder_that_cannot_be_used_is_told(path: Path) -> None:
    backups.folder_of(path).write_text("in the way")
    with pytest.raises(StoreError, match="no backups can be kept"):
        automatic.make_if_due(path, AT)


def test_making_one_is_given_up_when_asked(path: Path) -> None:
    halt = copying.Halt()
    halt.ask()
    with pytest.raises(StoreError, match="stopped"):
        backups.make(path, AT, halt=halt)
    assert backups.files(path) == []
