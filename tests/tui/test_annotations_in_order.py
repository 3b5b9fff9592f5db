"""Going from annotation to annotation: in the article, and round those at one place."""

from __future__ import annotations

import pytest

from reader.annotation.model import Annotation
from reader.library import Library
from tests.library.given import marked
from tests.tui.given import Hands, reading


@pytest.fixture
def nested(library: Library) -> Library:
    """Annotations of which three meet at one word, and one stands elsewhere."""
    alpha = library.article("Alpha")
    for quote in ("core, said one", "The core, said one, was small.", "said", "Nobody knew"):
        marked(library, alpha, quote)
    return library


def lit(hands: Hands) -> str:
    mark = hands.pane.lit_mark()
    return mark.quote if mark else ""


async def test_those_at_the_word_are_lit_in_turn_round_and_round(nested: Library) -> None:
    async with reading(nested) as hands:
        await hands.go("said")
        seen = []
        for _ in range(4):
            await hands.press(";")
            seen.append((lit(hands), hands.said))
        assert seen == [
            ("The core, said one, was small.", "1 of 3 here"),
            ("core, said one", "2 of 3 here"),
            ("said", "3 of 3 here"),
            ("The core, said one, was small.", "1 of 3 here"),
        ]
        assert hands.word == "said"


async def test_where_the_word_has_none_those_of_the_sentence_are_meant(nested: Library) -> None:
    async with reading(nested) as hands:
        await hands.go("ran")
        await hands.press(";")
        assert (lit(hands), hands.said) == ("Nobody knew", "1 of 1 here")


async def test_from_the_lit_one_it_goes_on_to_the_next_over_it(nested: Library) -> None:
    async with reading(nested) as hands:
        await hands.press("]", "]")
        assert lit(hands) == "core, said one"
        await hands.press(";")
        assert (lit(hands), hands.said) == ("said", "3 of 3 here")


async def test_elsewhere_the_turn_begins_anew(nested: Library) -> None:
    async with reading(nested) as hands:
        await hands.go("said")
        await hands.press(";", ";", "j", ";")
        assert (lit(hands), hands.said) == ("Nobody knew", "1 of 1 here")


async def test_a_selection_is_a_place_too_and_is_left(nested: Library) -> None:
    async with reading(nested) as hands:
        await hands.go("small")
        await hands.press("v", ")", ")", ";", ";")
        assert (lit(hands), hands.said) == ("Nobody knew", "2 of 2 here")
        assert hands.selected == ""
        assert hands.pane.places == ("reading",)


async def test_where_there_is_none_it_says_so(nested: Library) -> None:
    async with reading(nested) as hands:
        await hands.go("second sentence")
        await hands.press(";")
        assert hands.said == "No annotation here"


async def test_past_the_last_and_before_the_first_it_says_so(nested: Library) -> None:
    async with reading(nested) as hands:
        await hands.press("]", "]", "]", "]")
        assert lit(hands) == "Nobody knew"
        await hands.press("]")
        assert hands.said == "No annotation after this one"
        assert lit(hands) == "Nobody knew"
        await hands.press("[", "[", "[", "[")
        assert hands.said == "No annotation before this one"
        assert lit(hands) == "The core, said one, was small."


async def test_without_any_it_says_so(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("]")
        assert hands.said == "No annotation in this article"


async def test_the_next_is_counted_from_the_cursor(nested: Library) -> None:
    async with reading(nested) as hands:
        await hands.go("said")
        await hands.press("]")
        assert lit(hands) == "said"
        await hands.go("said")
        await hands.press("[")
        assert lit(hands) == "said"
        await hands.go("one")
        await hands.press("]")
        assert lit(hands) == "Nobody knew"


async def test_many_that_begin_together_are_gone_through_one_by_one(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is stored would take the place of these, which are not.
    monkeypatch.setattr(Library, "changed", lambda _: False)
    async with reading(library) as hands:
        article, text = hands.desk.article, hands.pane.document.text
        assert article is not None
        start = text.index("Twitter")
        marks = [
            Annotation(f"{number:04}", article.id, article.text_hash, start, end, text[start:end])
            for number, end in enumerate([start + 7] * 20 + [start + 15] * 20)
        ]
        hands.pane.mark(marks)
        seen = []
        for _ in marks:
            await hands.press("]")
            seen.append(hands.pane.lit)
        assert sorted(seen) == [mark.id for mark in marks]
        await hands.press("escape", ";")
        assert hands.said == "1 of 40 here"
