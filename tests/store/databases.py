"""Databases of ours, altered ones, and what is not opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.library import Library
from tests.library.given import fingerprint, library_with_article, marked


def refused(path: Path) -> str:
    """Give the reason for which a file is not opened, and make sure it and its folder stay."""
    before = fingerprint(path.parent)
    with pytest.raises(StoreError) as caught:
        Library.open(path, annotator="ann", create=True)
    assert fingerprint(path.parent) == before
    message = str(caught.value)
    assert "\n" not in message
    return message


def ours(folder: Path) -> Path:
    opened, article = library_with_article(folder)
    marked(opened, article, "170,000", "figures")
    opened.close()
    return folder / "annotations.db"


def altered(path: Path, *statements: str) -> None:
    other = sqlite3.connect(path)
    for statement in statements:
        other.execute(statement)
    other.commit()
    other.close()
