"""Placing by hand what waits for review: a passage is picked in the article."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import Library
from tests.library.given import marked
from tests.tui.given import reading
from tests.tui.reviewing import (
    CLOSED,
    CLOSED_NOW,
    DAMAGE_NOW,
    HARBOUR_NOW,
    edited,
    is_open,
    one,
    take_in,
)


async def test_another_place_is_selected_in_the_article(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "v")
        assert not is_open(hands)
        assert hands.selected == CLOSED_NOW
        assert hands.said == "Select the passage; enter places it, esc leaves"
        assert f"Placing “{CLOSED}”" in hands.text
        await hands.press("b", "enter")
        placed = one(hands, "Note 0.")
        assert placed.status == "moved"
        assert placed.quote == CLOSED_NOW.removesuffix(".")
        assert is_open(hands)
        assert "1 of 1 · review" in hands.text
        assert "Placing" not in hands.text
        await hands.press("u")
        assert "1 of 2 · review" in hands.text


async def test_an_orphan_is_placed_after_a_search(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "G", "e", "/")
        await hands.type("insurers")
        await hands.press("enter", "V", "enter")
        placed = one(hands, "Note 2.")
        assert (placed.status, placed.quote) == ("moved", "The insurers came a week later.")
        assert "2 of 2 · review" in hands.text


async def test_hint_labels_and_their_escape_work_while_a_place_is_picked(
    waiting: Library,
) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "v", "f")
        assert "hints" in hands.pane.places
        await hands.press("escape")
        assert list(hands.pane.places) == ["placing", "select", "reading"]
        assert not is_open(hands)


async def test_without_a_selection_the_current_sentence_is_taken(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "v")
        await hands.pilot.click(offset=hands.at("shared by the three"))
        await hands.settled()
        await hands.press("enter")
        assert one(hands, "Note 0.").quote == "It will be shared by the three towns."


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_leaving_goes_back_to_the_item_and_changes_nothing(
    waiting: Library, key: str
) -> None:
    async with reading(waiting, "Harbour") as hands:
        before = hands.stored()
        await hands.press("R", "j", "v", key)
        assert "2 of 2 · review" in hands.text
        assert hands.stored() == before
        await hands.press("q")
        assert hands.pane.places == ("reading",)


async def test_marking_waits_while_a_place_is_picked(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        before = hands.stored()
        await hands.press("R", "v", "1", "t", "a", ".", "x")
        assert hands.stored() == before
        assert "enter places it" in hands.said


async def test_a_place_that_is_marked_already_can_be_picked_anew(waiting: Library) -> None:
    marked(waiting, waiting.articles()[0].article, DAMAGE_NOW)
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "v", "escape", "j", "v", "enter")
        assert "marked already" in hands.said
        assert not is_open(hands)
        await hands.press("b", "b", "enter")
        assert one(hands, "Note 1.").quote == "The council puts the damage at five"


async def test_a_text_that_changes_meanwhile_is_the_one_it_is_placed_in(
    waiting: Library, tmp_path: Path
) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "v")
        with Library.open(waiting.path, annotator="ann") as other:
            take_in(other, tmp_path, HARBOUR_NOW.replace("A new paragraph", "A newer paragraph"))
        hands.desk._look_for_changes()
        await hands.settled()
        await hands.go("Ships waited")
        await hands.press("enter")
        placed = one(hands, "Note 0.")
        assert placed.quote == "Ships waited outside, most of them for grain."
        assert placed.text_hash == hands.library.articles()[0].article.text_hash


async def test_what_another_window_placed_meanwhile_is_told(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "v")
        with Library.open(waiting.path, annotator="ann") as other:
            item = other.comparison(other.waiting()[0].id)
            assert item is not None
            assert item.proposed is not None
            other.place_passage(item.annotation, item.proposed, item.article.text_hash).result()
        await hands.press("b", "enter")
        assert "placed meanwhile" in hands.said
        assert one(hands, "Note 0.").quote == CLOSED_NOW


async def test_in_a_library_that_can_only_be_read_nothing_is_placed(
    waiting: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(waiting, "Harbour") as hands:
        monkeypatch.setattr(hands.library._store, "read_only", True)
        await hands.press("R", "v")
        assert is_open(hands)
        assert "Read-only" in hands.said


async def test_opening_another_article_ends_the_placing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with edited(tmp_path, monkeypatch) as library:
        other = tmp_path / "corpus" / "other.md"
        other.write_text("---\ndate: 1990\n---\n# Zenith\n\nAnother article stands here.\n")
        library.add([other])
        async with reading(library, "Harbour") as hands:
            await hands.press("R", "v", "escape", "R", "R", "v", ">")
            assert hands.desk.article is not None
            assert hands.desk.article.title == "Zenith"
            assert "Placing" not in hands.text
            await hands.press("<", "enter")
            assert {mark.status for mark in hands.stored()} >= {"review"}
