"""Boilerplate in the reading pane: dim, passed over in reading, folded and opened again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from reader.text.document import Document
from reader.tui.widgets.pane_mouse import ReadingPane
from tests.library.given import marked
from tests.tui.given import Hands, reading
from tests.tui.test_selecting import drag
from tests.tui.web_page import PAGE, TITLE, web_library

FIRST = "The old swing bridge over the harbour mouth will be closed to all traffic for two winters."
LAST = "while the bridge moves"
MENU = "⋯ 4 lines of menus and links (Z shows them)"
FOOTER = "⋯ 5 lines of menus and links (Z shows them)"


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Library]:
    opened = web_library(tmp_path)
    yield opened
    opened.close()


def current(hands: Hands) -> str:
    """Give the current sentence."""
    start, end = hands.pane.sentence
    return hands.pane.document.text[start:end]


def is_drawn(hands: Hands, quote: str) -> bool:
    return any(quote in line for line in hands.screen())


def dim_lines(hands: Hands) -> list[str]:
    """Give the lines of the pane's text that are drawn dim."""
    dim = hands.pane.palette.dim
    lines = (
        "".join(part.text for part in hands.pane.strip(y) if part.style == dim).strip()
        for y in range(hands.pane.size.height)
    )
    return [line for line in lines if line]


async def test_boilerplate_is_dim_a_moment_after_the_article_is_there(web: Library) -> None:
    async with reading(web, TITLE) as hands:
        await hands.until(lambda: "Home" in dim_lines(hands))
        dim = dim_lines(hands)
        assert {"Home", "Log in", "Advertisement", "Ten bridges that move"} <= set(dim)
        assert not any("bridge over" in line or line == TITLE for line in dim)


