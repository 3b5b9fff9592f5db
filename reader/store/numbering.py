"""What the indexes put articles in order by: numbers that rise with the day, and keys of names.

A number rises with the day on which an article was published, or came in where that is not told,
and falls with its place in the order of coming in on one day: from the highest down, numbers are
the newest first.
"""

from __future__ import annotations

import datetime

from reader.text import dates

_LATER = 24
"""Bits of a number below the day's."""
PLACES = 1 << _LATER
"""Numbers of one day."""
KEY = 60
"""Characters of a title, source or author that articles are sorted by."""
NONE = "\U0010fffd"
"""Stands for a source or author that is not told: behind all that are."""


def number(published: str, accessed: str, place: int) -> int:
    """Give the number of the article that came in as the `place`th, from 1.

    >>> number("2020-06-12", "", 1) > number("2020-06-12", "", 2) > number("2019", "", 3)
    True
    """
    day = _day(published) or _day(accessed) or datetime.date.min
    return (day.toordinal() << _LATER) + PLACES - place


def day_numbers(first: datetime.date, last: datetime.date) -> tuple[int, int]:
    """Give the least and the greatest number of articles of these days and those between."""
    return first.toordinal() << _LATER, ((last.toordinal() + 1) << _LATER) - 1


def _day(date: str) -> datetime.date | None:
    known = dates.iso(date)
    return datetime.date.fromisoformat(known + "-01-01"[len(known) - 4 :]) if known else None


def sort_key(text: str) -> str:
    """Give what articles are sorted and compared by of a title, a source or an author."""
    return text.casefold()[:KEY] or NONE
