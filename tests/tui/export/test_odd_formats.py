"""Formats that write what is foreign, fail, never end or are left, looked at in the dialog."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from reader.formats.export import Export, Options, TextSink
from reader.formats.losses import Losses
from reader.library import Library
from reader.tui.views.export.dialog import ExportDialog
from tests.tui.export.doing import soon
from tests.tui.exporting import (
    CSV,
    LINES,
    Made,
    with_formats,
)
from tests.tui.given import reading


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
