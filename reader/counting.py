"""Counts in words."""

from __future__ import annotations

import re

_HEAD = re.compile(r"(.*?)((?: (?:elsewhere|in|of|other than|without)\b.*)?)", re.DOTALL)
"""The noun of a phrase, and what is said of it."""
_IES = re.compile(r"(?<=[^aeiou])y$")


def plural(count: int, noun: str) -> str:
    """Give a count with its noun, which may be followed by what is said of it.

    >>> plural(1, "article"), plural(5000, "article")
    ('1 article', '5,000 articles')
    >>> plural(2, "reply"), plural(2, "row without a highlight")
    ('2 replies', '2 rows without a highlight')
    """
    if count == 1:
        return f"1 {noun}"
    found = _HEAD.fullmatch(noun)
    assert found is not None
    many, changed = _IES.subn("ies", found[1])
    return f"{count:,} {many}{'' if changed else 's'}{found[2]}"
