"""Each format in the dialog, with a look at what it would write."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import Library
from tests.tui.export.doing import named
from tests.tui.exporting import (
    ARCHIVE,
    BOTH,
    PIECES,
    TAGS,
    with_formats,
)
from tests.tui.given import reading


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
