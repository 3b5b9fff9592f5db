"""Footnotes by keys: to their text, and back to where one was."""

from __future__ import annotations

from reader.library import Library
from reader.text.document import Block, Document, Mark
from tests.tui.given import Hands, reading


def noted(hands: Hands) -> None:
    """Show a text with a footnote that is referred to twice and has two blocks."""
    text = "First said[1]. Again so[1].\n\nThe end of it.\n\nSee more. Then all.\n\nAnd on."
    note, more = text.index("See"), text.index("And")
    hands.pane.show(
        Document(
            text,
            (
                Block(0, 27, "paragraph", marks=(
                    Mark(10, 13, "footnote", "1"), Mark(23, 26, "footnote", "1"),
                )),
                Block(29, 43, "paragraph"),
                Block(note, more - 2, "paragraph", lead="[1] ", hang="    ", marks=(
                    Mark(note, more - 2, "footnote_text", "1"),
                )),
                Block(more, len(text), "paragraph", lead="    ", hang="    "),
            ),
            1,
        ),
        "",
    )  # fmt: skip
    hands.pane.follow()


async def test_a_footnote_leads_to_its_text_and_back_to_where_one_was(library: Library) -> None:
    async with reading(library) as hands:
        noted(hands)
        await hands.go("Again")
        await hands.press("o")
        assert hands.current == "See more."
        assert hands.said == "Footnote 1 · o goes back"
        await hands.press("j", "o")
        assert hands.current == "Again so[1]."


async def test_a_footnote_that_was_only_read_leads_to_its_first_reference(
    library: Library,
) -> None:
    async with reading(library) as hands:
        noted(hands)
        await hands.go("See more")
        await hands.press("o")
        assert hands.current == "First said[1]."


async def test_from_a_footnote_s_further_blocks_the_way_leads_back_too(library: Library) -> None:
    async with reading(library) as hands:
        noted(hands)
        await hands.go("Again")
        await hands.press("o", "J")
        assert hands.current == "And on."
        await hands.press("o")
        assert hands.current == "Again so[1]."
