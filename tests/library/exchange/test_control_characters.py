"""Control characters in what is given: others are kept for them, and that is told."""

from __future__ import annotations

import pytest

from reader.errors import ReaderError
from reader.formats.given import GivenPassage, GivenText
from reader.library import Library
from tests.library.exchange.given import placed, shown, take_in

_ODD = GivenText(
    "Ti\u202etle",
    [GivenPassage("a\x1b]0;x\x07b"), GivenPassage("two\r\nlines")],
    author="A\x1bB",
    url="https://quay.example/\u202ea",
)


def test_those_of_quotes_titles_and_authors_are_counted(lib: Library) -> None:
    done = take_in(lib, _ODD)
    assert [*done.losses.lines()] == [
        "the control characters of 1 title",
        "the control characters of 1 author",
        "the control characters of 1 address",
        "the control characters of 1 annotation",
    ]
    assert [one.quote for one in placed(lib)] == ["a␛]0;x␇b", "two\nlines"]
    assert (shown(lib)[0].title, shown(lib)[0].author) == ("Ti�tle", "A␛B")


def test_strictly_they_are_refused(lib: Library) -> None:
    with pytest.raises(ReaderError, match="the control characters of 1 annotation"):
        take_in(lib, _ODD, is_strict=True)
    assert not lib.log()


def test_line_ends_are_none(lib: Library) -> None:
    plain = GivenText("One\r\ntitle", [GivenPassage("two\r\nlines\tof it")])
    assert take_in(lib, plain, is_strict=True).losses.counts() == {}
