"""Where the extra is not installed, a document says what it needs; one on the PATH may serve."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import IngestError
from reader.ingest import taking
from reader.ingest.documents import pandoc

NAMES = ("a.epub", "a.docx", "a.odt", "a.rtf", "a.rst", "a.org")


@pytest.fixture(autouse=True)
def without_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(importlib.util, "find_spec", lambda *_: None)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    pandoc.find.cache_clear()
    yield
    pandoc.find.cache_clear()


def _program(folder: Path, version: str) -> Path:
    path = folder / "bin" / "pandoc"
    path.parent.mkdir()
    path.write_text(f"#!/bin/sh\necho pandoc {version}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", NAMES)
def test_a_document_names_the_extra_that_it_needs(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"words")
    with pytest.raises(IngestError) as refused:
        taking.take(path, taking.load(path))
    assert "pip install 'article-reader[documents]'" in refused.value.what
    assert "pipx inject article-reader pypandoc_binary" in refused.value.what
    assert "\n" not in refused.value.what


def test_a_pandoc_on_the_path_serves_if_it_has_a_sandbox(tmp_path: Path) -> None:
    path = _program(tmp_path, "2.15")
    assert pandoc.find() == str(path.resolve())


@pytest.mark.parametrize("version", ["2.14.2", "1.19", "of another kind"])
def test_one_without_a_sandbox_does_not(version: str, tmp_path: Path) -> None:
    _program(tmp_path, version)
    with pytest.raises(IngestError, match=r"needs pandoc 2\.15 or later"):
        pandoc.find()


def test_no_part_of_a_document_is_shown_before_all_of_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.rst"
    path.write_text("words")
    with pytest.raises(IngestError):
        taking.beginning(path)
