"""The parts of the dialog on screens of every size."""

from __future__ import annotations

import pytest

from reader.library import Library
from reader.tui.views.export.dialog import ExportDialog
from tests.tui.exporting import (
    LINES,
    with_formats,
)
from tests.tui.given import reading


@pytest.mark.parametrize("size", [(144, 40), (80, 24), (40, 20), (40, 12), (200, 60)])
async def test_every_part_is_on_the_screen_at_every_size(
    evidence: Library, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    many = [
        LINES._replace(
            format=LINES.format._replace(
                name=f"f{number}",
                title=f"Format {number}",
                options=LINES.format.options | {"template"},
            )
        )
        for number in range(17)
    ]
    with_formats(monkeypatch, *many)
    async with reading(evidence, size=size) as hands:
        await hands.press("E")
        for _ in range(20):
            await hands.press("down")
        assert "▌ Format 16" in hands.text
        for part in hands.desk.query_one(ExportDialog).children:
            assert part.region.height >= 1
            assert part.region.bottom <= size[1] - 1
            assert part.region.right <= size[0]
        assert "not in it: the note" in hands.text
        await hands.press("tab", "j", "j", "j")
        assert "▌ ‹›" in hands.text


async def test_the_dialog_follows_the_terminals_size(evidence: Library) -> None:
    async with reading(evidence, size=(144, 40)) as hands:
        await hands.press("E")
        await hands.pilot.resize_terminal(60, 16)
        await hands.settled()
        region = hands.desk.query_one(ExportDialog).region
        assert (region.right, region.bottom) <= (60, 15)
        assert "annotations.csv" in hands.text
