"""Select mode by keys and by mouse: exactly what is meant is selected."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp

from reader.library import Library
from tests.tui.given import Hands, library_of, reading


async def drag(hands: Hands, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag the mouse from one place of the screen to another."""
    await hands.pilot.mouse_down(offset=start)
    await hands.pilot._post_mouse_events([MouseMove], offset=end, button=1)
    await hands.pilot.mouse_up(offset=end)
    await hands.settled()


async def test_v_selects_the_current_word(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "l", "v")
        assert hands.selected == "deleted"
        assert hands.pane.places == ("select", "reading")


async def test_characters_are_taken_and_given_back(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "v", "l", "l")
        assert hands.selected == "Twitter d"
        await hands.press("h", "h", "h")
        assert hands.selected == "Twitte"
        await hands.press("right", "left")
        assert hands.selected == "Twitte"


async def test_words_are_taken_and_given_back(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "v", "w", "w")
        assert hands.selected == "Twitter deleted 170,000"
        await hands.press("b")
        assert hands.selected == "Twitter deleted"
        await hands.press("e")
        assert hands.selected == "Twitter deleted 170,000"


async def test_sentences_and_paragraphs_are_taken(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "V")
        assert hands.selected == "Twitter deleted 170,000 accounts."
        await hands.press(")")
        assert hands.selected.endswith("said one, was small.")
        await hands.press("(")
        assert hands.selected == "Twitter deleted 170,000 accounts."
        await hands.press("}")
        assert hands.selected.endswith("Nobody knew who ran it.")
        await hands.press("}")
        assert hands.selected.endswith("It has a second sentence.")
        await hands.press("{")
        assert hands.selected.endswith("Nobody knew who ran it.")


async def test_the_line_on_the_screen_can_be_taken(library: Library) -> None:
    async with reading(library) as hands:
        await hands.go("said")
        await hands.press("v", "$")
        row = hands.pane.layout_rows[hands.pane.layout_rows.row_at(hands.pane.cursor)]
        text = hands.pane.document.text
        assert hands.selected == text[text.index("said") : row.end]
        await hands.press("0")
        assert (
            hands.selected == text[row.start : text.index("said")]
            or hands.selected == (text[row.start : text.index("said") + len("said")])
        )
        assert hands.selected.startswith("Twitter")


async def test_o_moves_the_other_end(library: Library) -> None:
    async with reading(library) as hands:
        await hands.go("small")
        await hands.press("v", "o", "b")
        assert hands.selected == "was small"
        await hands.press("o", "l")
        assert hands.selected == "was small."


async def test_v_again_starts_anew_at_the_moving_end(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "v", "w", "v")
        assert hands.selected == "deleted"
        await hands.press("V")
        assert hands.selected == "Twitter deleted 170,000 accounts."


async def test_escape_leaves_select_mode(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "v", "w", "escape")
        assert hands.selected == ""
        assert hands.current == "Twitter deleted 170,000 accounts."
        await hands.press("j")
        assert hands.current == "The core, said one, was small."


async def test_growing_goes_from_word_to_clause_to_sentence_and_on(library: Library) -> None:
    async with reading(library) as hands:
        await hands.go("said one")
        await hands.press("v", "+")
        assert hands.selected.strip(" ,") == "said one"
        await hands.press("=")
        assert hands.selected == "The core, said one, was small."
        await hands.press("+")
        assert hands.selected.startswith("Twitter")
        assert hands.selected.endswith("ran it.")
        await hands.press("+")
        assert hands.selected.startswith("Alpha purge")


async def test_shrinking_goes_the_same_way_back(library: Library) -> None:
    async with reading(library) as hands:
        await hands.go("said one")
        seen = []
        await hands.press("v")
        for _ in range(3):
            seen.append(hands.selected)
            await hands.press("+")
        for wanted in reversed(seen):
            await hands.press("-")
            assert hands.selected == wanted


