"""The page that says what is promised names tests that exist, and leaves no promise out."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "reliability.md"


def named(text: str) -> list[tuple[str, str]]:
    """Give the tests that a text names, each with its file: the one named before, at most."""
    found, file = [], ""
    for path, test in re.findall(r"`(?:(tests/[\w/]+\.py)::)?(test_\w+|\*)`", text):
        file = path or file
        found.append((file, test))
    return found


def rows() -> dict[int, list[str]]:
    """Give the cells of each promise's row."""
    lines = re.findall(r"^\| (\d+) \|(.*)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {int(number): [cell.strip() for cell in rest.split("|")] for number, rest in lines}


def test_every_test_that_is_named_exists() -> None:
    tests = named(PAGE.read_text(encoding="utf-8"))
    assert len(tests) > 40
    for file, test in tests:
        text = (ROOT / file).read_text(encoding="utf-8")
        assert test == "*" or re.search(rf"^(?:async )?def {test}\(", text, re.MULTILINE), test


def test_every_promise_is_held_by_a_test() -> None:
    found = rows()
    assert list(found) == [*range(1, 13), *range(21, 27)]
    for number, (_, held, _) in found.items():
        assert named(held), number
