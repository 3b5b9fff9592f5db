"""What looks different after a key is repainted: nothing else tells the terminal of it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.geometry import Region

from reader.library import Library
from tests.tui.given import Hands, reading

_ALL_OF_IT = Region(0, 0, 10_000, 10_000)


def looks(hands: Hands) -> list[tuple[object, ...]]:
    """What each line of the pane looks like when it is drawn."""
    pane = hands.pane
    return [tuple(pane.strip(y)) for y in range(pane.size.height)]


def repainted(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> list[Region]:
    """The regions that the pane asks to be repainted from now on."""
    asked: list[Region] = []
    refresh = hands.pane.refresh

    def noted(*regions: Region, **options: bool) -> object:
        asked.extend(regions or [_ALL_OF_IT])
        return refresh(*regions, **options)

    monkeypatch.setattr(hands.pane, "refresh", noted)
    return asked


def covered(regions: Iterable[Region], y: int) -> bool:
    return any(region.y <= y < region.bottom for region in regions)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_every_line_that_changes_is_repainted(
    library: Library, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with reading(library, size=size) as hands:
        asked = repainted(hands, monkeypatch)
        keys = ("j", "enter", "j", "t", *"one", "enter", "1", "v", "w", "enter", "[", "]", "x", "u")
        for key in (*keys, "/", *"se", "enter", "n", "escape", "f2", "z", "z", "J", "G", "g"):
            before = looks(hands)
            asked.clear()
            await hands.press(key)
            after = looks(hands)
            if len(before) == len(after):
                changed = [
                    y
                    for y, pair in enumerate(zip(before, after, strict=True))
                    if pair[0] != pair[1]
                ]
                missed = [y for y in changed if not covered(asked, y)]
                assert not missed, key