async def test_growing_without_a_selection_grows_the_sentence(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "+")
        assert hands.selected.endswith("Nobody knew who ran it.")


async def test_the_footer_changes_in_select_mode(library: Library) -> None:
    async with reading(library) as hands:
        before = hands.said
        await hands.press("v")
        assert hands.said != before
        assert "other end" in hands.said
        assert "esc leave" in hands.said
        await hands.press("escape")
        assert hands.said == before


async def test_a_selection_never_splits_a_grapheme(library: Library) -> None:
    async with reading(library, "Beta") as hands:
        await hands.go("family")
        await hands.press("v")
        text = hands.pane.document.text
        for _ in range(4):
            await hands.press("l")
        assert hands.selected == "family 👨‍👩‍👧 s"
        await hands.press("o", "h", "h")
        assert hands.selected == "👩‍⚕️ family 👨‍👩‍👧 s"
        assert text.count(hands.selected) == 1


async def test_escape_and_a_key_sent_as_one_are_two_keys(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "v", "alt+j")
        assert hands.selected == ""
        assert hands.current == "The core, said one, was small."


async def test_a_long_selection_keeps_its_moving_end_in_view(library: Library) -> None:
    async with reading(library, "Gamma", size=(80, 24)) as hands:
        await hands.press("V", *["}"] * 12)
        assert hands.pane.selection is not None
        row = hands.pane.layout_rows.row_at(hands.pane.selection.head)
        assert 0 <= row - hands.pane.top < hands.pane.height


# The mouse


async def test_a_click_makes_its_word_current(library: Library) -> None:
    async with reading(library) as hands:
        await hands.pilot.click(offset=hands.at("second sentence"))
        await hands.settled()
        assert hands.word == "second"
        assert hands.current == "It has a second sentence."


async def test_a_double_click_selects_a_word_and_a_triple_its_sentence(library: Library) -> None:
    async with reading(library) as hands:
        await hands.pilot.double_click(offset=hands.at("170,000"))
        await hands.settled()
        assert hands.selected == "170,000"
        await hands.press("escape")
        await hands.pilot.triple_click(offset=hands.at("170,000"))
        await hands.settled()
        assert hands.selected == "Twitter deleted 170,000 accounts."


@pytest.mark.parametrize(
    ("title", "first", "last", "selected"),
    [
        ("Alpha", "deleted", "accounts", "deleted 170,000 a"),
        ("Alpha", "Nobody", "second paragraph", "Nobody knew who ran it.\n\nA s"),
        ("Beta", "字かな", "り文", "字かな交じり"),
        ("Beta", "👩‍⚕️", "👨‍👩‍👧", "👩‍⚕️ family 👨‍👩‍👧"),
        ("Beta", "👨‍👩‍👧", "👨‍👩‍👧", ""),
        ("Beta", "Ａ", "e\u0301", "Ａ and e\u0301"),
    ],
)
async def test_a_drag_selects_exact_graphemes(
    library: Library, title: str, first: str, last: str, selected: str
) -> None:
    async with reading(library, title) as hands:
        await drag(hands, hands.at(first), hands.at(last))
        assert hands.selected == selected


async def test_a_drag_over_the_second_half_of_a_wide_character_takes_it_whole(
    library: Library,
) -> None:
    async with reading(library, "Beta") as hands:
        x, y = hands.at("字かな")
        end_x, end_y = hands.at("な交")
        await drag(hands, (x + 1, y), (end_x + 1, end_y))
        assert hands.selected == "字かな"


async def test_a_drag_backwards_selects_the_same(library: Library) -> None:
    async with reading(library, "Beta") as hands:
        await drag(hands, hands.at("👨‍👩‍👧"), hands.at("👩‍⚕️"))
        assert hands.selected == "👩‍⚕️ family 👨‍👩‍👧"


