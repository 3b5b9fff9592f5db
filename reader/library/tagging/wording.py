"""How many there are of something, in words."""

from __future__ import annotations


def plural(count: int, noun: str) -> str:
    """Give a count with its noun: `1 passage`, `5 passages`.

    >>> plural(12000, "passage")
    '12,000 passages'
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
