"""The list of articles: what it shows, how it is walked, filtered and sorted."""

from __future__ import annotations

from pathlib import Path

from reader.library import Library
from tests.tui.given import Hands, library_of, reading


async def test_the_list_shows_title_source_date_length_and_how_far_read(
    evidence: Library,
) -> None:
    async with reading(evidence) as hands:
        lines = [line[:28] for line in hands.screen()]
        first = next(n for n, line in enumerate(lines) if "Alpha purge" in line)
        assert "RFI · 12 Jun 2020" in lines[first + 1]
        assert "●●" in lines[first + 2]
        assert "3 %" in lines[first + 2]
        other = next(n for n, line in enumerate(lines) if "Gamma long" in line)
        assert "○" in lines[other + 2]
        assert "●" not in lines[other + 2]


async def test_the_list_is_walked_and_opens_an_article(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("tab")
        assert hands.focuses(hands.desk.list)
        await hands.press("j", "down", "k", "enter")
        assert hands.current == "Beta rumour"
        assert hands.focuses(hands.pane)
        await hands.press("tab", "G", "enter")
        assert hands.current == "Gamma long"
        await hands.press("tab", "g", "right")
        assert hands.current == "Alpha purge"


async def test_the_list_is_filtered_while_one_types(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("tab", "/")
        await hands.type("grc")
        listed = "\n".join(line[:28] for line in hands.screen())
        assert "Beta rumour" in listed
        assert "Gamma" not in listed
        assert "1 · grc" in listed
        await hands.press("enter", "enter")
        assert hands.current == "Beta rumour"


async def test_leaving_the_filter_lists_all_again(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("tab", "/")
        await hands.type("grc")
        await hands.press("escape")
        assert "Gamma long" in hands.text
        assert hands.focuses(hands.desk.list)


async def test_a_filter_shows_the_first_that_fit_unless_the_cursor_stands_on_one(
    tmp_path: Path,
) -> None:
    names = [f"Number {number:03d} {'odd' if number % 2 else 'even'}" for number in range(200)]
    texts = [f"---\ntitle: {name}\n---\nSome text.\n" for name in names]
    with library_of(tmp_path, texts) as library:
        async with reading(library, "Number 000") as hands:
            place = hands.desk.list
            await hands.press("tab", "G", "/")
            await hands.type("num")
            assert place.current is not None
            last = place.current.article.title
            await hands.type(" even" if "odd" in last else " odd")
            assert place.current.article.title == place.rows[0].article.title
            assert place.total == 100
            shown = [line[:28] for line in hands.screen()]
            assert not any(last in line for line in shown)
            for _ in range(5):
                await hands.press("backspace")
            assert place.total == 200


async def test_the_list_is_sorted(library: Library) -> None:
    def titles(hands: Hands) -> list[str]:
        return [row.article.title.split()[0] for row in hands.desk.list.rows]

    async with reading(library) as hands:
        assert titles(hands) == ["Alpha", "Beta", "Gamma"]
        await hands.press("j", "enter", "tab")
        orders = {
            "title": "Alpha Beta Gamma",
            "source": "Gamma Beta Alpha",
            "author": "Alpha Beta Gamma",
            "length": "Gamma Alpha Beta",
            "added": "Alpha Beta Gamma",
            "annotations": "Alpha Beta Gamma",
            "last open": "Alpha Beta Gamma",
            "date": "Alpha Beta Gamma",
        }
        for order, found in orders.items():
            await hands.press("s")
            assert hands.said == f"Sorted by {order}"
            assert titles(hands) == found.split(), order


async def test_an_article_is_marked_read_and_starred(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("tab", "j", "m")
        assert hands.said.startswith("Marked as read")
        assert library.article_row(library.article("Beta").id).reading.read
        await hands.press("m", "*")
        row = library.article_row(library.article("Beta").id)
        assert (row.reading.read, row.reading.starred) == (False, True)
        assert "★" in hands.text
        await hands.press("*")
        assert "★" not in hands.text


async def test_a_click_in_the_list_opens_an_article(library: Library) -> None:
    async with reading(library) as hands:
        y = next(n for n, line in enumerate(hands.screen()) if "Gamma" in line)
        await hands.pilot.click(offset=(5, y))
        await hands.settled()
        assert hands.current == "Gamma long"


async def test_a_list_longer_than_is_held_is_walked_from_end_to_end(tmp_path: Path) -> None:
    # They come in by the names of their files: 0, 1, 10, 100 and so on.
    places = {number: place for place, number in enumerate(sorted(range(500), key=str))}
    texts = [f"---\ntitle: Number {places[one]:04d}\n---\nSome text.\n" for one in range(500)]
    with library_of(tmp_path, texts) as library:
        async with reading(library, "Number 0000") as hands:
            place = hands.desk.list

            def opened() -> str:
                assert hands.desk.article is not None
                return hands.desk.article.title

            assert place.total == 500
            await hands.press("tab", "G")
            assert place.current is not None
            assert place.current.article.title == "Number 0499"
            for number in range(498, 120, -1):
                await hands.hurry("k")
                assert place.current.article.title == f"Number {number:04d}"
            await hands.press("space", "space", "b", "b", "enter")
            assert opened() == "Number 0121"
            assert place.place == 122
            assert len(place.rows) < 500
            await hands.press("tab", "g", "enter")
            assert opened() == "Number 0000"
            await hands.press(">")
            assert opened() == "Number 0001"
