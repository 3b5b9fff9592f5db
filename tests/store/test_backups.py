"""Backups are whole, private and verified; they come and go by themselves, and none gets worse."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.errors import DamagedError, StoreError
from reader.library import Library
from reader.store import automatic, backups, copying, opening, placing
from reader.text.document import Span
from tests.library.given import (
    article_file,
    dump,
    fingerprint,
    library,
    library_with_article,
    marked,
)

AT = datetime(2026, 3, 4, 15, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with an article and two annotations."""
    opened, article = library_with_article(tmp_path)
    marked(opened, article, "170,000", "figures", note="Who counted?")
    marked(opened, article, "numbers")
    opened.close()
    return tmp_path / "annotations.db"


def whole_dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def more(path: Path, quote: str) -> None:
    """Mark another passage."""
    with Library.open(path, annotator="ann") as opened:
        marked(opened, opened.articles()[0].article, quote)


def altered(path: Path, *statements: str) -> None:
    """Change a database behind the program's back."""
    other = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        other.execute(statement)
    other.close()


def names(path: Path) -> list[str]:
    return [backup.path.name for backup in backups.every(path)]


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


# By themselves


def test_a_folder_that_cannot_be_used_is_told(path: Path) -> None:
    backups.folder_of(path).write_text("in the way")
    with pytest.raises(StoreError, match="no backups can be kept"):
        automatic.make_if_due(path, AT)


def test_one_is_due_when_something_changed_and_an_hour_went_by(path: Path) -> None:
    assert automatic.make_if_due(path, AT) is not None
    assert automatic.make_if_due(path, AT + 2 * HOUR) is None
    more(path, "large")
    assert automatic.make_if_due(path, AT + timedelta(minutes=59)) is None
    assert automatic.make_if_due(path, AT + 2 * HOUR) is not None
    with Library.open(path, annotator="ann") as opened:
        opened.place(opened.articles()[0].article.id, 33)
    assert automatic.make_if_due(path, AT + 4 * HOUR) is not None
    assert automatic.make_if_due(path, AT + 6 * HOUR) is None


def test_they_are_thinned_when_a_new_one_was_verified(path: Path) -> None:
    for minutes in range(0, 240, 10):
        backups.make(path, AT + timedelta(minutes=minutes))
    more(path, "large")
    assert automatic.make_if_due(path, AT + 12 * HOUR) is not None
    # The newest ten, and one for each of the three hours before them.
    assert len(names(path)) == 10 + 3
    more(path, "elsewhere")
    assert automatic.make_if_due(path, AT + timedelta(days=10)) is not None
    assert names(path)[0] == "20260314T153000Z.db"


def test_a_disk_that_is_nearly_full_is_left_to_the_database(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(path)
    size = path.stat().st_size
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=2 * size))
    with pytest.raises(StoreError, match="nearly full"):
        automatic.make_if_due(path, AT)
    assert backups.files(path) == []
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=4 * size))
    assert automatic.make_if_due(path, AT)


def test_large_ones_take_no_more_room_than_they_may(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(automatic, "BUDGET", 10 * path.stat().st_size)
    for hours in range(14):
        backups.make(path, AT + hours * HOUR)
    automatic.thin(path, AT + 14 * HOUR)
    assert len(names(path)) in (9, 10, 11)


def test_none_goes_for_one_that_is_not_sound(path: Path) -> None:
    for minutes in range(0, 600, 30):
        backups.make(path, AT + timedelta(minutes=minutes))
    whole = names(path)
    for backup in backups.every(path)[1:]:
        altered(backup.path, "UPDATE version SET text = 'another'")
    assert automatic.thin(path, AT + timedelta(minutes=600)) == []
    assert names(path) == whole


def test_what_others_took_away_stays_in_a_backup_that_is_kept(path: Path) -> None:
    automatic.make_if_due(path, AT)
    altered(path, "DELETE FROM annotation_tag", "DELETE FROM annotation")
    made = automatic.make_if_due(path, AT + 2 * HOUR)
    assert made is not None
    kept = backups.every(path)[1]
    assert kept.reason == "kept"
    assert "Who counted?" in "".join(whole_dump(kept.path))
    for day in range(1, 30):
        automatic.thin(path, AT + timedelta(days=40 * day))
    assert kept.path.exists()


def test_what_was_deleted_and_undone_here_keeps_no_backup_for_good(path: Path) -> None:
    automatic.make_if_due(path, AT)
    with Library.open(path, annotator="ann") as opened:
        for annotation in opened.annotations():
            opened.delete(annotation).result()
        opened.undo().result()
        opened.remove_article(opened.articles()[0].article).result()
    automatic.make_if_due(path, AT + 2 * HOUR)
    with library(path.parent) as opened:
        opened.undo().result()
    automatic.make_if_due(path, AT + 4 * HOUR)
    assert [backup.reason for backup in backups.every(path)] == ["", "", ""]


def test_a_database_with_another_history_keeps_the_last_backup_from_before(path: Path) -> None:
    automatic.make_if_due(path, AT)
    path.unlink()
    opened, article = library_with_article(path.parent)
    marked(opened, article, "large")
    opened.close()
    automatic.make_if_due(path, AT + 2 * HOUR)
    assert [backup.reason for backup in backups.every(path)] == ["", "kept"]


def test_those_from_before_a_migration_stay_but_for_the_oldest_of_very_many(path: Path) -> None:
    for number in range(automatic.KEPT + 3):
        backups.make(path, AT + number * HOUR, reason="before-schema-2")
    automatic.thin(path, AT + timedelta(days=1000))
    found = backups.every(path)
    assert len(found) == automatic.KEPT
    assert found[0].made == AT + (automatic.KEPT + 2) * HOUR


def test_those_that_are_kept_for_good_stay_however_many_they_are(path: Path) -> None:
    for number in range(automatic.KEPT + 1):
        backups.make(path, AT + number * HOUR, reason=backups.FOR_GOOD)
    assert automatic.thin(path, AT + timedelta(days=1000)) == []
    assert len(backups.every(path)) == automatic.KEPT + 1


def test_a_leftover_that_cannot_be_removed_does_not_deny_the_backup_that_was_made(
    path: Path,
) -> None:
    folder = backups.folder_of(path)
    stuck = folder / placing.passing_name(folder / "20260101T000000Z", "part")
    stuck.mkdir(parents=True)
    loose = folder / placing.passing_name(folder / "20260101T000000Z", "part")
    loose.touch()
    for file in (stuck, loose):
        os.utime(file, (0, 0))
    made = automatic.make_if_due(path, AT)
    assert made is not None
    assert made.path.exists()
    assert stuck.exists()
    assert not loose.exists()


def test_a_backup_too_many_that_cannot_be_removed_does_not_either(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(automatic.KEPT + 1):
        backups.make(path, AT - number * HOUR, reason="before-restore")

    def refuse(file: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(file))

    monkeypatch.setattr(automatic, "discard", refuse)
    more(path, "large")
    made = automatic.make_if_due(path, AT + HOUR)
    assert made is not None
    assert made.path.exists()


def test_making_one_is_given_up_when_asked(path: Path) -> None:
    halt = copying.Halt()
    halt.ask()
    with pytest.raises(StoreError, match="stopped"):
        backups.make(path, AT, halt=halt)
    assert backups.files(path) == []
