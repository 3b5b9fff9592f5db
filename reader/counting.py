"""Counts in words."""

from __future__ import annotations


def plural(count: int, noun: str) -> str:
    """Give a count with its noun.

    >>> plural(1, "article"), plural(5000, "article")
    ('1 article', '5,000 articles')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
