"""A file that an export takes the place of: whole or not at all, and never one that is needed."""

from __future__ import annotations

import fcntl
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, TypeAlias

import pytest

from reader.errors import MisuseError, ReaderError
from reader.library import Library
from reader.library.exchange.replacing import replacing, replacing_by
from reader.text.document import Span
from tests.cli.transcripts import PROGRAM, environment, read_a_little
from tests.faults.given import names
from tests.library.given import fingerprint, library_with_article, marked

Ended: TypeAlias = subprocess.CompletedProcess[bytes]

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")


@pytest.fixture
def opened(tmp_path: Path) -> Library:
    library, article = library_with_article(tmp_path)
    marked(library, article, "elsewhere", "a")
    library.close()
    return Library.open(tmp_path / "annotations.db", annotator="ann")


def put(target: Path, data: bytes = b"new") -> None:
    with replacing(target) as file:
        file.write(data)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    put(tmp_path / "out")
    assert (mode(tmp_path / "out"), (tmp_path / "out").read_bytes()) == (0o600, b"new")


@pytest.mark.parametrize("old", [0o644, 0o600, 0o664])
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path, old: int) -> None:
    target = tmp_path / "out"
    target.write_text("old")
    target.chmod(old)
    put(target)
    assert (mode(target), target.read_bytes()) == (old, b"new")


@as_root
def test_a_file_that_is_replaced_keeps_its_owner(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_text("old")
    os.chown(target, 65534, 65534)
    put(target)
    assert (target.stat().st_uid, target.stat().st_gid) == (65534, 65534)


def test_behind_a_link_the_file_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to("real/out")
    put(link, b"first")
    put(link, b"second")
    assert os.readlink(link) == "real/out"  # noqa: PTH115  # as it is written
    assert (tmp_path / "real" / "out").read_bytes() == b"second"
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["out"]


def test_an_error_midway_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_text("old")
    with pytest.raises(KeyboardInterrupt), replacing(target) as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert (target.read_text(), names(tmp_path)) == ("old", {"out"})


def test_the_longest_name_there_can_be_is_written(tmp_path: Path) -> None:
    for name in ("n" * 255, "🚀" * 63, "é" * 127):
        put(tmp_path / name)
        assert (tmp_path / name).read_bytes() == b"new"


def test_what_a_killed_export_left_is_deleted_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / ".out.0123456789ab.part"
    other = tmp_path / ".other.0123456789ab.part"
    for path in (left, other):
        path.write_text("half")
    put(tmp_path / "out")
    assert names(tmp_path) == {other.name, "out"}


def test_what_another_export_is_still_writing_stays(tmp_path: Path) -> None:
    with replacing_by(tmp_path / "out") as first:
        first.write_text("first")
        put(tmp_path / "out", b"second")
        assert first.read_text() == "first"
    assert (tmp_path / "out").read_text() == "first"


@pytest.mark.parametrize("moment", ["before it is locked", "while the other has the lock"])
def test_another_export_that_tidies_up_at_the_wrong_moment_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    target, locked = tmp_path / "out", fcntl.flock
    others: list[int] = []
    swept: list[Path] = []

    def flock(descriptor: int, how: int) -> None:
        if others:
            locked(descriptor, how)
            return
        [passing] = tmp_path.iterdir()
        swept.append(passing)
        others.append(os.open(passing, os.O_RDONLY))
        if moment.startswith("while"):
            locked(others[0], fcntl.LOCK_EX)
        else:
            passing.unlink()
        locked(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    with replacing(target) as file:
        file.write(b"new")
        swept[0].unlink(missing_ok=True)
    os.close(others[0])
    assert (target.read_bytes(), names(tmp_path), mode(target)) == (b"new", {"out"}, 0o600)


def test_a_file_that_may_only_be_read_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    target.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ReaderError, match="may only be read"):
        put(target)
    assert (target.read_text(), names(tmp_path)) == ("old", {"out"})


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reading = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reading.start()
    put(pipe)
    reading.join()
    assert got == [b"new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1"])
def test_our_own_stdout_is_written_to_where_it_stands(
    opened: Library, tmp_path: Path, name: str
) -> None:
    opened.close()
    out = tmp_path / "out"
    out.write_bytes(b"before\n")
    with out.open("ab") as file:
        ran = exporting(tmp_path, "-o", name, stdout=file)
    assert ran.returncode == 0, ran.stderr
    assert out.read_bytes().startswith(b"before\nid,article,")


