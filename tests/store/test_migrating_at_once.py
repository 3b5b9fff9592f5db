"""Programs that come upon an older database at once, or are killed at it: it is old or new."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.library import Library
from reader.store import backups, schema
from tests.library.given import dump, marked

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys, time
from pathlib import Path
from reader.library import Library
from tests.store import next_schema
next_schema.install()
print("ready", flush=True)
sys.stdin.readline()
library = Library.open(Path(sys.argv[1]), annotator="ann")
print(library.notice, flush=True)
print(len(library.annotations()), flush=True)
library.close()
"""


def program(path: Path) -> subprocess.Popen[str]:
    """Start a newer program, which opens the database when it is told to."""
    running = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    return running


def begin(running: subprocess.Popen[str]) -> None:
    assert running.stdin is not None
    running.stdin.write("\n")
    running.stdin.flush()


def test_two_that_open_an_older_database_at_once_migrate_it_once(older: Path) -> None:
    both = [program(older) for _ in range(2)]
    for running in both:
        begin(running)
    said = [running.communicate()[0] for running in both]
    assert [running.returncode for running in both] == [0, 0]
    assert sorted("schema" in one for one in said) == [False, True]
    assert [one.splitlines()[-1] for one in said] == ["2", "2"]
    assert len(backups.every(older)) == 1


def test_a_program_that_has_it_open_meanwhile_writes_nothing_into_the_newer_tables(
    older: Path,
) -> None:
    with Library.open(older, annotator="ann") as opened:
        running = program(older)
        begin(running)
        running.communicate()
        before = dump(older)
        with pytest.raises(StoreError, match="another version of this program"):
            marked(opened, opened.articles()[0].article, "large")
    assert dump(older) == before


@pytest.mark.parametrize("seed", range(4))
def test_killed_while_migrating_it_is_old_or_new(older: Path, seed: int) -> None:
    before = dump(older)
    running = program(older)
    begin(running)
    # The whole takes some 20 ms; the moment is where chance and the machine put it.
    time.sleep(random.Random(seed).uniform(0.0, 0.06))
    running.send_signal(signal.SIGKILL)
    running.wait()
    for stream in (running.stdin, running.stdout):
        assert stream is not None
        stream.close()
    found = sqlite3.connect(older)
    number = found.execute("PRAGMA user_version").fetchone()[0]
    assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert found.execute("PRAGMA foreign_key_check").fetchall() == []
    made = found.execute("SELECT count(*) FROM sqlite_master WHERE name = 'next_thing'").fetchone()
    found.close()
    assert number in (schema.SCHEMA, schema.SCHEMA + 1)
    assert made == (number - schema.SCHEMA,)
    if number == schema.SCHEMA:
        assert dump(older) == before
    else:
        assert [dump(one.path) for one in backups.every(older)] == [before]
    again = program(older)
    begin(again)
    assert again.communicate()[0].splitlines()[-1] == "2"
    assert all(backup.reason for backup in backups.every(older))
