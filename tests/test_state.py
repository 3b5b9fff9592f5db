"""What is remembered of a user: private, and never in anybody's way."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from reader import state


@pytest.fixture(autouse=True)
def path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "some" / "where" / "state.json"
    monkeypatch.setattr(state, "default_path", lambda: path)
    return path


def test_what_was_kept_is_recalled_beside_what_else_was() -> None:
    state.keep("one", {"a": 1})
    state.keep("two", {"b": [2]})
    state.keep("one", {"c": "é\ud800"})
    assert state.recalled("one") == {"c": "é\ud800"}
    assert state.recalled("two") == {"b": [2]}
    assert state.recalled("three") == {}


def test_it_is_its_owners_alone_and_nothing_is_left_beside_it(path: Path) -> None:
    state.keep("one", {"a": 1})
    state.keep("one", {"a": 2})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[1]",
        b"7",
        b'{"one": 7}',
        b"[" * 90_000,
        b'{"one": {"a": 1}}' + b" " * 200_000,
        b"1" * 9_000,
    ],
    ids=range(9),
)
def test_a_damaged_file_is_an_empty_one_and_is_written_anew(path: Path, damaged: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(damaged)
    assert state.recalled("one") == {}
    state.keep("one", {"a": 1})
    assert json.loads(path.read_bytes())["one"] == {"a": 1}


def test_a_pipe_in_its_place_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    assert state.recalled("one") == {}


def test_where_it_cannot_be_written_nothing_happens(path: Path) -> None:
    path.parent.parent.mkdir(parents=True)
    path.parent.write_text("a file where its folder would be", encoding="utf-8")
    state.keep("one", {"a": 1})
    assert state.recalled("one") == {}
    path.parent.unlink()
    path.mkdir(parents=True)
    state.keep("one", {"a": 1})
    assert list(path.parent.iterdir()) == [path]
    assert state.recalled("one") == {}
