"""The name that an export is given, and targets that cannot be or may not be replaced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.library import Library
from reader.tui.views.export.dialog import ExportDialog
from tests.tui.export.doing import name, named
from tests.tui.exporting import BOTH, with_formats
from tests.tui.given import reading


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


async def test_a_name_that_ends_with_a_slash_is_a_folders(
    evidence: Library, monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    with_formats(monkeypatch, BOTH)
    async with reading(evidence) as hands:
        await hands.press("E")
        await name(hands, f"{here}/pieces/")
        await hands.press("enter")
        assert "exported to" in hands.said
    assert [one.name for one in sorted(here.glob("pieces/*.txt"))][:1] == ["Alpha purge.txt"]


async def test_a_folder_is_refused_where_a_format_is_a_file(evidence: Library, here: Path) -> None:
    async with reading(evidence) as hands:
        await hands.press("E")
        await name(hands, f"{here}/rows/")
        await hands.press("enter")
        assert "is one file" in hands.said
    assert not (here / "rows").exists()


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
        assert hands.said == "Not exported: out.csv is a folder; name a file in it"
