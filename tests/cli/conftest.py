"""What the tests of the command line begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.transcripts import run
from tests.library.given import article_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a library of one article."""
    article_file(tmp_path)
    assert run(tmp_path, "add", "numbers.md").code == 0
    return tmp_path