async def test_without_colours_boilerplate_has_a_mark_that_moves_nothing(
    web: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(web, TITLE) as hands:
        columns = [hands.at(quote) for quote in ("Home", "Engineers")]
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(web, TITLE) as hands:
        await hands.until(lambda: is_drawn(hands, "·Home"))
        assert is_drawn(hands, "·Privacy policy")
        assert not is_drawn(hands, "·Engineers")
        assert [hands.at(quote) for quote in ("Home", "Engineers")] == columns


async def test_reading_on_passes_over_boilerplate(web: Library) -> None:
    async with reading(web, TITLE) as hands:
        read = [current(hands)]
        for _ in range(6):
            await hands.press("j")
            read.append(current(hands))
        assert read[:3] == ["Skip to content", TITLE, FIRST]
        assert read[4].startswith("Engineers")
        assert LAST in read[5]
        assert read[6] == read[5]
        for _ in range(6):
            await hands.press("k")
        assert current(hands) == TITLE


async def test_paragraphs_are_stepped_over_boilerplate_too(web: Library) -> None:
    async with reading(web, TITLE) as hands:
        await hands.go("The old swing")
        await hands.press("J")
        assert current(hands).startswith("Engineers")
        await hands.press("K")
        assert current(hands) == FIRST


async def test_one_who_goes_into_boilerplate_moves_in_it(web: Library) -> None:
    async with reading(web, TITLE) as hands:
        await hands.go("Home")
        await hands.press("j")
        assert current(hands) == "World"
        await hands.press("k", "k")
        assert current(hands) == "Skip to content"
        await hands.press("G")
        assert current(hands) == "Privacy policy"
        await hands.press("k", "k", "k", "k", "k")
        assert LAST in current(hands)
        while LAST in current(hands):
            await hands.press("l")
        assert current(hands) == "Related articles"


async def test_boilerplate_is_folded_and_shown_by_one_key(web: Library) -> None:
    async with reading(web, TITLE) as hands:
        await hands.press("j", "Z")
        assert is_drawn(hands, MENU)
        assert is_drawn(hands, FOOTER)
        assert not is_drawn(hands, "World")
        assert not is_drawn(hands, "Ten bridges")
        assert is_drawn(hands, "Advertisement")
        assert hands.pane.document.text == PAGE
        await hands.press("Z")
        assert not is_drawn(hands, "⋯")
        assert is_drawn(hands, "Ten bridges")


async def test_what_one_reads_stays_where_it_is_as_the_rest_folds(web: Library) -> None:
    async with reading(web, TITLE, size=(80, 12)) as hands:
        await hands.press("j", "j", "j", "j")
        pane = hands.pane
        before = pane.layout_rows.row_at(pane.cursor) - pane.top
        await hands.press("Z")
        rows = pane.layout_rows
        # Only where the text ends sooner may it come down.
        assert pane.top == rows.clamped(rows.row_at(pane.cursor) - before) or pane.top == (
            pane.bounded(pane.top)
        )
        assert pane._is_in_view(pane.cursor)


async def test_the_cursor_leaves_what_is_folded(web: Library) -> None:
    async with reading(web, TITLE) as hands:
        await hands.press("Z")
        assert current(hands) == TITLE
        assert is_drawn(hands, MENU)
        await hands.press("Z")
        await hands.go("Ten bridges")
        await hands.press("Z")
        assert LAST in current(hands)
        assert is_drawn(hands, FOOTER)


async def test_both_ends_of_a_folded_text_are_its_article_s(web: Library) -> None:
    async with reading(web, TITLE) as hands:
        await hands.press("Z", "G")
        assert LAST in current(hands)
        await hands.press("g")
        assert current(hands) == TITLE
        assert is_drawn(hands, MENU)
        assert is_drawn(hands, FOOTER)


async def test_a_fold_opens_when_a_search_leads_into_it(web: Library) -> None:
    async with reading(web, TITLE) as hands:
        await hands.press("Z", "/")
        await hands.type("ten bridges")
        await hands.press("enter")
        assert current(hands) == "Ten bridges that move"
        assert is_drawn(hands, "Ten bridges that move")
        assert is_drawn(hands, MENU)


async def test_a_fold_opens_when_the_cursor_or_a_jump_comes_into_it(web: Library) -> None:
    async with reading(web, TITLE) as hands:
        await hands.press("Z", "h")
        assert is_drawn(hands, "World")
        assert is_drawn(hands, FOOTER)
        await hands.go("Privacy")
        assert is_drawn(hands, "Ten bridges")
        # What one went into stays open until all is folded anew.
        await hands.press("g", "j", "j")
        assert is_drawn(hands, "Ten bridges")
        await hands.press("Z", "Z")
        assert is_drawn(hands, FOOTER)


@pytest.mark.parametrize("size", [(120, 40), (80, 12)])
async def test_scrolling_and_paging_open_no_fold(web: Library, size: tuple[int, int]) -> None:
    async with reading(web, TITLE, size=size) as hands:
        await hands.press("Z", *["down"] * 30)
        assert is_drawn(hands, FOOTER)
        await hands.press("space", "space", *["up"] * 30, "b", "b")
        assert is_drawn(hands, MENU)
        await hands.press("G")
        assert is_drawn(hands, FOOTER)


async def test_a_fold_opens_at_a_click(web: Library) -> None:
    async with reading(web, TITLE) as hands:
        await hands.press("Z")
        y = next(y for y, line in enumerate(hands.screen()) if MENU in line)
        x, _ = hands.at("Engineers")
        await hands.pilot.click(offset=(x + 4, y))
        await hands.settled()
        assert current(hands) == "Skip to content"
        assert is_drawn(hands, "World")


async def test_a_run_with_an_annotation_is_not_folded(web: Library) -> None:
    marked(web, web.article(TITLE), "Ten bridges that move", "places")
    async with reading(web, TITLE) as hands:
        await hands.press("Z")
        assert is_drawn(hands, "Ten bridges that move")
        assert is_drawn(hands, MENU)
        await hands.press("]", "x")
        assert hands.stored() == []
        await hands.press("g")
        assert is_drawn(hands, FOOTER)
        await hands.press("u")
        assert is_drawn(hands, "Ten bridges that move")


async def test_where_a_fold_would_shorten_nothing_that_is_said(web: Library) -> None:
    for quote in ("World", "Ten bridges that move"):
        marked(web, web.article(TITLE), quote, "places")
    async with reading(web, TITLE) as hands:
        await hands.press("Z")
        assert isinstance(hands.pane, ReadingPane)
        assert any(len(run) == 1 for run in hands.pane._found())
        assert hands.said.startswith("Nothing to fold here")
        assert not hands.pane.is_folding


async def test_a_selection_over_a_fold_holds_what_is_in_it(web: Library) -> None:
    async with reading(web, TITLE) as hands:
        await hands.press("Z")
        footer = next(y for y, line in enumerate(hands.screen()) if FOOTER in line)
        x, y = hands.at("letter.")
        await drag(hands, (x, y), (x, footer))
        chosen = PAGE[PAGE.index("letter.") :].rstrip()
        assert selected(hands) == chosen
        assert is_drawn(hands, FOOTER)
        await drag(hands, (x, footer), (x, y))
        assert selected(hands) == chosen
        menu = next(y for y, line in enumerate(hands.screen()) if MENU in line)
        await drag(hands, hands.at("Harbour"), (x, menu))
        assert selected(hands) == PAGE[: PAGE.index("Harbour") + 1]
        await hands.press("enter")
        (mark,) = hands.stored()
        assert mark.quote == PAGE[: PAGE.index("Harbour") + 1]
        assert is_drawn(hands, "World")


async def test_a_selection_that_ends_in_a_fold_opens_it(web: Library) -> None:
    async with reading(web, TITLE) as hands:
        await hands.press("Z", "G", "v", "j")
        assert is_drawn(hands, FOOTER)
        await hands.press("j")
        assert is_drawn(hands, "Related articles")


def selected(hands: Hands) -> str:
    return hands.pane.document.text[slice(*hands.pane.target)]


async def test_the_choice_is_kept_for_other_articles(web: Library) -> None:
    async with reading(web, "Another") as hands:
        await hands.press("Z")
        assert "Nothing here" in hands.text
        await hands.opened(TITLE)
        assert not is_drawn(hands, "⋯")
        await hands.press("Z")
        await hands.opened("Another")
        await hands.opened(TITLE)
        assert is_drawn(hands, MENU)
        assert current(hands) == TITLE


async def test_folds_are_set_anew_at_another_width(web: Library) -> None:
    async with reading(web, TITLE) as hands:
        await hands.press("Z")
        await hands.pilot.resize_terminal(40, 20)
        await hands.settled()
        assert is_drawn(hands, "⋯ 4 lines (Z shows them)")


async def test_nothing_is_looked_for_until_the_screen_is_there(
    web: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Document] = []

    def runs(document: Document) -> list[range]:
        looked.append(document)
        return []

    monkeypatch.setattr("reader.text.boilerplate.runs", runs)
    monkeypatch.setattr("reader.tui.widgets.pane_folding._AFTER_OPENING", 60)
    async with reading(web, TITLE) as hands:
        assert isinstance(hands.pane, ReadingPane)
        assert looked == []
        await hands.press("l", "space")
        assert looked == []
        await hands.press("j", "j")
        assert len(looked) == 1
