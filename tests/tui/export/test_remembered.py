"""What the dialog remembers: format, options and folder, over restarts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.library import Library
from reader.tui.views.export.places import at_home, beginning
from tests.tui.export.doing import name, named
from tests.tui.given import reading


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
