"""A file that is changed while it is imported, and a library that cannot be looked at any more."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import FormatError, FullError, StoreError
from reader.formats.given import GivenText
from reader.library import Library
from reader.library.exchange import importing
from reader.library.exchange.imported import ImportProgress
from reader.store import known_articles
from tests.library.exchange.given import take_in

ROWS = [f"Title {n},The words of {n}.\r\n" for n in range(6)]


def written(folder: Path) -> Path:
    file = folder / "rows.csv"
    file.write_text("title,quote\r\n" + "".join(ROWS))
    return file


def when_read(change: Callable[[], object]) -> Callable[[ImportProgress], None]:
    """Make a change when the file has been read to its end for the first time."""
    done: list[object] = []

    def tell(at: ImportProgress) -> None:
        if at.total == len(ROWS) and not done:
            done.append(change())

    return tell


@pytest.mark.parametrize("ending", ["x\r\n", '"\r\n'])
def test_a_file_that_is_malformed_by_then_brings_nothing_and_is_told(
    lib: Library, tmp_path: Path, ending: str
) -> None:
    file = written(tmp_path)
    spoil = when_read(lambda: file.write_text(file.read_text() + ending))
    with pytest.raises(FormatError, match="it was changed meanwhile") as raised:
        lib.import_(file, "csv", progress=spoil)
    assert raised.value.hint == "import it again"
    assert not lib.articles() and not lib.log()


def test_what_came_in_of_a_file_that_is_malformed_by_then_is_one_step_and_told(
    lib: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_BATCH", 1)
    file = tmp_path / "lines.jsonl"
    lines = [f'{{"text":"The words of {n}.","label":[[0,3,"x"]]}}\n' for n in range(20_000)]
    file.write_text("".join(lines))

    def spoil(at: ImportProgress) -> None:
        if at.done == 1:
            file.write_bytes(b"{}" * (file.stat().st_size // 2))

    with pytest.raises(FormatError, match="it was changed meanwhile") as raised:
        lib.import_(file, "doccano", progress=spoil)
    came = len(lib.articles())
    assert came and raised.value.hint.startswith(f"import it again; so far {came:,} annotation")
    lib.undo().result()
    assert not lib.articles()


def test_a_file_that_grew_meanwhile_is_told(lib: Library, tmp_path: Path) -> None:
    file = written(tmp_path)
    grow = when_read(lambda: file.write_text(file.read_text() + "More,More words.\r\n"))
    assert lib.import_(file, "csv", progress=grow).is_changed
    again = lib.import_(file, "csv")
    assert not again.is_changed and len(lib.annotations()) == 7


def test_an_error_of_the_index_of_an_import_is_told_and_nothing_is_lost(
    lib: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(known_articles, "_FEW", 0)
    monkeypatch.setattr(known_articles, "_made", full)
    file = tmp_path / "texts.jsonl"
    file.write_text('{"text":"One text.","label":[]}\n')
    with pytest.raises(StoreError):
        lib.import_(file, "doccano")
    assert not lib.log()
    monkeypatch.undo()
    assert len(lib.import_(file, "doccano").made) == 1


def test_what_came_in_before_the_disk_was_full_is_told(
    lib: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_BATCH", 1)
    file = tmp_path / "lines.jsonl"
    texts = [f"The words of {n}. " + f"{n} and on. " * 9_000 for n in range(40)]
    lines = (json.dumps({"text": text, "label": [[0, 3, "x"]]}) for text in texts)
    file.write_text("\n".join(lines))
    take_in(lib, GivenText("First", text="What is written first."))
    connection = lib._store._writer._connection
    assert connection is not None
    connection.execute("PRAGMA max_page_count = 600")
    with pytest.raises(FullError) as raised:
        lib.import_(file, "doccano")
    came = len(lib.annotations())
    assert 0 < came < 40 and f"; so far {came} annotation" in raised.value.hint
    connection.execute("PRAGMA max_page_count = 1000000")
    again = lib.import_(file, "doccano")
    assert (again.there, again.new, len(lib.articles())) == (came, 40 - came, 41)
