"""Marking by keys: highlights, tags, notes, ends, deleting, copying, undo and redo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input, TextArea

from reader.library import Library
from tests.tui.given import Hands, reading, reopened

FIRST = "Twitter deleted 170,000 accounts."
SECOND = "The core, said one, was small."
THIRD = "Nobody knew who ran it."


@contextmanager
def slow_disk(library: Library) -> Iterator[None]:
    """Hold the writer thread until the block is left, as a slow disk does."""
    go_on = Event()
    waiting = library._store.write(lambda step: go_on.wait(10))
    try:
        yield
    finally:
        go_on.set()
        waiting.result()


async def tagged(hands: Hands, *tags: str) -> None:
    """Tag with the picker: all but the last are ticked."""
    await hands.press("t")
    for tag in tags[:-1]:
        await hands.type(tag)
        await hands.press("tab")
    await hands.type(tags[-1])
    await hands.press("enter")


def quotes(hands: Hands) -> list[str]:
    return [mark.quote for mark in hands.stored()]


# Highlights


async def test_enter_highlights_the_current_sentence(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter")
        (mark,) = hands.stored()
        assert mark.quote == FIRST
        assert mark.tags == ()
        assert mark.annotator == "ann"
        assert hands.said == "Highlighted · u undoes"
        assert hands.pane.lit == mark.id


async def test_enter_highlights_exactly_the_selection(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "v", "w", "enter")
        assert quotes(hands) == ["Twitter deleted"]
        assert hands.selected == ""


async def test_a_sentence_is_never_highlighted_twice(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", "k", "j", "enter")
        assert quotes(hands) == [FIRST]
        assert hands.said == "Already highlighted"


async def test_white_space_at_the_ends_of_a_selection_is_not_marked(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "v", "l", "enter")
        assert quotes(hands) == ["Twitter"]


async def test_a_mark_is_said_to_be_kept_only_when_it_is(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        with slow_disk(library):
            await hands.hurry("enter")
            assert "Highlighted" not in hands.said
            assert hands.stored() == []
            assert [mark.quote for mark in hands.pane.marks] == [FIRST]
            assert hands.pane.pending == {hands.pane.marks[0].id}
        await hands.settled()
        assert hands.said == "Highlighted · u undoes"
        assert not hands.pane.pending


async def test_keys_pressed_before_the_disk_answers_are_not_lost(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        with slow_disk(library):
            await hands.hurry("enter", "j", "enter", "j")
            assert hands.current == THIRD
        await hands.settled()
        assert quotes(hands) == [FIRST, SECOND]
        assert hands.current == THIRD


async def test_a_selection_begun_before_the_disk_answers_stays(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        with slow_disk(library):
            await hands.hurry("enter", "j", "v", "w")
        await hands.settled()
        assert hands.selected == "The core"


async def test_an_article_opened_before_the_disk_answers_stays_open(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        with slow_disk(library):
            await hands.hurry("enter", ">")
        await hands.settled()
        assert hands.current == "Beta rumour"
        assert hands.pane.marks == []
        assert hands.pane.lit == ""


async def test_two_marks_in_a_row_stay_drawn_while_they_are_pending(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        with slow_disk(library):
            await hands.hurry("enter", "j", "enter")
            assert [mark.quote for mark in hands.pane.marks] == [FIRST, SECOND]
            assert len(hands.pane.pending) == 2
        await hands.settled()


async def test_what_was_marked_last_is_kept_when_one_quits_at_once(library: Library) -> None:
    with slow_disk(library):
        async with reading(library) as hands:
            await hands.press("j")
            await hands.hurry("enter", "j", "enter", "ctrl+q")
    with reopened(library) as again:
        assert [mark.quote for mark in again.annotations()] == [FIRST, SECOND]


# Tags


async def test_a_new_tag_is_made_in_the_picker(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "t")
        await hands.type("actors/state")
        assert "+ new tag “actors/state”" in hands.text
        await hands.press("enter")
        (mark,) = hands.stored()
        assert (mark.quote, mark.tags) == (FIRST, ("actors/state",))
        assert hands.said == "Tagged actors/state · u undoes"
        assert "1 actors/state" in hands.text


async def test_an_existing_tag_is_found_by_a_few_of_its_letters(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "actors/state")
        await hands.press("j")
        await tagged(hands, "numbers")
        await hands.press("j", "t")
        await hands.type("acst")
        await hands.press("enter")
        assert [mark.tags for mark in hands.stored()][2] == ("actors/state",)


async def test_typing_a_tag_in_another_case_takes_the_one_there_is(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "Numbers")
        await hands.press("j")
        await tagged(hands, "nUMBERS")
        assert [mark.tags for mark in hands.stored()] == [("Numbers",), ("Numbers",)]


async def test_several_tags_are_ticked_with_tab(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "one", "two", "three")
        (mark,) = hands.stored()
        assert sorted(mark.tags) == ["one", "three", "two"]
        assert len(hands.library.log()) == 2  # taken in, tagged


async def test_recent_tags_come_first_in_the_picker(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "aaa")
        await hands.press("j")
        await tagged(hands, "zzz")
        await hands.press("j", "t", "enter")
        assert hands.stored()[2].tags == ("zzz",)


async def test_a_tag_unticked_in_the_picker_is_taken_off(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "one", "two")
        await hands.press("t")
        assert hands.text.count("✓") == 2
        await hands.type("one")
        await hands.press("tab", "enter")
        (mark,) = hands.stored()
        assert mark.tags == ("two",)
        assert hands.said == "Untagged one · u undoes"


async def test_the_last_tag_can_be_unticked_too(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "one")
        await hands.press("t", "tab", "enter")
        (mark,) = hands.stored()
        assert mark.tags == ()


async def test_leaving_the_picker_changes_nothing(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "t")
        await hands.type("one")
        await hands.press("escape")
        assert hands.stored() == []
        assert hands.focuses(hands.pane)
        await hands.press("j")
        assert hands.current == SECOND


async def test_the_picker_does_not_cover_the_passage(library: Library) -> None:
    for size in ((120, 40), (80, 24), (40, 20)):
        async with reading(library, size=size) as hands:
            for quote in ("Alpha purge", "Nobody knew", "first item", "It ends here."):
                await hands.go(quote)
                await hands.press("t")
                picker = hands.desk.query_one("Picker").region
                span = hands.pane.sentence
                first = hands.pane.place_of(span.start)[0] + hands.pane.region.y
                last = hands.pane.place_of(span.end - 1)[0] + hands.pane.region.y
                assert picker.bottom <= first or picker.y > last, (size, quote)
                assert picker.right <= size[0]
                assert picker.bottom <= size[1]
                assert quote.split()[-1] in hands.text
                await hands.press("escape")


async def test_the_picker_moves_with_ctrl_n_and_ctrl_p(library: Library) -> None:
    async with reading(library) as hands:
        for tag in ("aaa", "bbb", "ccc"):
            await hands.press("j")
            await tagged(hands, tag)
        await hands.press("L", "t", "ctrl+n", "ctrl+n", "ctrl+p", "enter")
        assert hands.stored()[3].tags == ("bbb",)


async def test_a_digit_gives_its_tag_and_takes_it_off_again(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "one", "two")
        await hands.press("j", "2")
        assert hands.stored()[1].tags == ("two",)
        assert hands.said == "Tagged two · u undoes"
        await hands.press("1")
        assert hands.stored()[1].tags == ("two", "one")
        await hands.press("2")
        assert hands.stored()[1].tags == ("one",)
        assert hands.said == "Untagged two · u undoes"
        await hands.press("j", "alt+1")
        assert hands.stored()[2].tags == ("one",)


async def test_a_digit_without_a_tag_says_so_and_marks_nothing(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "7")
        assert hands.stored() == []
        assert "No tag has the key 7" in hands.said


async def test_digits_pressed_before_the_disk_answers_come_together(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "one", "two")
        await hands.press("j")
        with slow_disk(library):
            await hands.hurry("1", "2")
        await hands.settled()
        assert hands.stored()[1].tags == ("one", "two")


async def test_a_digit_twice_before_the_disk_answers_leaves_nothing_tagged(
    library: Library,
) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "one")
        await hands.press("j")
        with slow_disk(library):
            await hands.hurry("1", "1")
        await hands.settled()
        assert [mark.tags for mark in hands.stored() if mark.quote == SECOND] in ([], [()])


async def test_a_dot_gives_all_tags_of_the_last_annotation(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "one", "two")
        await hands.press("j", ".")
        assert hands.stored()[1].tags == hands.stored()[0].tags
        assert ". " + ", ".join(hands.stored()[0].tags) in hands.text


async def test_a_dot_repeats_also_what_a_digit_gave(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "one", "two")
        await hands.press("j", "2", "j", ".")
        assert [mark.tags for mark in hands.stored()][1:] == [("two",), ("two",)]


async def test_a_dot_with_nothing_to_repeat_says_so(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", ".")
        assert hands.stored() == []
        assert "No tags to repeat" in hands.said


async def test_tags_act_on_the_selection_not_on_the_sentence(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "one")
        await hands.press("v", "1")
        assert [(mark.quote, mark.tags) for mark in hands.stored()] == [
            ("Twitter", ("one",)),
            (FIRST, ("one",)),
        ]


async def test_the_cursor_moved_the_lit_one_is_lit_no_more(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "v", "w")
        await tagged(hands, "one")
        await hands.press("l", "1")
        assert [(mark.quote, mark.tags) for mark in hands.stored()] == [
            ("Twitter deleted", ("one",)),
            (FIRST, ("one",)),
        ]


async def test_the_tag_bar_keeps_its_order(library: Library) -> None:
    async with reading(library) as hands:
        for tag in ("one", "two", "three"):
            await hands.press("j")
            await tagged(hands, tag)
        await hands.press("3", "3", "g", "2")
        assert "1 one  2 two  3 three" in hands.text


async def test_a_tag_that_cannot_be_is_refused_with_its_reason(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "one;two")
        assert hands.stored() == []
        assert hands.pane.marks == []
        assert ";" in hands.said
        await hands.press("escape", "j")
        assert hands.current == SECOND


# Notes


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


# Ends


async def test_moved_ends_keep_id_tags_note_and_birth(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "v", "w")
        await tagged(hands, "one")
        await hands.press("a")
        await hands.type("noted")
        await hands.press("escape")
        (before,) = hands.stored()
        await hands.press("e", "w", "enter")
        (after,) = hands.stored()
        assert after.quote == "Twitter deleted 170,000"
        assert (after.id, after.tags, after.note) == (before.id, before.tags, before.note)
        assert (after.created, after.annotator) == (before.created, before.annotator)
        assert hands.said == "Moved the ends · u undoes"


async def test_the_first_end_moves_too(library: Library) -> None:
    async with reading(library) as hands:
        await hands.go("deleted")
        await hands.press("v", "w", "enter", "e", "o", "b", "enter")
        assert quotes(hands) == ["Twitter deleted 170,000"]


async def test_escape_leaves_the_ends_where_they_are(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "v", "w", "enter", "e", "w", "w", "escape")
        assert quotes(hands) == ["Twitter deleted"]
        assert hands.selected == ""
        await hands.press("enter")
        assert quotes(hands) == ["Twitter deleted"]


async def test_the_moving_end_goes_back_as_well(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", "e", "b", "b", "enter")
        assert quotes(hands) == ["Twitter deleted 170,000"]


async def test_ends_moved_onto_another_annotation_are_refused(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "v", "enter", "v", "w", "enter", "e", "b", "enter")
        assert quotes(hands) == ["Twitter", "Twitter deleted"]
        assert "marked already" in hands.said


# Deleting, copying, going from one to the next


async def test_x_deletes_the_only_annotation_here(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", "k", "j", "x")
        assert hands.stored() == []
        assert hands.said == "Deleted · u undoes"
        assert hands.pane.marks == []


async def test_x_with_several_asks_for_the_next_annotation_key(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", "v", "enter", "k", "j", "x")
        assert len(hands.stored()) == 2
        assert "2 annotations here" in hands.said
        assert "]" in hands.said
        await hands.press("]", "x")
        assert len(hands.stored()) == 1


async def test_x_where_nothing_is_says_so(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "x")
        assert hands.said == "No annotation here"


async def test_the_sentence_is_copied_with_its_citation(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "y")
        assert hands.app.clipboard == (f"“{FIRST}”\n— Ann Author, “Alpha purge”, RFI, 2020-06-12\n")
        assert hands.stored() == []


async def test_the_selection_is_copied_rather_than_what_is_lit(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", "v", "y")
        assert hands.app.clipboard.startswith("“Twitter”\n")
        assert hands.selected == ""


async def test_the_lit_annotation_is_copied(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "v", "w", "enter", "y")
        assert hands.app.clipboard.startswith("“Twitter deleted”\n")


async def test_annotations_are_gone_through_in_order(library: Library) -> None:
    async with reading(library) as hands:
        for quote in ("Nobody", "Twitter", "first item"):
            await hands.go(quote)
            await hands.press("enter")
        await hands.press("g")
        seen = []
        for key in ("]", "]", "]", "]", "[", "[", "["):
            await hands.press(key)
            lit = hands.pane.lit_mark()
            seen.append(lit.quote if lit else "")
        assert seen == [FIRST, THIRD, "first item", "first item", THIRD, FIRST, FIRST]
        await hands.press("j")
        assert hands.pane.lit_mark() is None
        await hands.press("alt+n")
        lit = hands.pane.lit_mark()
        assert lit is not None
        assert lit.quote == THIRD


async def test_escape_puts_out_what_is_lit(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", "escape")
        assert hands.pane.lit == ""


# Undo and redo


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


async def test_words_typed_ahead_of_the_picker_go_into_it(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", "j")
        await hands.at_once("t", *"nuxu", "enter")
        await hands.until(lambda: len(hands.stored()) != 1)
        assert [(mark.quote, mark.tags) for mark in hands.stored()] == [
            (FIRST, ()),
            (SECOND, ("nuxu",)),
        ]


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


# Counting keys


async def test_two_new_tags_and_a_note_take_eight_keys_beside_the_words(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        hands.pressed = 0
        await hands.press("t")
        await hands.type("actors/state")
        await hands.press("tab")
        await hands.type("numbers")
        await hands.press("enter", "a")
        await hands.type("Compare with the figure of 2019.")
        await hands.press("escape")
        (mark,) = hands.stored()
        assert set(mark.tags) == {"actors/state", "numbers"}
        assert mark.note == "Compare with the figure of 2019."
        assert hands.pressed <= 8


async def test_ten_sentences_with_three_known_tags_each_take_25_keys(library: Library) -> None:
    async with reading(library, "Gamma") as hands:
        await hands.press("G")
        await tagged(hands, "one", "two", "three")
        await hands.press("g", "j", "j")
        hands.pressed = 0
        await hands.press("1", "2", "3")
        for _ in range(9):
            await hands.press("j", ".")
        marks = [mark for mark in hands.stored() if not mark.quote.startswith("Sentence 11")]
        assert hands.pressed <= 25
        assert len(marks) == 10
        assert all(set(mark.tags) == {"one", "two", "three"} for mark in marks)


async def test_a_sentence_with_two_tags_used_before_takes_two_or_three_keys(
    library: Library,
) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "one", "two")
        hands.pressed = 0
        await hands.press("j", "1", "2")
        assert hands.pressed == 3
        assert hands.stored()[1].tags == ("one", "two")


# How it looks


async def test_overlapping_annotations_are_told_apart_in_the_gutter(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "V", "enter", "v", "enter", "escape")
        x, y = hands.at("Twitter")
        gutter = hands.screen()[y][hands.pane.region.x : x]
        assert gutter.count("▎") == 2
        await hands.press("v", "w", "enter")
        gutter = hands.screen()[y][hands.pane.region.x : x]
        assert "3" in gutter


async def test_a_mark_never_moves_the_text(library: Library) -> None:
    for size in ((140, 40), (120, 40), (80, 24), (60, 24), (40, 20)):
        async with reading(library, size=size) as hands:
            places = [hands.at(quote) for quote in ("Twitter", "Nobody", "core\t", "first item")]
            await hands.press("j", "v", "enter", "V", "enter", "g")
            await tagged(hands, "one")
            await hands.press("j", "g")
            found = [hands.at(quote) for quote in ("Twitter", "Nobody", "core\t", "first item")]
            assert found == places
            await hands.press("u", "u", "u")


async def test_chips_stand_beside_their_passage(library: Library) -> None:
    async with reading(library, size=(140, 40)) as hands:
        await hands.go("Nobody")
        await tagged(hands, "actors/state")
        _, y = hands.at("Nobody")
        assert "actors/state" in hands.screen()[y]


async def test_an_error_stays_until_it_is_dismissed(library: Library) -> None:
    async with reading(library) as hands:
        hands.desk.say("It went wrong", error=True)
        hands.desk.footer._said -= 60
        await hands.press("j", "j")
        assert hands.said == "It went wrong"
        await hands.press("q")
        assert hands.said != "It went wrong"


async def test_a_message_stands_two_seconds_at_least_and_goes_with_a_key(
    library: Library,
) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", "j")
        assert hands.said == "Highlighted · u undoes"
        hands.desk.footer._said -= 2
        await hands.press("j")
        assert "Highlighted" not in hands.said


async def test_what_was_lit_is_not_once_something_is_selected(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", "v")
        assert hands.pane.lit == ""
        await hands.press("escape")
        assert hands.pane.lit == ""


async def test_an_article_removed_in_another_window_does_not_end_the_app(library: Library) -> None:
    async with reading(library) as hands:
        with Library.open(library.path, annotator="bob") as other:
            other.remove_article(other.article("Beta")).result()
        await hands.press(">")
        assert hands.app.is_running
        assert hands.desk.article is not None


async def test_an_existing_file_is_exported_over_at_the_second_enter_only(
    library: Library, tmp_path: Path
) -> None:
    target = tmp_path / "mine.csv"
    target.write_text("precious", encoding="utf-8")
    async with reading(library) as hands:
        await hands.press("E")
        assert isinstance(hands.field, Input)
        hands.field.value = str(target)
        await hands.press("enter")
        assert target.read_text(encoding="utf-8") == "precious"
        assert "enter again replaces it" in hands.said
        await hands.press("enter")
        assert target.read_text(encoding="utf-8").startswith("id,article")


async def test_a_dot_repeats_the_tags_of_last_time_after_a_restart(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "numbers")
    async with reading(library) as hands:
        await hands.press("g", "j", "j", ".")
        assert [mark.tags for mark in hands.stored()] == [("numbers",), ("numbers",)]


async def test_quitting_waits_for_what_is_on_its_way_to_the_disk(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        with slow_disk(library):
            await hands.hurry("enter", "ctrl+q")
            assert hands.said == "Waiting for the disk"
            assert hands.app.return_value is None
        await hands.until(lambda: hands.app.return_value == 0)
    with reopened(library) as again:
        assert [mark.quote for mark in again.annotations()] == [FIRST]
