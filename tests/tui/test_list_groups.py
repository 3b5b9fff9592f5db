"""What the list can be narrowed to at one stroke: saved searches, sources and tags, counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.library import Library
from reader.tui.widgets.list_groups import ListGroups
from tests.library.given import marked
from tests.tui.given import Hands, library_of, reading
from tests.tui.reviewing import edited


@pytest.fixture
def evidence(library: Library) -> Library:
    """The library with two saved searches, tags, and one article read and one starred."""
    alpha, beta = library.article("Alpha"), library.article("Beta")
    marked(library, alpha, "Nobody knew who ran it.", "actors/state", "numbers")
    marked(library, alpha, "23,750", "numbers")
    marked(library, beta, "二つ目の文です。", "actors/State", "actors")
    library.searches.save("in texts", "twitter").result()
    library.searches.save("none", "nowhere").result()
    library.set_read(beta.id, True).result()
    library.set_starred(beta.id, True).result()
    return library


def bar(hands: Hands) -> ListGroups:
    return hands.desk.query_one(ListGroups)


def is_open(hands: Hands) -> bool:
    return bool(hands.desk.query(ListGroups))


def shown(hands: Hands) -> list[tuple[str, ...]]:
    """The lines of the bar below its heading: each its name and its count."""
    region = bar(hands).region
    lines = [line[region.x + 1 : region.right] for line in hands.screen()]
    lines = lines[region.y + 2 : region.bottom]
    return [tuple(part.strip() for part in line.rsplit("  ", 1)) for line in map(str.strip, lines)]


def named(hands: Hands) -> dict[str, str]:
    return {line[0]: line[-1] for line in shown(hands) if len(line) == 2}


def here(hands: Hands) -> str:
    """The name of the line at the cursor."""
    line = bar(hands)._here
    return line.name if line else ""


async def chosen(hands: Hands, name: str) -> None:
    """Go to a line and choose it."""
    await hands.press("tab", "i", "g")
    for _ in range(40):
        if here(hands) == name:
            break
        await hands.press("j")
    await hands.press("enter")


def titles(hands: Hands) -> list[str]:
    return [row.article.title.split()[0] for row in hands.desk.list.rows]


async def test_what_there_is_stands_in_groups_with_its_count(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("tab", "i")
        assert hands.focuses(bar(hands))
        lines = [line for line in shown(hands) if line != ("",)]
        assert lines == [
            ("All articles", "3"),
            ("Unread", "2"),
            ("Starred", "1"),
            ("Saved searches",),
            ("@in texts", "1"),
            ("@none", "0"),
            ("Sources",),
            ("DPA", "1"),
            ("GRC", "1"),
            ("RFI", "1"),
            ("Tags",),
            *lines[-3:],
        ]
        assert sorted(lines[-3:]) == [("actors", "2"), ("actors/state", "2"), ("numbers", "1")]


@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        ("Unread", "is:unread", ["Alpha", "Gamma"]),
        ("Starred", "is:starred", ["Beta"]),
        ("@in texts", '@"in texts"', ["Alpha"]),
        ("GRC", "source:=GRC", ["Beta"]),
        ("actors", "tag:actors", ["Alpha", "Beta"]),
        ("numbers", "tag:numbers", ["Alpha"]),
    ],
)
async def test_enter_narrows_the_list_and_the_filter_says_to_what(
    evidence: Library, name: str, query: str, expected: list[str]
) -> None:
    async with reading(evidence) as hands:
        await hands.press("tab", "i")
        count = int(named(hands)[name])
        await hands.press("i", "tab")
        await chosen(hands, name)
        assert not is_open(hands)
        assert hands.focuses(hands.desk.list)
        assert titles(hands) == expected
        assert len(expected) == count
        assert hands.desk.list.words == query
        await hands.press("i", "enter", "/")
        assert hands.field is not None
        assert getattr(hands.field, "value", None) == query
        await hands.press("enter")
        await hands.press("tab")
        await chosen(hands, "All articles")
        assert len(titles(hands)) == 3
        assert hands.desk.list.words == ""


@pytest.mark.parametrize("key", ["i", "escape", "q"])
async def test_its_own_key_escape_and_q_go_back_to_the_list(evidence: Library, key: str) -> None:
    async with reading(evidence) as hands:
        await hands.press("tab", "/")
        await hands.type("alp")
        await hands.press("enter", "i", "j", key)
        assert not is_open(hands)
        assert hands.focuses(hands.desk.list)
        assert titles(hands) == ["Alpha"]
        assert hands.desk.list.words == "alp"


async def test_it_closes_when_one_goes_to_the_text_and_stays_below_a_field(
    evidence: Library,
) -> None:
    async with reading(evidence) as hands:
        await hands.press("tab", "i", "ctrl+p")
        await hands.type("next group")
        await hands.press("enter")
        assert hands.focuses(bar(hands))
        assert here(hands) == "@in texts"
        await hands.press("p", "q")
        assert hands.focuses(bar(hands))
        await hands.press("tab")
        assert hands.focuses(hands.pane)
        assert not is_open(hands)


async def test_the_cursor_walks_over_headings_and_from_group_to_group(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("tab", "i")
        assert here(hands) == "All articles"
        await hands.press("j", "j", "j")
        assert here(hands) == "@in texts"
        await hands.press("J")
        assert here(hands) == "DPA"
        await hands.press("J", "J", "J")
        assert here(hands) == bar(hands)._groups["tags"].lines[-1].name
        await hands.press("K", "K", "k")
        assert here(hands) == "@none"
        await hands.press("g")
        assert here(hands) == "All articles"
        await hands.press("G", "g")
        assert here(hands) == "All articles"


async def test_the_line_that_the_list_is_narrowed_to_is_where_one_begins(
    evidence: Library,
) -> None:
    async with reading(evidence) as hands:
        await chosen(hands, "RFI")
        await hands.press("i")
        assert here(hands) == "RFI"
        assert f"▌ RFI{'1':>21}" in hands.text


async def test_on_a_narrow_terminal_it_has_the_whole_pane(evidence: Library) -> None:
    async with reading(evidence, size=(40, 20)) as hands:
        await hands.press("tab", "i")
        assert bar(hands).region.width == 40
        await hands.pilot.resize_terminal(44, 20)
        await hands.settled()
        assert hands.focuses(bar(hands))
        assert bar(hands).region.width == 44
        await hands.press("j", "enter")
        assert titles(hands) == ["Alpha", "Gamma"]
        assert hands.focuses(hands.desk.list)


async def test_a_click_narrows_the_list(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("tab", "i")
        row = next(y for y, line in enumerate(hands.screen()) if line.startswith("  GRC"))
        await hands.pilot.click(offset=(5, row))
        await hands.settled()
        assert titles(hands) == ["Beta"]


async def test_what_waits_for_review_is_a_group_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with edited(tmp_path, monkeypatch) as library:
        waiting = len(library.waiting_by_article())
        async with reading(library, "Harbour") as hands:
            await hands.press("tab", "i")
            assert "For review" in named(hands)
            await hands.press("i", "tab")
            await chosen(hands, "For review")
            assert 0 < len(titles(hands)) <= waiting


async def test_sources_of_any_spelling_narrow_to_their_articles(tmp_path: Path) -> None:
    names = ['The "Tide" Post', "OR", "none", "Ａ Ｂ", "x" * 80, "tag:x", "[b]Bold[/b]", "a\u202eb"]
    texts = [
        f"---\ntitle: Text{number}\nsource: {json.dumps(name)}\n---\nSome words.\n"
        for number, name in enumerate(names)
    ]
    texts.append("---\ntitle: Bare\n---\nNo source.\n")
    with library_of(tmp_path, texts) as library:
        async with reading(library, "Bare") as hands:
            await hands.press("tab", "i")
            group = bar(hands)._groups["sources"]
            assert len(group.lines) == len(names) + 1
            for line in group.lines:
                found = library.listed("date", library.narrowing(line.query)).first(99)
                assert len(found) == line.articles == 1, line


async def test_of_many_sources_the_largest_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.grouping.MOST", 3)
    texts = [
        f"---\ntitle: Text {number}\nsource: Paper {min(number, 4)}\n---\nSome words.\n"
        for number in range(7)
    ]
    with library_of(tmp_path, texts) as library:
        async with reading(library, "Text 0") as hands:
            await hands.press("tab", "i", "G")
            assert [line for line in shown(hands) if line != ("",)][-4:] == [
                ("Paper 4", "3"),
                ("Paper 0", "1"),
                ("Paper 1", "1"),
                ("and 2 more",),
            ]


async def test_near_copies_are_counted_as_the_list_then_shows_them(tmp_path: Path) -> None:
    body = " ".join(f"Sentence {number} of one story says what happened." for number in range(60))
    texts = [f"---\ntitle: Copy {one}\n---\n{body}\n" for one in range(2)]
    texts.append("---\ntitle: Other\n---\nSomething else altogether.\n")
    with library_of(tmp_path, texts) as library:
        async with reading(library, "Other") as hands:
            await hands.press("tab", "i")
            assert named(hands)["Near copies"] == "2"
            await hands.press("i", "tab")
            await chosen(hands, "Near copies")
            assert titles(hands) == ["Copy", "Copy"]


async def test_a_filter_typed_over_the_groups_shows_the_articles_it_leaves(
    evidence: Library,
) -> None:
    async with reading(evidence) as hands:
        await hands.press("tab", "i", "/")
        await hands.type("gam")
        assert not is_open(hands)
        assert titles(hands) == ["Gamma"]
        await hands.press("enter")
        assert hands.focuses(hands.desk.list)


@pytest.mark.parametrize("key", ["m", "*", "s"])
async def test_no_key_acts_on_an_article_that_the_groups_cover(evidence: Library, key: str) -> None:
    async with reading(evidence) as hands:
        before = [row.reading for row in hands.library.articles()]
        await hands.press("tab", "i", key)
        assert [row.reading for row in hands.library.articles()] == before
        assert hands.said.startswith("j line")
