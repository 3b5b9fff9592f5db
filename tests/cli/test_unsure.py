"""What waits for review and what is an orphan, as scripts see them and place them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reader.library import Library
from tests.cli.transcripts import on_a_terminal, run
from tests.tui.reviewing import CLOSED, CLOSED_NOW, CRANE, edited


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a library in which two passages wait, and an orphan."""
    edited(tmp_path, monkeypatch).close()
    return tmp_path


def unsure(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(folder, "show", "Harbour", "--json").out)["unsure"]
    return found


def test_show_lists_what_is_unsure_with_the_places_proposed(folder: Path) -> None:
    text = run(folder, "show", "Harbour").out
    found = {row["quote"]: row for row in unsure(folder)}
    row = found[CLOSED]
    assert text[row["proposed_start"] : row["proposed_end"]] == CLOSED_NOW
    assert row["status"] == "review"
    assert (found[CRANE]["status"], found[CRANE]["proposed_start"]) == ("orphaned", None)


def test_what_waits_is_listed_with_what_to_do(folder: Path) -> None:
    ran = run(folder, "annotations", "--status", "review")
    assert ran.out.count("\n") == 2
    assert ran.err.startswith("reader: 2 to review: R in the app shows them, `reader edit ID")
    assert run(folder, "annotations", "--status", "orphaned").err == ""
    assert run(folder, "annotations", "--status", "review", "--json").err == ""


def test_a_terminal_shows_the_status_where_something_is_unsure(folder: Path) -> None:
    table = on_a_terminal(folder, "annotations").split("\r\n")
    assert table[0].split()[:2] == ["id", "status"]
    assert "orphaned" in "\n".join(table)


def test_edit_places_it_where_it_is_proposed(folder: Path) -> None:
    row = next(row for row in unsure(folder) if row["quote"] == CLOSED)
    ran = run(folder, "edit", row["id"], "--start", str(row["proposed_start"]))
    assert (ran.code, ran.err) == (0, "reader: Placed it in the present text\n")
    with Library.open(folder / "annotations.db", annotator="ann") as library:
        placed = library.annotation(row["id"])
    assert (placed.status, placed.quote) == ("moved", CLOSED_NOW)


def test_an_orphan_is_placed_by_both_its_ends(folder: Path) -> None:
    row = next(row for row in unsure(folder) if row["quote"] == CRANE)
    start = run(folder, "show", "Harbour").out.index("The insurers")
    refused = run(folder, "edit", row["id"], "--start", str(start))
    assert (refused.code, "no place is proposed" in refused.err) == (2, True)
    ran = run(folder, "edit", row["id"], "--start", str(start), "--end", str(start + 12))
    assert ran.code == 0
    with Library.open(folder / "annotations.db", annotator="ann") as library:
        assert library.annotation(row["id"]).quote == "The insurers"


def test_help_says_how_to_place_what_is_unsure(folder: Path) -> None:
    assert "waits for review" in " ".join(run(folder, "edit", "--help").out.split())
