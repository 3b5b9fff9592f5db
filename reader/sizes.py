"""Sizes of files as people write them, and how large a file may be that is taken in."""

from __future__ import annotations

import re

from reader.errors import MisuseError

DEFAULT = 128 * 1024**2
"""Bytes of the largest file that is taken in where nobody says otherwise."""
DEFAULT_WORDS = "128 MiB"
HIGHEST = 900_000_000
HIGHEST_WORDS = "900MB"
"""Bytes of the highest limit; a value in SQLite ends at 1,000,000,000, and text may grow a little
from source to article."""
FORM = "500KB, 200MB, 1.5MiB or a number of bytes"
"""What a size looks like, for those who wrote none."""

_SIZE = r"\s*(\d{1,15}(?:\.\d{1,15})?)\s*(?:([KMG]?)(I?)B)?\s*"
_POWERS = {"": 0, "K": 1, "M": 2, "G": 3}


def limit(written: str, name: str) -> int:
    """Give the limit that is written in a setting of this `name`, in bytes.

    >>> limit("1.5 MiB", "--max-size")
    1572864
    """
    found = re.fullmatch(_SIZE, written, re.IGNORECASE) if written.isascii() else None
    size = 0
    if found:
        number, power, binary = found.groups(default="")
        size = int(float(number) * (1024 if binary else 1000) ** _POWERS[power.upper()])
    if not size:
        raise MisuseError(f"{name} cannot be {written[:40]!a}", f"write a size such as {FORM}")
    if size > HIGHEST:
        raise MisuseError(
            f"{name} cannot be {written.strip()}: the database holds no text of 1 GB or more",
            f"give at most {HIGHEST_WORDS}",
        )
    return size


def shown(size: int) -> str:
    """Give a number of bytes in a few characters.

    >>> shown(12), shown(1234), shown(5_600_000)
    ('12 B', '1.2 KB', '5.6 MB')
    """
    for unit, name in ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "KB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{size} B"
