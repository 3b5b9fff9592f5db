"""A disk that is full, or fails, or cannot be written: it is told, and nothing is lost or half."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.library import Library
from reader.text.document import Span
from tests.faults.given import (
    MANY,
    READER,
    Said,
    check_kept,
    check_one_line,
    check_sound,
    database,
    names,
    reader,
    tally,
    writing,
)
from tests.tui.given import Hands, reading

LONG = "\n".join(["n" * 999] * 199)
"""A note that takes more than the room that is left."""
NOBODY = 65534
"""The number of a user who owns nothing."""

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts, and is someone else")
needs_setpriv = pytest.mark.skipif(not shutil.which("setpriv"), reason="setpriv is missing")
needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")


def fill(library: Library) -> None:
    """Let the database grow no more."""
    connection = library._store._writer._connection
    assert connection is not None
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")


def make_room(library: Library) -> None:
    connection = library._store._writer._connection
    assert connection is not None
    connection.execute("PRAGMA max_page_count = 1000000")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library that has written already."""
    path = database(tmp_path)
    with Library.open(path, annotator="ann", window=True) as opened:
        [row] = opened.articles()
        opened.set_starred(row.article.id, True).result()
        yield opened


async def until_full(hands: Hands) -> None:
    """Highlight sentence after sentence until the disk takes no more."""
    for _ in range(200):
        await hands.press("j", "enter")
        if "full" in hands.said:
            return
    raise AssertionError("the disk never was full")


async def test_a_highlight_on_a_full_disk_is_told_and_not_shown(library: Library) -> None:
    async with reading(library, "Faults") as hands:
        fill(library)
        await until_full(hands)
        stored = hands.stored()
        assert [mark.id for mark in hands.pane.marks] == [mark.id for mark in stored]
        assert hands.current not in [mark.quote for mark in stored]
        make_room(library)
        await hands.press("escape", "q", "enter")
        assert len(hands.stored()) == len(stored) + 1
        assert "Highlighted" in hands.said
    check_sound(library.path)


async def test_a_note_on_a_full_disk_is_kept_open_until_there_is_room(library: Library) -> None:
    async with reading(library, "Faults") as hands:
        await hands.press("j")
        fill(library)
        await hands.press("a")
        await hands.type("a note that is long " + "x" * 10)
        assert hands.desk.overlays.field is not None
        hands.field.text = LONG  # type: ignore[union-attr]  # a note's field
        await hands.press("escape")
        assert "full" in hands.said
        assert hands.stored() == []
        assert hands.field.text == LONG  # type: ignore[union-attr]  # the same
        make_room(library)
        await hands.press("escape")
        assert [mark.note for mark in hands.stored()] == [LONG]
    check_sound(library.path)


