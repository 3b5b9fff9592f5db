"""Hint labels on the screen: typed, they lead there; drawn, they move nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from rich.style import Style
from textual.events import MouseScrollDown

from reader.library import Library
from reader.text import hints
from reader.text.block_rows import Row
from reader.text.cells import width_of
from reader.text.graphemes import is_boundary
from reader.text.layout import Layout
from reader.tui.stamping import stamped
from reader.tui.widgets.pane_mouse import ReadingPane
from tests.tui.given import Hands, library_of, reading

GROUND, LABEL = Style(color="red"), Style(bold=True)


def label_of(hands: Hands, quote: str) -> str:
    """The label that stands on a passage."""
    pane = hands.pane
    assert isinstance(pane, ReadingPane)
    start = pane.document.text.index(quote)
    (label,) = [label for label, target in pane.hints.items() if target.start == start]
    return label


def labels(hands: Hands) -> list[str]:
    pane = hands.pane
    assert isinstance(pane, ReadingPane)
    return list(pane.hints)


def widths(hands: Hands) -> set[int]:
    return {sum(width_of(part.text) for part in strip) for strip in hands.strips()}


@pytest.fixture
def wordy(tmp_path: Path) -> Iterator[Library]:
    """An article of so many words that labels need two letters, some of them wide."""
    words = " ".join(f"word{number} a 漢字 x" for number in range(120))
    opened = library_of(tmp_path, [f"# Wordy\n\n{words}.\n"])
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("text", "stamps", "shown"),
    [
        ("one two", [(0, "a"), (4, "sd")], "ane sdo"),
        ("one ", [(2, "as")], "onas"),
        ("漢字 x", [(0, "a")], "a 字 x"),
        ("漢字 x", [(0, "as")], "as字 x"),
        ("漢字 x", [(1, "as")], " as  x"),
        ("a漢字", [(0, "as")], "as 字"),
        ("a👨‍👩‍👧b", [(1, "a")], "aa b"),
        ("a👨‍👩‍👧b", [(2, "as")], "a as"),
        ("e\u0301e\u0301", [(0, "a")], "ae\u0301"),
        ("🇩🇪🇩🇪x", [(2, "a")], "🇩🇪a x"),
    ],
)
def test_labels_stand_in_the_place_of_what_they_cover(
    text: str, stamps: list[tuple[int, str]], shown: str
) -> None:
    for cut in filter(partial(is_boundary, text), range(1, len(text))):
        pieces = stamped([(text[:cut], GROUND), (text[cut:], GROUND)], stamps, LABEL)
        assert "".join(part for part, _ in pieces) == shown
    pieces = stamped([(text, GROUND)], stamps, LABEL)
    assert "".join(part for part, _ in pieces) == shown
    assert width_of(shown) == width_of(text)
    lettered = "".join(part for part, style in pieces if style == LABEL)
    assert lettered == "".join(label for _, label in stamps)


async def test_a_sentence_is_reached_by_its_label(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("f")
        assert labels(hands)[0] == "a"
        await hands.press(*label_of(hands, "It has a second"))
        assert hands.current == "It has a second sentence."
        assert labels(hands) == []
        await hands.press("j")
        assert hands.current == "Numbers"


async def test_labels_lie_over_the_text_and_move_nothing(library: Library) -> None:
    async with reading(library, "Beta") as hands:
        before = hands.screen()
        await hands.press("f")
        after = hands.screen()
        y = hands.at("二つ目")[1]
        assert label_of(hands, "二つ目") in after[y]
        assert widths(hands) == {120}
        assert len(before) == len(after)
        await hands.press("escape", "escape")
        assert hands.screen()[:-1] == before[:-1]


async def test_labels_are_drawn_in_a_style_of_their_own(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("f")
        label, hint = label_of(hands, "Nobody"), hands.app.palette.hint
        y = hands.at("Nobody")[1]
        assert [part.text for part in hands.strips()[y] if part.style == hint][-1] == label


async def test_a_sentence_that_began_above_has_its_label_on_its_first_word_in_view(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    long = "# Long\n\n" + " ".join(f"word{number}" for number in range(400)) + ". Then end.\n"
    opened = library_of(tmp_path_factory.mktemp("long"), [long])
    async with reading(opened, "Long", size=(60, 16)) as hands:
        await hands.press(*["down"] * 6, "f")
        pane = hands.pane
        first = pane.layout_rows[pane.top].start
        assert pane.document.text[first:].startswith("word")
        assert isinstance(pane, ReadingPane)
        assert pane.hints["a"].start == first
        await hands.press("a")
        assert pane.cursor == first
    opened.close()


async def test_in_select_mode_the_selection_is_extended_to_the_word(library: Library) -> None:
    async with reading(library) as hands:
        await hands.go("said")
        await hands.press("v", "f")
        await hands.press(*label_of(hands, "small"))
        assert hands.selected == "said one, was small"
        await hands.press("f")
        await hands.press(*label_of(hands, "accounts"))
        assert hands.selected == "accounts. The core, said"
        assert hands.pane.places == ("select", "reading")


async def test_a_typed_letter_narrows_and_backspace_takes_it_back(wordy: Library) -> None:
    async with reading(wordy, "Wordy") as hands:
        await hands.press("j", "v", "f")
        two = [label for label in labels(hands) if len(label) == 2]
        assert two
        everything = hands.screen()
        await hands.press(two[0][0])
        hint = hands.app.palette.hint
        shown = {p.text for strip in hands.strips() for p in strip if p.style == hint}
        assert {label[0] for label in shown} == {two[0][0]}
        await hands.press("backspace")
        assert hands.screen()[:-1] == everything[:-1]
        target = hands.pane.document.text[slice(*hands.pane.hints[two[0]])]  # type: ignore[attr-defined]  # the pane is a ReadingPane
        await hands.press(*two[0])
        assert hands.selected.endswith(target)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (41, 20)])
async def test_labels_never_touch_each_other_and_every_line_keeps_its_width(
    wordy: Library, size: tuple[int, int]
) -> None:
    async with reading(wordy, "Wordy", size=size) as hands:
        await hands.press("j", "v", "f")
        assert widths(hands) == {size[0]}
        pane = hands.pane
        assert isinstance(pane, ReadingPane)
        for stamps in pane._stamps.values():
            for (cell, label), (following, _) in pairwise(stamps):
                assert cell + len(label) <= following
        shown = sum(len(stamps) for stamps in pane._stamps.values())
        assert shown == len(pane.hints)


@pytest.mark.parametrize("key", ["escape", "q", "J", "!", "left", "ctrl+r", "backspace"])
async def test_a_key_that_is_no_label_s_only_leaves(library: Library, key: str) -> None:
    async with reading(library) as hands:
        await hands.press("j", "f", key)
        assert labels(hands) == []
        assert hands.current == "Twitter deleted 170,000 accounts."
        assert hands.pane.places == ("reading",)
        await hands.press("j")
        assert hands.current == "The core, said one, was small."


async def test_escape_and_a_key_sent_as_one_leave_and_do_what_the_key_does(
    library: Library,
) -> None:
    async with reading(library) as hands:
        await hands.press("j", "f", "alt+j")
        assert labels(hands) == []
        assert hands.current == "The core, said one, was small."


async def test_the_keys_that_quit_still_do(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("f", "ctrl+c")
        assert "q pressed twice quits" in hands.said
        await hands.press("ctrl+q")
        assert hands.app.return_value == 0


async def test_the_line_at_the_bottom_says_what_to_do(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("f")
        assert hands.said.startswith("Type a label to go there; escape leaves")
        hands.desk.footer.dismiss()
        await hands.settled()
        assert hands.said.startswith("backspace a letter back   esc leave")


async def test_labels_go_when_the_text_moves_below_the_hands(library: Library) -> None:
    async with reading(library, "Gamma") as hands:
        await hands.press("f")
        await hands.pilot._post_mouse_events([MouseScrollDown], offset=hands.at("Sentence 0.2"))
        await hands.settled()
        assert labels(hands) == []
        await hands.press("f")
        await hands.opened("Alpha")
        assert labels(hands) == []


async def test_labels_follow_their_targets_when_the_terminal_changes(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("f")
        await hands.pilot.resize_terminal(100, 30)
        await hands.settled()
        label, (x, y) = label_of(hands, "Nobody"), hands.at("Nobody")
        assert hands.screen()[y][x] == label
        assert widths(hands) == {100}


async def test_labels_look_only_at_the_rows_in_view(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = "| a | b |\n|---|---|\n" + "".join(f"| key {n} | v {n} |\n" for n in range(500))
    opened = library_of(tmp_path_factory.mktemp("table"), [f"# Table\n\n{table}"])
    async with reading(opened, "Table") as hands:
        await hands.press("space", "v")
        asked: list[int] = []
        get = Layout.__getitem__

        def counted(rows: Layout, index: int) -> Row:
            asked.append(index)
            return get(rows, index)

        pane = hands.pane
        assert isinstance(pane, ReadingPane)
        monkeypatch.setattr(Layout, "__getitem__", counted)
        pane._narrow("")
        pane._hint(hints.words_in(pane.document, pane._extents()), pane.cursor, "")
        assert len(asked) <= 5 * pane.height
        assert len(pane.hints) > pane.height
    opened.close()


async def test_where_nothing_is_in_view_it_says_so(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    opened = library_of(tmp_path_factory.mktemp("empty"), ["# \n\n***\n"])
    async with reading(opened, "") as hands:
        await hands.press("f", "O", "o", ";", "]")
        assert labels(hands) == []
        assert hands.app.is_running
    opened.close()
