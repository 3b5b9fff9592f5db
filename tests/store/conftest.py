"""Databases that tests of the store begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.given import library_with_article, marked


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with an article and two annotations."""
    opened, article = library_with_article(tmp_path)
    marked(opened, article, "170,000", "figures", note="Who counted?")
    marked(opened, article, "numbers")
    opened.close()
    return tmp_path / "annotations.db"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A database of the schema that is newest now."""
    opened, article = library_with_article(tmp_path)
    marked(opened, article, "170,000", "figures", "places", note="Who counted?")
    marked(opened, article, "numbers", "figures")
    opened.close()
    return tmp_path / "annotations.db"
