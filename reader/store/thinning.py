"""Which backups to let go of: one an hour is kept for a day, one a day for a month, one a week
for a year. Where there is room for few only, those that stay stand ever wider apart with age.

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


def surplus(times: Iterable[datetime], now: datetime, room: int | None = None) -> list[Surplus]:
    """Give those of the backups made at `times`, in UTC, that are no longer needed.

    At most `room` stay, if that is given; the newest always does.

    >>> at = datetime(2026, 1, 31, 12)
    >>> hours = [at - timedelta(minutes=30 * count) for count in range(12)]
    >>> [str(one.time.time()) for one in surplus(hours, at)]
    ['07:00:00']
    """
    ordered = sorted(set(times), reverse=True)
    staying = _one_of_each(ordered, now)
    if room is not None:
        staying = _spread(staying, max(room, 1))
    going: list[Surplus] = []
    keeper = None
    stays = set(staying)
    for time in ordered:
        if time in stays:
            keeper = time
        elif keeper is not None:
            going.append(Surplus(time, keeper))
    return going


def _one_of_each(ordered: list[datetime], now: datetime) -> list[datetime]:
    """Give the newest of each hour, day and week, and the newest of all."""
    staying: list[datetime] = []
    bucket: tuple[int, ...] | None = None
    for place, time in enumerate(ordered):
        own = _bucket(time, now)
        if place < ALWAYS or (own is not None and own != bucket):
            staying.append(time)
        bucket = own
    return staying


def _spread(staying: list[datetime], room: int) -> list[datetime]:
    """Give at most so many of them, their distances growing with their age; both ends stay."""
    staying = list(staying)
    while len(staying) > room:
        newest = staying[0]
        gaps = [
            ((later - earlier) / (newest - time), place)
            for place, (later, time, earlier) in enumerate(
                zip(staying, staying[1:], staying[2:], strict=False), start=1
            )
        ]
        del staying[min(gaps)[1] if gaps and room > 1 else -1]
    return staying


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
