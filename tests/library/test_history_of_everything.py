"""Whatever is done, in whichever window: undone and done again it leaves the very same database."""

from __future__ import annotations

import random
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from reader.errors import ConflictError, ReaderError
from reader.library import Library
from reader.store.migration_set import MIGRATIONS
from tests.library.doing import Doing
from tests.library.given import dump, library
from tests.library.steps import STEPS
from tests.library.taking_in import add_new

STEPS_BACK = 50
ANNOTATORS = ("ann", "bea")
SAVED = Path(__file__).parents[1] / "store" / "saved" / "schema-1.db"


class Windows:
    """Two windows on one database, either of which may be closed and opened again."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder = folder
        self._chance = chance
        self._opened = [library(folder, annotator=annotator) for annotator in ANNOTATORS]
        self.path = self._opened[0].path

    def either(self) -> Library:
        """Give one of the two, now and then started anew."""
        number = self._chance.randrange(2)
        if self._chance.random() < 0.1:
            self._opened[number].close()
            self._opened[number] = library(self._folder, annotator=ANNOTATORS[number])
        return self._opened[number]

    def close(self) -> None:
        for opened in self._opened:
            opened.close()


def done_at_random(windows: Windows, chance: random.Random, folder: Path) -> list[list[str]]:
    """Do steps that make an entry each; the dump before the first and after each."""
    do = Doing(windows.either(), chance, folder)
    add_new(do)
    states = [dump(windows.path)]
    while len(states) <= STEPS_BACK:
        do = replace(do, opened=windows.either())
        before = len(do.opened.log())
        try:
            [step] = chance.choices([*STEPS], [*STEPS.values()])
            step(do)
        except (ReaderError, IndexError):
            pass  # Refused, or there was nothing to do it to.
        if len(do.opened.log()) > before:
            states.append(dump(windows.path))
    return states


@pytest.mark.parametrize("seed", range(6))
def test_fifty_steps_of_two_windows_go_back_and_forth_and_back(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    windows = Windows(tmp_path, chance)
    states = done_at_random(windows, chance, tmp_path / "corpus")
    walk = [*reversed(range(STEPS_BACK)), *range(1, STEPS_BACK + 1), *reversed(range(STEPS_BACK))]
    at = STEPS_BACK
    for number in walk:
        opened = windows.either()
        entry = (opened.undo if number < at else opened.redo)(own_first=False).result().entry
        assert dump(windows.path) == states[number], (number, entry)
        at = number
    windows.close()


@pytest.mark.parametrize("seed", range(6, 9))
def test_a_windows_own_step_is_taken_back_whole_and_made_again_or_not_at_all(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    windows = Windows(tmp_path, chance)
    done_at_random(windows, chance, tmp_path / "corpus")
    own = 0
    for _ in range(STEPS_BACK):
        opened = windows.either()
        before = dump(windows.path)
        try:
            opened.undo().result()
        except ConflictError:
            assert dump(windows.path) == before
            windows.either().undo(own_first=False).result()
        else:
            own += 1
            after = dump(windows.path)
            opened.redo().result()
            assert dump(windows.path) == before
            opened.undo().result()
            assert dump(windows.path) == after
    assert own > STEPS_BACK // 2
    windows.close()


def migrated(path: Path) -> None:
    """Bring a database of an older schema to the present one."""
    connection = sqlite3.connect(path)
    MIGRATIONS.apply(Database(connection))
    connection.commit()
    connection.close()


def test_what_an_older_schema_logged_is_undone_and_done_again(tmp_path: Path) -> None:
    shutil.copy(SAVED, tmp_path / "annotations.db")
    migrated(tmp_path / "annotations.db")
    with library(tmp_path) as opened:
        for _ in range(2):
            opened.redo(own_first=False).result()  # Two steps were left undone.
        states = [dump(opened.path)]
        for _ in range(24):
            opened.undo(own_first=False).result()
            states.append(dump(opened.path))
        assert (opened.articles(), opened.annotations(), opened.tags()) == ([], [], [])
        for state in reversed(states[:-1]):
            opened.redo(own_first=False).result()
            assert dump(opened.path) == state
