"""Notes being written: their drafts, what brings them back, and what another window does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.events import Paste

from reader.errors import ReaderError
from reader.library import Library
from reader.library.draft import Draft
from reader.library.drafts import DraftFile, folder_of, left_behind
from reader.tui.widgets.note_editor import NoteEditor
from tests.tui.given import Hands, reading

FIRST = "Twitter deleted 170,000 accounts."


@pytest.fixture(autouse=True)
def short_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause that a test need not wait for long."""
    monkeypatch.setattr("reader.tui.widgets.note_editor._PAUSE", 0.02)


def kept(library: Library) -> list[str]:
    """What the drafts on disk say, whoever holds them."""
    folder = folder_of(library.path)
    files = sorted(folder.glob("*.json")) if folder.exists() else []
    return [json.loads(path.read_text(encoding="utf-8"))["text"] for path in files]


def draft_on(library: Library, quote: str, text: str, title: str = "Alpha") -> Draft:
    """Give the draft of a note on a passage that is not marked."""
    article = library.article(title)
    start = library.document(article).text.index(quote)
    return Draft(
        article.id,
        article.title,
        article.text_hash,
        start,
        start + len(quote),
        quote,
        "new",
        text=text,
        at="2026-01-02T03:04:05.678Z",
    )


def leave(library: Library, draft: Draft) -> Path:
    """Leave a draft behind, as a kill does."""
    file = DraftFile.new(library.path)
    file.write(draft)
    file.release()
    return file.path


def editor(hands: Hands) -> NoteEditor:
    field = hands.desk.overlays.field
    assert isinstance(field, NoteEditor)
    return field


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


async def test_a_draft_of_a_stored_note_changes_that_one(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("was")
        await hands.press("escape")
        (mark,) = hands.stored()
        draft = draft_on(library, FIRST, "was and is")
        leave(library, draft._replace(annotation=mark.id, before="was"))
        hands.desk.noting.drafts.look()
        await hands.until(lambda: "A note was not saved" in hands.said)
        await hands.press("D", "escape")
        assert [(one.id, one.note) for one in hands.stored()] == [(mark.id, "was and is")]


async def test_a_draft_of_a_note_changed_since_is_kept_beside_it(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("changed since")
        await hands.press("escape")
        (mark,) = hands.stored()
        draft = draft_on(library, FIRST, "was and is")
        leave(library, draft._replace(annotation=mark.id, before="was"))
        hands.desk.noting.drafts.look()
        await hands.until(lambda: "A note was not saved" in hands.said)
        await hands.press("D", "escape")
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


# Another window


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


# Long notes


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
