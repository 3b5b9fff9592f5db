"""A file larger than the limit is not read, one that grows meanwhile is not taken in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.errors import IngestError
from reader.ingest import decoding, reading, taking
from reader.ingest.apart import Apart
from reader.ingest.understood import Asked
from tests.library.given import article_file, library

SAID = "has 11 bytes, and the limit is 10; --max-size raises it"


def test_a_file_above_the_limit_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.md"
    path.touch()
    os.truncate(path, 10**12)
    monkeypatch.setattr(decoding, "decode", None)
    for take in (taking.load, taking.beginning):
        with pytest.raises(IngestError, match="has 1,000,000,000,000 bytes"):
            take(path)


def test_a_file_of_exactly_the_limit_is_taken_in(tmp_path: Path) -> None:
    taken = taking.take_changed(
        article_file(tmp_path, text="Ten bytes."), "", asked=Asked(max_size=10)
    )
    assert taken is not None
    assert taken.text == "Ten bytes."
    path = article_file(tmp_path, text="Ten bytes.\n")
    with pytest.raises(IngestError, match=SAID):
        taking.take_changed(path, "", asked=Asked(max_size=10))


def test_a_file_that_grows_while_it_is_read_is_held_to_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = article_file(tmp_path, text="Ten bytes.")
    before = reading._regular

    def grow(mode: int) -> None:
        before(mode)
        path.write_text("Ten bytes, and very many more.")

    # What is known of the file is asked before this.
    monkeypatch.setattr(reading, "_regular", grow)
    with pytest.raises(IngestError, match=SAID):
        reading.read(path, 10)


def test_a_process_of_its_own_holds_to_the_limit(tmp_path: Path) -> None:
    path = article_file(tmp_path, text="Ten bytes.\n")
    with Apart() as apart:
        with pytest.raises(IngestError, match=SAID):
            apart.take(path, "", asked=Asked(max_size=10))
        assert apart.take(path, "", asked=Asked(max_size=11)) is not None


def test_an_article_that_is_known_stays_under_a_lower_limit(tmp_path: Path) -> None:
    path = article_file(tmp_path, text="Ten bytes.\n")
    os.utime(path, (1_600_000_000, 1_600_000_000))
    with library(tmp_path) as opened:
        assert opened.add([path]).added
        opened.max_size = 10
        assert opened.add([path]).unchanged
        article_file(tmp_path, text="New bytes.\n")
        assert [one.what for one in opened.add([path]).problems] == [f"{SAID}, to 900MB at most"]
        assert opened.adding().run([path]).problems
        assert opened.beginning(path) is None
        assert opened.document(opened.articles()[0].article).text == "Ten bytes."
