"""The dialog that exports: formats with a look at each, names, what is remembered, the writing."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input

from reader.formats.export import Export, Options, TextSink, WrittenFile
from reader.formats.losses import Losses
from reader.library import Library
from reader.library.exchange import exporting
from reader.tui.views.export.dialog import ExportDialog
from reader.tui.views.export.places import at_home, beginning
from reader.tui.views.export.telling import told
from reader.tui.views.export.template import TemplateEntry
from reader.tui.views.passages import PassagesView
from reader.tui.widgets.options import Options as Ticks
from tests.library.given import marked
from tests.tui.exporting import (
    ARCHIVE,
    BOTH,
    CSV,
    LINES,
    OWN,
    PIECES,
    TAGS,
    Made,
    pieces,
    with_formats,
)
from tests.tui.given import Hands, reading


@pytest.fixture
def evidence(library: Library) -> Library:
    """The library with four annotations, two of which have a note."""
    alpha, beta = library.article("Alpha"), library.article("Beta")
    marked(library, alpha, "Nobody knew who ran it.", "actors/state", note="Really?")
    marked(library, alpha, "23,750", "numbers", note="At the core.")
    marked(library, alpha, "Twitter", "numbers", "actors/platform")
    marked(library, beta, "二つ目の文です。", "numbers")
    return library


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of one's own to be in, with two formats known."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with_formats(monkeypatch, CSV, LINES)
    return folder


def named(hands: Hands) -> str:
    """Give what stands in the field for the name."""
    return hands.desk.query_one(ExportDialog).query_one(Input).value


async def name(hands: Hands, path: Path | str) -> None:
    """Type another name."""
    hands.desk.query_one(ExportDialog).query_one(Input).value = str(path)
    await hands.settled()


async def soon(condition: Callable[[], bool]) -> None:
    """Wait for what happens while a thread is at work; five seconds at most."""
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came to be so")


# Formats, and a look at each


async def test_each_format_is_shown_with_what_it_is_for_and_its_first_rows(
    evidence: Library,
) -> None:
    async with reading(evidence) as hands:
        await hands.press("E")
        assert "for spreadsheets and scripts" in hands.text
        assert "id,article,title," in hands.text
        await hands.press("down")
        assert "Alpha purge · Nobody knew who ran it. · actors/state" in hands.text
        assert "id,article,title," not in hands.text
        assert "Export 4 annotations" in hands.text


async def test_what_will_be_lost_is_said_before_it_is_written(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("E")
        assert "nothing of the annotations is lost in it" in hands.text
        await hands.press("down")
        assert "not in it: the note of 2 annotations" in hands.text


async def test_of_many_annotations_the_losses_are_said_to_be_those_of_the_first(
    evidence: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.exchange.previewing.MOST", 2)
    async with reading(evidence) as hands:
        await hands.press("E", "down")
        assert "not in it, of the first 2: the note of 1 annotation" in hands.text
        assert "Export 4 annotations" in hands.text
        assert "Beta rumour ·" not in hands.text


async def test_only_options_that_the_format_knows_are_shown(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("E")
        assert "byte order mark" in hands.text
        assert "positions" not in hands.text
        await hands.press("down")
        assert "byte order mark" not in hands.text
        assert "positions in characters" in hands.text


async def test_an_option_changes_what_is_shown(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("E", "down", "tab", "j", "space")
        assert "Alpha purge · Twitter · numbers\n" in "\n".join(
            line.strip(" ▌") for line in hands.text.split("\n")
        ).replace("  ", "\n")
        await hands.press("j", "j", "space")
        assert "positions in UTF-16 units" in hands.text


async def test_of_an_archive_the_files_are_shown(
    evidence: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_formats(monkeypatch, ARCHIVE)
    async with reading(evidence) as hands:
        await hands.press("E")
        assert "texts/one.txt  2.4 KB" in hands.text
        assert "<q>23,750</q>" in hands.text
        assert "not in it: the colour of 4 passages" in hands.text


async def test_of_a_folder_the_files_are_shown(
    evidence: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_formats(monkeypatch, PIECES)
    async with reading(evidence) as hands:
        await hands.press("E")
        assert "Alpha purge.txt  38 B" in hands.text
        assert "Beta rumour.txt" in hands.text
        assert named(hands) == "annotations"


async def test_of_a_format_that_makes_both_one_chooses(
    evidence: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_formats(monkeypatch, BOTH)
    async with reading(evidence) as hands:
        await hands.press("E")
        assert named(hands) == "annotations.txt"
        assert "Alpha purge · Twitter" in hands.text
        await hands.press("tab", "j", "space")
        assert named(hands) == "annotations"
        assert "Beta rumour.txt" in hands.text


async def test_a_format_of_tags_alone_says_so(
    evidence: Library, monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    with_formats(monkeypatch, TAGS)
    async with reading(evidence) as hands:
        await hands.press("E")
        assert "the tags alone" in hands.text
        assert "numbers 3" in hands.text
        await hands.press("tab", "space")
        assert "numbers 2" in hands.text
        assert "actors/platform 1" in hands.text
        await hands.press("enter")
        assert "3 tags exported to" in hands.said
    assert (here / "codebook.tags").exists()


async def test_foreign_text_is_drawn_and_never_acted_on(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
        sink.write("\x1b]0;owned\x07[bold]x[/bold]\r\n\u202etfel\n")
        losses.add("\x1b[31m[red]what\n", "thing")
        return 0

    with_formats(monkeypatch, Made(LINES.format, write))
    async with reading(library) as hands:
        await hands.press("E")
        assert "[bold]x[/bold]" in hands.text
        assert not {"\x1b", "\x07", "\r", "\u202e"} & set(hands.text)
        await hands.press("enter")
        assert not {"\x1b", "\u202e"} & set(hands.text)


async def test_a_writer_that_fails_is_said_and_keeps_the_app(
    evidence: Library, monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
        raise RuntimeError("out of order")

    with_formats(monkeypatch, Made(LINES.format, write))
    async with reading(evidence) as hands:
        await hands.press("E")
        assert "no preview: RuntimeError('out of order')" in hands.text
        await hands.press("enter")
        assert "Not exported: it failed: RuntimeError('out of order')" in hands.said
        assert hands.desk.query(ExportDialog)
    assert list(here.iterdir()) == []


async def test_a_writer_that_never_ends_is_stopped_when_it_has_written_enough(
    evidence: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
        while True:
            sink.write("for ever\n")

    with_formats(monkeypatch, Made(LINES.format, write))
    async with reading(evidence) as hands:
        await hands.press("E")
        assert "for ever" in hands.text


async def test_a_look_that_was_left_is_given_up(
    evidence: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = Event(), Event()

    def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
        begun.set()
        try:
            while True:
                sink.write("")
        finally:
            ended.set()

    with_formats(monkeypatch, Made(LINES.format, write), CSV)
    async with reading(evidence) as hands:
        await hands.hurry("E")
        await soon(begun.is_set)
        assert not ended.is_set()
        await hands.hurry("down")
        await soon(ended.is_set)
        await hands.settled()
        assert "id,article,title," in hands.text


# What is exported


async def test_what_the_passages_show_is_exported_unless_that_is_unticked(
    evidence: Library, here: Path
) -> None:
    async with reading(evidence) as hands:
        await hands.press("p", "/")
        await hands.type("nobody")
        await hands.press("enter", "E", "down")
        assert "[x] only what the passages view shows" in hands.text
        assert "Export 1 annotation as" in hands.text
        await hands.press("enter")
        assert "1 annotation exported to" in hands.said
        assert isinstance(hands.desk.overlays.view, PassagesView)
        await hands.press("E", "tab", "space")
        assert "Export 4 annotations as" in hands.text
        await hands.press("enter", "enter")
    assert len((here / "annotations.txt").read_text(encoding="utf-8").split("\n")) == 5


async def test_the_article_at_the_cursor_of_the_list_is_exported(
    evidence: Library, here: Path
) -> None:
    async with reading(evidence) as hands:
        await hands.press("tab", "j", "E", "down", "tab", "space")
        assert "[x] the article at the list's cursor only" in hands.text
        assert "Export 1 annotation as" in hands.text
        await hands.press("enter")
    assert "Beta rumour" in (here / "annotations.txt").read_text(encoding="utf-8")


# Names


async def test_the_name_follows_the_format_and_one_of_ones_own_keeps_its_stem(
    evidence: Library,
) -> None:
    async with reading(evidence) as hands:
        await hands.press("E")
        assert named(hands) == "annotations.csv"
        await hands.press("down")
        assert named(hands) == "annotations.txt"
        await name(hands, "~/mine.txt")
        await hands.press("up")
        assert named(hands) == "~/mine.csv"
        await name(hands, "plain")
        await hands.press("down")
        assert named(hands) == "plain"


async def test_a_tilde_is_the_home_folder(
    evidence: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with reading(evidence) as hands:
        await hands.press("E")
        await name(hands, "~/out.csv")
        await hands.press("enter")
        assert "exported to" in hands.said
    assert (tmp_path / "out.csv").exists()


async def test_another_name_is_asked_about_again_before_it_is_replaced(
    evidence: Library, here: Path
) -> None:
    for one in ("a.csv", "b.csv"):
        (here / one).write_text("precious", encoding="utf-8")
    async with reading(evidence) as hands:
        await hands.press("E")
        for one in ("a.csv", "b.csv"):
            await name(hands, one)
            await hands.press("enter")
            assert f"{one} is there already; enter again replaces it" in hands.said
        assert (here / "b.csv").read_text(encoding="utf-8") == "precious"
        await hands.press("enter")
    assert (here / "a.csv").read_text(encoding="utf-8") == "precious"
    assert (here / "b.csv").read_text(encoding="utf-8").startswith("id,")


@pytest.mark.parametrize("typed", ["", "  ", "none/x.csv", "x\0y", "/", "a" * 300, "../here"])
async def test_a_name_that_cannot_be_is_said_and_stays_to_be_mended(
    evidence: Library, typed: str
) -> None:
    async with reading(evidence) as hands:
        await hands.press("E")
        await name(hands, typed)
        await hands.press("enter")
        assert hands.desk.footer.has_error
        assert hands.desk.query(ExportDialog)
        await name(hands, "right.csv")
        await hands.press("enter")
        assert "4 annotations exported to" in hands.said
        assert not hands.desk.footer.has_error


# What is remembered


async def test_format_options_and_folder_are_remembered_over_restarts(
    evidence: Library, tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere"
    target.mkdir()
    async with reading(evidence) as hands:
        await hands.press("E", "down", "tab", "j", "space", "j", "j", "space")
        await name(hands, target / "first.txt")
        await hands.press("enter")
        assert "5 rows exported" in hands.said
    async with reading(evidence) as hands:
        await hands.press("E")
        assert named(hands) == f"{at_home(target)}/annotations.txt"
        assert "[x] one row for each tag" in hands.text
        assert "positions in UTF-16 units" in hands.text
        await hands.press("up")
        assert "[x] one row for each tag" in hands.text


async def test_nothing_is_remembered_of_what_was_not_written(
    evidence: Library, remembered: Path
) -> None:
    async with reading(evidence) as hands:
        await hands.press("E", "down", "escape")
    assert not remembered.exists()


@pytest.mark.parametrize(
    "kept",
    [
        {"format": "gone", "folder": "/none/such", "options": 7},
        {"format": ["csv"], "folder": 3, "options": {"per_tag": "yes", "dialect": ["utf16"]}},
        {"folder": "\0", "as_folder": "no"},
        [],
    ],
    ids=range(4),
)
async def test_what_is_remembered_wrongly_counts_for_nothing(
    evidence: Library, remembered: Path, kept: object
) -> None:
    remembered.parent.mkdir(exist_ok=True)
    remembered.write_text(json.dumps({"export": kept}), encoding="utf-8")
    async with reading(evidence) as hands:
        await hands.press("E")
        assert named(hands) == "annotations.csv"
        assert "[x]" not in hands.text


def test_a_folder_is_offered_unless_one_is_in_it_or_it_is_gone(
    tmp_path: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "notes").mkdir()
    assert beginning(str(tmp_path / "notes")) == "~/notes/"
    assert beginning(str(here)) == beginning("") == beginning(str(tmp_path / "gone")) == ""
    assert beginning("/") == "/"


# Templates


async def typed(hands: Hands, text: str) -> None:
    """Type a template's name in the place of the one that stands there."""
    hands.desk.query_one(TemplateEntry).line.value = text
    await hands.settled()


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, here: Path) -> Path:
    """A format that is written by a template, besides another one, and a template."""
    with_formats(monkeypatch, CSV, OWN)
    (here / "mine.txt").write_text("<$quote>\n")
    return here


