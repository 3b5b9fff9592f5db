"""Whatever rots is found, by its kind and place, and what to do about it is said."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.library import backups as making
from reader.library import doctor
from reader.library.doctor import Finding
from tests.library.given import article_file, fingerprint, library, marked
from tests.library.kept import altered, backup, draft
from tests.library.used import Usage

TEXT = "# Ferries\n\nThe pewterferry left at dawn. Nobody waved, and José slept.\n"


def used(folder: Path) -> Path:
    """Give the database of a library with an older version, tags, undone and deleted things."""
    with library(folder) as opened:
        source = article_file(folder, "ferries.md", TEXT)
        article = opened.add([source]).added[0]
        marked(opened, article, "pewterferry", "boats", "boats/small", note="a note")
        gone = marked(opened, article, "Nobody waved")
        opened.delete(gone).result()
        source.write_text(TEXT.replace("dawn", "night"), encoding="utf-8")
        opened.add([source])
        marked(opened, opened.article(article.id), "José")
        opened.undo().result()
        other = opened.add([article_file(folder)]).added[0]
        opened.remove_article(other).result()
    backup(opened.path, time.strftime("%Y%m%dT%H%M%SZ", time.gmtime()))
    return opened.path


def problems(path: Path) -> dict[str, Finding]:
    """Give the problems that are found by their kind."""
    return {one.kind: one for one in doctor.examine(path) if one.grade == "problem"}


def notes(path: Path) -> dict[str, Finding]:
    """Give what is found worth knowing by its kind."""
    return {one.kind: one for one in doctor.examine(path) if one.grade == "note"}


def test_a_sound_library_has_no_findings_and_stays_as_it_is(tmp_path: Path) -> None:
    path = used(tmp_path)
    before = fingerprint(tmp_path)
    assert list(doctor.examine(path)) == []
    assert fingerprint(tmp_path) == before


@pytest.mark.parametrize("seed", range(10, 16))
def test_a_library_that_was_used_at_random_by_two_windows_is_sound(
    tmp_path: Path, seed: int
) -> None:
    usage = Usage(tmp_path, seed)
    usage.go_on(80)
    assert problems(usage.windows[0].path) == {}
    usage.close()


def test_a_flipped_bit_in_a_stored_text_is_found(tmp_path: Path) -> None:
    path = used(tmp_path)
    data = path.read_bytes()
    # The text that is shown, not the quote or what the history has.
    at = data.index(b"pewterferry left at night") + 15
    path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    found = problems(path)
    assert found["text"].what == "its text is not the one that was stored"
    assert "Ferries" in found["text"].where
    assert "`reader restore " in found["text"].hint


def test_a_flipped_bit_in_a_folded_text_is_found(tmp_path: Path) -> None:
    path = used(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        [(folded,)] = connection.execute("SELECT text FROM version WHERE typeof(text) = 'blob'")
    data = path.read_bytes()
    at = data.index(folded) + len(folded) // 2
    path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
    assert "version" in problems(path)["text"].where


def test_a_flipped_bit_in_a_text_kept_for_undoing_is_found(tmp_path: Path) -> None:
    path = used(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        [(folded,)] = connection.execute("SELECT text FROM log_text")
    data = path.read_bytes()
    at = data.index(folded) + len(folded) // 2
    path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
    assert "kept for undoing" in problems(path)["text"].where


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE annotation SET quote = 'another'", "quote"),
        ("UPDATE annotation SET prefix = 'another'", "quote"),
        ('UPDATE annotation SET "end" = 5000', "quote"),
        ("UPDATE annotation SET note = 'another'", "log"),
        ("UPDATE annotation SET proposed_start = 3, proposed_end = 9", "annotation"),
        ("UPDATE article SET title = 'another'", "log"),
        ("UPDATE article SET length = 5", "article"),
        ("UPDATE article SET metadata = '['", "article"),
        ("UPDATE version SET blocks = x'00' WHERE typeof(text) = 'text'", "blocks"),
        ("UPDATE version SET text = 'another' WHERE typeof(text) = 'text'", "text"),
        ("DELETE FROM version WHERE typeof(text) = 'text'", "article"),
        ("DELETE FROM version WHERE typeof(text) = 'blob'", "log"),
        ("DELETE FROM log_text", "log"),
        ("DELETE FROM annotation_tag; DELETE FROM annotation", "log"),
        ("UPDATE annotation_tag SET position = position + 1 WHERE position = 1", "tag"),
        ("UPDATE tag SET folded = 'another' WHERE path = 'boats'", "tag"),
        ("UPDATE tag SET path = 'a;b', folded = 'a;b' WHERE path = 'boats'", "tag"),
        ("UPDATE log_change SET after = replace(after, 'a note', 'no note')", "log"),
        ("UPDATE log_change SET before = replace(before, 'Nobody', 'Anybody')", "log"),
        ("UPDATE log_change SET after = '{' WHERE kind = 'tag'", "log"),
        ("DELETE FROM log_change WHERE kind = 'annotation'", "log"),
        ("DELETE FROM log WHERE target = 0", "log"),
        ("DELETE FROM log WHERE kind = 'undo'", "log"),
    ],
)
def test_what_another_program_changed_is_found(tmp_path: Path, statement: str, kind: str) -> None:
    path = used(tmp_path)
    altered(path, "PRAGMA foreign_keys = OFF", *statement.split("; "))
    assert kind in problems(path)


def test_a_passage_that_parts_a_character_is_found(tmp_path: Path) -> None:
    with library(tmp_path) as opened:
        text = "# Studies\n\nAn e\u0301tude by night.\n"
        article = opened.add([article_file(tmp_path, text=text)]).added[0]
        marked(opened, article, "An e\u0301tude")
    altered(opened.path, 'UPDATE annotation SET "end" = "start" + 4, quote = \'An e\'')
    assert problems(opened.path)["quote"].what.endswith("inside a character")


def test_a_file_cut_short_is_found_and_the_newest_sound_backup_is_named(tmp_path: Path) -> None:
    path = used(tmp_path)
    newer = backup(path, "29990102T030405Z")
    newer.write_bytes(newer.read_bytes()[:-4096])
    path.write_bytes(path.read_bytes()[:-8192])
    found = problems(path)
    assert "damaged" in found["database"].what
    assert "Z.db`" in found["database"].hint
    assert "2999" not in found["database"].hint
    assert "2999" in found["backup"].where


def test_doctor_names_the_backup_that_restore_takes(tmp_path: Path) -> None:
    path = used(tmp_path)
    taken = backup(path, "29990102T030405Z")
    before = backup(path, "29990103T030405Z")
    before.rename(before.with_name("29990103T030405Z-before-restore.db"))
    rotten = backup(path, "29990104T030405Z")
    altered(rotten, "UPDATE version SET text = 'another' WHERE typeof(text) = 'text'")
    assert making.newest_sound(path)[0] == taken
    path.write_bytes(path.read_bytes()[:-8192])
    found = problems(path)
    assert f"`reader restore {taken}`" in found["database"].hint
    assert found["backup"].where == str(rotten)
    assert "it is damaged" in found["backup"].what


def test_of_a_backup_that_can_be_restored_its_contents_are_told_and_it_is_kept(
    tmp_path: Path,
) -> None:
    path = used(tmp_path)
    made = backup(path, "29990102T030405Z")
    altered(made, "UPDATE annotation SET quote = 'another'")
    assert making.newest_sound(path)[0] == made
    found = problems(path)["backup"]
    assert "can be restored" in found.hint
    assert "delete" not in found.hint


def test_a_backup_of_a_newer_version_is_told_and_kept(tmp_path: Path) -> None:
    path = used(tmp_path)
    altered(backup(path, "29990102T030405Z"), "PRAGMA user_version = 99")
    assert "update" in problems(path)["backup"].hint


def test_damaged_pages_are_found_and_what_can_be_read_is_looked_at(tmp_path: Path) -> None:
    path = used(tmp_path)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size - 3 * 4096)
        file.write(b"\xaa" * 4096)
    assert {"pages", "damage"} & {*problems(path)}


def test_tables_that_are_not_ours_are_told_and_not_looked_into(tmp_path: Path) -> None:
    path = used(tmp_path)
    altered(path, "CREATE TRIGGER t AFTER INSERT ON tag BEGIN DELETE FROM tag; END")
    assert "is not ours" in str(problems(path)["database"])


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    altered(path, "CREATE TABLE t (x)")
    with pytest.raises(StoreError, match="another program"):
        list(doctor.examine(path))


def test_without_a_backup_one_is_asked_for(tmp_path: Path) -> None:
    with library(tmp_path) as opened:
        opened.add([article_file(tmp_path)])
    assert notes(opened.path)["backup"].hint == "`reader backup` makes one"
    backup(opened.path, "20260102T030405Z")
    assert "days old" in notes(opened.path)["backup"].what


def test_what_stands_around_is_looked_at_too(tmp_path: Path) -> None:
    path = used(tmp_path)
    with library(tmp_path) as opened:
        draft(path, opened.annotations()[0], "words")
    (tmp_path / "ferries.md").unlink()
    path.chmod(0o644)
    left = tmp_path / ".annotations.db.0123456789ab.new"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    found = notes(path)
    assert {*found} == {"draft", "source", "permissions", "leftover"}
    assert "is not there" in found["source"].what
    assert problems(path) == {}
    assert len(list(doctor.repair(path))) == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {*notes(path)} == {"draft", "source"}


def test_repairing_leaves_what_is_not_ours_alone(tmp_path: Path) -> None:
    path = used(tmp_path)
    with library(tmp_path) as opened:
        made = draft(path, opened.annotations()[0], "words")
    folders = (tmp_path / "annotations-backups", made.parent)
    foreign = [folder / "own.txt" for folder in folders]
    for file in (*foreign, made):
        file.touch()
        file.chmod(0o644)
    assert list(doctor.repair(path)) == [f"made {made} its owner's alone"]
    assert [stat.S_IMODE(file.stat().st_mode) for file in foreign] == [0o644, 0o644]


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + bytes(200), b"words\n"])
def test_repairing_changes_nothing_about_another_programs_file(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    path.chmod(0o644)
    with suppress(StoreError):
        list(doctor.repair(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_file_that_was_only_touched_is_not_worth_a_word(tmp_path: Path) -> None:
    path = used(tmp_path)
    os.utime(tmp_path / "ferries.md", ns=(1, 1))
    assert "source" not in notes(path)


def test_a_changed_file_is_worth_knowing(tmp_path: Path) -> None:
    path = used(tmp_path)
    article_file(tmp_path, "ferries.md", TEXT + "More.\n")
    assert "was changed" in notes(path)["source"].what
