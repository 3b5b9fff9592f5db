"""Which backups to let go of: one an hour is kept for a day, one a day for a month, one a week
for a year.

Only times come in and only times go out. What goes always has a later one that stays, and
which one that is comes with it, so that it can be looked at first.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

ALWAYS = 10
"""The newest ones, which stay however old they are: a clock may be wrong."""

_DAY = timedelta(days=1)
_MONTH = timedelta(days=31)
_YEAR = timedelta(days=366)


class Surplus(NamedTuple):
    """One that may go."""

    time: datetime
    keeper: datetime
    """The next later one that stays."""


def surplus(times: Iterable[datetime], now: datetime) -> list[Surplus]:
    """Give those of the backups made at `times`, in UTC, that are no longer needed.

    >>> at = datetime(2026, 1, 31, 12)
    >>> hours = [at - timedelta(minutes=30 * count) for count in range(12)]
    >>> [str(one.time.time()) for one in surplus(hours, at)]
    ['06:30:00']
    """
    going: list[Surplus] = []
    keeper = None
    bucket: tuple[int, ...] | None = None
    for place, time in enumerate(sorted(set(times), reverse=True)):
        own = _bucket(time, now)
        if keeper is None or place < ALWAYS or (own is not None and own != bucket):
            keeper = time
        else:
            going.append(Surplus(time, keeper))
        bucket = own
    return going


def _bucket(time: datetime, now: datetime) -> tuple[int, ...] | None:
    """Give the hour, day or week of which one backup stays; `None` if it is too old."""
    age = now - time
    if age > _YEAR:
        return None
    if age > _MONTH:
        return (3, *time.isocalendar()[:2])
    if age > _DAY:
        return (2, time.year, time.month, time.day)
    if age >= timedelta():
        return (1, time.year, time.month, time.day, time.hour)
    # Of a time to come: the clock was or is wrong, so nothing is said about it.
    return (0, time.year, time.month, time.day, time.hour, time.minute, time.second)
