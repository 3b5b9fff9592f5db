"""Searching the library: hits come while one types, and each opens at its very place."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style
from textual.widgets import Label

from reader.library import Library
from reader.query import lighting
from reader.text.document import Span
from reader.tui.views.passages import PassagesView
from reader.tui.views.search import SearchView
from reader.tui.widgets.query_prompt import QueryPrompt
from tests.library.given import marked
from tests.tui.given import Hands, library_of, reading
from tests.tui.views import current_row, rows, typed_into


def view(hands: Hands) -> SearchView:
    found = hands.desk.overlays.view
    assert isinstance(found, SearchView)
    return found


async def searched(hands: Hands, query: str) -> None:
    """Search for a query and wait until all hits are there."""
    await hands.press("F")
    await hands.type(query)
    await hands.press("enter")
    await hands.until(lambda: "…" not in rows(hands)[0])


def lit(hands: Hands, style: Style) -> list[str]:
    """The words on the screen that are drawn on a match's ground."""
    return [
        segment.text.strip()
        for strip in hands.strips()
        for segment in strip
        if segment.style and segment.style.bgcolor == style.bgcolor
    ]


async def test_hits_are_shown_by_article_with_their_words_lit(library: Library) -> None:
    async with reading(library) as hands:
        await searched(hands, "second sentence")
        shown = rows(hands)
        assert shown[0].startswith("Search · second sentence")
        assert any(row.startswith("Alpha purge   RFI · 2020") for row in shown)
        assert "It has a second sentence." in current_row(hands)
        assert lit(hands, hands.app.palette.search) == ["second", "sentence"]


async def test_what_is_cut_off_a_hit_is_not_lit_as_its_words_are(library: Library) -> None:
    async with reading(library, size=(40, 20)) as hands:
        await searched(hands, "about line")
        assert all("…" not in words for words in lit(hands, hands.app.palette.search))
        assert any(row.endswith("…") for row in rows(hands))


