"""Without colours: underline is a highlight, the bar the sentence, reverse the selection."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.style import Style

from reader.library import Library
from tests.tui.given import Hands, reading

SENTENCE = "Twitter deleted 170,000 accounts."


@pytest.fixture(autouse=True)
def no_color(terminal: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


def drawn_with(hands: Hands, holds: Callable[[Style], object]) -> str:
    """Give what the pane draws in styles of a kind."""
    pane = hands.pane
    return "".join(
        segment.text
        for y in range(pane.size.height)
        for segment in pane.strip(y)
        if segment.style is not None and holds(segment.style)
    )


async def test_nothing_that_we_draw_has_a_colour(library: Library) -> None:
    async with reading(library, size=(140, 40)) as hands:
        for keys in (
            (), ("j", "enter"), ("v", "w"), ("1",), ("escape", "/"), ("s", "e", "c", "enter"),
            ("tab",), ("p",), ("q", "T"), ("q", "?"), ("q", "t"), ("escape", "E"), ("escape",),
        ):  # fmt: skip
            await hands.press(*keys)
            for widget in hands.drawn():
                for y in range(widget.size.height):
                    for segment in widget.strip(y):
                        style = segment.style or Style.null()
                        assert style.color is None, (keys, widget, segment)
                        assert style.bgcolor is None, (keys, widget, segment)


async def test_a_highlight_is_underlined(library: Library) -> None:
    async with reading(library, size=(140, 40)) as hands:
        assert drawn_with(hands, lambda style: style.underline) == ""
        await hands.press("j", "enter", "J")
        assert drawn_with(hands, lambda style: style.underline) == SENTENCE


async def test_the_current_sentence_has_a_bar_in_the_gutter(library: Library) -> None:
    async with reading(library, size=(140, 40)) as hands:
        await hands.press("j")
        bars = [y for y, line in enumerate(hands.screen()) if "│" in line]
        _, first = hands.at("Twitter")
        _, last = hands.at("accounts.")
        assert bars == list(range(first, last + 1))


async def test_the_selection_is_reversed(library: Library) -> None:
    async with reading(library, size=(140, 40)) as hands:
        assert drawn_with(hands, lambda style: style.reverse) == ""
        await hands.press("j", "V")
        assert drawn_with(hands, lambda style: style.reverse) == SENTENCE


async def test_overlapping_highlights_are_told_apart(library: Library) -> None:
    async with reading(library, size=(140, 40)) as hands:
        await hands.press("j", "enter", "v", "enter", "J", "escape")
        both = drawn_with(hands, lambda style: style.underline and style.bold)
        assert both == "Twitter"
        _, y = hands.at("Twitter")
        assert hands.screen()[y].count("▎") == 2


async def test_a_match_of_a_search_can_be_seen(library: Library) -> None:
    async with reading(library, size=(140, 40)) as hands:
        await hands.press("/")
        await hands.type("nobody")
        await hands.press("enter", "g")
        assert drawn_with(hands, lambda style: style.underline) == "Nobody"


@pytest.mark.parametrize("key", ["p", "T", "tab"])
async def test_the_row_at_the_cursor_can_be_seen(library: Library, key: str) -> None:
    async with reading(library, size=(140, 40)) as hands:
        await hands.press("j", "t")
        await hands.type("one")
        await hands.press("enter", key)
        assert any(line.startswith(("▌", "›")) for line in hands.screen())
