"""Drafts that were left behind: told, brought back, discarded, and found in a changed text."""

from __future__ import annotations

import pytest

from reader.annotation.model import Annotation
from reader.library import Library
from tests.tui.drafted import draft_on, editor, kept, leave
from tests.tui.given import Hands, reading

FIRST = "Twitter deleted 170,000 accounts."


@pytest.fixture(autouse=True)
def short_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause that a test need not wait for long."""
    monkeypatch.setattr("reader.tui.widgets.note_editor._PAUSE", 0.02)


async def test_a_draft_left_behind_is_told_and_brought_back_with_one_key(library: Library) -> None:
    leave(library, draft_on(library, FIRST, "not lost"))
    async with reading(library, "Beta") as hands:
        await hands.until(lambda: "A note was not saved · D brings it back" in hands.said)
        assert "1 note not saved" in hands.text
        await hands.press("D")
        assert hands.current == FIRST
        assert f"note on “{FIRST}”" in hands.text
        assert editor(hands).text == "not lost"
        assert "not saved" not in hands.screen()[0]
        await hands.type(" at all")
        await hands.press("escape")
        assert [(mark.quote, mark.note) for mark in hands.stored()] == [(FIRST, "not lost at all")]
        await hands.until(lambda: kept(library) == [])


async def test_one_of_several_drafts_is_picked(library: Library) -> None:
    leave(library, draft_on(library, FIRST, "the first"))
    leave(library, draft_on(library, "The core, said one, was small.", "the second"))
    async with reading(library) as hands:
        await hands.until(lambda: "2 notes were not saved · D brings them back" in hands.said)
        await hands.press("D")
        await hands.type("second")
        await hands.press("enter")
        assert hands.current == "The core, said one, was small."
        await hands.press("escape", "D")
        assert editor(hands).text == "the first"
        await hands.press("escape")
        assert {mark.note for mark in hands.stored()} == {"the first", "the second"}
        await hands.press("D")
        assert hands.said == "No note waits to be saved"


async def test_a_draft_is_discarded_with_one_key_and_may_yet_come_back(library: Library) -> None:
    leave(library, draft_on(library, FIRST, "of no use"))
    async with reading(library) as hands:
        await hands.until(lambda: "A note was not saved" in hands.said)
        await hands.press("D", "ctrl+g")
        assert hands.said == "Discarded what was typed · D brings it back"
        await hands.until(lambda: kept(library) == [])
        assert hands.stored() == []
        await hands.press("D")
        assert editor(hands).text == "of no use"
        await hands.press("escape")
        assert [mark.note for mark in hands.stored()] == ["of no use"]


async def bring_back_over(hands: Hands, stored: str) -> Annotation:
    """Store a note, then bring a draft back that was begun where it said “was”; give its mark."""
    await hands.press("j", "a")
    await hands.type(stored)
    await hands.press("escape")
    (mark,) = hands.stored()
    draft = draft_on(hands.desk.library, FIRST, "was and is")
    leave(hands.desk.library, draft._replace(annotation=mark.id, before="was"))
    hands.desk.noting.drafts.look()
    await hands.until(lambda: "A note was not saved" in hands.said)
    await hands.press("D", "escape")
    return mark


async def test_a_draft_of_a_stored_note_changes_that_one(library: Library) -> None:
    async with reading(library) as hands:
        mark = await bring_back_over(hands, "was")
        assert [(one.id, one.note) for one in hands.stored()] == [(mark.id, "was and is")]


async def test_a_draft_of_a_note_changed_since_is_kept_beside_it(library: Library) -> None:
    async with reading(library) as hands:
        await bring_back_over(hands, "changed since")
        (now,) = hands.stored()
        assert "changed since" in now.note
        assert "was and is" in now.note


async def test_a_draft_whose_note_was_stored_in_the_last_moment_is_not_told(
    library: Library,
) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("stored")
        await hands.press("escape")
        leave(library, draft_on(library, FIRST, "stored"))
        hands.desk.noting.drafts.look()
        await hands.until(lambda: kept(library) == [])
        assert "not saved" not in hands.text


@pytest.mark.parametrize("gone", ["article", "passage"])
async def test_a_draft_whose_place_has_gone_can_be_read_copied_and_kept(
    library: Library, gone: str
) -> None:
    draft = draft_on(library, FIRST, "homeless")
    if gone == "article":
        library.remove_article(library.article("Alpha")).result()
    else:
        draft = draft._replace(text_hash="another", quote="Nowhere.", end=draft.start + 8)
    path = leave(library, draft)
    async with reading(library, "") as hands:
        await hands.until(lambda: "A note was not saved" in hands.said)
        await hands.press("D")
        assert editor(hands).text == "homeless"
        assert "not to be found" in hands.text
        await hands.press("ctrl+l")
        assert hands.app.clipboard == "homeless"
        await hands.press("escape")
        await hands.until(lambda: "A note was not saved" in hands.said)
        assert hands.stored() == []
        assert kept(library) == ["homeless"]
        assert path.exists()


async def test_a_draft_follows_its_passage_into_a_changed_text(library: Library) -> None:
    draft = draft_on(library, FIRST, "moved")
    leave(library, draft._replace(text_hash="older", start=0, end=len(FIRST)))
    async with reading(library, "") as hands:
        await hands.until(lambda: "A note was not saved" in hands.said)
        await hands.press("D", "escape")
        assert [(mark.quote, mark.note) for mark in hands.stored()] == [(FIRST, "moved")]


async def test_a_file_that_is_no_draft_is_named_and_stays(library: Library) -> None:
    path = leave(library, draft_on(library, FIRST, "x"))
    path.write_bytes(b"rubbish")
    async with reading(library) as hands:
        await hands.until(lambda: "No draft can be read from" in hands.said)
        assert path.read_bytes() == b"rubbish"
