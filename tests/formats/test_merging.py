"""Passages of one place become one."""

from __future__ import annotations

import pytest

from reader.errors import FormatError
from reader.formats import merging
from reader.formats.given import GivenPassage
from reader.formats.merging import merged, quotes


def test_those_of_one_place_are_one_with_all_that_each_says() -> None:
    one = GivenPassage("sea", 0, 3, tags=("a", "b"), note="x", created="2", key="1")
    other = one._replace(tags=("b", "c"), note="y", created="1", updated="5", key="2")
    again = one._replace(tags=(), note="x", created="", updated="4", key="3")
    alone = GivenPassage("tide", note="z", key="4")
    assert merged([("here", one), ("there", alone), ("here", other), ("here", again)]) == [
        GivenPassage(
            "sea", 0, 3, tags=("a", "b", "c"), note="x\n\ny", created="1", updated="5", key="1"
        ),
        alone,
    ]


def test_quotes_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "MOST", 6)
    refusal = FormatError("too much", "look at it")
    assert quotes("the sea", [(0, 3), (4, 7), (0, 3)], refusal) == {(0, 3): "the", (4, 7): "sea"}
    with pytest.raises(FormatError, match="too much"):
        quotes("the sea", [(0, 3), (4, 7), (1, 2)], refusal)
