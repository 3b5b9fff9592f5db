"""What a future says is done is on disk; several programs write without losing anything."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from reader.errors import BusyError, StoreError
from reader.store import connection as connecting
from reader.store.writer import Writer
from reader.text.document import Span
from tests.library.given import library, library_with_article, marked

MARKING = """
import os, sys
from pathlib import Path
from reader.library import Library
library = Library.open(Path(sys.argv[1]), annotator=sys.argv[2])
[row] = library.articles()
for start in range(int(sys.argv[3])):
    library.annotate(row.article, (start, start + 3), tags=["shared", f"t{start}"]).result()
    print(start, flush=True)
if sys.argv[4] == "die":
    os.kill(os.getpid(), 9)
library.close()
"""


def marking(path: Path, name: str, count: int, end: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", MARKING, str(path), name, str(count), end],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_what_was_said_to_be_saved_survives_a_kill(tmp_path: Path) -> None:
    opened, _ = library_with_article(tmp_path)
    opened.close()
    process = marking(opened.path, "killed", 5, "die")
    said = process.communicate()[0].split()
    assert process.returncode == -signal.SIGKILL
    with library(tmp_path) as again:
        assert [str(one.start) for one in again.annotations()] == said
        assert all(one.tags == ("shared", f"t{one.start}") for one in again.annotations())
    plain = sqlite3.connect(opened.path)
    assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    plain.close()


def test_a_kill_at_any_moment_leaves_no_half_step(tmp_path: Path) -> None:
    opened, _ = library_with_article(tmp_path)
    opened.close()
    for round_ in range(4):
        process = marking(opened.path, f"killed{round_}", 140, "live")
        assert process.stdout is not None
        said = [process.stdout.readline()]
        time.sleep(0.004 * round_)
        process.kill()
        said += process.stdout.readlines()
        process.wait()
        with library(tmp_path) as again:
            kept = [one for one in again.annotations() if one.annotator == f"killed{round_}"]
        assert len(kept) >= len([line for line in said if line.endswith("\n")])
        assert all(one.tags == ("shared", f"t{one.start}") for one in kept)


def test_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    opened, _ = library_with_article(tmp_path)
    running = [marking(opened.path, name, 50, "live") for name in ("ann", "bea", "cyd")]
    assert [process.communicate() and process.returncode for process in running] == [0, 0, 0]
    assert opened.changed()
    assert len(opened.annotations()) == 150
    assert len(opened.tags()) == 51
    opened.close()


def test_a_lock_held_elsewhere_delays_nobody_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "BUSY_TIMEOUT", 0.3)
    opened, article = library_with_article(tmp_path)
    marked(opened, article, "170,000")
    opened.close()
    opened = library(tmp_path)
    holder = sqlite3.connect(opened.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    future = opened.annotate(article, Span(0, 3))
    assert len(opened.annotations()) == 1
    assert not opened.changed()
    # All that was answered while the writer still waits for the lock.
    assert not future.done()
    with pytest.raises(BusyError, match="another program holds the database"):
        future.result()
    holder.execute("COMMIT")
    holder.close()
    opened.annotate(article, Span(0, 3)).result()
    assert len(opened.annotations()) == 2
    opened.close()


def test_a_full_disk_is_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    marked(opened, article, "170,000", "a")
    writing = opened._store._writer._connection
    assert writing is not None
    pages = writing.execute("PRAGMA page_count").fetchone()[0]
    writing.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="the disk is full"):
        marked(opened, article, "large", "b", note="x" * 100_000)
    assert [use.tag.path for use in opened.tags()] == ["a"]
    writing.execute("PRAGMA max_page_count = 100000")
    marked(opened, article, "large", "b")
    opened.close()


def test_changes_of_others_are_noticed_and_our_own_are_not(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    opened.changed()
    marked(opened, article, "170,000")
    opened.place(article.id, 5)
    time.sleep(0.4)
    assert not opened.changed()
    with library(tmp_path) as other:
        marked(other, article, "large")
        assert opened.changed()
        assert not opened.changed()
        other.set_starred(article.id, True).result()
        marked(opened, article, "José")
        assert opened.changed()
    opened.close()


def test_places_are_coalesced_and_the_last_is_kept(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    for offset in (*range(100), 40):
        opened.place(article.id, offset)
    opened.close()
    with library(tmp_path) as again:
        reading = again.article_row(article.id).reading
        assert (reading.offset, reading.furthest) == (40, 99)
        assert again.last_article() == article.id
        assert len(again.log()) == 1


def test_work_handed_over_before_closing_is_finished(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    futures = [opened.annotate(article, Span(at, at + 2)) for at in range(40)]
    opened.close()
    assert all(future.result().annotation for future in futures)
    with pytest.raises(StoreError, match="closed"):
        opened.annotate(article, Span(0, 9)).result()
    with library(tmp_path) as again:
        assert len(again.annotations()) == 40


def test_adding_works_in_any_thread(tmp_path: Path) -> None:
    opened, _ = library_with_article(tmp_path)
    (tmp_path / "more.txt").write_text("More text.\n")
    problems: list[BaseException] = []

    def add() -> None:
        try:
            opened.add([tmp_path])
        except BaseException as error:
            problems.append(error)

    thread = threading.Thread(target=add)
    thread.start()
    thread.join()
    assert problems == []
    assert len(opened.articles()) == 2
    opened.close()


def test_our_own_database_tampered_with_in_its_log_is_refused(tmp_path: Path) -> None:
    opened, _ = library_with_article(tmp_path)
    opened.close()
    program = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1])\n"
        "c.execute('CREATE TRIGGER t AFTER INSERT ON tag BEGIN DELETE FROM tag; END')\n"
        "c.commit()\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(opened.path)], check=False)
    companion = Path(f"{opened.path}-wal")
    before = opened.path.read_bytes(), companion.read_bytes()
    with pytest.raises(StoreError, match="trigger that is not ours"):
        library(tmp_path)
    assert (opened.path.read_bytes(), companion.read_bytes()) == before


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_in_what_is_coalesced_leaves_nobody_waiting(tmp_path: Path) -> None:
    opened, _ = library_with_article(tmp_path)
    writer = Writer(opened.path)
    begun, go = threading.Event(), threading.Event()

    def bug(_: object) -> None:
        begun.set()
        go.wait(5)
        raise RuntimeError("a bug")

    writer.coalesce("x", bug)
    assert begun.wait(5)
    waiting = writer.submit(lambda _: 1)
    go.set()
    with pytest.raises(RuntimeError, match="a bug"):
        waiting.result(5)
    with pytest.raises(StoreError):
        writer.submit(lambda _: 1).result(5)
    writer.close()
    opened.close()
