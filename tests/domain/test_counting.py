"""What a procedure may say of counting, each answer with dates worked out on paper.

November 2026 begins on a Sunday. Monday the 30th is St Andrew's Day, which Scotland keeps; in
December the 25th and the 28th are holidays.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.counting import (
    PLAIN,
    ClosedDay,
    Counting,
    FirstDay,
    LastDay,
    due_date,
    last_counted,
    numbered,
    starting_day,
)
from amends.domain.durations import Duration, Unit, read_duration
from amends.domain.working_days import ONE_DAY, Calendar, Holiday, WorkingDays
from tests.domain.many import MANY
from tests.domain.scotland import HOLIDAYS, dec, nov


def days_of(*holidays: date) -> WorkingDays:
    """Return the working days of 2020 to 2032, with these holidays."""
    calendar = Calendar(
        name="test",
        title="holidays copied by hand",
        source="GOV.UK",
        first=date(2020, 1, 1),
        last=date(2032, 12, 31),
        confirmed_through=date(2032, 12, 31),
        holidays=tuple(Holiday(day, "holiday") for day in holidays),
    )
    return WorkingDays(calendar)


DAYS = days_of(*HOLIDAYS)
ENGLAND = days_of(date(2022, 6, 2), date(2022, 6, 3), date(2022, 8, 29))

SAME_DAY = Counting(first_day=FirstDay.SAME_DAY)
DEEMED = Counting(received_when_closed=ClosedDay.NEXT_WORKING_DAY)
FORWARD = Counting(last_day=LastDay.NEXT_WORKING_DAY)
BACK = Counting(last_day=LastDay.WORKING_DAY_BEFORE)

TABLE = [
    # Tue 17: 18, 19, 20, 23, 24.
    (nov(17), "5 working days", PLAIN, nov(24)),
    # Tue 17 is day 1: 18, 19, 20, 23.
    (nov(17), "5 working days", SAME_DAY, nov(23)),
    # On Sat 21 nobody works, so Mon 23 is day 1 whether the day itself counts or not.
    (nov(21), "5 working days", PLAIN, nov(27)),
    (nov(21), "5 working days", SAME_DAY, nov(27)),
    # Deemed received on Mon 23: 24, 25, 26, 27, and 1 December, past the 30th.
    (nov(21), "5 working days", DEEMED, dec(1)),
    (nov(23), "5 working days", DEEMED, dec(1)),
    # Sat 28, Sun 29 and the holiday of Mon 30 all count as Tue 1 December.
    (nov(28), "1 working day", DEEMED, dec(2)),
    (nov(30), "1 working day", DEEMED, dec(2)),
    # 28 days from Sat 31 October end on Sat 28 November.
    (date(2026, 10, 31), "28 days", PLAIN, nov(28)),
    (date(2026, 10, 31), "28 days", SAME_DAY, nov(27)),
    (date(2026, 10, 31), "28 days", FORWARD, dec(1)),
    (date(2026, 10, 31), "28 days", BACK, nov(27)),
    # A working day never moves.
    (nov(17), "5 working days", FORWARD, nov(24)),
    (nov(17), "7 days", BACK, nov(24)),
    # Seven clear days after Tue 17 are 18 to 24: the 25th is the first day after them.
    (nov(17), "7 clear days", PLAIN, nov(25)),
    (nov(17), "7 clear days", SAME_DAY, nov(25)),
    # Clear working days 18, 19, 20; then Mon 23.
    (nov(17), "3 clear working days", PLAIN, nov(23)),
    # Back from a hearing on Tue 24: 23, 20, 19, 18, 17.
    (nov(24), "5 working days before", PLAIN, nov(17)),
    (nov(24), "5 working days before", SAME_DAY, nov(18)),
    # Seven clear days before it are 23 to 17: the last day for papers is the 16th.
    (nov(24), "7 clear days before", PLAIN, nov(16)),
    (nov(24), "3 days before", BACK, nov(20)),
    # The corresponding date, and the last of a month that has none; the day before with day 1.
    (nov(17), "1 month", PLAIN, dec(17)),
    (nov(17), "1 month", SAME_DAY, dec(16)),
    (date(2026, 8, 31), "1 month", PLAIN, date(2026, 9, 30)),
    (date(2026, 3, 1), "1 month", SAME_DAY, date(2026, 3, 31)),
    (nov(17), "1 year", PLAIN, date(2027, 11, 17)),
    (date(2028, 2, 29), "1 year before", PLAIN, date(2027, 2, 28)),
    (nov(17), "8 weeks", PLAIN, date(2027, 1, 12)),
]


@pytest.mark.parametrize(("start", "within", "how", "due"), TABLE)
def test_a_date_is_counted_as_the_procedure_says(start, within, how, due):
    assert due_date(start, read_duration(within), DAYS, how) == due


@pytest.mark.parametrize(("start", "within", "how", "due"), TABLE)
def test_the_numbered_days_end_on_the_day_that_was_counted_last(start, within, how, due):
    length = read_duration(within)
    numbers = numbered(start, length, DAYS, how)
    last = last_counted(start, length, DAYS, how)
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    assert numbers[last] == len(numbers)
    if length.unit in {Unit.DAYS, Unit.WORKING_DAYS, Unit.CLEAR_DAYS, Unit.CLEAR_WORKING_DAYS}:
        assert len(numbers) == length.count
    if due != last:
        assert how.last_day is not LastDay.AS_IT_FALLS or length.unit.startswith("clear")


def test_a_weekend_complaint_differs_by_one_working_day_between_the_two_readings():
    """Received Sat 11 June 2022, 20 working days, England: Fri 8 July or Mon 11 July."""
    twenty = read_duration("20 working days")
    received = date(2022, 6, 11)
    assert due_date(received, twenty, ENGLAND, PLAIN) == date(2022, 7, 8)
    assert due_date(received, twenty, ENGLAND, DEEMED) == date(2022, 7, 11)
    assert starting_day(received, DEEMED, ENGLAND) == date(2022, 6, 13)


def test_months_are_never_chained_from_a_date_that_was_cut_short():
    january = date(2026, 1, 31)
    assert due_date(january, read_duration("1 month"), DAYS) == date(2026, 2, 28)
    assert due_date(january, read_duration("2 months"), DAYS) == date(2026, 3, 31)


def slowly(start: date, within: Duration, days: WorkingDays, how: Counting) -> date:
    """Return the due date by walking, one day after another: the rules, and none of our code."""
    step = -1 if within.before else 1
    clear = within.unit.startswith("clear")
    worked = "working" in within.unit

    def nobody_works(day: date) -> bool:
        return not days.works(day)

    day = start
    if how.received_when_closed is ClosedDay.NEXT_WORKING_DAY:
        while nobody_works(day):
            day += ONE_DAY
    left = within.count + clear
    if how.first_day is FirstDay.SAME_DAY and not clear:
        left -= not (worked and nobody_works(day))
    while left:
        day += timedelta(days=step)
        left -= not (worked and nobody_works(day))
    if how.last_day is not LastDay.AS_IT_FALLS:
        move = ONE_DAY if how.last_day is LastDay.NEXT_WORKING_DAY else -ONE_DAY
        while nobody_works(day):
            day += move
    return day


WALKED = [Unit.DAYS, Unit.WORKING_DAYS, Unit.CLEAR_DAYS, Unit.CLEAR_WORKING_DAYS]
LENGTHS = st.builds(Duration, st.integers(1, 60), st.sampled_from(WALKED), st.booleans())
HOWS = st.builds(
    Counting,
    first_day=st.sampled_from(FirstDay),
    received_when_closed=st.sampled_from(ClosedDay),
    last_day=st.sampled_from(LastDay),
)
STARTS = st.dates(date(2025, 6, 1), date(2028, 3, 1))


@MANY
@given(STARTS, LENGTHS, HOWS)
def test_counting_agrees_with_walking_day_by_day(start, within, how):
    assert due_date(start, within, DAYS, how) == slowly(start, within, DAYS, how)


@MANY
@given(STARTS, st.integers(1, 12), st.sampled_from([Unit.WEEKS, Unit.MONTHS, Unit.YEARS]), HOWS)
def test_what_rolls_lands_on_a_working_day_and_no_further_than_the_next(start, count, unit, how):
    within = Duration(1 if unit is Unit.YEARS else count, unit)
    due = due_date(start, within, DAYS, how)
    raw = last_counted(start, within, DAYS, how)
    if how.last_day is LastDay.AS_IT_FALLS:
        assert due == raw
    else:
        assert DAYS.works(due)
        assert not any(DAYS.works(day) for day in _between(raw, due))


def _between(one: date, other: date) -> Iterator[date]:
    """Return the days from the first to the second, the second left out."""
    step = 1 if other > one else -1
    return (one + timedelta(days=step * n) for n in range(abs((other - one).days)))
