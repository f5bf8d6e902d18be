"""Counting days for 100,000 cases, beside the `holidays` library and numpy doing the same.

workalendar is not beside them: it brings lunardate along, which is under the GPL.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from itertools import repeat
from typing import NamedTuple

import holidays
import numpy as np
import pytest

from amends.domain.working_days import ONE_DAY, Calendar, Holiday, WorkingDays
from tests.benchmarks.ratios import compare

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]

CASES = 100_000
ONE_BY_ONE = 10_000
ROUNDS = 5
DUE_DATES_TIMES = 30
DAYS_REMAINING_TIMES = 120
YEARS = range(1990, 2061)  # as in the snapshot that an office pins
FIRST, LAST = date(YEARS.start, 1, 1), date(YEARS.stop - 1, 12, 31)


class Ground(NamedTuple):
    """The same holidays twice, and what is asked of both."""

    library: holidays.HolidayBase
    days: WorkingDays
    starts: list[date]
    todays: list[date]


@cache
def ground() -> Ground:
    library = holidays.country_holidays(
        "GB", subdiv="SCT", years=YEARS, expand=False, language="en_GB"
    )
    calendar = Calendar(
        name="GB-SCT",
        title="Scottish bank holidays",
        source="holidays",
        first=FIRST,
        last=LAST,
        confirmed_through=LAST,
        holidays=tuple(Holiday(day, name) for day, name in sorted(library.items())),
    )
    chance = random.Random(2026)
    starts = [date(2020, 1, 1) + timedelta(days=chance.randrange(3_650)) for _ in range(CASES)]
    todays = [start + timedelta(days=chance.randrange(56)) for start in starts]
    return Ground(library, WorkingDays(calendar), starts, todays)


def test_due_dates_come_at_least_30_times_as_fast_as_from_holidays(capsys):
    library, days, starts, _todays = ground()

    def ours() -> list[date]:
        return list(map(days.add, starts, repeat(20)))

    def theirs() -> list[date]:
        return list(map(library.get_nth_working_day, starts, repeat(20)))

    assert ours() == theirs()
    comparison = compare(ours, theirs, ROUNDS)
    with capsys.disabled():
        print(f"\n{CASES:,} due dates: {comparison}")
    assert comparison.ratio >= DUE_DATES_TIMES


def test_days_remaining_come_at_least_120_times_as_fast_as_from_holidays(capsys):
    library, days, starts, todays = ground()
    # Any day in the life of an eight-week clock: the further off the due date, the more the
    # library walks, and the periods that set the target took it longer still.
    dues = [days.add(start, 40) for start in starts]
    # The library counts both ends and never below zero; so it is asked from tomorrow on.
    asked = [(today, due) for today, due in zip(todays, dues, strict=True) if today < due]
    asked += asked[: CASES - len(asked)]
    tomorrows = [today + ONE_DAY for today, _due in asked]
    todays, dues = [today for today, _due in asked], [due for _today, due in asked]

    def ours() -> list[int]:
        return list(map(days.count, todays, dues))

    def theirs() -> list[int]:
        return list(map(library.get_working_days_count, tomorrows, dues))

    assert len(asked) == CASES
    assert ours() == theirs()
    comparison = compare(ours, theirs, ROUNDS)
    with capsys.disabled():
        print(f"\n{CASES:,} times the days remaining: {comparison}")
    assert comparison.ratio >= DAYS_REMAINING_TIMES


def test_the_table_of_seventy_years_is_made_faster_than_a_thousand_due_dates_of_holidays(capsys):
    """It is made once when an office opens, so it must not be felt there."""
    library, days, starts, _todays = ground()
    comparison = compare(
        lambda: WorkingDays(days.calendar),
        lambda: [library.get_nth_working_day(start, 20) for start in starts[:1_000]],
        ROUNDS,
    )
    with capsys.disabled():
        print(f"\nthe table of {len(YEARS)} years, and 1,000 due dates of holidays: {comparison}")
    assert comparison.ratio >= 1


def test_numpy_gives_the_same_days_and_is_the_slower_one_date_at_a_time(capsys):
    """Numpy counts whole columns at once, which a case never has: here it only sets the mark.

    One date at a time, as a case asks, numpy is the slower; all at once it is the faster by far,
    so no ratio is asked for there.
    """
    _library, days, starts, todays = ground()
    off = np.array([holiday.day for holiday in days.calendar.holidays], dtype="datetime64[D]")
    week = np.busdaycalendar(holidays=off)
    column, seen = (np.array(it, dtype="datetime64[D]") for it in (starts, todays))
    few = list(zip(starts, column, strict=True))[:ONE_BY_ONE]

    def all_at_once() -> np.ndarray:
        return np.busday_offset(column, 20, roll="backward", busdaycal=week)

    def one_by_one() -> list[np.datetime64]:
        return [np.busday_offset(it, 20, roll="backward", busdaycal=week) for _day, it in few]

    def ours() -> list[date]:
        return list(map(days.add, starts, repeat(20)))

    assert all_at_once().tolist() == ours()
    between = np.busday_count(column + 1, seen + 1, busdaycal=week)
    assert between.tolist() == list(map(days.count, starts, todays))
    columns = compare(ours, all_at_once, ROUNDS)
    singly = compare(lambda: [days.add(day, 20) for day, _it in few], one_by_one, ROUNDS)
    with capsys.disabled():
        print(f"\n{CASES:,} due dates, numpy all at once: {columns}")
        print(f"{ONE_BY_ONE:,} due dates, numpy one by one: {singly}")
    assert singly.ratio >= 1
