"""Dates as an office reads them, on any computer."""

from __future__ import annotations

import locale
from datetime import date, timedelta

import pytest

from amends.domain.dates_in_words import SHORT_WEEKDAYS, day_month, full, long, short

DAY = date(2026, 11, 24)


def test_a_date_is_written_in_five_ways():
    assert day_month(DAY) == "24 Nov"
    assert short(DAY) == "Tue 24 Nov"
    assert long(DAY) == "Tuesday 24 November"
    assert full(DAY) == "24 November 2026"
    assert SHORT_WEEKDAYS[DAY.weekday()] == "Tue"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 1, 1), "Tue 24 Nov"),
        (date(2026, 12, 31), "Tue 24 Nov"),
        (date(2027, 1, 1), "Tue 24 Nov 2026"),
        (date(2025, 12, 31), "Tue 24 Nov 2026"),
    ],
)
def test_the_year_stands_there_where_it_is_not_this_one(today, expected):
    assert short(DAY, today) == expected


def test_no_day_has_a_leading_zero():
    first = date(2027, 1, 1)
    assert [day_month(first), short(first), long(first), full(first)] == [
        "1 Jan",
        "Fri 1 Jan",
        "Friday 1 January",
        "1 January 2027",
    ]


def test_every_day_of_a_year_reads_as_english_does():
    before = locale.setlocale(locale.LC_TIME)
    locale.setlocale(locale.LC_TIME, "C")
    try:
        for day in (date(2028, 1, 1) + timedelta(days=n) for n in range(366)):
            assert long(day) == f"{day:%A} {day.day} {day:%B}"
            assert short(day) == f"{day:%a} {day.day} {day:%b}"
    finally:
        locale.setlocale(locale.LC_TIME, before)
