"""Drafts on disk: whole or not there, for their owner only, and harmless whatever they hold."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.library import drafts
from reader.library.draft import MOST_BYTES, Draft, packed, unpacked
from reader.library.drafts import DraftFile, claim, folder_of, left_behind

DRAFT = Draft(
    article="a1",
    title="A title",
    text_hash="h1",
    start=3,
    end=8,
    quote="tides",
    annotation="n1",
    tags=("sea/level", "moon"),
    before="was",
    text="Rises twice a day.\n\nCheck the *harbour* table.",
    at="2026-01-02T03:04:05.678Z",
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "notes.db"


def written(database: Path, draft: Draft = DRAFT) -> Path:
    """Leave a draft behind, as a kill does."""
    file = DraftFile.new(database)
    file.write(draft)
    file.release()
    return file.path


def texts(database: Path) -> list[str]:
    return [found.draft.text for found in left_behind(database).drafts]


def test_a_draft_that_was_left_behind_is_found_whole(database: Path) -> None:
    written(database)
    assert [found.draft for found in left_behind(database).drafts] == [DRAFT]


def test_the_newest_comes_first(database: Path) -> None:
    for day in ("02", "04", "03"):
        written(database, DRAFT._replace(text=day, at=f"2026-01-{day}T00:00:00.000Z"))
    assert texts(database) == ["04", "03", "02"]


def test_only_the_owner_can_look_into_it(database: Path) -> None:
    path = written(database)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_was_opened_to_others_is_closed_again(database: Path) -> None:
    folder_of(database).mkdir(mode=0o777)
    folder_of(database).chmod(0o777)
    assert written(database).parent.stat().st_mode & 0o777 == 0o700


def test_a_living_draft_is_not_taken_for_one_left_behind(database: Path) -> None:
    file = DraftFile.new(database)
    file.write(DRAFT)
    assert texts(database) == []
    file.write(DRAFT._replace(text="more"))
    assert texts(database) == []
    assert claim(file.path) is None
    file.release()
    assert texts(database) == ["more"]


def test_one_that_was_claimed_is_nobody_elses(database: Path) -> None:
    path = written(database)
    claimed = claim(path)
    assert claimed is not None
    assert claim(path) is None
    draft, file = claimed
    file.write(draft._replace(text="gone on with"))
    assert texts(database) == []
    file.release()
    assert texts(database) == ["gone on with"]


def test_one_that_was_removed_is_gone(database: Path) -> None:
    file = DraftFile.new(database)
    file.write(DRAFT)
    file.remove()
    assert list(folder_of(database).iterdir()) == []
    assert claim(file.path) is None


def test_looking_makes_no_folder(database: Path) -> None:
    assert left_behind(database) == ((), ())
    assert not folder_of(database).exists()


def test_what_the_disk_refuses_leaves_the_draft_before(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = DraftFile.new(database)
    file.write(DRAFT)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("reader.library.drafts.os.fsync", full)
        with pytest.raises(ReaderError, match="no draft can be kept: No space left on device"):
            file.write(DRAFT._replace(text="more"))
    assert [path.name for path in folder_of(database).iterdir()] == [file.path.name]
    assert texts(database) == []
    file.release()
    assert texts(database) == [DRAFT.text]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said(database: Path) -> None:
    database.parent.chmod(0o500)
    try:
        with pytest.raises(ReaderError, match="Permission denied"):
            DraftFile.new(database).write(DRAFT)
    finally:
        database.parent.chmod(0o700)


def test_a_folder_that_leads_elsewhere_is_refused(database: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder_of(database).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ReaderError, match="no folder of yours"):
        DraftFile.new(database).write(DRAFT)


def test_a_note_that_is_too_long_is_said(database: Path) -> None:
    with pytest.raises(ReaderError, match="too long"):
        DraftFile.new(database).write(DRAFT._replace(text="x" * (MOST_BYTES + 1)))


# What was tampered with

_GOOD: dict[str, Any] = json.loads(packed(DRAFT))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"[" * 100_000,
        b"null",
        json.dumps({**_GOOD, "start": -1}).encode(),
        json.dumps({**_GOOD, "start": True}).encode(),
        json.dumps({**_GOOD, "start": 3.5}).encode(),
        json.dumps({**_GOOD, "end": 2}).encode(),
        json.dumps({**_GOOD, "end": 1 << 70}).encode(),
        json.dumps({**_GOOD, "tags": "sea"}).encode(),
        json.dumps({**_GOOD, "tags": [["sea"]]}).encode(),
        json.dumps({**_GOOD, "text": None}).encode(),
        json.dumps({key: value for key, value in _GOOD.items() if key != "text"}).encode(),
        b'{"start": ' + b"9" * 10_000 + b"}",
    ],
)
def test_what_is_no_draft_is_named_and_stays(database: Path, data: bytes) -> None:
    path = written(database)
    path.write_bytes(data)
    assert left_behind(database) == ((), (path,))
    assert path.read_bytes() == data


def test_what_could_act_on_a_terminal_is_made_harmless(database: Path) -> None:
    hostile = {**_GOOD, "text": "a\x1b[2J\u202eb\r\nc", "quote": "\x9b1m", "tags": ["\x07"]}
    written(database).write_text(json.dumps(hostile), encoding="utf-8")
    (found,) = left_behind(database).drafts
    assert found.draft.text == "a␛[2J�b\nc"
    assert (found.draft.quote, found.draft.tags) == ("�1m", ("␇",))


@pytest.mark.parametrize("kind", ["fifo", "link", "folder", "huge"])
def test_what_is_no_plain_file_is_not_read(database: Path, tmp_path: Path, kind: str) -> None:
    path = written(database)
    path.unlink()
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "link":
        (tmp_path / "secret").write_bytes(packed(DRAFT))
        path.symlink_to(tmp_path / "secret")
    elif kind == "folder":
        path.mkdir()
    else:
        with path.open("wb") as file:
            file.truncate(MOST_BYTES + 1)
    assert left_behind(database) == ((), (path,))


def test_what_a_kill_left_half_written_is_swept_away_in_time(database: Path) -> None:
    passing = written(database).with_suffix(".part")
    passing.write_bytes(b"{")
    left_behind(database)
    assert passing.exists()
    os.utime(passing, (0, 0))
    assert texts(database) == [DRAFT.text]
    assert not passing.exists()


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]))


@given(_TEXT, _TEXT, st.lists(_TEXT), st.integers(0, 1 << 40), st.integers(0, 1 << 20))
def test_what_is_packed_comes_back(
    text: str, before: str, tags: list[str], start: int, length: int
) -> None:
    end = min(start + length, 1 << 40)
    draft = DRAFT._replace(text=text, before=before, tags=tuple(tags), start=start, end=end)
    assert unpacked(packed(draft)) == draft


@given(st.binary())
def test_no_bytes_raise_anything_but_that_they_are_no_draft(data: bytes) -> None:
    with pytest.raises(ValueError):
        unpacked(data)


# What must not be found


def test_drafts_stand_beside_the_database_as_its_backups_do(database: Path) -> None:
    assert DraftFile.new(database).path.parent == database.with_name("notes-drafts")
    assert folder_of(database.with_name("other.sqlite")).name == "other.sqlite.drafts"


def test_a_note_can_be_put_elsewhere_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = drafts.put_elsewhere(DRAFT)
    assert path.parent == tmp_path
    assert path.read_text(encoding="utf-8") == DRAFT.text
    assert path.stat().st_mode & 0o777 == 0o600
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    with pytest.raises(ReaderError, match="could be put nowhere"):
        drafts.put_elsewhere(DRAFT)
