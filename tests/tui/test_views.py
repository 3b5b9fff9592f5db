"""Tags, help, palette and export, and the ways between views and fields and out of the app."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest

from reader.commands import COMMANDS
from reader.library import Library
from reader.tui import desk_leaving as desk_module
from reader.tui.views.export.dialog import ExportDialog
from reader.tui.views.help import HelpView
from reader.tui.views.passages import PassagesView
from reader.tui.views.tags import TagsView
from tests.tui.given import reading
from tests.tui.views import rows, typed_into


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
        assert hands.said.endswith("annotations.db is a database; export to another file")
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
