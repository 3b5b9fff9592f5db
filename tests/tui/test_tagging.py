"""Tagging by keys: the picker, digits, and the dot that gives the last tags again."""

from __future__ import annotations

from reader.library import Library
from tests.tui.given import reading
from tests.tui.marks import FIRST, SECOND, slow_disk, tagged


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


async def test_words_typed_ahead_of_the_picker_go_into_it(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "enter", "j")
        await hands.at_once("t", *"nuxu", "enter")
        await hands.until(lambda: len(hands.stored()) != 1)
        assert [(mark.quote, mark.tags) for mark in hands.stored()] == [
            (FIRST, ()),
            (SECOND, ("nuxu",)),
        ]


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


async def test_chips_stand_beside_their_passage(library: Library) -> None:
    async with reading(library, size=(140, 40)) as hands:
        await hands.go("Nobody")
        await tagged(hands, "actors/state")
        _, y = hands.at("Nobody")
        assert "actors/state" in hands.screen()[y]


async def test_a_dot_repeats_the_tags_of_last_time_after_a_restart(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j")
        await tagged(hands, "numbers")
    async with reading(library) as hands:
        await hands.press("g", "j", "j", ".")
        assert [mark.tags for mark in hands.stored()] == [("numbers",), ("numbers",)]
