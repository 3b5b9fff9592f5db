"""The reading pane: motions, scrolling, articles, and the place that is remembered."""

from __future__ import annotations

import pytest

from reader.library import Library
from tests.tui.given import Hands, reading, reopened


def sentence_rows(hands: Hands) -> tuple[int, int]:
    """Give the screen rows of the pane on which the current sentence begins and ends."""
    span, rows = hands.pane.sentence, hands.pane.layout_rows
    return rows.row_at(span.start) - hands.pane.top, rows.row_at(span.end - 1) - hands.pane.top


async def test_sentences_words_and_paragraphs_are_walked(library: Library) -> None:
    async with reading(library) as hands:
        assert hands.current == "Alpha purge"
        await hands.press("j")
        assert hands.current == "Twitter deleted 170,000 accounts."
        await hands.press("l", "right")
        assert hands.word == "170,000"
        await hands.press("h", "left")
        assert hands.word == "Twitter"
        await hands.press(")")
        assert hands.current == "The core, said one, was small."
        await hands.press("k", "(")
        assert hands.current == "Alpha purge"
        await hands.press("J", "}")
        assert hands.current == "A second paragraph begins here."
        await hands.press("K")
        assert hands.current == "Twitter deleted 170,000 accounts."
        await hands.press("{")
        assert hands.current == "Alpha purge"


async def test_headings_top_and_end_are_reached(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("L")
        assert hands.current == "Numbers"
        await hands.press("L")
        assert hands.current == "The end"
        await hands.press("H")
        assert hands.current == "Numbers"
        await hands.press("G")
        assert hands.current == "It ends here."
        await hands.press("g")
        assert hands.current == "Alpha purge"
        await hands.press("end")
        assert hands.current == "It ends here."
        await hands.press("home")
        assert hands.current == "Alpha purge"


async def test_at_the_ends_motions_stay_where_they_are(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("k", "h", "K", "H")
        assert hands.current == "Alpha purge"
        await hands.press("G", "j", "J", "L")
        assert hands.current == "It ends here."
        await hands.press("l", "l", "l", "l", "l")
        assert hands.word == "here"


@pytest.mark.parametrize(
    ("key", "share"),
    [("space", 1.0), ("pagedown", 1.0), ("ctrl+f", 1.0), ("ctrl+d", 0.5)],
)
async def test_a_page_on_shows_what_comes_next(library: Library, key: str, share: float) -> None:
    async with reading(library, "Gamma") as hands:
        before, height = hands.pane.cursor, hands.pane.height
        await hands.press(key)
        assert height * share - 3 <= hands.pane.top <= height * share
        assert hands.pane.cursor > before
        first, last = sentence_rows(hands)
        assert first >= 0
        assert last < height


@pytest.mark.parametrize(
    ("on", "back"),
    [("space", "b"), ("pagedown", "pageup"), ("ctrl+f", "ctrl+b"), ("ctrl+d", "ctrl+u")],
)
async def test_a_page_back_shows_what_stood_there(library: Library, on: str, back: str) -> None:
    async with reading(library, "Gamma", size=(100, 24)) as hands:
        await hands.press(on, on)
        top = hands.pane.top
        await hands.press(on, back)
        assert hands.pane.top == top
        await hands.press(back, back, back)
        assert hands.pane.top == 0


async def test_scrolling_a_line_moves_the_text_and_keeps_the_cursor_in_view(
    library: Library,
) -> None:
    async with reading(library, "Gamma") as hands:
        await hands.press("down", "down", "down")
        assert hands.pane.top == 3
        rows = hands.pane.layout_rows
        assert rows.row_at(hands.pane.cursor) >= 3
        await hands.press("up")
        assert hands.pane.top == 2


async def test_the_current_sentence_stays_comfortably_in_view(library: Library) -> None:
    async with reading(library, "Gamma", size=(100, 24)) as hands:
        for key in ["j"] * 40 + ["k"] * 40:
            await hands.press(key)
            first, last = sentence_rows(hands)
            top = hands.pane.top
            assert first >= (3 if top else 0)
            assert last < hands.pane.height - 2


async def test_the_end_of_a_long_article_can_be_reached_by_pages(library: Library) -> None:
    async with reading(library, "Gamma", size=(80, 24)) as hands:
        for _ in range(40):
            await hands.press("space")
        assert "Sentence 11.7" in hands.text
        assert hands.current.startswith("Sentence 11.7")


async def test_the_place_is_shown_and_grows(library: Library) -> None:
    async with reading(library) as hands:
        assert hands.screen()[0].rstrip().endswith("1 of 3 · 3 %")
        await hands.press("G")
        assert hands.screen()[0].rstrip().endswith("1 of 3 · 100 %")


async def test_the_next_and_the_previous_article_are_opened(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press(">")
        assert hands.current == "Beta rumour"
        await hands.press(">", ">")
        assert hands.current == "Gamma long"
        assert hands.said == "No article after this one"
        await hands.press("<", "<")
        assert hands.current == "Alpha purge"
        await hands.press("<")
        assert hands.said == "No article before this one"


async def test_each_article_keeps_its_place(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "j")
        await hands.press(">", "<")
        assert hands.current == "The core, said one, was small."


async def test_the_app_opens_where_one_was(library: Library) -> None:
    async with reading(library, "Gamma") as hands:
        await hands.press("space", "j", "l")
        place, word = hands.current, hands.word
        await hands.press("ctrl+q")
    async with reading(reopened(library), "") as hands:
        assert hands.desk.article is not None
        assert hands.desk.article.title == "Gamma long"
        assert (hands.current, hands.word) == (place, word)
        assert place.split()[1] in hands.text
