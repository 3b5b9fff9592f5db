"""The list, passages, tags, help, palette and export, and the ways between them and out."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest
from textual.widgets import Input

from reader.annotation.model import Annotation
from reader.commands import COMMANDS
from reader.library import Library
from reader.tui import desk_leaving as desk_module
from reader.tui.views.export.dialog import ExportDialog
from reader.tui.views.help import HelpView
from reader.tui.views.passage_order import arrange
from reader.tui.views.passages import PassagesView
from reader.tui.views.tags import TagsView
from tests.library.given import marked
from tests.tui.given import ONE, Hands, library_of, reading


@pytest.fixture
def evidence(library: Library) -> Library:
    """The library with annotations in two of its articles."""
    alpha, beta = library.article("Alpha"), library.article("Beta")
    marked(library, alpha, "Twitter deleted 170,000 accounts.", "numbers", note="compare")
    marked(library, alpha, "Nobody knew who ran it.", "actors/state")
    marked(library, beta, "二つ目の文です。", "numbers", "actors/state")
    marked(library, beta, "Beta rumour")
    return library


def rows(hands: Hands) -> list[str]:
    """The rows of the view, less those that are empty."""
    view = hands.desk.overlays.view
    assert view is not None
    region = view.region
    lines = hands.screen()[region.y : region.bottom]
    return [line.strip() for line in lines if line.strip()]


def typed_into(hands: Hands) -> Input:
    """The line of the field that is open."""
    assert isinstance(hands.field, Input)
    return hands.field


def current_row(hands: Hands) -> str:
    (row,) = [line for line in hands.screen() if line.startswith("▌")]
    return row


# The list


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


# Passages


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


# Tags


async def test_all_tags_are_shown_with_their_counts(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("T")
        assert isinstance(hands.desk.overlays.view, TagsView)
        shown = rows(hands)
        assert shown[1].split() == ["▌", "actors", "2"]
        assert shown[2].split() == ["2", "●", "state", "2"]
        assert shown[3].split() == ["1", "●", "numbers", "2"]
        await hands.press("G", "enter")
        assert "tag:numbers" in rows(hands)[0]
        await hands.press("q")
        assert hands.desk.overlays.view is None


# Help and the palette


async def test_help_shows_every_key_and_scrolls(library: Library) -> None:
    async with reading(library, size=(120, 24)) as hands:
        await hands.press("?")
        assert isinstance(hands.desk.overlays.view, HelpView)
        seen = hands.text
        for _ in range(12):
            await hands.press("space")
            seen += hands.text
        squeezed = " ".join(seen.split())
        for command in COMMANDS:
            assert command.help in squeezed, command.name
        await hands.press("?")
        assert hands.desk.overlays.view is None


async def test_a_command_is_found_by_its_words(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("ctrl+p")
        await hands.type("next heading")
        await hands.press("enter")
        assert hands.current == "Numbers"


async def test_the_palette_offers_what_works_here_and_nothing_else(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("tab", "ctrl+p")
        await hands.type("filter as you type")
        assert "filter as you type" in hands.text
        await hands.press("escape")
        hands.pane.focus()
        await hands.press("ctrl+p")
        await hands.type("filter as you type")
        assert "nothing fits" in hands.text
        await hands.press("enter")
        assert hands.focuses(hands.pane)


@pytest.mark.parametrize("size", [(120, 40), (60, 24)])
async def test_leaving_the_palette_gives_the_focus_back(
    library: Library, size: tuple[int, int]
) -> None:
    async with reading(library, size=size) as hands:
        await hands.press("tab", "ctrl+p", "escape")
        assert hands.focuses(hands.desk.list)
        await hands.press("tab", "p", "ctrl+p", "escape")
        assert hands.focuses(hands.desk.overlays.view)


# Export


async def test_the_export_dialog_writes_a_file(evidence: Library, tmp_path: Path) -> None:
    async with reading(evidence) as hands:
        await hands.press("E")
        assert "4 annotations" in hands.text
        typed_into(hands).value = str(tmp_path / "out.csv")
        await hands.press("enter")
        assert "4 annotations exported to" in hands.said
        assert not hands.desk.query(ExportDialog)
        assert hands.focuses(hands.pane)
    raw = (tmp_path / "out.csv").read_bytes()
    found = list(csv.DictReader(raw.decode().splitlines()))
    assert len(found) == 4
    assert {row["quote"] for row in found} >= {"Nobody knew who ran it.", "二つ目の文です。"}
    assert stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == 0o600


async def test_the_export_dialog_has_options(evidence: Library, tmp_path: Path) -> None:
    async with reading(evidence) as hands:
        await hands.press("E")
        typed_into(hands).value = str(tmp_path / "out.csv")
        await hands.press("tab", "space", "j", "space", "j", "space")
        assert hands.text.count("[x]") == 3
        assert "2 annotations" in hands.text
        await hands.press("enter")
    raw = (tmp_path / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert {row["tag"] for row in found} == {"numbers", "actors/state"}
    assert {row["title"] for row in found} == {"Alpha purge"}


async def test_what_the_passages_view_shows_is_exported(evidence: Library, tmp_path: Path) -> None:
    async with reading(evidence) as hands:
        await hands.press("p", "f")
        await hands.type("numb")
        await hands.press("enter", "E")
        assert "2 annotations" in hands.text
        typed_into(hands).value = str(tmp_path / "out.csv")
        await hands.press("enter")
        assert "2 annotations exported" in hands.said
        assert isinstance(hands.desk.overlays.view, PassagesView)
        assert hands.focuses(hands.desk.overlays.view)


async def test_an_export_that_cannot_be_written_says_why(evidence: Library, tmp_path: Path) -> None:
    async with reading(evidence) as hands:
        await hands.press("E")
        typed_into(hands).value = str(tmp_path / "none" / "out.csv")
        await hands.press("enter")
        assert "out.csv" in hands.said or "none" in hands.said
        assert hands.desk.query(ExportDialog)
        await hands.press("j", "escape")
        assert hands.desk.query(ExportDialog)
        assert not hands.desk.footer.has_error
        await hands.press("escape")
        assert not hands.desk.query(ExportDialog)


async def test_the_database_is_never_exported_over(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("E")
        typed_into(hands).value = str(evidence.path)
        await hands.press("enter")
        assert hands.said.endswith("annotations.db is a database")
        assert len(hands.stored()) == 4


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 20), (40, 12)])
async def test_the_export_dialog_fits_on_the_screen(
    evidence: Library, size: tuple[int, int]
) -> None:
    async with reading(evidence, size=size) as hands:
        await hands.press("E")
        region = hands.desk.query_one(ExportDialog).region
        assert region.right <= size[0]
        assert region.bottom <= size[1]
        assert "exact text" in hands.text


# What opens twice, and out


async def test_the_export_dialog_opens_once_only(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("E", "tab", "E", "p", "?")
        assert len(hands.desk.query(ExportDialog)) == 1
        assert hands.desk.overlays.view is None
        await hands.press("escape")
        assert not hands.desk.query(ExportDialog)


@pytest.mark.parametrize(
    ("key", "name"), [("t", "Picker"), ("a", "NoteEditor"), ("/", "Prompt"), ("E", "ExportDialog")]
)
async def test_a_field_that_a_click_left_is_not_opened_twice(
    evidence: Library, key: str, name: str
) -> None:
    async with reading(evidence) as hands:
        await hands.press("g", key)
        await hands.pilot.click(offset=hands.at("It ends here."))
        await hands.settled()
        await hands.press(key)
        assert len(hands.desk.query(name)) <= 1
        assert hands.app.is_running


@pytest.mark.parametrize(
    "keys",
    ["p p p", "? ? ?", "T p T", "p q p", "t escape t", "a escape a", "/ escape /", "E escape E"],
)
async def test_what_is_closed_can_be_opened_again_at_once(evidence: Library, keys: str) -> None:
    async with reading(evidence) as hands:
        await hands.press("j")
        await hands.at_once(*keys.split())
        assert hands.app.is_running
        await hands.press("escape", "escape")
        assert hands.desk.overlays.view is None
        assert hands.focuses(hands.pane)


@pytest.mark.parametrize("key", ["t", "a", "/", "E", "ctrl+p"])
async def test_a_field_is_never_left_open_without_the_focus(evidence: Library, key: str) -> None:
    async with reading(evidence) as hands:
        await hands.press("g", key)
        await hands.pilot.click(offset=hands.at("It ends here."))
        await hands.settled()
        for name in ("Picker", "NoteEditor", "Prompt", "ExportDialog"):
            for field in hands.desk.query(name):
                assert hands.app.focused is not None
                assert field in hands.app.focused.ancestors


async def test_a_view_gives_way_to_another(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("p", "T", "?", "p")
        assert isinstance(hands.desk.overlays.view, PassagesView)
        await hands.press("q")
        assert hands.desk.overlays.view is None
        assert "Twitter deleted" in hands.text


@pytest.mark.parametrize("key", ["t", "a", "/", "E", "ctrl+p"])
async def test_the_footer_shows_no_key_that_a_field_takes_as_a_letter(
    library: Library, key: str
) -> None:
    async with reading(library) as hands:
        await hands.press("j", key)
        assert "p passages" not in hands.said
        assert "j sentence" not in hands.said
        assert "? help" not in hands.said


async def test_tab_in_a_field_does_not_leave_it(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("/", "tab")
        await hands.type("second")
        await hands.press("enter")
        assert hands.current == "A second paragraph begins here."


async def test_q_twice_within_two_seconds_quits(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(desk_module, "monotonic", lambda: clock[0])
    async with reading(library) as hands:
        await hands.press("q")
        assert "again quits" in hands.said
        assert hands.app.return_value is None
        clock[0] += 2.1
        await hands.press("q")
        assert hands.app.return_value is None
        clock[0] += 1.9
        await hands.press("q")
        assert hands.app.return_value == 0


async def test_one_q_soon_after_the_start_does_not_quit(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock of a machine that was just switched on stands near zero."""
    monkeypatch.setattr(desk_module, "monotonic", lambda: 1.0)
    async with reading(library) as hands:
        await hands.press("q")
        assert hands.app.return_value is None


async def test_ctrl_q_quits_from_anywhere(library: Library) -> None:
    for keys in ((), ("p",), ("/",), ("t",), ("a",), ("E",), ("?",), ("ctrl+p",)):
        async with reading(library) as hands:
            await hands.press(*keys, "ctrl+q")
            assert hands.app.return_value == 0, keys


async def test_ctrl_c_hints_at_how_to_quit(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("ctrl+c")
        assert hands.said == "q pressed twice quits"
        assert hands.app.return_value is None


async def test_ctrl_c_in_a_field_hints_too_and_keeps_the_text(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "a")
        await hands.type("half")
        await hands.press("ctrl+c")
        assert hands.app.return_value is None
        await hands.press("escape")
        assert [mark.note for mark in hands.stored()] == ["half"]


async def test_keys_of_the_reader_can_be_rebound(library: Library) -> None:
    from reader.config import Settings

    settings = Settings("ann", theme="dark", keys={"next_sentence": "n", "find_next": "j"})
    async with reading(library, settings=settings) as hands:
        await hands.press("n")
        assert hands.current == "Twitter deleted 170,000 accounts."
        await hands.press("j")
        assert "Nothing searched for" in hands.said


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
