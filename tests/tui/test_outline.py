"""The outline: all headings with their places, the current one first under the cursor."""

from __future__ import annotations

import pytest

from reader.library import Library
from reader.tui.widgets.choice_ranking import ranked
from reader.tui.widgets.picker import Choice, Picker
from tests.tui.given import Hands, library_of, reading


def rows(hands: Hands) -> list[str]:
    """The lines of the picker below what is typed."""
    picker = hands.desk.overlays.field
    assert isinstance(picker, Picker)
    return [
        "".join(part.text for part in picker._list.strip(y)).rstrip()
        for y in range(picker._list.size.height)
    ]


async def test_headings_are_listed_by_level_with_their_places(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("O")
        assert [" ".join(row.strip("▌").split()) for row in rows(hands)] == [
            "Alpha purge 0 %",
            "Numbers 57 %",
            "The end 82 %",
        ]
        assert [row.index(word) for row, word in zip(rows(hands), "ANT", strict=True)] == [3, 5, 5]


async def test_a_heading_is_gone_to(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("O")
        await hands.type("end")
        await hands.press("enter")
        assert hands.current == "The end"
        assert hands.focuses(hands.pane)


async def test_the_section_one_is_in_is_under_the_cursor(library: Library) -> None:
    async with reading(library, "Gamma") as hands:
        await hands.go("Sentence 10.3")
        await hands.press("O", "enter")
        assert hands.current == "Part 10"
        await hands.press("O")
        await hands.type("x")
        await hands.press("backspace", "up", "enter")
        assert hands.current == "Part 9"


async def test_leaving_the_outline_goes_nowhere(library: Library) -> None:
    async with reading(library, "Gamma") as hands:
        await hands.go("Sentence 3.3")
        await hands.press("O", "down", "escape")
        assert hands.current.startswith("Sentence 3.3")


async def test_without_headings_it_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    opened = library_of(tmp_path_factory.mktemp("bare"), ["Only words stand here.\n"])
    async with reading(opened, "") as hands:
        await hands.press("O")
        assert hands.said == "No headings in this article"
    opened.close()


async def test_twenty_thousand_headings_are_listed_and_found(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    text = "".join(f"## Chapter {number}\n\n" for number in range(20_000))
    opened = library_of(tmp_path_factory.mktemp("many"), [text])
    async with reading(opened, "") as hands:
        await hands.press("O")
        assert len(rows(hands)) == 9
        await hands.type("19999")
        await hands.press("enter")
        assert hands.current == "Chapter 19999"
    opened.close()


def test_many_choices_are_ranked_as_few_are() -> None:
    few = [Choice(name, name) for name in ("the purge", "a purge", "purge", "p-u-r-g-e", "none")]
    many = few + [Choice(str(number), f"{number}") for number in range(2000)]
    best = [choice.text for choice in ranked(many, "purge")]
    assert best == ["purge", "the purge", "a purge", "p-u-r-g-e"]
    assert best[0] == ranked(few, "purge")[0].text
    assert {choice.text for choice in ranked(few, "purge")} == set(best)
