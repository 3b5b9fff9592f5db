"""Long articles: what lies far from the view is neither laid out nor lost sight of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from reader.text.layout import Layout
from tests.tui.given import Hands, library_of, reading

LONG = "# Alpha\n\n" + "".join(f"Paragraph {n} of many words.\n\n" for n in range(20_000))


@pytest.fixture
def long(tmp_path: Path) -> Iterator[Library]:
    library = library_of(tmp_path, [LONG + "The needle is here.\n"])
    yield library
    library.close()


def text_of(hands: Hands) -> list[str]:
    return [line[hands.pane.region.x :] for line in hands.screen()[2:-4]]


def laid_out(layout: Layout) -> int:
    return len(layout._pieces)


async def test_leaving_a_search_gives_the_view_back(long: Library) -> None:
    async with reading(long, "Alpha") as hands:
        await hands.press("space", "space", "j")
        before = text_of(hands)
        await hands.press("/", *"needle")
        assert "The needle is here." in hands.text
        await hands.press(*"xx")
        assert text_of(hands) == before
        await hands.press("escape")
        assert text_of(hands) == before


async def test_a_selection_of_the_whole_article_lays_little_of_it_out(long: Library) -> None:
    async with reading(long, "Alpha") as hands:
        await hands.press("G", "v", "+", "+", "+", "+", "+")
        assert hands.pane.target.end - hands.pane.target.start > 400_000
        await hands.press("down", "up", "t", "escape")
        assert laid_out(hands.pane.layout_rows) < 5_000


async def test_the_title_is_drawn_whole_when_there_is_more_room_for_it(long: Library) -> None:
    async with reading(long, "Alpha", size=(60, 24)) as hands:
        bar = hands.desk.title_bar
        title = "A title that is longer than there is room for beside all the rest"
        bar.show(title, "taking in 50 % · 1 of 1 · 3 %")
        await hands.pilot.pause()
        bar.show(title, "3 %")
        await hands.pilot.pause()
        assert hands.screen()[0].rstrip().endswith("3 %")
        assert "A title that is longer than there is room for" in hands.screen()[0]
