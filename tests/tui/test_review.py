"""The review queue, from a file edited on disk to every passage settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.annotation.reanchoring import Reanchoring
from reader.library import Library
from reader.library.comparing import Comparison
from reader.tui.views.passages import PassagesView
from reader.tui.widgets.note_editor import NoteEditor
from tests.library.given import marked
from tests.tui.given import library_of, reading
from tests.tui.reviewing import (
    CLOSED,
    CLOSED_NOW,
    CRANE,
    DAMAGE,
    FOUND,
    HARBOUR,
    HARBOUR_NOW,
    edited,
    found_as,
    is_open,
    one,
    take_in,
)


async def test_the_opening_message_names_what_waits_and_its_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = library_of(tmp_path, [HARBOUR])
    article = library.articles()[0].article
    for quote in (CLOSED, DAMAGE, CRANE):
        marked(library, article, quote)
    monkeypatch.setattr(Reanchoring, "find", found_as(FOUND))
    corpus = tmp_path / "corpus"
    (corpus / "0.md").write_text(HARBOUR_NOW, encoding="utf-8")
    async with reading(library, "", corpus=corpus) as hands:
        await hands.until(lambda: "to review" in hands.said)
        assert hands.said == "1 changed · 2 annotations to review, 1 annotation orphaned · R"
        assert "? 2" in hands.text
    library.close()


async def test_each_is_shown_as_it_stood_beside_where_it_may_stand(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R")
        line = next(line for line in hands.screen() if "closed for nine" in line)
        assert "closed for eleven days" in line
        assert "1 of 2 · review" in hands.text
        assert "Its words were changed" in hands.text
        assert "Harbour report · Port Office · 2021" in hands.text
        assert " numbers " in hands.text
        assert "Note 0." in hands.text
        await hands.press("R")
        assert not is_open(hands)


async def test_in_a_narrow_terminal_one_stands_above_the_other(waiting: Library) -> None:
    async with reading(waiting, "Harbour", size=(80, 24)) as hands:
        await hands.press("R")
        lines = hands.screen()
        before = next(y for y, line in enumerate(lines) if "closed for nine" in line)
        now = next(y for y, line in enumerate(lines) if "closed for eleven" in line)
        assert before < now


async def test_changed_words_are_underlined_and_coloured(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R")
        parts = {
            part.text.strip(): part.style
            for strip in hands.strips()
            for part in strip
            if part.text.strip() and part.style
        }
        for word in ("was", "nine", "stayed", "eleven"):
            assert parts[word].underline, word
            assert parts[word].bgcolor != parts["The harbour"].bgcolor
        assert not parts["The harbour"].underline


async def test_keys_go_through_the_queue_and_stop_at_its_ends(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "j")
        assert "2 of 2 · review" in hands.text
        await hands.press("j")
        assert "1 of 1 · orphan" in hands.text
        await hands.press("j")
        assert "1 of 1 · orphan" in hands.text
        await hands.press("k")
        assert "2 of 2 · review" in hands.text
        await hands.press("g")
        assert "1 of 2 · review" in hands.text
        await hands.press("k", "G")
        assert "An orphan: its words are not in the text now" in hands.text


async def test_enter_places_it_where_it_is_proposed_and_shows_the_next(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "enter")
        placed = one(hands, "Note 0.")
        assert (placed.status, placed.quote) == ("moved", CLOSED_NOW)
        text = hands.library.document(hands.library.articles()[0].article).text
        assert text[placed.start : placed.end] == CLOSED_NOW
        assert "u undoes" in hands.said
        assert "1 of 1 · review" in hands.text
        assert "four million" in hands.text


async def test_o_leaves_it_as_an_orphan_and_shows_the_next(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "o")
        left = one(hands, "Note 0.")
        assert (left.status, left.quote, left.proposed) == ("orphaned", CLOSED, None)
        assert "1 of 1 · review" in hands.text
        assert "four million" in hands.text
        await hands.press("j", "o")
        assert hands.said == "It is an orphan already"


async def test_x_deletes_it_and_shows_the_next(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "x")
        assert len(hands.stored()) == 2
        assert "1 of 1 · review" in hands.text


@pytest.mark.parametrize("key", ["enter", "o", "x"])
async def test_undo_goes_back_to_the_item(waiting: Library, key: str) -> None:
    async with reading(waiting, "Harbour") as hands:
        before = hands.stored()
        await hands.press("R", "j", key, "u")
        assert hands.stored() == before
        assert "2 of 2 · review" in hands.text
        assert hands.said.startswith("Undid")
        await hands.press("ctrl+r")
        assert "2 of 2 · review" not in hands.text
        assert hands.said.startswith("Redid")


async def test_enter_on_an_orphan_says_how_to_place_it(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "G", "enter")
        assert hands.said == "No place is proposed; v picks one in the article"


async def test_a_place_that_is_marked_already_is_refused_with_the_reason(waiting: Library) -> None:
    marked(waiting, waiting.articles()[0].article, CLOSED_NOW)
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R")
        assert "Another annotation stands at that place already" in hands.text
        await hands.press("enter")
        assert "marked already" in hands.said
        assert one(hands, "Note 0.").status == "review"
        assert "1 of 2 · review" in hands.text


async def test_a_settled_queue_says_that_nothing_waits(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "enter", "enter", "x")
        assert "Nothing waits for review" in hands.text
        for key in ("j", "k", "g", "G", "enter", "o", "x", "v", "a", "t", "J", "K", "space", "b"):
            await hands.press(key)
        assert "Nothing waits for review" in hands.text
        await hands.press("u")
        assert "1 of 1 · orphan" in hands.text
        await hands.press("q")
        assert not is_open(hands)


async def test_hurried_keys_settle_each_item_once(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R")
        await hands.at_once("enter", "enter", "enter")
        assert one(hands, "Note 0.").status == "moved"
        assert not hands.desk.footer.has_error


async def test_a_note_and_tags_are_given_in_the_queue(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "a")
        assert isinstance(hands.desk.overlays.field, NoteEditor)
        await hands.type(" More.")
        await hands.press("escape", "t")
        await hands.type("harb")
        await hands.press("enter")
        changed = one(hands, "Note 0. More.")
        assert changed.status == "review"
        assert "harbour" in changed.tags
        assert "1 of 2 · review" in hands.text
        assert "Note 0. More." in hands.text


async def test_a_note_that_grows_moves_the_texts_down_whole(waiting: Library) -> None:
    async with reading(waiting, "Harbour", size=(80, 30)) as hands:
        await hands.press("R", "a", "enter", "x", "enter", "y", "escape")

        def row_of(start: str) -> int:
            lines = (line.strip() for line in hands.screen())
            return next((y for y, line in enumerate(lines) if line.startswith(start)), -99)

        def is_whole() -> bool:
            above = row_of("▎ The harbour was") - row_of("Before")
            return 0 < above == row_of("▎ The harbour stayed") - row_of("Now")

        await hands.until(is_whole)
        assert hands.screen()[row_of("Before") - 2].strip() == "y"


async def test_another_window_s_change_is_shown_and_the_item_stays(
    waiting: Library, tmp_path: Path
) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "j")
        with Library.open(waiting.path, annotator="ann") as other:
            item = other.comparison(other.waiting()[0].id)
            assert item is not None
            other.leave_orphan(item.annotation).result()
        hands.desk._look_for_changes()
        await hands.settled()
        assert "1 of 1 · review" in hands.text
        assert "four million" in hands.text


async def test_an_item_that_another_window_settled_is_told(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R")
        with Library.open(waiting.path, annotator="ann") as other:
            other.delete(other.unsure()[0]).result()
        hands.desk._look_for_changes()
        await hands.settled()
        assert hands.said == "The one that was shown is settled meanwhile"
        assert "four million" in hands.text


async def test_a_text_that_changes_again_is_shown_without_leaving_the_queue(
    waiting: Library, tmp_path: Path
) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R", "j")
        with Library.open(waiting.path, annotator="ann") as other:
            take_in(other, tmp_path, HARBOUR_NOW.replace("A new paragraph", "A newer paragraph"))
        hands.desk._look_for_changes()
        await hands.settled()
        assert is_open(hands)
        assert "2 of 2 · review" in hands.text
        await hands.press("enter")
        assert one(hands, "Note 1.").status == "moved"
        await hands.press("q")
        assert "A newer paragraph" in hands.text


async def test_undoing_the_intake_empties_the_queue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with edited(tmp_path, monkeypatch) as library:
        async with reading(library, "Harbour") as hands:
            await hands.press("R", "u")
            assert "Nothing waits for review" in hands.text
            assert {mark.status for mark in hands.stored()} == {"anchored"}
            await hands.press("ctrl+r")
            assert "1 of 2 · review" in hands.text


async def test_passages_say_what_is_unsure_and_lead_to_the_queue(waiting: Library) -> None:
    async with reading(waiting, "Harbour") as hands:
        await hands.press("p")
        assert "to review · Port" in hands.text
        assert "orphan · Port" in hands.text
        await hands.press("s", "g")
        view = hands.desk.overlays.view
        assert isinstance(view, PassagesView)
        here = view._current()
        assert here is not None
        await hands.press("enter")
        assert is_open(hands)
        assert here.quote.split()[1] in hands.text


async def test_only_what_is_looked_at_is_read(
    waiting: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(waiting, "Harbour") as hands:
        read: list[str] = []
        comparison = hands.library.comparison

        def noted(annotation_id: str) -> Comparison | None:
            read.append(annotation_id)
            return comparison(annotation_id)

        monkeypatch.setattr(hands.library, "comparison", noted)
        await hands.press("R", "j")
        assert read == [waiting.id for waiting in hands.library.waiting()[:2]]


async def test_a_long_passage_scrolls_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = " ".join(f"word{number}" for number in range(1200))
    before = f"# Long\n\nIt begins. {words} end of it.\n\nAfter it.\n"
    now = before.replace("word600 ", "other600 ")
    long = f"{words} end of it."
    places = {long: long.replace("word600 ", "other600 ")}
    with edited(tmp_path, monkeypatch, before, now, places) as library:
        for size in ((120, 30), (40, 12)):
            async with reading(library, "Long", size=size) as hands:
                await hands.press("R")
                assert "word1199" not in hands.text
                seen = hands.text
                for _ in range(400):
                    await hands.press("space")
                    seen += hands.text
                    if "After it." in hands.text:
                        break
                assert "other600" in seen
                assert "word600" in seen
                assert seen.count("word1199") >= 2
                await hands.press("g", "K", "J", "b")
                assert hands.app.is_running


async def test_hostile_text_shows_harmless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (
        "# Bad [red]\x1b[31m\n\nIt \x1b]0;owned\x07 says \u202eolleh\u202c [bold]now[/].\n\nEnd.\n"
    )
    now = before.replace("says", "said")
    old = "It ␛]0;owned␇ says �olleh� [bold]now[/]."
    with edited(tmp_path, monkeypatch, before, now, {old: old.replace("says", "said")}) as library:
        async with reading(library, "Bad") as hands:
            await hands.press("R")
            assert "[bold]now[/]" in hands.text
            assert "\x1b" not in hands.text
            assert "\u202e" not in hands.text
            await hands.press("v")
            assert "\x1b" not in hands.text


@pytest.mark.parametrize("size", [(40, 12), (60, 15), (80, 24), (99, 30), (100, 12), (200, 60)])
async def test_the_queue_fits_every_terminal(waiting: Library, size: tuple[int, int]) -> None:
    async with reading(waiting, "Harbour", size=size) as hands:
        await hands.press("R")
        assert "The harbour was" in hands.text
        assert "The harbour stayed" in hands.text
        await hands.press("j", "j", "J", "J", "K", "space")
        assert "orphan" in hands.text
        await hands.pilot.resize_terminal(60, 16)
        await hands.settled()
        assert "orphan" in hands.text


async def test_without_colours_changed_words_are_told_by_bold(
    waiting: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(waiting, "Harbour") as hands:
        await hands.press("R")
        parts = {part.text.strip(): part.style for strip in hands.strips() for part in strip}
        eleven, same = parts["eleven"], parts["The harbour"]
        assert eleven is not None and same is not None
        assert (eleven.bold, eleven.underline) == (True, True)
        assert (bool(same.bold), same.underline) == (False, True)
