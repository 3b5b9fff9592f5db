"""Backups come and go by themselves: when one is due, which go, and which stay for good."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.library import Library
from reader.store import automatic, backups, placing
from tests.library.given import (
    library,
    library_with_article,
    marked,
)
from tests.store.backed_up import AT, HOUR, altered, more, names, whole_dump


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
