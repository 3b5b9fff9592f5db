"""Which annotations are exported, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.formats.losses import Losses
from reader.library import Library
from reader.library.exchange.exporting import Exported
from reader.tui.views.export.telling import told
from reader.tui.views.passages import PassagesView
from tests.tui.exporting import (
    LINES,
    with_formats,
)
from tests.tui.given import reading


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


async def test_what_is_not_in_the_file_is_said_when_it_is_written(
    evidence: Library, here: Path
) -> None:
    async with reading(evidence, size=(160, 40)) as hands:
        await hands.press("E", "down", "enter")
        said = hands.said
    assert said.startswith("4 annotations exported to ")
    assert said.endswith("annotations.txt · not in it: the note of 2 annotations")


def test_what_was_lost_gives_way_before_the_folder_does() -> None:
    target = Path("/a/very/long/way/down/to/annotations.csv")
    losses = Losses()
    losses.add("the note", "annotation", 3)
    losses.add("the page", "annotation", 4)
    done = Exported(41, losses)
    start = "41 annotations exported to "
    lost = " · not in it: the note of 3 annotations, the page of 4 annotations"
    assert told(done, target, 200) == f"{start}{target}{lost}"
    short = " · not in it: the note of 3 annotations and 1 more kind"
    assert told(done, target, 130) == f"{start}{target}{short}"
    shorter = " · not in it: 2 kinds of facts"
    assert told(done, target, 100) == f"{start}{target}{shorter}"
    assert told(done, target, 80) == f"{start}/…/annotations.csv{shorter}"
    assert told(Exported(1, Losses(), "row"), target, 70) == f"1 row exported to {target}"
    left = "1 annotation exported to /a/b · 2 files left as of an earlier export"
    assert told(Exported(1, Losses(), left=("c", "d")), Path("/a/b"), 100) == left


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
