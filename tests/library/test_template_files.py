"""A template that a user wrote, read from its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.library import template_files


def test_a_template_is_read_exactly_but_for_its_mark(tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes(b"\xef\xbb\xbf{quote}\r\n")
    assert template_files.read(tmp_path / "t", "name another") == "{quote}\r\n"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"\xff", "cannot be read: it is not UTF-8"),
        (b"x" * (template_files.LONGEST + 1), "is longer than any template"),
        (None, "cannot be read: No such file"),
    ],
)
def test_what_is_no_template_says_why(tmp_path: Path, data: bytes | None, why: str) -> None:
    if data is not None:
        (tmp_path / "t").write_bytes(data)
    with pytest.raises(ReaderError, match=why):
        template_files.read(tmp_path / "t", "name another")
