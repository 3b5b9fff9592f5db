"""A terminal that is the same on every machine, and a library on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from tests.library.given import marked
from tests.tui.given import library_of
from tests.tui.reviewing import edited


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of many colours on a dark ground, wherever the tests run."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    for name in ("NO_COLOR", "COLORFGBG", "COLUMNS", "LINES", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clipboard but the terminal's, whatever whoever runs the tests has."""
    for name in ("WAYLAND_DISPLAY", "DISPLAY", "WSL_DISTRO_NAME", "WSL_INTEROP", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("TERMUX_VERSION", raising=False)
    monkeypatch.setattr("reader.tui.clipboard._PLATFORM", "linux")


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """What the program remembers of its user: nothing yet."""
    path = tmp_path / "remembered" / "state.json"
    monkeypatch.setattr("reader.state.default_path", lambda: path)
    return path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Three short articles."""
    opened = library_of(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def evidence(library: Library) -> Library:
    """The library with annotations in two of its articles."""
    alpha, beta = library.article("Alpha"), library.article("Beta")
    marked(library, alpha, "Twitter deleted 170,000 accounts.", "numbers", note="compare")
    marked(library, alpha, "Nobody knew who ran it.", "actors/state")
    marked(library, beta, "二つ目の文です。", "numbers", "actors/state")
    marked(library, beta, "Beta rumour")
    return library


@pytest.fixture
def waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """Two passages to review and an orphan."""
    opened = edited(tmp_path, monkeypatch)
    yield opened
    opened.close()
