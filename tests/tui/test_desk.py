"""The desk: its panes in terminals of every size, what another window does, and the taking in."""

from __future__ import annotations

import pytest

from reader.library import AddReport, Library
from reader.tui.taking_in import summary
from tests.tui.given import ONE, library_of, reading


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
        # While a write of its own is under way, a window sees that of another at its next look.
        await hands.until(lambda: bool(hands.pane.marks))
        assert [mark.quote for mark in hands.pane.marks] == ["Nobody knew"]
        assert "elsewhere" in hands.text


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
