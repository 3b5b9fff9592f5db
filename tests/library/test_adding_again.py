"""Adding again: which files are read once more, by their sizes and times."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from reader.library import doctor
from tests.library.given import article_file, dump, library


@pytest.mark.parametrize("is_coarse", [True, False])
def test_an_edit_of_the_same_size_and_time_is_seen_if_it_may_have_come_after_the_reading(
    tmp_path: Path, is_coarse: bool
) -> None:
    path = article_file(tmp_path, text="One text.\n")
    opened = library(tmp_path)
    now = time.time_ns()
    at = now - now % 1_000_000_000 if is_coarse else now
    os.utime(path, ns=(at, at))
    with opened:
        article = opened.add([path]).added[0]
        article_file(tmp_path, text="Two text.\n")
        os.utime(path, ns=(at, at))
        assert opened.add([path]).changed
        assert opened.document(opened.article(article.id)).text == "Two text."


def test_a_file_that_was_settled_when_it_was_read_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = article_file(tmp_path)
    os.utime(path, (1_600_000_000, 1_600_000_000))
    with library(tmp_path) as opened:
        opened.add([path])
        monkeypatch.setattr("reader.ingest.reading.read", lambda *_: pytest.fail("read again"))
        assert opened.add([path]).unchanged


def test_a_file_that_was_touched_is_read_once_more_and_then_not_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = article_file(tmp_path)
    os.utime(path, (1_600_000_000, 1_600_000_000))
    with library(tmp_path) as opened:
        opened.add([path])
        os.utime(path, (1_600_000_100, 1_600_000_100))
        report = opened.add([path])
        assert (len(report.unchanged), report.entry) == (1, None)
        assert len(opened.log()) == 1
        monkeypatch.setattr("reader.ingest.reading.read", lambda *_: pytest.fail("read again"))
        assert opened.add([path]).unchanged


def test_steps_are_undone_and_redone_over_the_times_of_files_that_were_touched(
    tmp_path: Path,
) -> None:
    corpus = tmp_path / "corpus"
    paths = [article_file(corpus, name, f"# {name}\n\nText.\n") for name in ("a.md", "b.md")]
    with library(tmp_path) as opened:

        def touched(at: int) -> None:
            for path in paths:
                if path.exists():
                    os.utime(path, (at, at))
            assert not opened.add([corpus]).entry

        opened.add([corpus])
        touched(1_600_000_000)
        before = dump(opened.path)
        away = paths[0].rename(tmp_path / "away.md")
        assert opened.add([corpus]).gone
        touched(1_600_000_100)
        opened.undo().result()
        assert dump(opened.path) == before
        assert opened.file_as_read(str(paths[1])) == (14, 1_600_000_100_000_000_000)
        opened.redo().result()
        away.rename(paths[0])
        assert opened.add([corpus]).back
        touched(1_600_000_200)
        assert [one for one in doctor.examine(opened.path) if one.grade == "problem"] == []
        for _ in range(3):
            opened.undo().result()
        assert opened.articles() == []


def test_files_that_are_only_read_in_another_way_are_not_looked_through_for_renamed_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md"):
        os.utime(article_file(tmp_path / "corpus", name), (1_600_000_000, 1_600_000_000))
    with library(tmp_path) as opened:
        opened.add([tmp_path / "corpus"])
        monkeypatch.setattr("reader.ingest.taking.digest", lambda *_: pytest.fail("looked into"))
        assert len(opened.add([tmp_path / "corpus"], encoding="cp1252").changed) == 2
