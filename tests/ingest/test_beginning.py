"""The first pages of a long file: cut where that does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.ingest.taking import beginning


@pytest.mark.parametrize(
    "source",
    [
        "Some words here. " * 6_000,
        "# Title\n\n" + "Some words here. " * 6_000,
        "A paragraph of words.\r\n\r\n" * 4_000,
        "漢字交じりの文である。" * 6_000,
        "x" + "漢字交じりの文である。" * 6_000,
        "xy" + "漢字交じりの文である。" * 6_000,
        "# 題\n\n" + "👩‍⚕️" * 8_000,
    ],
)
def test_most_of_the_first_pages_are_shown(tmp_path: Path, source: str) -> None:
    for name in ("long.md", "long.txt"):
        (tmp_path / name).write_bytes(source.encode())
        taken = beginning(tmp_path / name)
        assert len(taken.text.encode()) > 19_000
        assert "\ufffd" not in taken.text