def test_an_add_on_a_full_disk_is_told_and_leaves_what_was_there(tmp_path: Path) -> None:
    path = database(tmp_path)
    more = tmp_path / "more.md"
    more.write_text("# More\n\n" + "Many words stand here. " * 50_000)
    with Library.open(path, annotator="ann") as library:
        [row] = library.articles()
        library.annotate(row.article, Span(0, 3)).result()
        fill(library)
        with pytest.raises(StoreError, match="the disk is full"):
            library.add([more])
        assert [row.article.title for row in library.articles()] == ["Faults"]
        make_room(library)
        library.add([more])
        assert len(library.articles()) == 2
    check_sound(path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def stuff(folder: Path, left: int = 0) -> Path:
    """Fill a disk but for `left` bytes, with one file."""
    size = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize - left
    (folder / "stuffing").write_bytes(bytes(size))
    return folder / "stuffing"


@as_root
@pytest.mark.parametrize("left", [0, 8192, 40960] if MANY else [8192])
def test_commands_on_a_full_disk_say_so_in_one_line_and_change_nothing(
    small_disk: Path, left: int
) -> None:
    path = database(small_disk)
    assert reader("--db", path, "annotate", "Faults", "--quote", "Sentence 3 says").returncode == 0
    target = small_disk / "out.csv"
    target.write_text("old")
    with Library.open(path, annotator="ann") as library:
        [row] = library.articles()
        for start in range(60):
            library.annotate(row.article, Span(start, start + 5), note="n" * 400).result()
        before = library.annotations()
    (small_disk / "big.md").write_text("Many words stand here. " * 5_000)
    stuffing = stuff(small_disk, left)
    failing = (
        ("annotate", "Faults", "--quote", "Sentence 9 says", "--note", "n" * 100_000),
        ("add", str(small_disk / "big.md")),
        ("export", "-o", str(target)),
        ("export", "--format", "sqlite", "-o", str(small_disk / "out.db")),
    )
    for arguments in failing:
        done = reader("--db", path, *arguments)
        assert done.returncode == 1, (arguments, done)
        assert done.stdout == ""
        check_one_line(done.stderr)
    assert reader("--db", path, "list").stdout.startswith(row.article.id)
    made = reader("--db", small_disk / "new.db", "add", small_disk / "faults.md")
    assert made.returncode == 1
    check_one_line(made.stderr)
    stuffing.unlink()
    with Library.open(path, annotator="ann") as library:
        assert library.annotations() == before
    assert target.read_text() == "old"
    assert not any(name.endswith((".part", ".new")) for name in names(small_disk))
    check_sound(path)
    for arguments in failing:
        assert reader("--db", path, *arguments).returncode == 0
    tally("command on a full disk", rounds=5, not_told=0)


@needs_strace
@pytest.mark.parametrize("call", ["fdatasync", "pwrite64"])
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_a_disk_that_fails_is_told_and_what_was_called_saved_is_there(
    tmp_path: Path, call: str, error: str
) -> None:
    path = database(tmp_path)
    before = ["strace", "-f", "-o", "/dev/null", "-P", f"{path}-wal"]
    inject = (
        f"inject={call}:error={error}:when={'9..60+7' if call == 'fdatasync' else '40..900+61'}"
    )
    process = writing(path, "ann", 40, *before, "-e", inject)
    output, errors = process.communicate()
    said = Said().hear(output)
    assert process.returncode == 0, errors
    assert said.failures, "nothing failed"
    assert all("disk" in failure for failure in said.failures)
    check_sound(path)
    check_kept(path, said)
    tally("write with an error of the disk", failures=len(said.failures), lost=0)


@needs_strace
@pytest.mark.parametrize("moment", [1, 3])
def test_an_annotate_on_a_failing_disk_prints_no_id(tmp_path: Path, moment: int) -> None:
    path = database(tmp_path)
    done = subprocess.run(
        [
            *("strace", "-f", "-o", "/dev/null", "-P", f"{path}-wal"),
            *("-e", f"inject=pwrite64:error=EIO:when={moment}+", *READER),
            *("--db", str(path), "annotate", "Faults", "--quote", "Sentence 5 says"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "the disk reports an error" in check_one_line(done.stderr)
    check_sound(path)
    with Library.open(path, annotator="ann") as library:
        assert library.annotations() == []


# Places that can only be read


@pytest.fixture
def others_place(tmp_path: Path) -> Iterator[Path]:
    """A folder with a database that everybody may read, and its owner alone may write."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        path = database(place)
        with Library.open(path, annotator="ann") as library:
            [row] = library.articles()
            library.annotate(row.article, Span(0, 6), tags=["a"]).result()
        place.chmod(0o755)
        path.chmod(0o644)
        yield place


def as_nobody(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command as one who owns nothing; Python may be in a place that only root reads."""
    return subprocess.run(
        [
            *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
            *("--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search"),
            *READER,
            *map(str, arguments),
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LOGNAME": "bea", "HOME": "/nonexistent"},
    )


@as_root
@needs_setpriv
@pytest.mark.parametrize("is_file_writable", [False, True])
def test_in_a_read_only_place_reading_works_and_writing_is_refused(
    others_place: Path, is_file_writable: bool
) -> None:
    path = others_place / "annotations.db"
    path.chmod(0o666 if is_file_writable else 0o644)
    before = path.read_bytes()
    for looking in ("list", "show Faults", "annotations", "search Sentence", "export"):
        done = as_nobody("--db", path, *looking.split())
        assert (done.returncode, done.stderr) == (0, ""), looking
        assert done.stdout
    refused: tuple[tuple[str, ...], ...] = (
        ("annotate", "Faults", "--quote", "Sentence 5 says"),
        ("add", str(others_place / "faults.md")),
        ("undo",),
        ("export", "-o", str(others_place / "out.csv")),
    )
    for arguments in refused:
        done = as_nobody("--db", path, *arguments)
        if arguments[0] == "add":
            # There is nothing to write: it is as it was.
            assert "unchanged" in done.stderr
            continue
        assert done.returncode == 1, arguments
        check_one_line(done.stderr)
    assert path.read_bytes() == before
    assert names(others_place) == {"annotations.db", "faults.md"}
    made = as_nobody("--db", others_place / "new.db", "add", others_place / "faults.md")
    assert made.returncode == 1
    check_one_line(made.stderr)