async def test_hits_appear_while_a_word_is_typed(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("F")
        await hands.type("twit")
        await hands.until(lambda: "Twitter deleted 170,000 accounts." in hands.text)
        assert isinstance(hands.desk.overlays.field, QueryPrompt)
        await hands.type("x")
        await hands.until(lambda: "Nothing found." in hands.text)


async def test_enter_goes_to_the_very_place_and_n_goes_on(library: Library) -> None:
    async with reading(library, "Beta") as hands:
        await searched(hands, "sentence words -emoji title:gamma")
        await hands.press("j", "enter")
        assert hands.desk.overlays.view is None
        assert hands.desk.article is not None
        assert hands.desk.article.title == "Gamma long"
        assert hands.current.startswith("Sentence 0.1")
        assert hands.word == "Sentence"
        assert len(hands.pane.overlay.matches) == 2 * 96
        await hands.press("n", "n")
        assert hands.current.startswith("Sentence 0.2")


async def test_what_was_written_about_articles_is_found(library: Library) -> None:
    mark = marked(library, library.article("Alpha"), "Nobody knew", "actors", note="Ask Weber")
    library.write_memo(library.article("Beta"), "Weber again").result()
    async with reading(library) as hands:
        await searched(hands, "weber")
        shown = [row.split() for row in rows(hands)]
        assert ["note", "Ask", "Weber"] in [row[-3:] for row in shown]
        assert ["memo", "Weber", "again"] in [row[-3:] for row in shown]
        while "Ask Weber" not in current_row(hands):
            await hands.press("j")
        await hands.press("enter")
        assert hands.pane.lit == mark.id


async def test_what_is_wrong_is_explained_at_its_place(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("F")
        await hands.type("deleted tga:x")
        field = hands.desk.overlays.field
        assert isinstance(field, QueryPrompt)
        typed, caret, said, *_ = hands.screen()[field.region.y : field.region.bottom]
        assert caret.index("^") == typed.index("tga:x")
        assert "no field is called “tga”; did you mean tag?" in said
        await hands.press("enter")
        assert hands.desk.overlays.field is field
        typed_into(hands).value = "deleted"
        await hands.settled()
        assert not field.query_one("#wrong", Label).display


async def test_on_a_narrow_terminal_all_of_what_is_wrong_is_said(library: Library) -> None:
    async with reading(library, size=(40, 20)) as hands:
        await hands.press("F")
        await hands.type("deleted colour:x")
        field = hands.desk.overlays.field
        assert isinstance(field, QueryPrompt)
        lines = hands.screen()[field.region.y : field.region.bottom]
        said = " ".join(line.strip() for line in lines[2:])
        assert said.startswith("no field is called “colour”; fields are title, note, tag, near,")
        assert "…" not in said
        assert len(lines) <= 7


async def test_the_name_of_an_article_is_cut_for_its_origin_only_where_both_have_no_room(
    library: Library,
) -> None:
    async with reading(library, size=(40, 20)) as hands:
        await searched(hands, "漢字")
        assert any(row.startswith("Beta rumour   GRC · 2014") for row in rows(hands))


async def test_a_search_is_kept_under_a_name_and_called_by_it(library: Library) -> None:
    async with reading(library) as hands:
        await searched(hands, "deleted OR")
        await hands.press("ctrl+s")
        await hands.type("purges")
        await hands.press("enter")
        assert hands.said.startswith("Saved the search @purges: deleted")
        await hands.press("/")
        typed_into(hands).value = "@purges"
        await hands.press("enter")
        await hands.until(lambda: "Twitter deleted" in hands.text)
        await hands.press("/")
        await hands.press("ctrl+s")
        await hands.type("more")
        await hands.press("enter")
    assert [one.name for one in library.searches.every()] == ["more", "purges"]


async def test_leaving_an_empty_search_goes_back_to_the_text(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("F")
        assert "words" in hands.text
        await hands.press("escape")
        assert hands.desk.overlays.view is None
        assert hands.focuses(hands.pane)


async def test_the_last_search_is_there_again(library: Library) -> None:
    async with reading(library) as hands:
        await searched(hands, "deleted")
        await hands.press("enter", "F")
        assert typed_into(hands).value == "deleted"
        await hands.until(lambda: "Twitter deleted" in hands.text)
        await hands.press("escape")
        assert "Twitter deleted" in current_row(hands)


async def test_a_search_that_is_left_shows_nothing_more(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("F")
        await hands.type("sentence")
        left = view(hands)
        await hands.press("escape", "q")
        await hands.settled()
        assert hands.desk.overlays.view is None
        assert not left.is_attached


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_hits_fit_every_screen(library: Library, size: tuple[int, int]) -> None:
    async with reading(library, size=size) as hands:
        await searched(hands, "half line")
        assert "half" in lit(hands, hands.app.palette.search)
        assert all(len(line) <= size[0] for line in hands.screen())
        await hands.press("G", "k", "space", "b", "g", "down", "up")
        assert view(hands).index == 1


async def test_passages_are_filtered_by_the_same_language(library: Library) -> None:
    alpha, beta = library.article("Alpha"), library.article("Beta")
    marked(library, alpha, "Nobody knew", "actors")
    marked(library, beta, "二つ目の文です。", "numbers")
    async with reading(library) as hands:
        await hands.press("p", "/")
        await hands.type("-tag:actors")
        assert "Nobody knew" not in hands.text
        assert "二つ目" in hands.text
        typed_into(hands).value = 'source:"rf'
        await hands.press("enter")
        passages = hands.desk.overlays.view
        assert isinstance(passages, PassagesView)
        assert passages.narrowed.words == "source:rf"
        assert "Nothing fits." in hands.text
        await hands.press("/")
        typed_into(hands).value = "is:nobody"
        await hands.settled()
        assert "is: knows no “nobody”" in hands.text


async def test_a_search_that_names_what_is_gone_is_over(library: Library) -> None:
    library.searches.save("purges", "deleted").result()
    async with reading(library) as hands:
        await searched(hands, "@purges")
        await hands.press("q")
        library.searches.delete("purges").result()
        await hands.press("F")
        await hands.until(lambda: "Nothing found." in hands.text)
        assert "no saved search is called" in hands.said


async def test_the_hit_that_one_goes_to_is_lit_behind_hundreds_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lighting, "PORTION", 1000)
    text = "The dam held.\n\n" * 600 + "\n\nA dam stood by the mill."
    library = library_of(tmp_path, [f"# Many\n\n{text}\n"])
    async with reading(library, "Many") as hands:
        await searched(hands, "dam mill")
        await hands.press("enter")
        assert hands.current.startswith("A dam stood")
        there = hands.pane.document.text.index("dam stood")
        assert Span(there, there + 3) in hands.pane.overlay.matches
    library.close()
