"""`doctor` and `forget` as a script and a terminal see them."""

from __future__ import annotations

import json
import random
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli import upkeep
from reader.store import unfinished
from reader.store.unfinished import Begun
from tests.cli.transcripts import PROGRAM, environment, run
from tests.library.forgotten import filled, left, problems
from tests.library.given import library
from tests.library.kept import altered, backup


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Give a folder with a library that has something to forget, and a backup."""
    opened, _, _ = filled(tmp_path)
    backup(opened.path, "29990102T030405Z")
    opened.close()
    yield tmp_path


def test_doctor_says_that_all_is_well_and_exits_with_0(folder: Path) -> None:
    ran = run(folder, "doctor")
    assert ran.code == 0
    assert "1 draft of notes" in ran.out
    assert ran.err == "reader: no problem, 1 note\n"


def test_doctor_gives_a_line_for_each_finding_and_exits_with_1(folder: Path) -> None:
    altered(folder / "annotations.db", "UPDATE annotation SET quote = 'x' WHERE note <> ''")
    ran = run(folder, "doctor")
    assert ran.code == 1
    lines = ran.out.removesuffix("\n").split("\n")
    assert all(line.startswith(("problem: ", "note: ")) for line in lines)
    assert "reader: 3 problems, 1 note\n" in ran.err
    found = json.loads(run(folder, "doctor", "--json").out)
    assert [one["kind"] for one in found if one["grade"] == "problem"] == ["quote", "log", "index"]
    assert list(found[0]) == ["grade", "kind", "where", "what", "hint"]


def test_doctor_makes_no_database(tmp_path: Path) -> None:
    ran = run(tmp_path, "doctor")
    assert (ran.code, ran.out) == (1, "")
    assert "there is no database" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_doctor_repairs_permissions(folder: Path) -> None:
    (folder / "annotations.db").chmod(0o640)
    assert "chmod go= " in run(folder, "doctor").out
    assert "its owner's alone" in run(folder, "doctor", "--repair").err
    assert "chmod" not in run(folder, "doctor").out


def test_forget_asks_and_without_a_terminal_wants_yes(folder: Path) -> None:
    ran = run(folder, "forget", "Orchidwhisper")
    assert ran.code == 2
    assert "--yes" in ran.err
    assert left(folder) != []


def test_forget_leaves_nothing_and_says_what_would_bring_it_back(folder: Path) -> None:
    ran = run(folder, "forget", "orchid-file.md", "--yes")
    assert (ran.code, ran.out) == (0, "")
    assert "forgot the article “Orchidwhisper”" in ran.err
    assert "1 backup written anew" in ran.err
    assert "it comes in again" in ran.err
    assert left(folder) == []
    assert "no article is" in run(folder, "forget", "orchid-file.md", "--yes").err


def test_forget_says_on_a_terminal_what_goes_and_takes_no_for_an_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_is_asked_on_a_terminal", lambda: True)
    monkeypatch.setattr(upkeep, "_asked", lambda question: False)
    ran = run(folder, "forget", "Orchidwhisper")
    assert ran.code == 0
    for words in ("2 annotations", "1 draft", "1 backup", "cannot be undone", "out of reach"):
        assert words in ran.err
    assert ran.err.endswith("nothing was changed\n")
    assert left(folder) != []


def test_forget_says_that_it_finishes_what_was_begun_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_is_asked_on_a_terminal", lambda: True)
    monkeypatch.setattr(upkeep, "_asked", lambda question: False)
    assert "began" not in run(folder, "forget", "Orchidwhisper").err
    with library(folder) as opened:
        [kept] = [row.article for row in opened.articles() if row.article.title == "Numbers"]
    unfinished.mark(folder / "annotations.db", Begun(frozenset({kept.id})))
    assert "began and did not finish" in run(folder, "forget", "Orchidwhisper").err


@pytest.mark.parametrize("seed", range(4))
def test_a_forgetting_that_is_killed_is_finished_by_asking_again(folder: Path, seed: int) -> None:
    arguments = [*PROGRAM, "forget", "Orchidwhisper", "--yes"]
    process = subprocess.Popen(
        arguments, cwd=folder, env=environment(folder), stderr=subprocess.DEVNULL
    )
    marker = folder / ".annotations.db.forgetting"
    while process.poll() is None and not marker.exists():
        time.sleep(0.001)
    time.sleep(random.Random(seed).uniform(0, 0.05))
    process.kill()
    process.wait()
    again = run(folder, "forget", "Orchidwhisper", "--yes")
    assert again.code == 0 or not marker.exists(), again.err
    assert left(folder) == []
    assert problems(folder / "annotations.db") == []
    with library(folder) as opened:
        assert len(opened.articles()) == len(opened.annotations()) == 1
