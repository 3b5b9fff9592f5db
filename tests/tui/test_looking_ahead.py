"""Drawing ahead: the next page is drawn while nothing else is to be done."""

from __future__ import annotations

from typing import Any

import pytest

from reader.library import Library
from reader.tui import painter
from reader.tui.widgets import pane_lines
from tests.tui.given import reading


async def test_a_page_that_is_turned_to_was_drawn_before(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    paint_row = painter.paint_row

    def painting(layout: Any, row: Any, *others: Any) -> Any:
        painted.append(row.start)
        return paint_row(layout, row, *others)

    monkeypatch.setattr(pane_lines, "paint_row", painting)
    async with reading(library, "Gamma") as hands:
        pane = hands.pane
        ahead = range(pane.top + pane.height, pane.top + 2 * pane.height)
        wanted = {pane.layout_rows[row].start for row in ahead}
        await hands.until(lambda: wanted <= set(painted))
        painted.clear()
        await hands.pilot.press("space")
        again = [start for start in painted if start in wanted]
        # Only what the current sentence is on.
        assert len(again) < pane.height // 4


async def test_nothing_is_drawn_beyond_the_text(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library) as hands:
        pane = hands.pane
        rows = pane.layout_rows.rows()
        await hands.pilot.pause(0.1)
        painted: list[int] = []
        monkeypatch.setattr(pane_lines, "paint_row", lambda _, row, *others: painted.append(row))
        for row in (rows[0] - 1, rows[-1] + 1, rows[-1] + 900):
            pane._draw_ahead(row)
        assert painted == []


async def test_a_new_layout_is_not_drawn_ahead_by_rows_of_the_old(library: Library) -> None:
    async with reading(library, "Gamma") as hands:
        await hands.press("G", "j")
        assert hands.pane._ahead._next is not None
        hands.pane._begin_rows(0)
        assert hands.pane._ahead._next.cancelled()