async def test_a_template_is_shown_written_by_and_remembered(evidence: Library, own: Path) -> None:
    async with reading(evidence) as hands:
        await hands.press("E")
        assert "template" not in hands.text
        await hands.press("down")
        assert "template   none, or a file" in hands.text
        assert "not in it: the dates of 4 annotations" in hands.text
        await hands.press("tab", "tab")
        await hands.type("mine.txt")
        assert "<Twitter>" in hands.text
        assert "not in it" not in hands.text
        await hands.press("enter")
        assert hands.said.endswith("annotations.own")
    assert "<Twitter>\n" in (own / "annotations.own").read_text(encoding="utf-8")
    async with reading(evidence) as hands:
        await hands.press("E")
        assert hands.desk.query_one(TemplateEntry).typed == f"{at_home(own)}/mine.txt"
        assert "<Twitter>" in hands.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"$qoute\n", "line 1 of the template: there is no $qoute"),
        (b"\xff", "it is not UTF-8"),
        (b"", "is empty"),
        (None, "there is no template"),
    ],
)
async def test_what_is_wrong_with_a_template_is_said_below_it_and_nothing_is_written(
    evidence: Library, own: Path, content: bytes | None, said: str
) -> None:
    if content is not None:
        (own / "wrong.txt").write_bytes(content)
    async with reading(evidence) as hands:
        await hands.press("E", "down")
        await typed(hands, "wrong.txt")
        rows = hands.text.split("\n")
        below = rows[next(number for number, row in enumerate(rows) if "template  " in row) + 2]
        assert "  no preview: " in below
        assert said in " ".join(hands.text.split())
        await hands.press("enter")
        assert hands.said.startswith("Not exported: ")
        assert said in hands.said
        assert not (own / "annotations.own").exists()
        await typed(hands, "mine.txt")
        assert "<Twitter>" in hands.text


