"""Taking files in in a process of its own: the same answers, and it can be ended."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from reader.errors import IngestError
from reader.ingest.apart import Apart
from reader.ingest.taking import take_changed


def test_it_gives_what_taking_in_here_gives(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("---\ntitle: One\n---\n# One\n\nText with a *mark*.\n")
    (tmp_path / "two.txt").write_text("Zwei Wörter.\n", encoding="utf-8")
    with Apart() as apart:
        for path in sorted(tmp_path.iterdir()):
            os.utime(path, (1_600_000_000, 1_600_000_000))
            here = take_changed(path, "")
            assert here is not None
            assert apart.take(path, "") == here
            assert apart.take(path, here.digest) is None


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text("word and word\n\n" * 60_000)
    shares: list[float] = []
    with Apart() as apart:
        apart.take(tmp_path / "long.md", "", shares.append)
    assert len(shares) > 2
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_a_file_that_cannot_be_taken_in_says_why_and_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "good.md").write_text("Good.\n")
    with Apart() as apart:
        with pytest.raises(IngestError, match="utf-16"):
            apart.take(tmp_path / "bad.md", "")
        with pytest.raises(IngestError, match="No such file"):
            apart.take(tmp_path / "none.md", "")
        taken = apart.take(tmp_path / "good.md", "")
        assert taken is not None
        assert taken.text == "Good."


def test_a_process_that_dies_ends_one_file_only(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("One.\n")
    with Apart() as apart:
        apart.take(tmp_path / "one.md", "")
        assert apart._served._process is not None
        os.kill(apart._served._process.pid, signal.SIGKILL)
        apart._served._process.wait()
        with pytest.raises(IngestError, match="its process ended"):
            apart.take(tmp_path / "one.md", "")
        assert apart.take(tmp_path / "one.md", "") is not None


def test_it_stops_in_the_middle_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text("word *and* word\n\n" * 300_000)
    apart = Apart()
    failed: list[IngestError] = []

    def run() -> None:
        try:
            apart.take(tmp_path / "long.md", "")
        except IngestError as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    while apart._served._process is None:
        time.sleep(0.01)
    apart.stop()
    thread.join(timeout=20)
    assert not thread.is_alive()
    assert failed
    with pytest.raises(IngestError, match="stopped"):
        apart.take(tmp_path / "long.md", "")


def test_modules_beside_the_reader_are_never_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("open('loaded', 'w')\n")
    (tmp_path / "reader.py").write_text("open('loaded', 'w')\n")
    (tmp_path / "one.md").write_text("One.\n")
    monkeypatch.chdir(tmp_path)
    with Apart() as apart:
        assert apart.take(Path("one.md"), "") is not None
    assert not (tmp_path / "loaded").exists()
