"""What is known of files: of a few in a large library as of many in a small one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import many
from reader.library import Library
from reader.store import files
from reader.text.normal import RULES
from tests.library.given import article_file, library

FEW_STEPS = 5_000
"""Steps of SQLite's, far fewer than going through the articles takes."""


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Library]:
    for name in ("texts/a.md", "texts/sub/b.md", "texts2/c.md", "texts.md", "other/d.md"):
        article_file(tmp_path, name, f"# {name}\n\nA sentence of {name} stands here.\n")
    with library(tmp_path) as opened:
        opened.add([tmp_path / name for name in ("texts", "texts2", "texts.md", "other")])
        yield opened


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every library for a large one."""
    monkeypatch.setattr(files, "_SPARSE", 0)


def asked(opened: Library, paths: list[Path], folders: list[Path], rules: int = RULES) -> set[str]:
    with closing(sqlite3.connect(opened.path)) as connection:
        found = files.sizes_and_times(connection, rules, [*map(str, paths)], [*map(str, folders)])
    return {str(Path(path).relative_to(opened.path.parent)) for path in found}


@pytest.mark.usefixtures("large")
def test_of_a_large_library_only_what_is_asked_for_is_given(
    filled: Library, tmp_path: Path
) -> None:
    assert asked(filled, [], [tmp_path / "texts"]) == {"texts/a.md", "texts/sub/b.md"}
    both = [tmp_path / "texts/a.md", tmp_path / "other/d.md", tmp_path / "texts/none.md"]
    assert asked(filled, both, []) == {"texts/a.md", "other/d.md"}


@pytest.mark.usefixtures("large")
def test_what_older_rules_made_is_not_as_it_was(filled: Library, tmp_path: Path) -> None:
    assert asked(filled, [], [tmp_path], rules=RULES + 1) == set()


@pytest.mark.usefixtures("large")
def test_a_name_that_is_no_utf8_is_known_of_nothing(filled: Library, tmp_path: Path) -> None:
    odd = tmp_path / "odd-\udcff.md"
    assert asked(filled, [odd], [odd]) == set()
    with closing(sqlite3.connect(filled.path)) as connection:
        assert files.at(connection, [str(odd)]) == {}


@pytest.mark.usefixtures("large")
def test_a_large_library_knows_what_is_new_changed_gone_and_moved(
    filled: Library, tmp_path: Path
) -> None:
    (tmp_path / "texts/a.md").rename(tmp_path / "texts/moved.md")
    article_file(tmp_path, "texts/sub/b.md", "# Changed\n\nAnother sentence.\n")
    article_file(tmp_path, "texts/new.md", "# New\n\nA new sentence.\n")
    report = filled.add([tmp_path / "texts"])
    counts = [*map(len, (report.moved, report.changed, report.added, report.gone))]
    assert counts == [1, 1, 1, 0]
    (tmp_path / "texts/new.md").unlink()
    report = filled.add([tmp_path / "texts"])
    assert [Path(one.path).name for one in report.gone] == ["new.md"]
    assert len(report.unchanged) == 2


@pytest.mark.usefixtures("large")
def test_a_few_files_of_many_are_known_without_going_through_all(tmp_path: Path) -> None:
    database = tmp_path / "many.db"
    many.make(database, 3_000)
    with closing(sqlite3.connect(database)) as connection:
        path = connection.execute("SELECT path FROM article LIMIT 1").fetchone()[0]
        taken = steps(connection, lambda: files.sizes_and_times(connection, RULES, [path], []))
        assert taken < FEW_STEPS
        assert steps(connection, lambda: files.at(connection, [path])) < FEW_STEPS


def steps(connection: sqlite3.Connection, ask: Callable[[], object]) -> int:
    """Count the steps that SQLite takes, about."""
    counted = 0

    def count() -> bool:
        nonlocal counted
        counted += 100
        return False

    connection.set_progress_handler(count, 100)
    assert ask()
    connection.set_progress_handler(None, 0)
    return counted
