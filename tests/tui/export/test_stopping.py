"""The writing itself: stopped by keys, with keys answered meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input

from reader.formats.export import Export, Options, TextSink, WrittenFile
from reader.formats.losses import Losses
from reader.library import Library
from reader.library.exchange import exporting
from reader.tui.views.export.dialog import ExportDialog
from tests.tui.export.doing import soon
from tests.tui.exporting import (
    LINES,
    PIECES,
    Made,
    pieces,
    with_formats,
)
from tests.tui.given import reading


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