async def test_a_template_that_is_a_pipe_is_not_waited_for(evidence: Library, own: Path) -> None:
    os.mkfifo(own / "pipe")
    async with reading(evidence) as hands:
        await hands.press("E", "down")
        await typed(hands, "pipe")
        assert "there is no template" in hands.text


async def test_from_a_template_one_comes_to_the_name_when_the_format_has_none(
    evidence: Library, own: Path
) -> None:
    async with reading(evidence) as hands:
        await hands.press("E", "down", "tab", "tab")
        assert hands.desk.query_one(TemplateEntry).line.has_focus
        await hands.press("up")
        assert hands.desk.query_one(Input).has_focus
        await hands.press("shift+tab")
        assert hands.desk.query_one(Ticks).has_focus


# Writing


async def test_what_may_not_be_replaced_is_said_before_anything_is_asked(
    evidence: Library, here: Path
) -> None:
    path = evidence.article("Alpha").path
    async with reading(evidence) as hands:
        await hands.press("E")
        await name(hands, path)
        await hands.press("enter")
        assert "is an article of the library" in hands.said


@pytest.mark.parametrize("target", ["/dev/stdout", "/dev/null", "pipe"])
async def test_what_is_no_file_is_neither_written_to_nor_waited_for(
    evidence: Library, here: Path, target: str
) -> None:
    os.mkfifo(here / "pipe")
    async with reading(evidence) as hands:
        await hands.press("E")
        await name(hands, target)
        await hands.press("enter")
        assert "is no file that can be replaced" in hands.said


