"""Sizes as people write them."""

from __future__ import annotations

import pytest

from reader import sizes
from reader.errors import MisuseError


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("200MB", 200_000_000),
        ("500kb", 500_000),
        ("0.5 GiB", 536_870_912),
        (" 1.5mib ", 1_572_864),
        ("0.9gb", 900_000_000),
        ("12b", 12),
        ("123456", 123_456),
    ],
)
def test_a_size_is_a_number_with_or_without_a_unit(written: str, size: int) -> None:
    assert sizes.limit(written, "--max-size") == size


@pytest.mark.parametrize(
    "written", ["", "MB", "-1", "0", "0.4", "1e3", "inf", "1,5MB", "1 TB", "1MBs", "٣", "9" * 5000]
)
def test_what_is_no_size_is_refused_in_one_line(written: str) -> None:
    with pytest.raises(MisuseError) as caught:
        sizes.limit(written, "--max-size")
    assert "write a size such as 500KB" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("written", ["901MB", "1GB", "999999999999999"])
def test_a_limit_that_the_database_could_not_hold_is_refused_with_the_reason(written: str) -> None:
    with pytest.raises(MisuseError, match="the database holds no text of 1 GB"):
        sizes.limit(written, "--max-size")


def test_the_default_is_as_it_is_worded() -> None:
    assert sizes.limit(sizes.DEFAULT_WORDS, "the default") == sizes.DEFAULT
