"""Marking by keys: highlights and their ends, deleting, copying, and what is said of it."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from reader.library import Library
from tests.tui.given import reading, reopened
from tests.tui.marks import FIRST, SECOND, THIRD, quotes, slow_disk, tagged


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
