"""The list is narrowed by the one language, as one types it."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Label

from reader.library import Library
from reader.library.listed import Listed
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.query_prompt import QueryPrompt
from tests.library.given import marked
from tests.tui.given import Hands, reading
from tests.tui.views import typed_into


def titles(hands: Hands) -> list[str]:
    return [row.article.title.split()[0] for row in hands.desk.list.rows]


def heading(hands: Hands) -> str:
    place = hands.desk.list
    return "".join(part.text for part in place.strip(0)).strip()


async def filtered(hands: Hands, query: str) -> None:
    """Type a filter as it would be pasted."""
    await hands.press("tab", "/")
    typed_into(hands).value = query
    await hands.settled()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("al pu", ["Alpha"]),
        ("rf", ["Alpha"]),
        ("ann", ["Alpha"]),
        ("alp OR gam", ["Alpha", "Gamma"]),
        ("-alpha", ["Beta", "Gamma"]),
        ("date:2013..2014", ["Beta", "Gamma"]),
        ("source:g", ["Beta"]),
        ("tag:numbers", ["Beta"]),
        ("is:starred", ["Gamma"]),
        ("is:unread date:..2014", ["Gamma"]),
        ('"beta rumour', ["Beta"]),
        ("is:unread (", ["Alpha", "Gamma"]),
        ("twitter", []),
    ],
)
async def test_what_is_typed_narrows_the_list(
    library: Library, query: str, expected: list[str]
) -> None:
    beta, gamma = library.article("Beta"), library.article("Gamma")
    marked(library, beta, "二つ目の文です。", "numbers")
    library.set_read(beta.id, True).result()
    library.set_starred(gamma.id, True).result()
    async with reading(library) as hands:
        await filtered(hands, query)
        assert titles(hands) == expected
        assert heading(hands).startswith(f"{len(expected)} · {query[:8]}")
        assert ("Nothing fits." in hands.text) == (not expected)
        await hands.press("enter")
        assert titles(hands) == expected
        assert hands.focuses(hands.desk.list)


async def test_a_narrowed_list_is_sorted_and_stays_narrowed(library: Library) -> None:
    async with reading(library) as hands:
        await filtered(hands, "date:2013..2014")
        await hands.press("enter", "s", "s")
        assert titles(hands) == ["Gamma", "Beta"]
        await hands.press("escape")
        assert titles(hands) == ["Gamma", "Beta", "Alpha"]


async def test_what_is_wrong_is_explained_at_its_place_and_the_list_stays(
    library: Library,
) -> None:
    async with reading(library) as hands:
        await filtered(hands, "gam")
        typed_into(hands).value = "gam is:lost"
        await hands.settled()
        field = hands.desk.overlays.field
        assert isinstance(field, QueryPrompt)
        typed, caret, said, *_ = hands.screen()[field.region.y : field.region.bottom]
        assert caret.index("^") == typed.index("lost")
        assert "is: knows no “lost”" in said
        assert titles(hands) == ["Gamma"]
        assert heading(hands) == "1 · gam"
        await hands.press("enter")
        assert hands.desk.overlays.field is field
        typed_into(hands).value = "gam"
        await hands.settled()
        assert not field.query_one("#wrong", Label).display


async def test_what_is_already_listed_is_not_worked_out_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    apart = library.listed_apart

    def counted(*given: Any) -> Listed | None:
        made.append(given)
        return apart(*given)

    monkeypatch.setattr(library, "listed_apart", counted)
    async with reading(library) as hands:
        await filtered(hands, "is:unread date:2020")
        await hands.press(" ", "enter")
        assert titles(hands) == ["Alpha"]
        assert len(made) == 1


async def test_an_article_read_meanwhile_leaves_a_list_of_unread_ones(library: Library) -> None:
    async with reading(library) as hands:
        await filtered(hands, "is:unread")
        await hands.press("enter", "j", "m")
        hands.desk.refresh_library()
        await hands.until(lambda: titles(hands) == ["Alpha", "Gamma"])


async def test_a_filter_is_kept_under_a_name_and_called_by_it(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("tab", "ctrl+s")
        assert "first filters the list" in hands.said
        await hands.press("/")
        await hands.type("alp is:unread")
        await hands.press("ctrl+s")
        assert isinstance(hands.desk.overlays.field, Prompt)
        await hands.type("mine")
        await hands.press("enter")
        assert hands.said.startswith("Saved the search @mine: alp* is:unread")
        await hands.press("escape")
        assert len(titles(hands)) == 3
        await hands.press("/")
        await hands.type("@mine")
        await hands.press("enter")
        assert titles(hands) == ["Alpha"]
        await hands.press("ctrl+s")
        await hands.type("again")
        await hands.press("enter")
        assert hands.said.startswith("Saved the search @again: @mine")


async def test_a_search_of_texts_lists_what_it_finds_by_its_name(library: Library) -> None:
    library.searches.save("texts", "twitter").result()
    async with reading(library) as hands:
        await filtered(hands, "@texts")
        assert titles(hands) == ["Alpha"]
        typed_into(hands).value = "-@texts b"
        await hands.settled()
        assert titles(hands) == ["Beta"]