async def test_a_long_path_gives_way_to_what_is_wrong_with_it(
    evidence: Library, here: Path
) -> None:
    deep = here.joinpath(*("a" * 60 for _ in range(2)), "out.csv")
    deep.mkdir(parents=True)
    async with reading(evidence, size=(60, 20)) as hands:
        await hands.press("E")
        await name(hands, deep)
        await hands.press("enter")
        assert hands.said == "Not exported: out.csv is a folder"


async def test_a_folder_that_is_stopped_is_completed_the_next_time(
    evidence: Library, monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    begun, go_on, passes = Event(), Event(), list[int]()

    def files(export: Export, options: Options, losses: Losses) -> Iterator[WrittenFile]:
        passes.append(1)
        for file in pieces(export, options, losses):
            yield file
            if len(passes) == 3:
                begun.set()
                go_on.wait(5)

    with_formats(monkeypatch, PIECES._replace(files=files))
    async with reading(evidence) as hands:
        await hands.press("E")
        await hands.hurry("enter")
        await soon(begun.is_set)
        await hands.hurry("escape")
        await soon(lambda: hands.said == "Stopping")
        go_on.set()
        await hands.settled()
        assert hands.said == "Stopped; exporting again writes the rest"
        await hands.press("enter")
        assert "4 annotations exported" in hands.said
    assert len(list((here / "annotations").glob("*.txt"))) == 2


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Event, Event]]:
    """A format whose writer waits after its first row: an event when it does, one to let it go."""
    begun, go_on = Event(), Event()

    def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
        for number, _ in enumerate(export.records()):
            sink.write("row\n")
            if number and not hasattr(sink, "text"):
                begun.set()
                go_on.wait(5)
        return 4

    monkeypatch.setattr(exporting, "_STEP", 1)
    with_formats(monkeypatch, Made(LINES.format, write))
    yield begun, go_on
    go_on.set()


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
async def test_the_writing_is_stopped_by_a_key_and_leaves_what_was_there(
    evidence: Library, slow: tuple[Event, Event], here: Path, key: str
) -> None:
    begun, go_on = slow
    async with reading(evidence) as hands:
        await hands.press("E")
        await hands.hurry("enter")
        await soon(begun.is_set)
        await hands.hurry(key)
        await soon(lambda: hands.said == "Stopping")
        go_on.set()
        await hands.settled()
        assert hands.said == "Stopped; nothing was written"
        assert hands.desk.query(ExportDialog)
        assert list(here.iterdir()) == []
        await hands.press("enter")
        assert "4 annotations exported" in hands.said


