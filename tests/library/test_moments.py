"""Days and times in words become moments of the history, by the clock on the wall."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator

import pytest

from reader.errors import MisuseError
from reader.library.moments import local, moment

NOW = datetime.datetime(2024, 3, 31, 23, 30)


@pytest.fixture(autouse=True)
def _in_madrid(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("words", "first", "after"),
    [
        ("2024-03-01", "2024-02-29T23:00:00.000Z", "2024-03-01T23:00:00.000Z"),
        # The clock was put forward on that day, which had 23 hours.
        ("today", "2024-03-30T23:00:00.000Z", "2024-03-31T22:00:00.000Z"),
        (" Yesterday", "2024-03-29T23:00:00.000Z", "2024-03-30T23:00:00.000Z"),
        ("2024-03-01T12:30", "2024-03-01T11:30:00.000Z", "2024-03-01T11:30:00.001Z"),
        ("2024-03-01 12:30Z", "2024-03-01T12:30:00.000Z", "2024-03-01T12:30:00.001Z"),
    ],
)
def test_a_day_reaches_to_the_next_and_a_time_to_itself(words: str, first: str, after: str) -> None:
    assert moment(words, NOW) == first
    assert moment(words, NOW, after=True) == after


@pytest.mark.parametrize("words", ["", "tomorrow", "2024-13-01", "9999-12-31", "12:30"])
def test_what_is_no_moment_is_refused(words: str) -> None:
    with pytest.raises(MisuseError, match="is no day and no time"):
        moment(words, NOW, after=True)


def test_a_moment_is_shown_by_the_clock_on_the_wall() -> None:
    assert local("2024-07-01T10:00:59.123Z") == "2024-07-01 12:00"
    assert local("whenever") == "whenever"
