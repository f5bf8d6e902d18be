"""Faults of real systems that count days, each shown not to be in this one, by worked dates.

The numbers are those of the list that the tests were taken from. Those of days and calendars are
here, those of what happens in a case in `test_fifteen_faults_of_cases.py`, and what an office sees
of them in `tests/services/test_fifteen_faults_in_the_office.py`. Of two there is nothing to try
yet, as Amends neither reminds nor reports figures: reminders that count back by the same calendar
(13), and the report beside the list and the letter (in 7 and 14).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from amends.domain.clocks import State
from amends.domain.errors import NoWorkingDayError
from amends.domain.events import AnyEvent, decode, encode
from amends.domain.explanation import explain
from amends.domain.working_days import ONE_DAY, Calendar, DayKind, Holiday, WorkingDays
from tests.domain.calendars_at_random import Walk
from tests.domain.one_answer import RECEIVED, WAITED, answer, extended, mar, policy, received
from tests.domain.scotland import DAYS


def english_days(*more: Holiday) -> WorkingDays:
    """Return England's working days from June to October 2022, with what was added."""
    holidays = (
        Holiday(date(2022, 6, 2), "Spring bank holiday"),
        Holiday(date(2022, 6, 3), "Platinum Jubilee"),
        Holiday(date(2022, 8, 29), "Summer bank holiday"),
    )
    return WorkingDays(
        Calendar(
            name="GB-ENG",
            title="English bank holidays",
            source="GOV.UK",
            first=date(2022, 6, 1),
            last=date(2022, 10, 31),
            confirmed_through=date(2022, 9, 30),
            holidays=(*holidays, *more),
        )
    )


# --- 1. received on a day on which nobody works --------------------------------------------------


@pytest.mark.parametrize(
    ("moves_on", "due", "day_1", "said"),
    [
        # Sat 11 June stands: Mon 13 is day 1; 13-17 = 5, 20-24 = 10, 27-1 = 15, 4-8 July = 20.
        (False, date(2022, 7, 8), "Monday 13 June", ""),
        # It counts as Mon 13, so Tue 14 is day 1, and Mon 11 July day 20.
        (True, date(2022, 7, 11), "Tuesday 14 June", "counts from the next working day."),
    ],
)
def test_1_a_complaint_of_a_saturday_has_two_readings_and_the_explanation_names_which(
    moves_on, due, day_1, said
):
    days, rules = english_days(), policy(moves_on=moves_on)
    clock = answer([received(date(2022, 6, 11))], date(2022, 6, 13), rules, days)
    assert clock.due == due
    rule = explain(clock, rules, days).rule
    assert f"Received Saturday 11 June, so day 1 is {day_1}." in rule
    assert said in rule
    assert ("counts from the next working day" in rule) is moves_on


# --- 2. wrong, missing or surplus holidays -------------------------------------------------------

FUNERAL = Holiday(date(2022, 9, 19), "State funeral of Queen Elizabeth II")


def test_2_a_holiday_that_is_added_moves_what_runs_across_it():
    # From Fri 2 September: 5-9 = 5, 12-16 = 10, 19-23 = 15, 26-30 = 20; without Mon 19, Mon 3.
    begun = [received(date(2022, 9, 2))]
    assert answer(begun, date(2022, 9, 5), days=english_days()).due == date(2022, 9, 30)
    assert answer(begun, date(2022, 9, 5), days=english_days(FUNERAL)).due == date(2022, 10, 3)


def test_2_a_date_after_the_last_announced_holiday_carries_a_warning():
    days = english_days(FUNERAL)
    for received_on, warned in ((date(2022, 8, 1), False), (date(2022, 9, 2), True)):
        clock = answer([received(received_on)], received_on, days=days)
        basis = explain(clock, policy(), days).basis
        assert (
            "announced up to 30 September 2022; after that they are expected" in basis
        ) is warned


# --- 8. adding and counting disagree -------------------------------------------------------------


def test_8_counting_to_what_was_added_gives_what_was_added():
    for start in range(400):
        day = date(2026, 1, 1) + timedelta(days=start)
        assert all(DAYS.count(day, DAYS.add(day, n)) == n for n in range(60))


def test_8_a_clock_has_no_days_left_on_its_last_day_and_is_not_late():
    clock = answer([RECEIVED], mar(20))
    assert (clock.state, clock.days_left) == (State.RUNNING, 0)


