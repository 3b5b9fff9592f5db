"""Whole screens as text, held against those that were looked at and found good.

`REWRITE_GOLDEN=1 pytest tests/tui/test_golden.py` stores them anew; look at the difference then.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.library import Library
from tests.library.given import marked
from tests.tui.exporting import FORMATS, with_formats
from tests.tui.given import Hands, library_of, reading
from tests.tui.reviewing import edited
from tests.tui.web_page import TITLE, web_library

GOLDEN = Path(__file__).parent / "golden"
CONSTRUCTS = Path(__file__).parents[2] / "docs" / "constructs.md"
EXPORTING = [(144, 40), (80, 24), (40, 12)]
SIZES = [(120, 40), (80, 24), (40, 20)]


@pytest.fixture
def evidence(library: Library) -> Library:
    """The library with annotations."""
    alpha, beta = library.article("Alpha"), library.article("Beta")
    first = "Twitter deleted 170,000 accounts."
    marked(library, alpha, first, "numbers", "actors/platform", note="Compare with 2019.")
    marked(library, alpha, "Nobody knew who ran it.", "actors/state")
    marked(library, alpha, "knew who ran", note="Overlaps.")
    marked(library, alpha, "23,750", "numbers")
    marked(library, beta, "二つ目の文です。", "numbers")
    return library


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("reading", ("j",)),
        ("selecting", ("j", "j", "v", "w")),
        ("hints", ("j", "f")),
        ("outline", ("O",)),
        ("tagging", ("j", "j", "t")),
        ("noting", ("]", "a")),
        ("passages", ("p", "j")),
        ("tags", ("T",)),
        ("help", ("?",)),
        ("list", ("tab",)),
        ("groups", ("tab", "i", "j")),
    ],
)
async def test_the_screen_is_as_it_was(
    evidence: Library,
    name: str,
    keys: tuple[str, ...],
    size: tuple[int, int],
) -> None:
    async with reading(evidence, size=size) as hands:
        await hands.press(*keys)
        compare(hands, f"{name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", EXPORTING, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "keys"),
    [("export", ("E",)), ("archive", ("E", "down")), ("ticks", ("E", "tab", "j", "space"))],
)
async def test_the_export_dialog_is_as_it_was(
    evidence: Library,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    keys: tuple[str, ...],
    size: tuple[int, int],
) -> None:
    with_formats(monkeypatch, *FORMATS)
    async with reading(evidence, size=size) as hands:
        await hands.press(*keys)
        compare(hands, f"{name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "keys"), [("review", ("R",)), ("orphan", ("R", "G")), ("placing", ("R", "v", "b"))]
)
async def test_the_review_queue_is_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    keys: tuple[str, ...],
    size: tuple[int, int],
) -> None:
    monkeypatch.setattr("reader.tui.words.day", lambda value: "1 Feb 2022" if value else "")
    with edited(tmp_path, monkeypatch) as library:
        async with reading(library, "Harbour", size=size) as hands:
            await hands.press(*keys)
            compare(hands, f"{name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(("name", "keys"), [("dimmed", ("j",)), ("folded", ("j", "Z"))])
async def test_boilerplate_is_as_it_was(
    tmp_path: Path, name: str, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    with web_library(tmp_path) as library:
        async with reading(library, TITLE, size=size) as hands:
            await hands.press(*keys)
            compare(hands, f"{name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(120, 182), (50, 230)], ids=lambda size: f"{size[0]}")
async def test_every_construct_looks_as_it_did(tmp_path: Path, size: tuple[int, int]) -> None:
    page = CONSTRUCTS.read_text(encoding="utf-8")
    with library_of(tmp_path, [page]) as library:
        async with reading(library, "archive", size=size) as hands:
            await hands.go("Later we wished")
            compare(hands, f"constructs-{size[0]}")


def compare(hands: Hands, name: str) -> None:
    """Hold what is on the screen against what was."""
    shown = "".join(line.rstrip() + "\n" for line in hands.screen())
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("REWRITE_GOLDEN"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
