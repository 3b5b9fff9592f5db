"""Limits of the process in which files are read: time, memory, and the life of who asked."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.errors import IngestError
from reader.ingest import apart, limits, taking
from reader.ingest.apart import Apart

_INSTEAD = """
import sys
sys.path[:] = sys.argv[1:]
from reader.ingest import apart
honest = apart.take_changed
def take_changed(path, *others, **named):
    if path.name.startswith("good"):
        return honest(path, *others, **named)
    import os, time
    {deed}
apart.take_changed = take_changed
apart.serve()
"""
"""The program of the process, with something else to do for files that are not good."""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "good.md").write_text("Good.\n")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4")
    return tmp_path


def _do(monkeypatch: pytest.MonkeyPatch, deed: str) -> None:
    monkeypatch.setattr(apart, "_PROGRAM", _INSTEAD.format(deed=deed))


def test_a_file_that_takes_too_long_is_told_and_stops_no_other(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _do(monkeypatch, "time.sleep(60)")
    monkeypatch.setattr(limits, "seconds", lambda path: 0.3 if path.name == "bad.pdf" else 60)
    with Apart() as process:
        with pytest.raises(IngestError, match=r"took longer than the 0 seconds"):
            process.take(files / "bad.pdf", "")
        taken = process.take(files / "good.md", "")
        assert taken is not None
        assert taken.text == "Good."


def test_more_time_is_given_to_a_larger_file(tmp_path: Path) -> None:
    (tmp_path / "small.pdf").write_bytes(b"")
    with (tmp_path / "large.pdf").open("wb") as file:
        file.truncate(100_000_000)
    assert limits.seconds(tmp_path / "small.pdf") == 60
    assert limits.seconds(tmp_path / "large.pdf") == 560
    assert limits.seconds(tmp_path / "none.pdf") == 60


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is not told here")
@pytest.mark.parametrize("name", ["bad.pdf", "good.md"])
def test_memory_is_bounded_for_risky_files_alone(
    files: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with limits.memory(files / name):
        if name == "bad.pdf":
            with pytest.raises(MemoryError):
                bytearray(2 * limits.GIBIBYTE)
        else:
            assert len(bytearray(2 * limits.GIBIBYTE)) == 2 * limits.GIBIBYTE
    assert len(bytearray(2 * limits.GIBIBYTE)) == 2 * limits.GIBIBYTE


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is not told here")
@pytest.mark.parametrize("kind", sorted(limits.RISKY))
def test_every_risky_kind_has_a_limit_of_memory(kind: str) -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    with limits.memory(Path(f"a.{kind}")):
        assert resource.getrlimit(resource.RLIMIT_AS) != before
    assert resource.getrlimit(resource.RLIMIT_AS) == before


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is not told here")
def test_a_file_that_takes_too_much_memory_is_told_and_stops_no_other(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _do(monkeypatch, "bytearray(2 << 30)")
    with Apart() as process:
        with pytest.raises(IngestError, match="needs more memory than such a file is given"):
            process.take(files / "bad.pdf", "")
        assert process.take(files / "good.md", "") is not None


def test_a_crash_is_told_by_its_name_and_stops_no_other(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _do(monkeypatch, "os.kill(os.getpid(), 11)")
    with Apart() as process:
        with pytest.raises(IngestError, match=r"its process ended \(SIGSEGV\); the file"):
            process.take(files / "bad.pdf", "")
        assert process.take(files / "good.md", "") is not None


def test_a_library_that_gives_up_for_want_of_memory_is_told_in_words(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _do(monkeypatch, "os.abort()")
    with Apart() as process, pytest.raises(IngestError, match="too large or damaged, and needs"):
        process.take(files / "bad.pdf", "")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is not told here")
def test_a_pdf_takes_less_than_a_gigabyte(files: Path) -> None:
    with limits.memory(files / "bad.pdf"), pytest.raises(MemoryError):
        bytearray(900_000_000)


def test_the_process_ends_in_the_middle_of_a_file_when_who_asked_is_killed(files: Path) -> None:
    program = (
        "import threading, time\n"
        "from pathlib import Path\n"
        "from reader.ingest import apart\n"
        f"apart._PROGRAM = {_INSTEAD.format(deed='time.sleep(60)')!r}\n"
        "process = apart.Apart()\n"
        f"named = (Path({str(files / 'bad.pdf')!r}), '')\n"
        "asking = threading.Thread(target=process.take, args=named)\n"
        "asking.start()\n"
        "time.sleep(1)\n"
        "print(process._served._process.pid, flush=True)\n"
        "asking.join()\n"
    )
    asker = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert asker.stdout is not None
    reading = int(asker.stdout.readline())
    asker.send_signal(signal.SIGKILL)
    asker.wait()
    asker.stdout.close()
    for _ in range(100):
        if not _runs(reading):
            break
        time.sleep(0.05)
    assert not _runs(reading)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        pass
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return not Path("/proc").exists()


def test_the_beginning_of_a_risky_file_is_never_read_here(files: Path) -> None:
    with pytest.raises(IngestError, match="in a process apart"):
        taking.beginning(files / "bad.pdf")