async def test_a_drag_in_a_table_selects_what_lies_between(library: Library) -> None:
    async with reading(library) as hands:
        await drag(hands, hands.at("core\t"), hands.at("23,750"))
        assert hands.selected == "core\t2"


async def test_what_a_drag_selected_can_be_marked(library: Library) -> None:
    async with reading(library, "Beta") as hands:
        await drag(hands, hands.at("👩‍⚕️"), hands.at("👨‍👩‍👧"))
        await hands.press("enter")
        (mark,) = hands.stored()
        assert mark.quote == "👩‍⚕️ family 👨‍👩‍👧"


async def test_a_drag_past_the_bottom_scrolls(library: Library) -> None:
    async with reading(library, "Gamma", size=(100, 24)) as hands:
        x, y = hands.at("Sentence 0.2")
        await hands.pilot.mouse_down(offset=(x, y))
        for _ in range(5):
            await hands.pilot._post_mouse_events([MouseMove], offset=(x, 23), button=1)
        await hands.pilot.mouse_up(offset=(x, 23))
        await hands.settled()
        assert hands.pane.top > 0
        assert hands.selected.startswith("Sentence 0.2")


async def test_a_click_in_the_gutter_or_below_the_text_does_no_harm(library: Library) -> None:
    async with reading(library) as hands:
        region = hands.pane.region
        await hands.pilot.click(offset=(region.x, region.y + 5))
        await hands.pilot.click(offset=(region.right - 1, region.bottom - 1))
        await hands.settled()
        assert hands.current == "It ends here."


async def test_the_wheel_scrolls_the_text(library: Library) -> None:
    async with reading(library, "Gamma") as hands:
        place = hands.at("Sentence 0.2")
        await hands.pilot._post_mouse_events([MouseScrollDown], offset=place)
        await hands.settled()
        assert hands.pane.top == 3
        await hands.pilot._post_mouse_events([MouseScrollUp], offset=place)
        await hands.settled()
        assert hands.pane.top == 0


async def test_a_click_on_a_highlight_lights_the_shortest_there(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "V", "enter", "v", "t")
        await hands.type("word")
        await hands.press("enter", "g")
        await hands.pilot.click(offset=hands.at("Twitter"))
        await hands.settled()
        lit = hands.pane.lit_mark()
        assert lit is not None
        assert lit.quote == "Twitter"
        await hands.pilot.click(offset=hands.at("accounts."))
        await hands.settled()
        lit = hands.pane.lit_mark()
        assert lit is not None
        assert lit.quote == "Twitter deleted 170,000 accounts."


async def test_only_the_left_button_selects(library: Library) -> None:
    async with reading(library) as hands:
        x, y = hands.at("deleted")
        await hands.pilot._post_mouse_events([MouseDown], offset=(x, y), button=3)
        await hands.pilot._post_mouse_events([MouseMove], offset=(x + 9, y), button=3)
        await hands.pilot._post_mouse_events([MouseUp], offset=(x + 9, y), button=3)
        await hands.settled()
        assert hands.selected == ""


async def test_the_moving_end_of_a_selection_is_seen(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "v", "w")

        def ends() -> list[str]:
            head = hands.app.palette.head
            return [
                part.text
                for strip in hands.strips()
                for part in strip
                if part.style and part.style.bgcolor == head.bgcolor
            ]

        assert ends() == ["d"]
        await hands.press("o")
        assert ends() == ["T"]
        await hands.press("escape")
        assert ends() == []


async def test_a_double_click_on_what_is_no_word_selects_it(tmp_path: Path) -> None:
    library = library_of(tmp_path, ["# Emoji\n\nBefore 👩‍⚕️ after.\n"])
    async with reading(library, "Emoji") as hands:
        x, y = hands.at("Before")
        await hands.pilot.click(offset=(x + 7, y), times=2)
        target = hands.pane.target
        assert hands.pane.document.text[target.start : target.end] == "👩‍⚕️"
    library.close()
