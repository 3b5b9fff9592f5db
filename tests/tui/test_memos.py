"""Memos in the app: at the head of the margin, and never in the text."""

from __future__ import annotations

import pytest

from reader.library import Library
from reader.tui.palette import Palette
from reader.tui.shades import DARK
from tests.tui.given import Hands, reading


async def written(hands: Hands, text: str = "Weigh *this*.") -> None:
    await hands.press("M")
    await hands.type(text)
    await hands.press("escape")


async def test_a_memo_is_written_and_changed_with_one_key(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "j", "M")
        assert "memo on the article" in hands.text
        await hands.type("Weigh this")
        await hands.press("escape")
        assert hands.said == "Wrote a memo · u undoes"
        await hands.press("M")
        await hands.type(" twice")
        await hands.press("ctrl+s")
        (memo,) = hands.stored()
        assert (memo.start, memo.end, memo.note) == (0, 0, "Weigh this twice")
        assert hands.said == "Changed the memo · u undoes"
        await hands.press("u", "u")
        assert hands.stored() == []


async def test_an_emptied_memo_is_deleted_and_comes_back(library: Library) -> None:
    async with reading(library) as hands:
        await written(hands, "x")
        await hands.press("M", "backspace", "escape")
        assert hands.said == "Deleted the memo · u undoes"
        assert hands.stored() == []
        assert "memo" not in hands.screen()[0]
        await hands.press("u")
        assert [memo.note for memo in hands.stored()] == ["x"]
        assert "memo" in hands.screen()[0]


@pytest.mark.parametrize("size", [(140, 40), (120, 40), (80, 24), (40, 20)])
async def test_a_memo_stands_at_the_head_of_its_article(
    library: Library, size: tuple[int, int]
) -> None:
    async with reading(library, size=size) as hands:
        await written(hands)
        lines = hands.screen()
        heading = next(y for y, line in enumerate(lines) if "Alpha purge" in line and y > 1)
        head = next(y for y, line in enumerate(lines) if "memo · ann" in line)
        words = next(y for y, line in enumerate(lines) if "Weigh this." in line)
        first = next(y for y, line in enumerate(lines) if "Twitter deleted" in line)
        assert heading <= head < words < first or size[0] > 80
        assert "memo" in lines[0]


def text_column(hands: Hands) -> list[str]:
    """What stands in the column of the text, its gutter included."""
    left, rows = hands.pane.region.x, slice(hands.pane.region.y, hands.pane.region.bottom)
    return [line[left : left + 68] for line in hands.screen()[rows]]


async def test_a_memo_paints_nothing_in_the_text(library: Library) -> None:
    async with reading(library) as hands:
        before = text_column(hands)
        await hands.press("j")
        await written(hands)
        await hands.press("k")
        assert text_column(hands) == before
        assert (hands.pane.marks, hands.pane.overlay.tints) == ([], [])
        await hands.press("]")
        assert hands.said == "No annotation in this article"


async def test_the_memos_of_others_are_shown_and_stay_theirs(library: Library) -> None:
    with Library.open(library.path, annotator="bob") as other:
        other.write_memo(other.article("Alpha"), "Bob doubts it.").result()
    async with reading(library) as hands:
        assert "memo · bob" in hands.text
        await hands.press("M")
        await hands.type("I do not.")
        await hands.press("escape")
        assert {(memo.annotator, memo.note) for memo in hands.stored()} == {
            ("ann", "I do not."),
            ("bob", "Bob doubts it."),
        }
        assert "memo · ann" in hands.text


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_memos_stand_among_the_passages(library: Library, size: tuple[int, int]) -> None:
    async with reading(library, size=size) as hands:
        await written(hands)
        await hands.press("p")
        assert "memo  Weigh *this*." in hands.text
        await hands.press("a")
        await hands.type(" Twice.")
        await hands.press("escape")
        assert [memo.note for memo in hands.stored()] == ["Weigh *this*. Twice."]
        await hands.press("enter")
        assert hands.pane.cursor == 0
        await hands.press("p", "x")
        assert hands.said == "Deleted the memo · u undoes"
        assert hands.stored() == []


async def test_a_memo_that_another_window_wrote_meanwhile_is_kept_too(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("M")
        await hands.type("mine")
        with Library.open(library.path, annotator="ann") as other:
            other.write_memo(other.article("Alpha"), "theirs").result()
        await hands.press("escape")
        (memo,) = hands.stored()
        assert "theirs" in memo.note
        assert "mine" in memo.note


async def test_a_memo_deleted_in_another_window_is_offered_again(library: Library) -> None:
    async with reading(library) as hands:
        await written(hands, "one")
        await hands.press("M")
        await hands.type(" more")
        with Library.open(library.path, annotator="ann") as other:
            other.write_memo(other.article("Alpha"), "").result()
        await hands.press("escape")
        assert "gone" in hands.said
        await hands.press("escape")
        assert [memo.note for memo in hands.stored()] == ["one more"]


async def test_a_memo_deleted_elsewhere_is_made_anew_as_its_field_says(library: Library) -> None:
    async with reading(library) as hands:
        await written(hands, "one")
        await hands.press("M")
        await hands.type(" more")
        with Library.open(library.path, annotator="ann") as other:
            other.write_memo(other.article("Alpha"), "").result()
        hands.desk.noting.look()
        await hands.press("escape")
        assert [memo.note for memo in hands.stored()] == ["one more"]


def test_a_memo_is_told_from_a_note_by_a_line_of_its_own() -> None:
    from reader.annotation.model import Annotation
    from reader.tui.margin import memo_lines

    memo = Annotation("m", "a", "h", 0, 0, "", annotator="a\x1b[2J name that is far too long")
    ((text, _),) = memo_lines(memo, 16, Palette(DARK))[0]
    assert text == " memo · a␛[2J…"
    assert memo_lines(memo._replace(end=3), 16, Palette(DARK)) == []
