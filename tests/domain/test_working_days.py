"""Counting working days: the edges, each worked out on paper."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from itertools import pairwise

import msgspec
import pytest

from amends.domain.errors import CalendarRangeError, NoWorkingDayError
from amends.domain.working_days import Calendar, Closure, Day, DayKind, Holiday, WorkingDays
from tests.domain.scotland import DAYS, SCOTLAND, dec, nov, scottish_days

CLOSED_ON_CHRISTMAS_EVE = Closure(dec(24), dec(24), "Christmas Eve")


def plain(*holidays: date, weekend: tuple[int, ...] = (5, 6), years: tuple[int, int]) -> Calendar:
    first, last = date(years[0], 1, 1), date(years[1], 12, 31)
    return Calendar(
        name="plain",
        title="plain",
        source="made by hand",
        first=first,
        last=last,
        confirmed_through=last,
        holidays=tuple(Holiday(day, "a holiday") for day in holidays),
        weekend=weekend,
    )


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (nov(17), 1, nov(18)),
        (nov(17), 5, nov(24)),  # 18, 19, 20; 23, 24
        (nov(17), 8, nov(27)),
        (nov(17), 9, dec(1)),  # Monday the 30th is St Andrew's Day
        (nov(17), 20, dec(16)),  # 18-20 = 3; 23-27 = 8; 1-4 = 12; 7-11 = 17; 14-16 = 20
        (nov(20), 1, nov(23)),  # Friday
        (nov(21), 1, nov(23)),  # Saturday and Sunday count on from the same Monday
        (nov(22), 1, nov(23)),
        (nov(27), 1, dec(1)),  # over a weekend and a holiday
        (nov(30), 1, dec(1)),  # received on the holiday itself
        (dec(23), 2, dec(29)),  # 24; then Friday 25, the weekend and Monday 28 are skipped
        (dec(24), 4, date(2027, 1, 5)),  # 29, 30, 31; then Friday 1 and Monday 4 January
        (nov(17), 0, nov(17)),
        (nov(21), 0, nov(21)),  # nothing is added, so nothing is moved
    ],
)
def test_days_are_added_from_the_day_after_the_start(start, count, expected):
    assert DAYS.add(start, count) == expected


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (nov(24), -1, nov(23)),
        (nov(24), -5, nov(17)),
        (nov(23), -1, nov(20)),
        (nov(22), -1, nov(20)),  # Sunday: the working day before it is Friday
        (nov(21), -2, nov(19)),
        (dec(1), -1, nov(27)),
        (nov(30), -1, nov(27)),
        (dec(16), -20, nov(17)),
    ],
)
def test_a_negative_count_goes_back_by_the_same_days(start, count, expected):
    assert DAYS.add(start, count) == expected


@pytest.mark.parametrize(
    ("after", "through", "expected"),
    [
        (nov(17), nov(17), 0),
        (nov(17), nov(18), 1),
        (nov(17), nov(24), 5),
        (nov(21), nov(24), 2),  # Saturday: Monday and Tuesday are left
        (nov(20), nov(22), 0),  # only a weekend has passed
        (nov(22), nov(20), 0),
        (nov(20), nov(23), 1),
        (nov(23), nov(20), -1),
        (nov(27), nov(30), 0),  # a weekend and a holiday
        (nov(24), nov(17), -5),
        (nov(17), dec(16), 20),
        (dec(24), date(2027, 1, 5), 4),
    ],
)
def test_days_are_counted_after_the_first_date_through_the_second(after, through, expected):
    assert DAYS.count(after, through) == expected


def test_a_complaint_received_on_a_saturday_stands_and_counts_from_monday():
    # Sat 11 June 2022, England, no holiday until 8 July. Day 1 is Mon 13 June: 13-17 = 5,
    # 20-24 = 10, 27 June-1 July = 15, 4-8 July = 20.
    england = WorkingDays(plain(years=(2022, 2022)))
    assert england.add(date(2022, 6, 11), 20) == date(2022, 7, 8)


def test_deeming_it_received_on_the_next_working_day_would_end_one_working_day_later():
    england = WorkingDays(plain(years=(2022, 2022)))
    deemed = england.add(date(2022, 6, 11), 1)
    assert england.add(deemed, 20) == date(2022, 7, 11)


def test_a_holiday_that_is_proclaimed_later_moves_the_date_by_one_working_day():
    # The funeral of Queen Elizabeth, Mon 19 Sep 2022.
    before, funeral = WorkingDays(plain(years=(2022, 2022))), date(2022, 9, 19)
    after = WorkingDays(plain(funeral, years=(2022, 2022)))
    assert before.add(date(2022, 9, 2), 20) == date(2022, 9, 30)
    assert after.add(date(2022, 9, 2), 20) == date(2022, 10, 3)


def test_a_closure_moves_what_counts_over_it_and_nothing_else():
    closed = scottish_days(CLOSED_ON_CHRISTMAS_EVE)
    assert closed.add(dec(16), 6) == DAYS.add(dec(16), 6) + timedelta(days=5)  # 24 Dec to 29 Dec
    assert closed.add(nov(17), 20) == dec(16)


def test_overlapping_closures_count_once():
    twice = scottish_days(Closure(nov(18), nov(20), "move"), Closure(nov(19), nov(24), "move"))
    assert twice.add(nov(17), 1) == nov(25)


def test_a_closure_of_one_day_that_ends_before_it_begins_closes_nothing():
    assert scottish_days(Closure(nov(20), nov(18), "slip")).add(nov(17), 5) == nov(24)


def test_a_closure_that_reaches_far_beyond_the_calendar_costs_nothing():
    forever = Closure(date(2027, 1, 1), date.max, "for ever")
    days = scottish_days(forever, Closure(date.min, date(2026, 1, 31), "since ever"))
    assert days.add(date(2026, 1, 1), 1) == date(2026, 2, 2)
    assert days.add(dec(30), 1) == dec(31)
    with pytest.raises(CalendarRangeError):
        days.add(dec(30), 2)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (nov(17), Day(nov(17), DayKind.WORKING)),
        (nov(21), Day(nov(21), DayKind.WEEKEND)),
        (nov(30), Day(nov(30), DayKind.HOLIDAY, "St Andrew's Day")),
        (dec(24), Day(dec(24), DayKind.CLOSURE, "Christmas Eve")),
        (dec(26), Day(dec(26), DayKind.WEEKEND)),
    ],
)
def test_a_day_says_what_it_is_to_the_office(day, expected):
    assert scottish_days(CLOSED_ON_CHRISTMAS_EVE).day(day) == expected


def test_a_closure_shows_only_where_the_office_would_have_worked():
    long = scottish_days(Closure(nov(27), dec(1), "Removal"))
    kinds = [day.kind for day in long.days(nov(27), dec(1))]
    assert kinds == ["closure", "weekend", "weekend", "holiday", "closure"]


def test_days_are_listed_from_the_first_to_the_last_both_included():
    listed = [day.date for day in DAYS.days(nov(28), dec(1))]
    assert listed == [nov(28), nov(29), nov(30), dec(1)]


OUTSIDE = {
    "add before": lambda: DAYS.add(date(2025, 12, 31), 1),
    "add nothing before": lambda: DAYS.add(date(2025, 12, 31), 0),
    "add after": lambda: DAYS.add(date(2028, 1, 1), -1),
    "add beyond the end": lambda: DAYS.add(date(2027, 12, 31), 1),
    "add beyond the beginning": lambda: DAYS.add(date(2026, 1, 5), -1),
    "add very many": lambda: DAYS.add(nov(17), 10**9),
    "take very many": lambda: DAYS.add(nov(17), -(10**9)),
    "count from outside": lambda: DAYS.count(date(2025, 12, 31), nov(17)),
    "count to outside": lambda: DAYS.count(nov(17), date(2028, 1, 1)),
    "day": lambda: DAYS.day(date(2028, 1, 1)),
    "known": lambda: DAYS.known(date.max),
    "days": lambda: list(DAYS.days(date(2027, 12, 31), date(2028, 1, 1))),
}


@pytest.mark.parametrize("question", OUTSIDE.values(), ids=OUTSIDE)
def test_outside_its_years_the_calendar_raises_and_does_not_guess(question):
    with pytest.raises(CalendarRangeError) as caught:
        question()
    assert (caught.value.first, caught.value.last) == (SCOTLAND.first, SCOTLAND.last)
    assert not SCOTLAND.first <= caught.value.day <= SCOTLAND.last


def test_what_would_lie_beyond_the_calendar_is_named_by_the_first_day_that_is_not_known():
    for count in (1, 2, 400):
        with pytest.raises(
            CalendarRangeError, match="knows 2026-01-01 to 2027-12-31, not 2028-01-01"
        ):
            DAYS.add(SCOTLAND.last, count)
        with pytest.raises(CalendarRangeError, match="not 2025-12-31"):
            DAYS.add(SCOTLAND.first, -count)


def test_the_last_day_of_the_calendar_can_still_be_reached():
    assert DAYS.add(date(2027, 12, 30), 1) == SCOTLAND.last
    assert DAYS.add(date(2026, 1, 6), -1) == date(2026, 1, 5)  # the first working day of 2026


def test_an_instant_is_no_day():
    with pytest.raises(CalendarRangeError):
        DAYS.add(datetime(2026, 11, 17, 23, 30), 5)


@pytest.mark.parametrize(
    "calendar",
    [
        msgspec.structs.replace(SCOTLAND, weekend=(0, 1, 2, 3, 4, 5, 6)),
        msgspec.structs.replace(SCOTLAND, first=nov(21), last=nov(22)),
        msgspec.structs.replace(SCOTLAND, first=nov(22), last=nov(21)),
    ],
    ids=["a week of weekend", "a weekend", "no day at all"],
)
def test_a_calendar_without_a_working_day_is_refused(calendar):
    with pytest.raises(NoWorkingDayError):
        WorkingDays(calendar)


def test_an_office_that_is_always_closed_is_refused():
    with pytest.raises(NoWorkingDayError):
        scottish_days(Closure(SCOTLAND.first, SCOTLAND.last, "for good"))


def test_every_working_week_and_every_start_counts_as_it_adds():
    """All 127 weeks that have a working day, each weekday as the start, from 0 to 400 days."""
    faults = []
    for week in range(1, 128):
        worked = {weekday for weekday in range(7) if week >> weekday & 1}
        weekend = tuple(sorted(set(range(7)) - worked))
        days = WorkingDays(plain(weekend=weekend, years=(2020, 2028)))
        for start in (date(2020, 1, 6) + timedelta(days=n) for n in range(7)):
            # From a Monday's week on, the nth working day stands n whole weeks apart by turns.
            after = [start + timedelta(days=n) for n in range(1, 8)]
            turn = [day for day in after if day.weekday() in worked]
            for count in range(1, 401):
                weeks, place = divmod(count - 1, len(turn))
                due = turn[place] + timedelta(weeks=weeks)
                if (days.add(start, count), days.count(start, due)) != (due, count):
                    faults.append((weekend, start, count))
    assert faults == []


def test_every_weekday_over_fifty_years_counts_as_it_adds():
    years = range(2010, 2061)
    christmas = [date(year, 12, day) for year in years for day in (25, 26)]
    days = WorkingDays(plain(*christmas, years=(2010, 2062)))
    starts = [date(year, 1 + year % 12, 1) + timedelta(days=n) for year in years for n in range(7)]
    faults = []
    for start in starts:
        dues = [days.add(start, count) for count in range(401)]
        if [days.count(start, due) for due in dues] != list(range(401)):
            faults.append(start)
        if any(earlier >= later for earlier, later in pairwise(dues)):
            faults.append(start)
        if any(days.day(due).kind is not DayKind.WORKING for due in dues[1:]):
            faults.append(start)
    assert faults == []


def test_eight_threads_on_one_table_agree():
    starts = [nov(1) + timedelta(days=n) for n in range(30)]

    def work(_thread: int) -> list[date]:
        return [scottish.add(start, count) for start in starts for count in range(-60, 61)]

    scottish = scottish_days(CLOSED_ON_CHRISTMAS_EVE)
    alone = work(0)
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(work, range(8))) == [alone] * 8
