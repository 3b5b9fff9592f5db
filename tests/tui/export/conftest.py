"""A library with annotations, and a folder of one's own with two formats known."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import Library
from tests.library.given import marked
from tests.tui.exporting import (
    CSV,
    LINES,
    with_formats,
)


@pytest.fixture
def evidence(library: Library) -> Library:
    """The library with four annotations, two of which have a note."""
    alpha, beta = library.article("Alpha"), library.article("Beta")
    marked(library, alpha, "Nobody knew who ran it.", "actors/state", note="Really?")
    marked(library, alpha, "23,750", "numbers", note="At the core.")
    marked(library, alpha, "Twitter", "numbers", "actors/platform")
    marked(library, beta, "二つ目の文です。", "numbers")
    return library


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of one's own to be in, with two formats known."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with_formats(monkeypatch, CSV, LINES)
    return folder
