"""When the article of an import was looked at: what is told of it, and never the time of import."""

from __future__ import annotations

import pytest

from reader.formats.given import GivenPassage, GivenText
from reader.library import Library, doctor
from tests.library.exchange.given import CALM, TEXT, shown, take_in

_LATE = CALM._replace(created="2021-05-06T07:08:09Z")
_EARLY = GivenPassage("The boat", 18, 26, created="2019-01-01 23:30:00-02:00")


def test_it_is_when_the_earliest_annotation_was_made(lib: Library) -> None:
    take_in(lib, GivenText("Calm", [_LATE, CALM._replace(key="2"), _EARLY], text=TEXT))
    assert shown(lib)[0].accessed == "2019-01-02T01:30:00.000Z"


def test_what_is_told_goes_before_that(lib: Library) -> None:
    take_in(lib, GivenText("Calm", [_EARLY], text=TEXT, accessed="2020-02-03"))
    assert shown(lib)[0].accessed == "2020-02-03T00:00:00.000Z"


@pytest.mark.parametrize("article", ["", "5b0c6f86-93f5-4a3c-9a4e-0d3f2a6be8c1"])
def test_it_is_empty_where_nothing_is_told(lib: Library, article: str) -> None:
    passage = _EARLY if article else CALM._replace(created="some day")
    take_in(lib, GivenText("Calm", [passage], text=TEXT, article=article))
    assert shown(lib)[0].accessed == ""
    assert [str(one) for one in doctor.examine(lib.path) if one.grade == "problem"] == []
