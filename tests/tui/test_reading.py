"""The reading pane: motions, scrolling, search, articles, and the place that is remembered."""

from __future__ import annotations

import pytest

from reader.library import AddReport, Library
from reader.tui.taking_in import summary
from tests.tui.given import ONE, Hands, library_of, reading, reopened


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


# Search


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


# Articles


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


async def test_the_text_can_stand_alone(library: Library) -> None:
    async with reading(library) as hands:
        assert "Corpus" in hands.text
        await hands.press("z")
        assert "Corpus" not in hands.text
        assert "Beta rumour" not in hands.text
        assert "Twitter deleted 170,000 accounts." in hands.text
        await hands.press("j")
        assert hands.current == "Twitter deleted 170,000 accounts."
        await hands.press("z")
        assert "Corpus" in hands.text


async def test_what_another_window_marks_is_shown(library: Library) -> None:
    async with reading(library) as hands:
        with Library.open(library.path, annotator="other") as other:
            article = other.article("Alpha")
            other.annotate(article, hands.span("Nobody knew"), tags=["elsewhere"]).result()
        hands.desk._look_for_changes()
        await hands.settled()
        assert [mark.quote for mark in hands.pane.marks] == ["Nobody knew"]
        assert "elsewhere" in hands.text


# The size of the terminal


async def test_the_top_line_stays_when_the_terminal_changes(library: Library) -> None:
    async with reading(library, "Gamma", size=(140, 30)) as hands:
        await hands.press("space", "space")
        pane = hands.pane
        for width, height in ((100, 30), (60, 30), (160, 40), (90, 20)):
            top = pane.layout_rows[pane.top]
            here = pane.layout_rows.row_at(pane.cursor)
            await hands.pilot.resize_terminal(width, height)
            await hands.settled()
            found = pane.layout_rows[pane.top]
            assert found.start <= top.start < max(found.end, found.start + 1), (width, here)


async def test_a_terminal_too_small_says_so_and_comes_back(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        for size in ((39, 24), (80, 11), (39, 11)):
            await hands.pilot.resize_terminal(*size)
            await hands.settled()
            assert " ".join(hands.text.split()) == "Reader needs 40 columns and 12 rows"
        await hands.pilot.resize_terminal(80, 24)
        await hands.settled()
        assert "Reader needs" not in hands.text
        assert hands.current in hands.text
        await hands.press("j")
        assert hands.current == "The core, said one, was small."


async def test_the_app_can_start_in_a_terminal_too_small(library: Library) -> None:
    async with reading(library, size=(39, 11)) as hands:
        assert " ".join(hands.text.split()) == "Reader needs 40 columns and 12 rows"
        await hands.pilot.resize_terminal(100, 30)
        await hands.settled()
        assert "Twitter deleted 170,000 accounts." in hands.text


@pytest.mark.parametrize("size", [(60, 24), (40, 20), (40, 12), (79, 24)])
async def test_on_a_narrow_terminal_the_list_is_behind_tab(
    library: Library, size: tuple[int, int]
) -> None:
    async with reading(library, size=size) as hands:
        assert "Twitter deleted" in hands.text
        assert "Beta rumour" not in hands.text
        await hands.press("tab")
        assert "Beta rumour" in hands.text
        assert "Twitter deleted" not in hands.text
        await hands.press("j", "enter")
        assert "Corpus" not in hands.text
        assert hands.current == "Beta rumour"
        await hands.press("tab", "tab")
        assert hands.focuses(hands.pane)
        assert "Corpus" not in hands.text


async def test_no_line_is_cut_on_a_narrow_terminal(library: Library) -> None:
    async with reading(library, size=(40, 20)) as hands:
        words = " ".join(hands.text.replace("│", " ").split())
        assert "Twitter deleted 170,000 accounts. The core, said one, was small." in words


async def test_an_empty_library_says_what_to_press(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    opened = library_of(tmp_path_factory.mktemp("empty"), ())
    async with reading(opened, "") as hands:
        assert "No articles yet." in hands.text
        assert "q q  quit" in hands.text
        # No key does harm where there is nothing.
        await hands.press("j", "k", "space", "enter", "v", "y", "x", "e", "]", "n", "G", "t")
        await hands.press("escape", "1", ".", "a", "+", "z", "z", ">", "u", "tab", "j", "enter")
        assert hands.stored() == []
        await hands.press("?")
        assert "Reading pane" in hands.text
    opened.close()


async def test_a_corpus_is_taken_in_behind_the_app(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    opened = library_of(folder, ())
    (folder / "corpus" / "new.md").write_text(ONE)
    async with reading(opened, "", corpus=folder / "corpus") as hands:
        await hands.until(lambda: hands.said == "1 article added")
        assert "Twitter deleted 170,000 accounts." in hands.text
    opened.close()


async def test_a_file_that_is_named_is_shown(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    opened = library_of(folder)
    async with reading(opened, "", corpus=folder / "corpus" / "1.md") as hands:
        await hands.until(lambda: "Beta" in getattr(hands.desk.article, "title", ""))
    opened.close()


async def test_the_theme_changes_between_dark_and_light(library: Library) -> None:
    async with reading(library) as hands:
        dark = {part.style.bgcolor for strip in hands.strips() for part in strip if part.style}
        await hands.press("f2")
        light = {part.style.bgcolor for strip in hands.strips() for part in strip if part.style}
        assert hands.app.palette.shades.name == "reader-light"
        assert not dark & light
        await hands.press("f2")
        assert hands.app.palette.shades.name == "reader-dark"


def test_an_intake_that_was_stopped_says_so() -> None:
    said = summary(AddReport(unchanged=("a.md",), stopped=True), "R")
    assert said == "stopped before the end; the next start goes on"