def exporting(folder: Path, *arguments: str, stdout: IO[bytes] | None = None) -> Ended:
    return subprocess.run(
        [*PROGRAM, "export", *arguments],
        cwd=folder,
        env=environment(folder),
        stdout=stdout or subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
    )


_BESIDE = [f"annotations.db{end}" for end in ("", "-wal", "-shm", "-journal")]


@pytest.mark.parametrize(
    ("name", "way"),
    [(name, way) for name in _BESIDE for way in ("itself", "link")]
    + [("annotations.db", "hard link")],
)
def test_no_database_is_written_over(opened: Library, tmp_path: Path, name: str, way: str) -> None:
    target = tmp_path / name
    if way == "link":
        target = tmp_path / "link"
        target.symlink_to(name)
    elif way == "hard link":
        target = tmp_path / "second"
        os.link(tmp_path / name, target)
    before = fingerprint(tmp_path)
    with pytest.raises(MisuseError, match="is a database"):
        opened.export(target)
    assert fingerprint(tmp_path) == before
    opened.close()


@pytest.mark.parametrize("way", ["itself", "link", "hard link", "linked folder", "dots"])
def test_no_article_is_written_over(opened: Library, tmp_path: Path, way: str) -> None:
    file = tmp_path / "numbers.md"
    target = tmp_path / "other"
    if way == "itself":
        target = file
    elif way == "link":
        target.symlink_to(file)
    elif way == "hard link":
        os.link(file, target)
    elif way == "linked folder":
        target.symlink_to(tmp_path)
        target = target / file.name
    else:
        target = tmp_path / "annotations-drafts" / ".." / file.name
    before = file.read_bytes()
    with pytest.raises(MisuseError, match="is an article of the library"):
        opened.export(target)
    assert file.read_bytes() == before
    opened.close()


def test_a_file_with_two_names_of_which_none_is_an_article_is_replaced(
    opened: Library, tmp_path: Path
) -> None:
    (tmp_path / "one").write_text("old")
    os.link(tmp_path / "one", tmp_path / "two")
    opened.export(tmp_path / "two")
    assert (tmp_path / "one").read_text() == "old"
    assert (tmp_path / "two").read_text().startswith("id,")
    opened.close()


_LIMITED = """
import resource, sys
from reader.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
sys.exit(main())
"""


def test_a_file_that_cannot_grow_leaves_the_old_one(opened: Library, tmp_path: Path) -> None:
    opened.edit(opened.annotations()[0], note="long " * 60_000).result()
    opened.close()
    (tmp_path / "out").write_text("old")
    ran = subprocess.run(
        [sys.executable, "-c", _LIMITED, "export", "-o", "out"],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr.count("\n")) == (1, 1)
    assert "out cannot be written: File too large" in ran.stderr
    assert (tmp_path / "out").read_text() == "old"
    assert not list(tmp_path.glob(".*.part"))


_SLOW = """
import sys, time
from reader.cli import main
from reader.formats.csv import write
def slow(export, sink, options, losses):
    sink.write("half")
    print("begun", flush=True, file=sys.stderr)
    time.sleep(60)
write.write = slow
sys.exit(main())
"""


@pytest.mark.parametrize(
    ("number", "code", "left"),
    [(signal.SIGINT, 130, 0), (signal.SIGTERM, 143, 0), (signal.SIGKILL, -9, 1)],
)
def test_an_export_that_is_ended_leaves_the_old_file(
    opened: Library, tmp_path: Path, number: int, code: int, left: int
) -> None:
    opened.close()
    (tmp_path / "out").write_text("old")
    process = subprocess.Popen(
        [sys.executable, "-c", _SLOW, "export", "-o", "out"],
        cwd=tmp_path,
        env=environment(tmp_path),
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    assert process.stderr.readline() == b"begun\n"
    process.send_signal(number)
    said = process.stderr.read()
    assert process.wait() == code
    process.stderr.close()
    assert b"Traceback" not in said
    assert (tmp_path / "out").read_text() == "old"
    assert len(list(tmp_path.glob(".out.*.part"))) == left
    assert exporting(tmp_path, "-o", "out").returncode == 0
    assert (tmp_path / "out").read_text().startswith("id,")
    assert not list(tmp_path.glob(".out.*.part"))


def test_head_ends_an_export_quietly(tmp_path: Path) -> None:
    library, article = library_with_article(tmp_path, "word " * 4_000)
    for start in range(200):
        library.annotate(article, Span(start * 5, start * 5 + 4), note="n" * 2_000)
    library.close()
    read_a_little(tmp_path, "export")
