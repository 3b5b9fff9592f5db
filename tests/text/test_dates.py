"""Dates are kept as ISO 8601 has them, and only those of the calendar."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.dates import iso


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("2020", "2020"),
        ("2020-6", "2020-06"),
        ("2020-6-2", "2020-06-02"),
        ("2020-06-12T23:59:00+02:00", "2020-06-12"),
        ("2020-06-12 10:00", "2020-06-12"),
        ("20200612", "2020-06-12"),
        ("20200612T101112", "2020-06-12"),
        ("2020/06/12", "2020-06-12"),
        ("12.6.2020", "2020-06-12"),
        ("June 12, 2020", "2020-06-12"),
        ("Fri, 12 Jun 2020 08:00:00 GMT", "2020-06-12"),
        ("am 12. Juni 2020", "2020-06-12"),
        ("2020年6月12日", "2020-06-12"),
        ("Juni 2020", "2020-06"),
        ("2020-02-30", ""),
        ("20200230", ""),
        ("2020-13", ""),
        ("February 30, 2020", ""),
        ("0000", ""),
        ("06/12/2020", ""),
        ("12345", ""),
        ("some day", ""),
        ("", ""),
    ],
)
def test_what_is_told_is_kept_as_far_as_it_is_a_date(told: str, kept: str) -> None:
    assert iso(told) == kept


@given(st.dates())
def test_every_day_is_kept_and_stays(date: datetime.date) -> None:
    assert iso(date.isoformat()) == iso(iso(date.isoformat())) == date.isoformat()


@given(st.integers(1, 9999), st.integers(0, 13), st.integers(0, 32))
def test_only_days_of_the_calendar_are_kept(year: int, month: int, day: int) -> None:
    try:
        expected = datetime.date(year, month, day).isoformat()
    except ValueError:
        expected = ""
    assert iso(f"{year:04}-{month}-{day}") == expected


@given(st.text(max_size=30))
def test_whatever_is_told_is_a_date_or_none(told: str) -> None:
    assert iso(iso(told)) == iso(told)