async def test_while_it_is_written_keys_are_answered_and_it_is_said_how_far_it_is(
    evidence: Library, slow: tuple[Event, Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = slow
    monkeypatch.setattr("reader.tui.views.export.work._EVERY", 0.0)
    async with reading(evidence) as hands:
        await hands.press("E")
        await hands.hurry("enter")
        await soon(begun.is_set)
        await soon(lambda: "Writing · 1 of 4 · esc stops" in hands.text)
        await hands.hurry("enter")
        await hands.hurry("tab")
        await soon(lambda: hands.app.focused is not hands.desk.query_one(Input))
        go_on.set()
        await hands.settled()
        assert "4 annotations exported" in hands.said
        assert not hands.desk.query(ExportDialog)


async def test_quitting_stops_the_writing(
    evidence: Library, slow: tuple[Event, Event], here: Path
) -> None:
    begun, go_on = slow
    async with reading(evidence) as hands:
        await hands.press("E")
        await hands.hurry("enter")
        await soon(begun.is_set)
        await hands.hurry("ctrl+q")
        await soon(lambda: hands.app.return_value == 0)
        go_on.set()
    assert not (here / "annotations.txt").exists()


# What is said


async def test_what_is_not_in_the_file_is_said_when_it_is_written(
    evidence: Library, here: Path
) -> None:
    async with reading(evidence, size=(160, 40)) as hands:
        await hands.press("E", "down", "enter")
        said = hands.said
    assert said.startswith("4 annotations exported to ")
    assert said.endswith("annotations.txt · not in it: the note of 2 annotations")


def test_the_path_gives_way_before_what_was_lost_does() -> None:
    target = Path("/a/very/long/way/down/to/annotations.csv")
    losses = Losses()
    losses.add("the note", "annotation", 3)
    losses.add("the page", "annotation", 4)
    start = "41 annotations exported to "
    lost = " · not in it: the note of 3 annotations, the page of 4 annotations"
    assert told(41, "annotation", target, losses, 200) == f"{start}{target}{lost}"
    assert told(41, "annotation", target, losses, 120) == f"{start}/…/annotations.csv{lost}"
    short = " · not in it: the note of 3 annotations and 1 more kind"
    assert told(41, "annotation", target, losses, 100) == f"{start}/…/annotations.csv{short}"
    assert told(1, "row", target, Losses(), 70) == f"1 row exported to {target}"


async def test_that_there_is_nothing_to_export_is_said(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("E")
        assert "there are no annotations to export" in hands.text


async def test_losses_that_are_many_take_several_rows(
    evidence: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = LINES.format._replace(holds=frozenset(("place", "memo")))
    with_formats(monkeypatch, LINES._replace(format=bare))
    async with reading(evidence, size=(80, 40)) as hands:
        await hands.press("E")
        shown = " ".join(hands.text.split("not in it:")[1].split())
        assert "the note of 2 annotations" in shown
        assert shown.count("of 4 annotations") == 1


@pytest.mark.parametrize("size", [(144, 40), (80, 24), (40, 20), (40, 12), (200, 60)])
async def test_every_part_is_on_the_screen_at_every_size(
    evidence: Library, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    many = [
        LINES._replace(
            format=LINES.format._replace(
                name=f"f{number}",
                title=f"Format {number}",
                options=LINES.format.options | {"template"},
            )
        )
        for number in range(17)
    ]
    with_formats(monkeypatch, *many)
    async with reading(evidence, size=size) as hands:
        await hands.press("E")
        for _ in range(20):
            await hands.press("down")
        assert "▌ Format 16" in hands.text
        for part in hands.desk.query_one(ExportDialog).children:
            assert part.region.height >= 1
            assert part.region.bottom <= size[1] - 1
            assert part.region.right <= size[0]
        assert "not in it: the note" in hands.text
        await hands.press("tab", "j", "j", "j")
        assert "▌ ‹›" in hands.text


async def test_the_dialog_follows_the_terminals_size(evidence: Library) -> None:
    async with reading(evidence, size=(144, 40)) as hands:
        await hands.press("E")
        await hands.pilot.resize_terminal(60, 16)
        await hands.settled()
        region = hands.desk.query_one(ExportDialog).region
        assert (region.right, region.bottom) <= (60, 15)
        assert "annotations.csv" in hands.text
