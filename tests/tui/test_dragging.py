"""Drags of the mouse: by words and sentences, and scrolling while the button is held."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.events import MouseDown, MouseMove, MouseUp

from reader.library import Library
from reader.tui.widgets.pane_mouse import ReadingPane
from tests.tui.given import Hands, reading


@asynccontextmanager
async def held(hands: Hands, place: tuple[int, int], presses: int = 1) -> AsyncIterator[None]:
    """Hold the button, pressed so many times, down at a place; where it goes up matters not."""
    for number in range(presses):
        await hands.pilot._post_mouse_events([MouseDown], offset=place, button=1)
        if number + 1 < presses:
            await hands.pilot._post_mouse_events([MouseUp], offset=place, button=1)
    yield
    await hands.pilot._post_mouse_events([MouseUp], offset=place, button=1)
    await hands.settled()


async def move(hands: Hands, place: tuple[int, int], button: int = 1) -> None:
    """Move the mouse, a button held."""
    await hands.pilot._post_mouse_events([MouseMove], offset=place, button=button)
    await hands.settled()


def is_scrolling(hands: Hands) -> bool:
    pane = hands.pane
    assert isinstance(pane, ReadingPane)
    return pane._clock is not None


# By words and sentences


async def test_after_a_double_click_a_drag_selects_whole_words(library: Library) -> None:
    async with reading(library) as hands:
        x, y = hands.at("170,000")
        async with held(hands, (x + 2, y), 2):
            await move(hands, hands.at("ccounts"))
            assert hands.selected == "170,000 accounts"
            await move(hands, hands.at("eleted"))
            assert hands.selected == "deleted 170,000"
        assert hands.selected == "deleted 170,000"


async def test_after_a_triple_click_a_drag_selects_whole_sentences(library: Library) -> None:
    async with reading(library) as hands:
        async with held(hands, hands.at("core"), 3):
            await move(hands, hands.at("knew"))
            assert hands.selected.startswith("The core")
            assert hands.selected.endswith("ran it.")
            await move(hands, hands.at("deleted"))
            assert hands.selected.startswith("Twitter")
            assert hands.selected.endswith("was small.")
        assert hands.selected.endswith("was small.")


async def test_a_press_elsewhere_begins_anew(library: Library) -> None:
    async with reading(library) as hands:
        async with held(hands, hands.at("core")):
            pass
        async with held(hands, hands.at("said")):
            await move(hands, hands.at("ne, was"))
        assert hands.selected == "said on"


# Scrolling


async def test_held_below_the_pane_it_scrolls_without_further_events(library: Library) -> None:
    async with reading(library, "Gamma", size=(100, 24)) as hands:
        x, y = hands.at("Sentence 0.2")
        async with held(hands, (x, y)):
            await move(hands, (x, 22))
            await hands.until(lambda: hands.pane.top > 12)
            selected = hands.selected
            assert selected.startswith("Sentence 0.2")
            await hands.until(lambda: len(hands.selected) > len(selected))
        top = hands.pane.top
        assert not is_scrolling(hands)
        assert hands.selected.startswith("Sentence 0.2")
        await hands.pilot.pause(0.2)
        assert hands.pane.top == top


async def test_held_above_the_pane_it_scrolls_back_to_the_beginning(library: Library) -> None:
    async with reading(library, "Gamma", size=(100, 24)) as hands:
        await hands.go("Sentence 3.2")
        x, y = hands.at("Sentence 3.2")
        async with held(hands, (x, y)):
            await move(hands, (x, 0))
            await hands.until(lambda: hands.selected.startswith("Gamma long"))
        assert hands.selected.endswith("S")


async def test_at_the_last_row_it_scrolls_too(library: Library) -> None:
    async with reading(library, "Gamma", size=(100, 24)) as hands:
        x, y = hands.at("Sentence 0.2")
        async with held(hands, (x, y)):
            await move(hands, (x, hands.pane.region.bottom - 1))
            await hands.until(lambda: hands.pane.top > 2)


async def test_back_in_the_pane_it_stops(library: Library) -> None:
    async with reading(library, "Gamma", size=(100, 24)) as hands:
        x, y = hands.at("Sentence 0.2")
        async with held(hands, (x, y)):
            await move(hands, (x, 22))
            assert is_scrolling(hands)
            await move(hands, (x, 12))
            assert not is_scrolling(hands)


async def test_a_drag_along_the_first_row_scrolls_nothing(library: Library) -> None:
    async with reading(library, "Gamma", size=(100, 24)) as hands:
        await hands.press("space")
        top, pane = hands.pane.top, hands.pane
        x, y = pane.region.x + pane.cell_of(0) * -1, pane.region.y
        async with held(hands, (x, y)):
            await move(hands, (x + 20, y))
            assert not is_scrolling(hands)
        assert hands.pane.top == top


async def test_further_out_it_scrolls_faster(library: Library) -> None:
    async with reading(library, "Gamma", size=(100, 24)) as hands:
        pane = hands.pane
        assert isinstance(pane, ReadingPane)
        scrolled = []
        async with held(hands, hands.at("Sentence 0.2")):
            for out in (0, 1, 3):
                pane.drag_to(10, pane.height - 1 + out)
                pane._stop_clock()
                before = pane.top
                for _ in range(3):
                    pane._tick()
                scrolled.append(pane.top - before)
        assert scrolled[0] < scrolled[1] < scrolled[2]


@pytest.mark.parametrize("how", ["escape", "article", "button"])
async def test_whatever_ends_the_drag_stops_the_clock(library: Library, how: str) -> None:
    async with reading(library, "Gamma", size=(100, 24)) as hands:
        x, y = hands.at("Sentence 0.2")
        async with held(hands, (x, y)):
            await move(hands, (x, 22))
            assert is_scrolling(hands)
            if how == "escape":
                await hands.press("escape")
            elif how == "article":
                await hands.opened("Alpha")
            else:
                await move(hands, (x, 22), button=0)
            await hands.until(lambda: not is_scrolling(hands))
        assert (hands.selected == "") == (how != "button")
