"""Notes written by keys: kept, opened again, never lost."""

from __future__ import annotations

from textual.widgets import TextArea

from reader.library import Library
from tests.tui.given import reading, reopened
from tests.tui.marks import FIRST, SECOND, THIRD


async def test_a_note_is_kept_by_escape_and_by_ctrl_s(library: Library) -> None:
    async with reading(library) as hands:
        for key, quote in (("escape", FIRST), ("ctrl+s", SECOND)):
            await hands.press("j", "a")
            assert f"note on “{quote}”" in hands.text
            await hands.type(f"a note by {key}")
            await hands.press(key)
            assert hands.said == "Noted · u undoes"
        assert [(mark.quote, mark.note) for mark in hands.stored()] == [
            (FIRST, "a note by escape"),
            (SECOND, "a note by ctrl+s"),
        ]
        assert hands.focuses(hands.pane)


async def test_a_note_of_several_lines_holds_any_key(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("q?1.x u/ é漢")
        await hands.press("enter", "tab", "T", "escape")
        (mark,) = hands.stored()
        assert mark.note.startswith("q?1.x u/ é漢\n")
        assert mark.note.endswith("T")


async def test_a_note_is_opened_again_and_changed(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("first")
        await hands.press("escape", "a")
        assert isinstance(hands.field, TextArea)
        assert hands.field.text == "first"
        await hands.type(" more")
        await hands.press("escape")
        assert hands.stored()[0].note == "first more"
        assert hands.said == "Changed the note · u undoes"


async def test_an_empty_note_makes_no_annotation(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a", "escape")
        assert hands.stored() == []


async def test_a_note_goes_to_the_selection(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "v", "w", "a")
        await hands.type("on two words")
        await hands.press("escape")
        assert [(mark.quote, mark.note) for mark in hands.stored()] == [
            ("Twitter deleted", "on two words")
        ]


async def test_a_note_shows_in_the_margin_or_below_its_passage(library: Library) -> None:
    for size in ((140, 40), (120, 40), (80, 24), (40, 20)):
        async with reading(library, size=size) as hands:
            await hands.press("g", "j")
            if not hands.pane.marks:
                await hands.press("a")
                await hands.type("remarkable")
                await hands.press("escape")
            assert "remarkable" in hands.text, size


async def test_a_note_being_written_is_kept_when_one_quits(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("half a th")
        await hands.press("ctrl+q")
    with reopened(library) as again:
        assert [mark.note for mark in again.annotations()] == ["half a th"]


async def test_a_note_that_cannot_be_kept_is_offered_again(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", "a")
        await hands.type("not lost")
        with Library.open(library.path, annotator="other") as other:
            other.delete(other.annotations()[0]).result()
        await hands.press("escape")
        assert "gone" in hands.said
        assert isinstance(hands.field, TextArea)
        assert hands.field.text == "not lost"
        assert hands.pane.marks == []
        await hands.press("escape")
        assert [(mark.quote, mark.note) for mark in hands.stored()] == [(FIRST, "not lost")]


async def test_a_note_changed_in_another_window_meanwhile_is_kept_too(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("first")
        await hands.press("escape", "a")
        await hands.type(" mine")
        with Library.open(library.path, annotator="other") as other:
            other.edit(other.annotations()[0], note="theirs").result()
        await hands.press("escape")
        (mark,) = hands.stored()
        assert "theirs" in mark.note
        assert "first mine" in mark.note
        assert "Kept both notes" in hands.said


async def test_words_typed_ahead_of_a_note_go_into_it(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", "j")
        await hands.at_once("a", *"u x q", "escape", "j")
        await hands.until(lambda: len(hands.stored()) != 1 and hands.current != SECOND)
        assert [(mark.quote, mark.note) for mark in hands.stored()] == [
            (FIRST, ""),
            (SECOND, "u x q"),
        ]
        assert hands.current == THIRD