# --- 9. a date is no instant ---------------------------------------------------------------------


def test_9_writing_and_reading_a_case_a_hundred_times_changes_nothing():
    events: list[AnyEvent] = [*WAITED, extended(mar(13), until=date(2026, 4, 30))]
    first = answer(events, mar(16))
    again = events
    for _ in range(100):
        again = [decode(event.kind, event.SCHEMA, encode(event)) for event in again]
    assert again == events
    assert answer(again, mar(16)) == first


# --- 10. the clocks change -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received_on", "due"),
    [
        (date(2026, 3, 27), date(2026, 3, 31)),  # summer time begins on Sun 29 March
        (date(2026, 10, 23), date(2026, 10, 27)),  # it ends on Sun 25 October
    ],
)
def test_10_whole_days_are_counted_alike_when_the_clocks_change(received_on, due):
    assert answer([received(received_on)], received_on, policy("2 working days")).due == due
    four = answer([received(received_on)], received_on, policy("4 days"))
    assert (four.due, four.days_left) == (due, 4)


def test_10_forty_eight_hours_across_the_end_of_summer_time_are_no_forty_nine():
    """Noon on Saturday to noon on Monday are 49 hours in London on that weekend."""
    noon = datetime(2026, 10, 24, 12, tzinfo=ZoneInfo("Europe/London"))
    came = replace(received(noon.date()), happened_at=noon.astimezone(UTC), zone="Europe/London")
    clock = answer([came], noon.date(), policy("48 hours"))
    assert clock.due_at is not None
    assert clock.due_at.astimezone(UTC) - noon.astimezone(UTC) == timedelta(hours=48)
    assert clock.due_at.replace(tzinfo=None) == datetime(2026, 10, 26, 11)
    forty_nine = answer([came], noon.date(), policy("49 hours"))
    assert forty_nine.due_at is not None
    assert forty_nine.due_at.replace(tzinfo=None) == datetime(2026, 10, 26, 12)


# --- 11. hangs -----------------------------------------------------------------------------------


def fifty_years() -> WorkingDays:
    first, last = date(2020, 1, 1), date(2069, 12, 31)
    calendar = Calendar(
        name="long",
        title="Fifty years",
        source="made up",
        first=first,
        last=last,
        confirmed_through=last,
        holidays=tuple(Holiday(date(year, 12, 25), "Christmas") for year in range(2020, 2070)),
    )
    return WorkingDays(calendar)


def test_11_every_weekday_and_every_length_has_an_answer_for_fifty_years():
    days = fifty_years()
    for year in (2020, 2044, 2067):
        for weekday in range(7):
            start = date(year, 3, 1) + timedelta(days=weekday)
            day = start
            for n in range(1, 401):
                day += ONE_DAY
                while day.weekday() > 4 or (day.month, day.day) == (12, 25):
                    day += ONE_DAY
                assert days.add(start, n) == day
            assert days.add(start, 0) == start
    whole = days.count(date(2020, 1, 1), date(2069, 12, 31))
    assert days.add(date(2020, 1, 1), whole) == date(2069, 12, 31)


# --- 12. odd weeks -------------------------------------------------------------------------------


@pytest.mark.parametrize("worked", range(1, 128))
def test_12_every_week_with_a_working_day_in_it_can_be_counted_by(worked):
    weekend = tuple(day for day in range(7) if not worked >> day & 1)
    calendar = Calendar(
        name="odd",
        title="An odd week",
        source="made up",
        first=date(2026, 1, 1),
        last=date(2027, 12, 31),
        confirmed_through=date(2027, 12, 31),
        holidays=(),
        weekend=weekend,
    )
    days, walk = WorkingDays(calendar), Walk(calendar)
    for start in range(7):
        began = RECEIVED.happened_on + start * ONE_DAY
        clock = answer([received(began)], mar(2), days=days)
        assert clock.due == walk.add(began, 20)
        assert clock.due is not None
        assert days.day(clock.due).kind is DayKind.WORKING
        assert clock.days_left == walk.count(mar(2), clock.due)


def test_12_a_week_without_a_working_day_is_refused_in_words():
    with pytest.raises(NoWorkingDayError):
        WorkingDays(replace(fifty_years().calendar, weekend=tuple(range(7))))
