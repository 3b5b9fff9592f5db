"""Notes being written: their drafts, notes that cannot be stored, and what another window does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader.errors import ReaderError
from reader.library import Library
from reader.library.draft import Draft
from reader.library.drafts import DraftFile, folder_of, left_behind
from reader.tui.widgets.note_editor import NoteEditor
from tests.tui.drafted import editor, kept
from tests.tui.given import reading

FIRST = "Twitter deleted 170,000 accounts."


@pytest.fixture(autouse=True)
def short_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause that a test need not wait for long."""
    monkeypatch.setattr("reader.tui.widgets.note_editor._PAUSE", 0.02)


async def test_what_is_typed_is_kept_at_a_pause_and_removed_with_its_note(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("half a thought")
        await hands.until(lambda: kept(library) == ["half a thought"])
        await hands.type(", and more")
        await hands.until(lambda: kept(library) == ["half a thought, and more"])
        assert left_behind(library.path).drafts == ()
        await hands.press("escape")
        await hands.until(lambda: kept(library) == [])
        assert [mark.note for mark in hands.stored()] == ["half a thought, and more"]


async def test_typing_without_a_pause_is_kept_too(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.widgets.note_editor._PAUSE", 60.0)
    monkeypatch.setattr("reader.tui.widgets.note_editor._LONGEST", 0.0)
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("on and on")
        editor(hands)._look()
        await hands.until(lambda: kept(library) == ["on and on"])


async def test_a_note_that_stays_as_it_was_leaves_no_draft(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("x")
        await hands.until(lambda: kept(library) == ["x"])
        await hands.press("backspace", "escape")
        await hands.until(lambda: kept(library) == [])
        assert hands.stored() == []


async def test_that_no_draft_can_be_kept_is_said_where_one_types(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    tell = NoteEditor.warn

    def warn(self: NoteEditor, message: str) -> None:
        said.append(message)
        tell(self, message)

    def full(self: DraftFile, draft: Draft) -> None:
        raise ReaderError("no draft can be kept: No space left on device")

    monkeypatch.setattr(NoteEditor, "warn", warn)
    async with reading(library) as hands:
        await hands.press("j", "a")
        with monkeypatch.context() as patched:
            patched.setattr(DraftFile, "write", full)
            await hands.type("one")
            await hands.until(lambda: "no draft can be kept: No space left" in hands.text)
            await hands.type(" two")
            editor(hands)._look()
            await hands.settled()
            assert len(said) == 1
        await hands.type(" three")
        await hands.until(lambda: kept(library) == ["one two three"])
        assert "no draft can be kept" not in hands.text
        await hands.press("escape")
        assert [mark.note for mark in hands.stored()] == ["one two three"]


@pytest.fixture
def broken(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A database that nothing can be written to."""

    def refuse(*arguments: object, **named: object) -> None:
        raise ReaderError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("reader.library.annotating.annotate", refuse)
        yield patched


async def test_a_note_that_cannot_be_stored_is_opened_again_and_its_draft_stays(
    library: Library, broken: pytest.MonkeyPatch
) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("precious")
        await hands.press("escape")
        assert "the disk is full" in hands.said
        assert editor(hands).text == "precious"
        assert kept(library) == ["precious"]
        assert hands.pane.marks == []
        broken.undo()
        await hands.press("escape")
        assert [(mark.quote, mark.note) for mark in hands.stored()] == [(FIRST, "precious")]
        await hands.until(lambda: kept(library) == [])


async def test_a_note_that_cannot_be_stored_at_the_end_waits_for_the_next_start(
    library: Library, broken: pytest.MonkeyPatch
) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("precious")
        await hands.press("ctrl+q")
        await hands.until(lambda: kept(library) == ["precious"])
        broken.undo()
        await hands.until(lambda: "1 note not saved" in hands.text)
        assert "The note could not be saved · D brings it back · the disk is full" in hands.said
        [words] = hands.desk.noting.unsaved.last_words()
        assert str(folder_of(library.path)) in words
        await hands.press("D", "escape")
        assert [mark.note for mark in hands.stored()] == ["precious"]
        assert hands.desk.noting.unsaved.last_words() == []


async def test_a_note_is_never_put_on_another_article(
    library: Library, broken: pytest.MonkeyPatch
) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("precious")
        await hands.hurry("escape")
        hands.desk.open(library.article("Gamma").id)
        # The write fails in its own time, and the note is open again.
        await hands.until(lambda: bool(hands.app.screen.query("NoteEntry")))
        broken.undo()
        assert editor(hands).text == "precious"
        await hands.press("escape")
        (mark,) = hands.stored()
        assert (mark.article, mark.quote) == (library.article("Alpha").id, FIRST)


async def test_what_another_window_makes_of_the_note_is_shown_while_one_types(
    library: Library,
) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("first")
        await hands.press("escape", "a")
        await hands.type(" mine")
        with Library.open(library.path, annotator="other") as other:
            other.edit(other.annotations()[0], note="theirs").result()
        hands.desk.noting.look()
        await hands.settled()
        assert "Changed in another window meanwhile" in hands.text
        assert "theirs" in hands.text
        assert editor(hands).text == "first mine"
        await hands.press("escape")
        assert "Kept both notes" in hands.said
        (mark,) = hands.stored()
        assert "theirs" in mark.note
        assert "first mine" in mark.note


async def test_that_another_window_deleted_the_annotation_is_said(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", "a")
        with Library.open(library.path, annotator="other") as other:
            other.delete(other.annotations()[0]).result()
        hands.desk.noting.look()
        await hands.settled()
        assert "Deleted in another window" in hands.text


async def test_a_note_in_another_window_on_the_same_bare_passage_is_kept_too(
    library: Library,
) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("mine")
        with Library.open(library.path, annotator="ann") as other:
            article = other.article("Alpha")
            other.annotate(article, hands.span(FIRST), note="theirs").result()
        await hands.press("escape")
        (mark,) = hands.stored()
        assert "theirs" in mark.note
        assert "mine" in mark.note
        assert "Kept both notes" in hands.said


async def test_the_note_of_another_article_is_changed_from_the_passages(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("was")
        await hands.press("escape")
        await hands.opened("Beta")
        await hands.press("p", "a")
        await hands.type(" and is")
        await hands.until(lambda: kept(library) == ["was and is"])
        await hands.press("escape")
        assert [mark.note for mark in hands.stored()] == ["was and is"]
        await hands.until(lambda: kept(library) == [])
