"""Undo and redo by keys: the history is walked, and shown at its place."""

from __future__ import annotations

import pytest

from reader.library import Library
from tests.tui.given import reading, reopened
from tests.tui.marks import FIRST, quotes, tagged


async def test_undo_and_redo_walk_the_history(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", "j")
        await tagged(hands, "one")
        await hands.press("u")
        assert quotes(hands) == [FIRST]
        assert hands.said.startswith("Undid: tagged one")
        await hands.press("u")
        assert quotes(hands) == []
        await hands.press("ctrl+r")
        assert quotes(hands) == [FIRST]
        assert hands.said.startswith("Redid: highlighted")
        await hands.press("ctrl+r")
        assert [mark.tags for mark in hands.stored()] == [(), ("one",)]


async def test_undoing_a_deletion_lights_what_came_back_and_reads_nothing_else_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", "j", "enter", "x")
        [first] = hands.stored()
        read: list[str] = []
        # After our own first write the look that is taken each second may see more than there is.
        monkeypatch.setattr(library, "changed", lambda: False)
        monkeypatch.setattr(hands.desk, "refresh_library", lambda: read.append("all"))
        monkeypatch.setattr(hands.desk, "show_marks", lambda: read.append("marks"))
        await hands.press("u")
        assert hands.stored() == [*hands.desk.pane.marks]
        assert hands.desk.pane.lit in {mark.id for mark in hands.stored()} - {first.id}
        assert read == []


async def test_undo_goes_to_the_place(library: Library) -> None:
    async with reading(library, "Gamma") as hands:
        await hands.press("j", "enter")
        place = hands.current
        await hands.press("G", "u")
        assert hands.current == place
        assert place.split()[1] in hands.text


async def test_undo_opens_the_article_it_happened_in(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", ">", "u")
        assert hands.desk.article is not None
        assert hands.desk.article.title == "Alpha purge"
        assert hands.current == FIRST
        assert hands.stored() == []


async def test_undo_works_after_a_restart_and_says_whose_it_was(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter")
    async with reading(reopened(library), "Beta") as hands:
        await hands.press("u")
        assert hands.stored() == []
        assert "from another session" in hands.said
        assert hands.current == FIRST
        await hands.press("ctrl+r")
        assert quotes(hands) == [FIRST]


async def test_what_one_undoes_of_another_is_said(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter")
    async with reading(reopened(library, "kim"), "Beta") as hands:
        await hands.press("u")
        assert "what ann did" in hands.said


async def test_a_deleted_annotation_comes_back_whole(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "one")
        await hands.press("a")
        await hands.type("noted")
        await hands.press("escape")
        before = hands.stored()
        await hands.press("x", "u")
        assert hands.stored() == before


async def test_nothing_to_undo_is_said(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("u", "escape", "u")
        assert "nothing to undo" in hands.said.casefold() or hands.library.articles() == []
        assert hands.app.is_running


async def test_undoing_that_the_article_was_taken_in_leaves_a_working_app(
    library: Library,
) -> None:
    async with reading(library) as hands:
        await hands.press("u")
        assert hands.library.articles() == []
        assert "No articles yet." in hands.text
        await hands.press("j", "enter", "t", "escape", "ctrl+r")
        assert "Alpha purge" in hands.text
        await hands.press("j")
        assert hands.current
