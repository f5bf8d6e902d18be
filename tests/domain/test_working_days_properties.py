"""Counting working days: what holds for every calendar, start and count."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.school_terms import SchoolTerm
from amends.domain.working_days import DayKind, Holiday, WorkingDays
from tests.domain.calendars_at_random import (
    AROUND,
    CALENDARS,
    COUNTS,
    FIRST,
    LAST,
    STARTS,
    TABLES,
    Walk,
    closures,
)
from tests.domain.many import MANY

ANY_DAY = st.dates(FIRST, LAST)


@MANY
@given(CALENDARS, st.lists(closures(), max_size=3), STARTS, st.integers(-25, 25), ANY_DAY)
def test_the_table_agrees_with_a_walk_from_day_to_day(calendar, closed, start, count, other):
    table, walk = WorkingDays(calendar, closed), Walk(calendar, tuple(closed))
    assert table.add(start, count) == walk.add(start, count)
    assert table.count(start, other) == walk.count(start, other)


@MANY
@given(TABLES, STARTS, COUNTS)
def test_adding_then_counting_gives_what_was_added(days, start, count):
    assert days.count(start, days.add(start, count)) == count


@MANY
@given(TABLES, STARTS, COUNTS.filter(bool), st.sampled_from([1, -1]))
def test_adding_gives_a_working_day(days, start, count, sign):
    assert days.day(days.add(start, sign * count)).kind is DayKind.WORKING


@MANY
@given(TABLES, STARTS, COUNTS)
def test_adding_then_taking_away_returns_to_where_it_began(days, start, count):
    began = days.add(start, 1)  # a working day, since from others there is no way back
    assert days.add(days.add(began, count), -count) == began
    assert days.add(days.add(began, -count), count) == began


@MANY
@given(TABLES, STARTS, st.integers(0, 30), COUNTS)
def test_a_later_start_never_gives_an_earlier_date(days, start, later, count):
    assert days.add(start, count) <= days.add(start + timedelta(days=later), count)


@MANY
@given(TABLES, STARTS, COUNTS, st.integers(1, 5))
def test_more_days_always_give_a_later_date(days, start, count, more):
    assert days.add(start, count) < days.add(start, count + more)


@MANY
@given(CALENDARS, STARTS, COUNTS, AROUND)
def test_another_holiday_never_makes_a_date_earlier(calendar, start, count, day):
    holidays = (*calendar.holidays, Holiday(day, "proclaimed"))
    more = msgspec.structs.replace(calendar, holidays=holidays)
    assert WorkingDays(more).add(start, count) >= WorkingDays(calendar).add(start, count)


@MANY
@given(CALENDARS, STARTS, COUNTS, closures())
def test_a_closure_never_makes_a_date_earlier(calendar, start, count, closure):
    due = WorkingDays(calendar).add(start, count)
    assert WorkingDays(calendar, [closure]).add(start, count) >= due


@MANY
@given(TABLES, ANY_DAY, ANY_DAY)
def test_counting_back_is_counting_forward_with_a_minus(days, one, other):
    assert days.count(one, other) == -days.count(other, one)


@MANY
@given(TABLES, ANY_DAY, ANY_DAY, ANY_DAY)
def test_counting_in_two_legs_gives_the_same(days, one, two, three):
    assert days.count(one, two) + days.count(two, three) == days.count(one, three)


@MANY
@given(TABLES, STARTS, st.integers(0, 40))
def test_the_listed_working_days_are_those_that_are_counted(days, start, length):
    through = start + timedelta(days=length)
    listed = [day for day in days.days(start, through) if day.kind is DayKind.WORKING]
    first = days.day(start).kind is DayKind.WORKING
    assert len(listed) == days.count(start, through) + first


@MANY
@given(CALENDARS, st.lists(closures(), max_size=3), STARTS, COUNTS, st.randoms())
def test_the_order_of_holidays_and_closures_changes_nothing(calendar, closed, start, count, chance):
    holidays, mixed = list(calendar.holidays), list(closed)
    chance.shuffle(holidays)
    chance.shuffle(mixed)
    other = msgspec.structs.replace(calendar, holidays=tuple(holidays))
    assert WorkingDays(other, mixed).add(start, count) == WorkingDays(calendar, closed).add(
        start, count
    )


@MANY
@given(CALENDARS, STARTS, st.lists(COUNTS, min_size=1, max_size=8))
def test_eight_threads_on_one_table_agree_with_one(calendar, start, counts):
    """The days of the terms are worked out when they are first asked for, by all eight at once."""
    term = SchoolTerm(FIRST, LAST, "all of it")

    def work(days: WorkingDays) -> list[date]:
        school = days.school_days
        return [table.add(start, count) for count in counts for table in (days, school)]

    alone = work(WorkingDays(calendar, terms=[term]))
    shared = WorkingDays(calendar, terms=[term])
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(work, [shared] * 8)) == [alone] * 8
