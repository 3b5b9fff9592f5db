"""The power cut at any moment: what was said to be saved is there, and the database is sound."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest

from tests.faults.given import (
    MANY,
    READER,
    WRITING,
    Said,
    check_kept,
    check_replays,
    check_sound,
    database,
    tally,
)
from tests.faults.power import Disk, Event, record

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")


def is_moment(events: list[Event], index: int) -> bool:
    """Whether a cut after this event can leave anything that one before it could not."""
    return events[index].call in ("say", "sync", "rename", "link", "unlink")


def said_before(events: list[Event], index: int) -> Said:
    output = b"".join(event.data for event in events[: index + 1] if event.call == "say")
    return Said().hear(output.decode())


@pytest.mark.parametrize("seed", range(10 if MANY else 1))
def test_a_power_cut_loses_nothing_that_was_called_saved(tmp_path: Path, seed: int) -> None:
    count = 60 if MANY else 8
    path = database(tmp_path / "library")
    disk = Disk(path.parent)
    command = [sys.executable, "-c", WRITING, str(path), "ann", str(count)]
    code, events = record(command, tmp_path / "trace", path.parent)
    assert code == 0
    chance = random.Random(seed)
    cuts = 0
    for index, event in enumerate(events):
        disk.do(event)
        if not is_moment(events, index):
            continue
        for draw in (None, chance, chance):
            left = tmp_path / "left"
            left.mkdir()
            disk.cut(left, draw)
            check_sound(left / path.name)
            check_kept(left / path.name, said_before(events, index))
            shutil.rmtree(left)
            cuts += 1
    said = said_before(events, len(events) - 1)
    assert said.count > count
    check_replays(path, tmp_path / "copy.db")
    tally("power cut while writing", cuts=cuts, said_to_be_saved=said.count, lost=0)


@pytest.mark.parametrize("seed", range(10 if MANY else 1))
def test_a_power_cut_while_a_database_is_made_leaves_none_or_a_whole_one(
    tmp_path: Path, seed: int
) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "new.md").write_text("# New\n\nA sentence stands here.\n")
    path = folder / "annotations.db"
    disk = Disk(folder)
    command = [*READER, "--db", str(path), "annotate", str(folder / "new.md")]
    code, events = record([*command, "--quote", "A sentence"], tmp_path / "trace", folder)
    assert code == 0
    chance = random.Random(seed)
    for index, event in enumerate(events):
        disk.do(event)
        for draw in (None, chance):
            left = tmp_path / "left"
            left.mkdir()
            disk.cut(left, draw)
            is_said = any(one.call == "say" for one in events[: index + 1])
            if (left / path.name).exists():
                check_sound(left / path.name)
            assert not is_said or _annotations(left / path.name) == 1
            shutil.rmtree(left)
            tally("power cut while a database is made", cuts=1, lost=0)


def _annotations(path: Path) -> int:
    from reader.library import Library

    with Library.open(path, annotator="ann") as library:
        return len(library.annotations())


def test_a_cut_that_the_settings_do_not_stand_is_noticed(tmp_path: Path) -> None:
    """The simulation itself: without full synchronisation, rows that were said are lost."""
    path = database(tmp_path / "library")
    disk = Disk(path.parent)
    weak = WRITING.replace(
        "from reader.library import Library",
        "from reader.library import Library\n"
        "from reader.store import connection, writer\n"
        "def weak(path, real=connection.connect_for_writing):\n"
        "    opened, logging = real(path)\n"
        "    opened.execute('PRAGMA synchronous = NORMAL')\n"
        "    return opened, logging\n"
        "writer.connect_for_writing = weak",
    )
    code, events = record(
        [sys.executable, "-c", weak, str(path), "ann", "4"], tmp_path / "trace", path.parent
    )
    assert code == 0
    last = max(index for index, event in enumerate(events) if event.call == "say")
    for event in events[: last + 1]:
        disk.do(event)
    left = tmp_path / "left"
    left.mkdir()
    disk.cut(left, None)
    with pytest.raises(AssertionError):
        check_kept(left / path.name, said_before(events, last))
