"""Backups are let go of so that hours, days and weeks stay covered, whatever their times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.store.thinning import ALWAYS, surplus

NOW = datetime(2026, 3, 4, 15, 30, tzinfo=UTC)
AGES = st.lists(
    st.integers(-3 * 86400, 500 * 86400).map(lambda seconds: timedelta(seconds=seconds)),
    max_size=150,
)


def kept(times: list[datetime], now: datetime = NOW) -> list[datetime]:
    going = {one.time for one in surplus(times, now)}
    return sorted(set(times) - going)


@given(AGES)
def test_what_goes_has_a_later_one_that_stays(ages: list[timedelta]) -> None:
    times = [NOW - age for age in ages]
    staying = kept(times)
    for one in surplus(times, NOW):
        assert one.keeper == min(time for time in staying if time > one.time)


@given(AGES)
def test_the_newest_stay_however_old_they_are(ages: list[timedelta]) -> None:
    times = [NOW - age for age in ages]
    assert kept(times)[-ALWAYS:] == sorted(set(times))[-ALWAYS:]


@given(AGES)
def test_hours_days_and_weeks_stay_covered(ages: list[timedelta]) -> None:
    times = [NOW - age for age in ages]
    staying = kept(times)
    for time in times:
        age = NOW - time
        if age > timedelta(days=366):
            continue
        near = timedelta(hours=1)
        if age > timedelta(days=1):
            near = timedelta(days=1)
        if age > timedelta(days=31):
            near = timedelta(days=7)
        assert any(time <= other < time + near for other in staying)


@given(AGES)
def test_thinning_again_at_once_takes_nothing_more(ages: list[timedelta]) -> None:
    staying = kept([NOW - age for age in ages])
    assert kept(staying) == staying


def test_none_of_a_time_to_come_goes() -> None:
    times = [NOW + timedelta(seconds=seconds) for seconds in range(1, 100)]
    assert surplus(times, NOW) == []


def test_a_backup_each_hour_for_years_leaves_some_hundred() -> None:
    times: list[datetime] = []
    for hours in range(0, 24 * 800, 1):
        now = NOW + timedelta(hours=hours)
        times.append(now)
        if hours % 24 == 0:
            times = kept(times, now)
    times = kept(times, now)
    assert 24 + 30 + 46 <= len(times) <= 24 + 32 + 54
    weeks = [time for time in times if now - time > timedelta(days=31)]
    assert all(later - time <= timedelta(days=8) for time, later in pairwise(weeks))


@given(AGES, st.integers(1, 30))
def test_no_more_stay_than_there_is_room_for(ages: list[timedelta], room: int) -> None:
    times = {NOW - age for age in ages}
    going = surplus(times, NOW, room)
    staying = times - {one.time for one in going}
    usual = set(kept(list(times)))
    assert len(staying) == min(room, len(usual))
    assert staying <= usual
    if times:
        assert max(times) in staying
    for one in going:
        assert one.keeper == min(time for time in staying if time > one.time)


def test_with_little_room_old_ones_stay_far_apart() -> None:
    times: list[datetime] = []
    for hours in range(24 * 200):
        now = NOW + timedelta(hours=hours)
        times.append(now)
        going = {one.time for one in surplus(times, now, 8)}
        times = [time for time in times if time not in going]
    assert len(times) == 8
    assert now - times[0] > timedelta(days=30)
    assert now - times[-3] < timedelta(days=1)
