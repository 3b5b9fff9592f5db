"""The passages view: all annotations, narrowed, grouped, sorted, and changed from there."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.annotation.model import Annotation
from reader.library import Library
from reader.tui.views.passage_order import arrange
from reader.tui.views.passages import PassagesView
from tests.library.given import marked
from tests.tui.given import ONE, Hands, library_of, reading
from tests.tui.views import current_row, rows


async def test_passages_shows_all_annotations_grouped_by_tag(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("p")
        shown = rows(hands)
        assert shown[0].startswith("Passages")
        headings = [line.split()[0] for line in shown if line.endswith(("  1", "  2"))]
        assert headings == ["actors/state", "no", "numbers"]
        assert sum("Twitter deleted" in line for line in shown) == 1
        assert "RFI · 2020" in hands.text
        assert "compare" in hands.text


async def test_of_where_a_passage_is_from_the_year_is_never_cut(tmp_path: Path) -> None:
    text = ONE.replace("source: RFI", "source: The Weekly Paper of the Valley")
    library = library_of(tmp_path, (text,))
    marked(library, library.article("Alpha"), "Nobody knew who ran it.")
    async with reading(library, size=(120, 40)) as hands:
        await hands.press("p")
        assert "The Weekly Pap… · 2020" in hands.text
    library.close()


def test_thousands_of_passages_are_counted_with_a_comma(library: Library) -> None:
    article = library.article("Alpha")
    mark = marked(library, article, "Nobody knew who ran it.")
    rows = arrange([mark] * 1234, {article.id: article}, "tag", "date")
    assert rows[0].heading == "no tag  1,234"


async def test_passages_opens_the_place(evidence: Library) -> None:
    async with reading(evidence, "Gamma") as hands:
        await hands.press("p")
        while "Nobody knew" not in current_row(hands):
            await hands.press("j")
        await hands.press("enter")
        assert hands.desk.overlays.view is None
        assert hands.current == "Nobody knew who ran it."
        lit = hands.pane.lit_mark()
        assert lit is not None
        assert lit.quote == "Nobody knew who ran it."
        assert hands.focuses(hands.pane)


async def test_passages_is_left_with_q_escape_or_p(evidence: Library) -> None:
    async with reading(evidence) as hands:
        for key in ("q", "escape", "p"):
            await hands.press("p")
            assert isinstance(hands.desk.overlays.view, PassagesView)
            await hands.press(key)
            assert hands.desk.overlays.view is None
            assert hands.focuses(hands.pane)
        assert hands.app.is_running


async def test_passages_is_narrowed_by_words(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("p", "/")
        await hands.type("nobody")
        assert "Twitter deleted" not in "\n".join(rows(hands))
        await hands.press("enter")
        assert "1 of 4" in rows(hands)[0]
        assert "Nobody knew" in current_row(hands)
        await hands.press("/", "escape")
        assert "4" in rows(hands)[0]
        assert "of 4" not in rows(hands)[0]


async def test_narrowing_reads_no_more_than_what_it_narrows_to(
    evidence: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(evidence) as hands:
        await hands.press("p", "/")
        monkeypatch.setattr(type(evidence), "articles", None)
        await hands.type("nobody")
        assert "1 of 4" in rows(hands)[0]
        await hands.press("escape", "c", "s")
        assert "grouped by article · sorted by article" in rows(hands)[0]


async def test_many_passages_are_narrowed_when_typing_pauses(
    evidence: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.views.passages._MANY", 3)
    asked: list[str] = []
    narrow = PassagesView._narrow

    def counted(view: PassagesView, **changes: str) -> None:
        asked.append(changes["words"])
        narrow(view, **changes)

    monkeypatch.setattr(PassagesView, "_narrow", counted)
    async with reading(evidence) as hands:
        await hands.press("p", "/")
        await hands.at_once(*"nobody")
        await hands.until(lambda: "1 of 4" in rows(hands)[0])
        assert asked == ["nobody"]
        await hands.at_once("x", "enter")
        assert asked == ["nobody", "nobodyx"]
        assert "0 of 4" in rows(hands)[0]


async def test_passages_is_narrowed_by_tag_and_by_article(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("p", "f")
        await hands.type("numb")
        await hands.press("enter")
        assert "tag:numbers" in rows(hands)[0]
        assert "2 of 4" in rows(hands)[0]
        await hands.press("r")
        assert "1 of 4" in rows(hands)[0]
        assert "Twitter deleted" in current_row(hands)
        await hands.press("f", "r")
        assert "of 4" not in rows(hands)[0]


async def test_passages_is_grouped_and_sorted(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("p")
        assert "grouped by tag · sorted by date" in rows(hands)[0]
        await hands.press("c")
        assert "grouped by article" in rows(hands)[0]
        assert any(line.startswith("Alpha purge  2") for line in rows(hands))
        await hands.press("c")
        assert "grouped by nothing" in rows(hands)[0]
        order = [mark.quote for mark in marks_in(hands)]
        assert order[:2] == ["Beta rumour", "二つ目の文です。"]
        await hands.press("s")
        assert "sorted by article" in rows(hands)[0]
        assert next(mark.quote for mark in marks_in(hands)).startswith("Twitter")
        await hands.press("s")
        assert "sorted by newest" in rows(hands)[0]
        assert next(mark.quote for mark in marks_in(hands)) == "Beta rumour"


def marks_in(hands: Hands) -> list[Annotation]:
    view = hands.desk.overlays.view
    assert isinstance(view, PassagesView)
    return [row.annotation for row in view._rows if row.annotation]


async def test_several_passages_are_ticked_and_tagged(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("p", "c", "c", "g", "space", "space")
        assert hands.text.count("✓") == 2
        await hands.press("t")
        await hands.type("fresh")
        await hands.press("enter")
        tagged = [mark for mark in hands.stored() if "fresh" in mark.tags]
        assert sorted(mark.quote for mark in tagged) == ["Beta rumour", "二つ目の文です。"]
        assert "actors/state" in next(m for m in tagged if m.quote.startswith("二")).tags


async def test_a_passage_is_noted_and_deleted_from_the_view(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("p", "/")
        await hands.type("nobody")
        await hands.press("enter", "a")
        await hands.type("who?")
        await hands.press("escape")
        assert [m.note for m in hands.stored() if m.quote.startswith("Nobody")] == ["who?"]
        await hands.press("x")
        assert not [m for m in hands.stored() if m.quote.startswith("Nobody")]
        assert "Nothing fits" in hands.text
        await hands.press("u")
        assert [m.note for m in hands.stored() if m.quote.startswith("Nobody")] == ["who?"]
        assert "Nobody knew" in current_row(hands)


async def test_an_empty_passages_view_says_how_to_mark(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("p")
        assert "Nothing marked yet" in hands.text
        await hands.press("j", "k", "g", "G", "enter", "space", "t", "a", "x", "c", "s")
        await hands.press("pagedown", "pageup", "r")
        assert hands.app.is_running
