"""Rows in columns: all of them fit, and what does not fit a column is cut."""

from __future__ import annotations

import pytest

from reader.cli import table
from reader.cli.table import LitCell, drawn
from reader.text.cells import width_of


def test_a_long_cell_is_cut() -> None:
    for cell in ("x" * 3_000, "漢字" * 1_000, "e\u0301" * 1_000, "👩\u200d👧" * 600):
        heading, cut = drawn(["a"], [[cell]], 20)
        assert heading == "a"
        assert cut.endswith("…")
        assert 19 <= width_of(cut) <= 20
    assert list(drawn(["a"], [["short"]], 5)) == ["a", "short"]


def test_words_are_bold_where_they_are_shown() -> None:
    cell = LitCell("one two", [(4, 7)])
    assert list(drawn(["a"], [[cell]], 20))[1] == "one \x1b[1mtwo\x1b[22m"


def test_what_comes_late_is_cut_to_the_columns_that_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(table, "_MEASURED", 2)
    rows = [["a", "one"], ["bb", "two"], ["long", "other"]]
    assert list(drawn(["x", "y"], rows, 80)) == ["x   y", "a   one", "bb  two", "l…  ot…"]
