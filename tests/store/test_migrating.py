"""An older database is brought to the newest schema: backed up before, and whole or not at all."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlite_utils import Database

from reader.errors import StoreError
from reader.library import Library
from reader.store import backups, migrating, opened, opening, schema, texts
from reader.store.migration_set import MIGRATIONS
from tests.library.given import dump, fingerprint, marked
from tests.store import next_schema

SAVED = Path(__file__).parent / "saved"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def newer_program(older: Path) -> Iterator[None]:
    """A program of the schema after that, which comes upon it."""
    next_schema.install()
    yield
    next_schema.remove()


def schema_of(path: Path) -> int:
    seen = opening.look(path)
    assert seen is not None
    return seen.schema


def test_the_saved_databases_are_as_they_were_saved() -> None:
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in SAVED.glob("*.db")}
    assert found == {
        "schema-1.db": "2c1569bf7b5f8062bbd6766ea3f6f8796c873e2298d1b2cdaba8dacbdc8f94b6",
        "schema-2.db": "d86c0528eafc90d292116f0355a37fffbc57594f308e6d2602bbcf6dc2425708",
        "schema-3.db": "35798eb009e40408987c9ca98ab95fa4a40e239b8d48250ece3dfbf2a5a31222",
    }


@pytest.mark.parametrize("saved", sorted(SAVED.glob("*.db")), ids=lambda path: path.stem)
def test_a_database_of_every_released_schema_opens_with_all_that_was_in_it(
    tmp_path: Path, saved: Path
) -> None:
    path = tmp_path / "annotations.db"
    shutil.copyfile(saved, path)
    reading = sqlite3.connect(path)
    annotations = reading.execute("SELECT id, quote, note FROM annotation ORDER BY id").fetchall()
    steps = reading.execute("SELECT seq, summary FROM log ORDER BY seq").fetchall()
    tags = reading.execute("SELECT annotation, tag FROM annotation_tag").fetchall()
    reading.close()
    with Library.open(path, annotator="ann") as opened:
        found = opened.annotations()
        assert sorted((one.id, one.quote, one.note) for one in found) == annotations
        assert sum(len(one.tags) for one in found) == len(tags)
        assert [(entry.seq, entry.summary) for entry in reversed(opened.log())] == steps
        for row in opened.articles():
            for text_hash, _ in opened.versions(row.article):
                text = opened.document(row.article, text_hash).text
                for one in found:
                    if (one.article, one.text_hash) == (row.article.id, text_hash):
                        assert text[one.start : one.end] == one.quote
    assert schema_of(path) == schema.SCHEMA


@pytest.mark.usefixtures("newer_program")
def test_an_older_database_is_backed_up_and_brought_to_the_newest_schema(older: Path) -> None:
    before = dump(older)
    with Library.open(older, annotator="ann") as opened:
        assert "schema" in opened.notice
        assert len(opened.annotations()) == 2
        assert marked(opened, opened.articles()[0].article, "large").quote == "large"
    assert schema_of(older) == schema.SCHEMA
    [backup] = backups.every(older)
    assert backup.reason == f"before-schema-{schema.SCHEMA}"
    assert backup.schema == schema.SCHEMA - 1
    assert dump(backup.path) == before
    with Library.open(older, annotator="ann") as opened:
        assert opened.notice == ""
    assert len(backups.every(older)) == 1


def test_texts_are_folded_as_they_were_whatever_folding_becomes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "annotations.db"
    shutil.copyfile(SAVED / "schema-1.db", path)
    kept = "SELECT article, hash, rules, text, blocks FROM log_text ORDER BY article, hash, rules"
    versions = (
        "SELECT v.hash = a.text_hash, v.text, v.blocks FROM version v"
        " JOIN article a ON a.id = v.article ORDER BY v.article, v.hash"
    )
    with closing(sqlite3.connect(path)) as reading:
        before = reading.execute(versions).fetchall(), reading.execute(kept).fetchall()

    def changed(*_: object) -> None:
        raise AssertionError("a migration uses what goes on changing")

    for name in ("settle", "fold_aside", "_folded"):
        monkeypatch.setattr(texts, name, changed)
    assert migrating.migrate(path, datetime(2026, 1, 2, tzinfo=UTC)) is not None
    with closing(sqlite3.connect(path)) as reading:
        after = reading.execute(versions).fetchall(), reading.execute(kept).fetchall()
    assert {is_shown for is_shown, _, _ in before[0]} == {0, 1}
    assert after[0] == [
        row if row[0] else (0, zlib.compress(row[1].encode(), 1), zlib.compress(row[2], 1))
        for row in before[0]
    ]
    assert before[1]
    assert after[1] == [
        (*key, zlib.compress(text.encode(), 1), zlib.compress(blocks, 1))
        for *key, text, blocks in before[1]
    ]


@pytest.mark.usefixtures("newer_program")
def test_a_large_database_is_told_of_before_it_is_migrated(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrating, "LARGE", 1)
    told: list[str] = []

    def tell(line: str) -> None:
        assert schema_of(older) == schema.SCHEMA - 1
        assert not backups.every(older)
        told.append(line)

    for _ in range(2):
        Library.open(older, annotator="ann", tell=tell).close()
    assert told == [f"bringing {older} to schema {schema.SCHEMA}; a backup is made first"]


@pytest.mark.usefixtures("newer_program")
def test_a_small_one_is_not(older: Path) -> None:
    told: list[str] = []
    Library.open(older, annotator="ann", tell=told.append).close()
    assert told == []


@pytest.mark.usefixtures("newer_program")
def test_a_migration_that_fails_changes_nothing(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(older)

    def refuse(_: object) -> None:
        raise sqlite3.OperationalError("no more room")

    [migration] = [one for one in MIGRATIONS._migrations if one.name == next_schema.NAME]
    whole = migration.fn

    def half(db: Database) -> None:
        whole(db)
        refuse(db)

    monkeypatch.setattr(migration, "fn", half)
    with pytest.raises(StoreError):
        Library.open(older, annotator="ann")
    assert schema_of(older) == schema.SCHEMA - 1
    assert dump(older) == before
    monkeypatch.setattr(migration, "fn", whole)
    with Library.open(older, annotator="ann") as opened:
        assert len(opened.annotations()) == 2


@pytest.mark.usefixtures("newer_program")
def test_a_migration_that_would_leave_a_row_without_what_it_refers_to_is_not_kept(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [migration] = [one for one in MIGRATIONS._migrations if one.name == next_schema.NAME]
    whole = migration.fn

    def loses_tags(db: Database) -> None:
        whole(db)
        db.execute("DELETE FROM tag")

    monkeypatch.setattr(migration, "fn", loses_tags)
    before = dump(older)
    with pytest.raises(StoreError, match="cannot be brought to schema"):
        Library.open(older, annotator="ann")
    assert dump(older) == before


@pytest.mark.usefixtures("newer_program")
def test_a_damaged_older_database_is_not_migrated(older: Path) -> None:
    other = sqlite3.connect(older)
    other.execute("DELETE FROM tag")
    other.commit()
    other.close()
    before = dump(older)
    with pytest.raises(StoreError, match="refers to nothing"):
        Library.open(older, annotator="ann")
    assert schema_of(older) == schema.SCHEMA - 1
    assert dump(older) == before
    assert not backups.every(older)


@pytest.mark.usefixtures("newer_program")
def test_in_a_read_only_place_an_older_database_is_read_and_stays(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_writable", lambda path: path.name != older.name)
    before = fingerprint(older.parent)
    with Library.open(older, annotator="ann") as opened:
        assert opened.read_only
        assert opened.path == older
        assert len(opened.annotations()) == 2
        assert [row.article.title for row in opened.articles()] == ["Numbers"]
        copies = opened._store._file.parent
        assert copies.stat().st_mode & 0o777 == 0o700
        with pytest.raises(StoreError, match="can only be read"):
            opened.delete(opened.annotations()[0]).result()
    assert not copies.exists()
    assert fingerprint(older.parent) == before
    assert not backups.folder_of(older).exists()


@pytest.mark.usefixtures("newer_program")
def test_of_private_copies_only_that_of_the_file_that_is_read_stays(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []
    whole = tempfile.TemporaryDirectory

    def noted(*, prefix: str) -> tempfile.TemporaryDirectory[str]:
        folder = whole(prefix=prefix)
        made.append(Path(folder.name))
        return folder

    monkeypatch.setattr(opening, "_writable", lambda path: path.name != older.name)
    monkeypatch.setattr(tempfile, "TemporaryDirectory", noted)
    shutil.copyfile(older, older.with_name("other.db"))
    with Library.open(older, annotator="ann") as library:
        older.with_name("other.db").replace(older)
        with monkeypatch.context() as patched:
            patched.setattr(opened, "data_version", refused)
            with pytest.raises(StoreError):
                library.reopen()
        assert [folder.exists() for folder in made] == [True, False]
        assert len(library.annotations()) == 2
        library.reopen()
        assert [folder.exists() for folder in made] == [False, False, True]
        assert len(library.annotations()) == 2
    assert not any(folder.exists() for folder in made)


def refused(_: object) -> int:
    """Fail as SQLite may."""
    raise sqlite3.OperationalError("refused")


def test_a_database_of_the_newest_schema_is_opened_without_what_migrates(older: Path) -> None:
    check = (
        "import sys\n"
        "from pathlib import Path\n"
        "from reader.library import Library\n"
        "Library.open(Path(sys.argv[1]), annotator='ann').close()\n"
        "assert not {'reader.store.migrating', 'reader.store.backups'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", check, str(older)], check=True, cwd=ROOT)
