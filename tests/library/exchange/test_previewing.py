"""The first of what an export would write, and what it would lose, however large the texts are."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import Library
from reader.library.exchange import previewing
from tests.library.given import article_file, library, marked


@pytest.fixture
def described(tmp_path: Path) -> Library:
    """A library of one article that has a tag with a description."""
    opened = library(tmp_path)
    article = opened.add([article_file(tmp_path, "a.txt", "One plain line to be marked.\n")]).added[
        0
    ]
    marked(opened, article, "plain line", "seen", note="why")
    opened.codebook.describe("seen", "What was seen").result()
    return opened


@pytest.mark.parametrize("enough", [previewing._ENOUGH, 10])
def test_what_is_lost_is_told_also_where_not_all_is_written(
    described: Library, enough: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(previewing, "_ENOUGH", enough)
    found = described.preview("doccano")
    assert found.is_all is (enough > 10)
    lost = described.export(tmp_path / "a.jsonl", "doccano").losses
    assert sorted(found.losses.lines()) == sorted(lost.lines())
    assert "the description of 1 tag" in found.losses.lines()
    described.close()
