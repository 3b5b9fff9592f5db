"""Days and times as people write them, to moments of the history."""

from __future__ import annotations

import datetime

from reader.errors import MisuseError

_DAYS = {"today": 0, "yesterday": -1}


def moment(words: str, now: datetime.datetime, *, after: bool = False) -> str:
    """Give the moment that `words` mean, ISO 8601 in UTC; with `after`, the one after it.

    `words` are a day or a time of ISO 8601, `today` or `yesterday`; without a zone they are
    of the zone that the computer is set to. What comes after a day is the next day's start.

    >>> utc = datetime.UTC
    >>> moment("2024-03-01T12:30+01:00", datetime.datetime.now(utc))
    '2024-03-01T11:30:00.000Z'
    """
    try:
        return _iso(_meant(words.strip(), now, after))
    except (ValueError, OverflowError, OSError) as error:
        raise MisuseError(
            f"{words[:40]!a} is no day and no time",
            "write it as 2024-03-01, 2024-03-01T12:30, today or yesterday",
        ) from error


def _meant(words: str, now: datetime.datetime, after: bool) -> datetime.datetime:
    days = _DAYS.get(words.casefold())
    if days is not None:
        day = now.date() + datetime.timedelta(days=days)
    elif ":" in words or "T" in words:
        time = datetime.datetime.fromisoformat(words)
        return time + datetime.timedelta(milliseconds=1) if after else time
    else:
        day = datetime.date.fromisoformat(words)
    if after:
        day += datetime.timedelta(days=1)
    return datetime.datetime.combine(day, datetime.time())


def _iso(time: datetime.datetime) -> str:
    return time.astimezone(datetime.UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def local(at: str) -> str:
    """Give a moment of the history as a clock on the wall shows it, to the minute."""
    try:
        return f"{datetime.datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return at[:16].replace("T", " ")
