"""The template that a format is written by: typed, looked at, remembered, refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.widgets import Input

from reader.library import Library
from reader.tui.views.export.places import at_home
from reader.tui.views.export.template import TemplateEntry
from reader.tui.widgets.options import Options as Ticks
from tests.tui.exporting import (
    CSV,
    OWN,
    with_formats,
)
from tests.tui.given import Hands, reading


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
