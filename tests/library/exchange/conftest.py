"""The library that tests of importing begin with; it is sound at their end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library, doctor
from tests.library.given import library


@pytest.fixture
def lib(tmp_path: Path) -> Iterator[Library]:
    opened = library(tmp_path)
    yield opened
    assert [str(one) for one in doctor.examine(opened.path) if one.grade == "problem"] == []
    opened.close()
