"""Long notes: shown whole, scrolled, and never longer than can be typed into."""

from __future__ import annotations

import pytest
from textual.events import Paste

from reader.library import Library
from tests.tui.drafted import editor, kept
from tests.tui.given import Hands, reading

FIRST = "Twitter deleted 170,000 accounts."


async def noted(hands: Hands, note: str) -> None:
    """Put a note on the first sentence and open it."""
    await hands.press("j")
    hands.library.annotate(hands.library.article("Alpha"), hands.span(FIRST), note=note).result()
    hands.desk.refresh_marks()
    await hands.press("a")


async def test_a_long_note_opens_at_its_end_and_scrolls(library: Library) -> None:
    async with reading(library) as hands:
        await noted(hands, "\n".join(f"line {number}." for number in range(200)))
        await hands.until(lambda: "line 199." in hands.text)
        await hands.press("pageup")
        await hands.until(lambda: "line 199." not in hands.text)
        await hands.press("ctrl+home")
        await hands.press("x", "escape")
        assert hands.stored()[0].note.count("\n") == 199


@pytest.mark.parametrize("note", ["word " * 200_000, "line\n" * 200_000])
async def test_a_note_too_long_to_be_typed_into_is_shown_and_stays_whole(
    library: Library, note: str
) -> None:
    async with reading(library) as hands:
        await noted(hands, note)
        assert "This note is too long to be changed here" in hands.text
        assert len(hands.field.text) <= 210_000  # type: ignore[union-attr]  # a note's field
        await hands.press("x", "escape")
        assert hands.stored()[0].note == note
        assert kept(library) == []


async def test_a_long_note_that_became_short_elsewhere_can_be_typed_into(library: Library) -> None:
    async with reading(library) as hands:
        await noted(hands, "word " * 200_000)
        editor(hands).replace("short")
        await hands.type("er")
        await hands.press("escape")
        assert hands.stored()[0].note == "shorter"


async def test_what_is_pasted_is_made_harmless_and_never_too_long(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        hands.app.post_message(Paste("a\x1b[2J\r\nb"))
        await hands.settled()
        assert editor(hands).text == "a␛[2J\nb"
        hands.app.post_message(Paste("word " * 200_000))
        await hands.settled()
        assert "too long" in hands.text
        assert editor(hands).text == "a␛[2J\nb"
