"""Searching in the open article: the first match and on, and back to where one was."""

from __future__ import annotations

from reader.library import Library
from tests.tui.given import reading


async def test_a_search_goes_to_the_first_match_and_on(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("/")
        await hands.type("second")
        await hands.press("enter")
        assert hands.current == "A second paragraph begins here."
        assert "match 1 of 3" in hands.said
        await hands.press("n")
        assert hands.current == "It has a second sentence."
        await hands.press("n", "n")
        assert hands.current == "A second paragraph begins here."
        await hands.press("N")
        assert hands.current == "second item"


async def test_v_selects_the_match(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("/")
        await hands.type("core, said")
        await hands.press("enter", "v")
        assert hands.selected == "core, said"


async def test_leaving_a_search_goes_back_to_where_one_was(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "/")
        await hands.type("section")
        await hands.press("escape")
        assert hands.current == "Twitter deleted 170,000 accounts."
        assert not hands.pane.overlay.matches


async def test_a_search_that_finds_nothing_says_so(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "/")
        await hands.type("zebra")
        await hands.press("enter")
        assert hands.said == "Nothing matches “zebra”"
        assert hands.current == "Twitter deleted 170,000 accounts."


async def test_the_next_match_is_counted_from_where_one_is(library: Library) -> None:
    async with reading(library, "Gamma") as hands:
        await hands.press("/")
        await hands.type("sentence 5.0")
        await hands.press("enter", "escape", "G", "/")
        await hands.type("sentence 0.3")
        await hands.press("enter")
        assert hands.current.startswith("Sentence 0.3")


async def test_enter_with_nothing_typed_searches_as_the_last_time(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("/")
        await hands.type("second")
        await hands.press("enter", "/", "enter")
        assert hands.current == "It has a second sentence."
        assert hands.said == "match 2 of 3"
        await hands.press("escape", "g", "/")
        await hands.type("x")
        await hands.press("backspace", "enter")
        assert hands.current == "A second paragraph begins here."
        await hands.press(">", "/", "enter")
        assert hands.said == "Nothing matches “second”"


async def test_enter_with_nothing_typed_and_nothing_searched_goes_nowhere(
    library: Library,
) -> None:
    async with reading(library) as hands:
        await hands.press("j", "/", "enter")
        assert hands.current == "Twitter deleted 170,000 accounts."
        assert "/ searches" in hands.said


async def test_n_without_a_search_says_how_to_search(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("n")
        assert "/ searches" in hands.said
