"""A quote means exactly one passage, or an error says how to narrow it."""

from __future__ import annotations

import pytest

from reader.annotation.locating import locate
from reader.errors import MisuseError, NotFoundError
from reader.text.document import Span

TEXT = "a rose is a rose; cafe\u0301\nis a rose."


def test_a_quote_that_stands_once_is_enough() -> None:
    assert locate(TEXT, "; ") == Span(16, 18)
    assert locate(TEXT, "cafe\u0301\r\nis") == Span(18, 26)


def test_context_and_positions_narrow() -> None:
    assert locate(TEXT, "rose", suffix=";") == Span(12, 16)
    assert locate(TEXT, "rose", prefix="\nis a ") == Span(29, 33)
    assert locate(TEXT, "rose", start=2) == Span(2, 6)
    assert locate(TEXT, "rose", end=16) == Span(12, 16)
    assert locate(TEXT, None, start=3, end=5) == Span(3, 5)


@pytest.mark.parametrize(
    ("quote", "options", "words"),
    [
        ("rose", {}, "stands in the text 3 times; say which"),
        ("rose", {"prefix": "a "}, "3 times; say which"),
        ("rose", {"prefix": "is a "}, "3 times, 2 times as narrowed"),
        ("rose", {"prefix": "no "}, "3 times, but not where"),
        ("; ", {"start": 3}, "once, but not where"),
        ("tulip", {}, "does not stand"),
        ("cafe", {}, "“cafe” ends in the middle of a character; take “cafe\u0301”, from 18 to 23"),
        ("cafe", {"start": 18, "end": 22}, "ends in the middle of a character"),
        ("\u0301\nis", {}, "begins in the middle of a character; take “e\u0301 is”, from 21 to 26"),
    ],
)
def test_anything_else_is_told(quote: str, options: dict[str, str], words: str) -> None:
    with pytest.raises(NotFoundError, match=words):
        locate(TEXT, quote, **options)  # type: ignore[arg-type]  # each as its option has it


@pytest.mark.parametrize("quote", ["", None])
def test_nothing_to_look_for_is_misuse(quote: str | None) -> None:
    with pytest.raises(MisuseError):
        locate(TEXT, quote)


def test_what_stands_around_holds_for_positions_too() -> None:
    assert locate(TEXT, None, start=2, end=6, prefix="a ", suffix=" is") == Span(2, 6)
    with pytest.raises(NotFoundError, match="does not stand"):
        locate(TEXT, None, start=2, end=6, prefix="WRONG")
    with pytest.raises(NotFoundError, match="does not stand"):
        locate(TEXT, None, start=2, end=6, suffix="WRONG")


def test_a_quote_keeps_the_mark_that_it_begins_with() -> None:
    text = "one\ufefftwo two"
    assert locate(text, "\ufefftwo") == Span(3, 7)
    assert locate(text, "two", prefix="\ufeff") == Span(4, 7)
    assert locate(text, "one", suffix="\ufeff") == Span(0, 3)
