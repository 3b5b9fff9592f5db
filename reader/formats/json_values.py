"""What stands in JSON of others, as what one looks for: text, lists, numbers or nothing."""

from __future__ import annotations

MOST_COUNTED = 1 << 53
"""Larger numbers are no places in a text."""


def table(value: object) -> dict[str, object]:
    """Give an object; an empty one where there is none."""
    return value if isinstance(value, dict) else {}


def listed(value: object) -> list[object]:
    """Give a list, of one where there is no list, and of none where there is nothing.

    >>> listed([1, 2]), listed("a"), listed(None)
    ([1, 2], ['a'], [])
    """
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def text(value: object) -> str:
    """Give a text, the first of several, or of one in several languages; else nothing.

    >>> text("a"), text(["a", "b"]), text({"@value": "a"}), text({"en": "a", "de": "b"}), text(1)
    ('a', 'a', 'a', 'a', '')
    """
    for _ in range(4):
        if isinstance(value, dict):
            value = value.get("@value", next(iter(value.values()), ""))
        elif isinstance(value, list):
            value = next(iter(value), "")
    return value if isinstance(value, str) else ""


def texts(value: object) -> list[str]:
    """Give all texts of a list that are not empty.

    >>> texts(["a", 1, "", {"@value": "b"}])
    ['a', 'b']
    """
    return [found for one in listed(value) if (found := text(one))]


def offset(value: object) -> int:
    """Give a number that can be a place in a text; -1 for anything else.

    >>> offset(3), offset(True), offset(-3), offset(10**30), offset("3")
    (3, -1, -1, -1, -1)
    """
    return value if type(value) is int and 0 <= value < MOST_COUNTED else -1
