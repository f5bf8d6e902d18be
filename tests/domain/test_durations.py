"""Lengths of time, as written in a policy and as counted in a calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.counting import days_between, due_date
from amends.domain.durations import Duration, Unit, add_months, read_duration
from amends.domain.errors import CalendarRangeError
from tests.domain.many import MANY
from tests.domain.scotland import DAYS, SCOTLAND, dec, nov


@pytest.mark.parametrize(
    ("written", "count", "unit"),
    [
        ("5 working days", 5, Unit.WORKING_DAYS),
        ("1 working day", 1, Unit.WORKING_DAYS),
        ("28 days", 28, Unit.DAYS),
        ("1 day", 1, Unit.DAYS),
        ("8 weeks", 8, Unit.WEEKS),
        ("1 month", 1, Unit.MONTHS),
        ("999 months", 999, Unit.MONTHS),
    ],
)
def test_a_length_is_read_as_it_is_written(written, count, unit):
    assert read_duration(written) == Duration(count, unit)
    assert str(read_duration(written)) == written


@pytest.mark.parametrize(
    "written",
    [
        "",
        "5",
        "working days",
        "0 working days",
        "-5 working days",
        "05 days",
        "1000 days",
        "1.5 days",
        "5  days",
        " 5 days",
        "5 days ",
        "5 Days",
        "5 workingdays",
        "5 minutes",
        "five days",
        "1\u0665 days",  # a digit, yet not one of ours
        "5 days or so",
    ],
)
def test_what_says_no_length_is_refused_with_examples_of_what_does(written):
    with pytest.raises(ValueError, match="5 working days"):
        read_duration(written)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),  # from the start, not from 28 February
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),  # a leap year
        (date(2000, 1, 30), 1, date(2000, 2, 29)),  # so is this century
        (date(2100, 1, 30), 1, date(2100, 2, 28)),  # and this one is not
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 11, 17), 1, date(2026, 12, 17)),
        (date(2026, 12, 17), 1, date(2027, 1, 17)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_end_on_the_corresponding_date_or_on_the_last_of_the_month(start, count, expected):
    assert add_months(start, count) == expected


@MANY
@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(0, 240))
def test_months_never_leave_the_month_that_is_meant(start, count):
    end = add_months(start, count)
    assert (end.year - start.year) * 12 + end.month - start.month == count
    assert end.day == start.day or (end.day < start.day and (end + timedelta(1)).day == 1)


@pytest.mark.parametrize(
    ("written", "start", "expected"),
    [
        ("5 working days", nov(17), nov(24)),
        ("20 working days", nov(17), dec(16)),
        ("14 days", nov(17), dec(1)),  # the holiday of 30 November counts like any day
        ("1 day", nov(20), nov(21)),  # a Saturday is a day
        ("8 weeks", nov(17), date(2027, 1, 12)),  # 13 days to the 30th, 31 in December, 12: 56
        ("1 week", nov(17), nov(24)),
        ("1 month", nov(17), dec(17)),
        ("3 months", nov(30), date(2027, 2, 28)),
    ],
)
def test_a_length_ends_on_its_own_last_day(written, start, expected):
    assert due_date(start, read_duration(written), DAYS) == expected


@pytest.mark.parametrize("written", ["1 working day", "1 day", "1 week", "1 month"])
@pytest.mark.parametrize("start", [SCOTLAND.last, date.max, date.min])
def test_no_length_ends_where_the_calendar_knows_nothing(written, start):
    with pytest.raises(CalendarRangeError):
        due_date(start, read_duration(written), DAYS)


def test_eight_weeks_are_56_days_and_end_on_the_same_weekday():
    for start in (nov(1) + timedelta(days=n) for n in range(30)):
        end = due_date(start, read_duration("8 weeks"), DAYS)
        assert (end - start).days == 56
        assert end.weekday() == start.weekday()


@pytest.mark.parametrize(
    ("written", "expected"),
    [("20 working days", 3), ("28 days", 6), ("4 weeks", 6), ("1 month", 6)],
)
def test_what_is_left_is_counted_in_working_days_where_the_promise_is_and_in_days_else(
    written, expected
):
    # From Wednesday to Tuesday: 26, 27, then the weekend, the holiday, and 1 December.
    assert days_between(nov(25), dec(1), read_duration(written).unit, DAYS) == expected
