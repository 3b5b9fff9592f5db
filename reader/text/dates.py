"""Dates as texts tell them, and as they are kept: as ISO 8601 has them, as far as they are told.

What is kept is `2020`, `2020-06` or `2020-06-12`, so that dates sort and compare as texts do; what
is no date of the calendar is none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_YEARS = range(1800, 2101)
"""Years that are told with a month's name, or in another order than ISO 8601 has."""
_MONTHS = (
    "january jan januar jänner janvier janv enero ene",
    "february feb februar février fevrier févr febrero",
    "march mar märz mrz mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug août aout agosto ago",
    "september sep sept septembre septiembre setiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez décembre diciembre dic",
)
_DAYS = (
    r"(?P<m>[^\W\d_]{3,10})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})(?!\d)",
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?"
    r"(?P<m>[^\W\d_]{3,10})\.?,?\s+(?:del?\s+)?(?P<y>\d{4})(?!\d)",
    r"(?<!\d)(?P<y>\d{4})(?P<by>[-/.])(?P<m>\d{1,2})(?P=by)(?P<d>\d{1,2})(?!\d)",
    r"(?<!\d)(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)",
    r"(?<!\d)(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]",
)
_TIME = r"(?:[T\s]\s*\d.*)?"
_ISO = re.compile(rf"([0-9]{{4}})(?:-([0-9]{{1,2}})(?:-([0-9]{{1,2}}){_TIME})?)?")
_BASIC = re.compile(rf"([0-9]{{4}})([0-9]{{2}})([0-9]{{2}}){_TIME}")
_MONTH = re.compile(r"([^\W\d_]{3,10})\.?,?\s+(?:del?\s+)?([0-9]{4})")
_LONGEST = 200
"""Characters that are looked at of what should be a date."""


class Day(NamedTuple):
    """A day that a text names."""

    iso: str
    start: int
    end: int


def iso(told: str) -> str:
    """Give a date as it is kept, as far as it is told; "" if it is none.

    >>> iso("2020-06-12T08:00Z"), iso("20200612"), iso("June 12, 2020"), iso("June 2020")
    ('2020-06-12', '2020-06-12', '2020-06-12', '2020-06')
    >>> iso("2020"), iso("2020-02-30"), iso("some day")
    ('2020', '', '')
    """
    told = told[:_LONGEST].strip()
    if match := _ISO.fullmatch(told) or _BASIC.fullmatch(told):
        return _checked(*match.groups())
    if match := _MONTH.fullmatch(told):
        month = _month_numbers().get(match[1].casefold())
        return _checked(match[2], str(month), None) if month else ""
    return next((day.iso for day in days(told)), "")


def days(text: str) -> list[Day]:
    """Give the days that a line names, in order.

    >>> days("Posted on 3 May 2019")
    [Day(iso='2019-05-03', start=10, end=20)]
    """
    found = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            month = match["m"]
            number = month if month.isdecimal() else _month_numbers().get(month.casefold(), 0)
            if int(match["y"]) in _YEARS and (day := _checked(match["y"], str(number), match["d"])):
                found.append(Day(day, *match.span()))
    return sorted(found, key=lambda day: day.start)


def _checked(year: str, month: str | None, day: str | None) -> str:
    """Give a date of these parts; "" if the calendar has none."""
    parts = int(year), int(month or 1), int(day or 1)
    if not (parts[0] and 1 <= parts[1] <= 12 and 1 <= parts[2] <= _length(*parts[:2])):
        return ""
    date = "{:04}-{:02}-{:02}".format(*parts)
    return date if day else date[:7] if month else date[:4]


def _length(year: int, month: int) -> int:
    """Give the days of a month."""
    if month == 2:
        return 28 + (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return 30 if month in (4, 6, 9, 11) else 31


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _DAYS))


@cache
def _month_numbers() -> dict[str, int]:
    return {name: at for at, names in enumerate(_MONTHS, 1) for name in names.split()}


def is_month(word: str) -> bool:
    """Whether a word is the name of a month, or short for it."""
    return word.casefold() in _month_numbers()
