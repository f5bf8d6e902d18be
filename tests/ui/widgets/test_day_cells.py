"""The days of an explanation as weeks: whole, in order, and each with its meaning."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.explanation import CountedDay, explain
from amends.domain.happenings import Kind
from amends.ui.widgets.day_cells import DAYS_IN_WEEK, Meaning, weeks_of

MONDAY = date(2026, 11, 16)


@pytest.fixture
def weeks(shown):
    explanation = explain(shown.clock("response"), shown.procedure, shown.days)
    return weeks_of(explanation.days)


def cell(weeks, day):
    return next(each for week in weeks for each in week if each.day == day)


def test_the_weeks_of_the_design(weeks):
    assert len(weeks) == 5
    assert [each.date_text for each in weeks[0]][:2] == ["16 Nov", "17 Nov"]
    assert weeks[-1][-1].day == date(2026, 12, 20)


@pytest.mark.parametrize(
    ("day", "meaning", "words", "spoken"),
    [
        (date(2026, 11, 16), Meaning.OUTSIDE, "", "Monday 16 November"),
        (date(2026, 11, 17), Meaning.TRIGGER, "received", "Tuesday 17 November, received"),
        (date(2026, 11, 18), Meaning.COUNTED, "1", "Wednesday 18 November, day 1"),
        (date(2026, 11, 21), Meaning.WEEKEND, "weekend", "Saturday 21 November, weekend"),
        (
            date(2026, 11, 30),
            Meaning.SKIPPED,
            "St Andrew's Day",
            "Monday 30 November, St Andrew's Day",
        ),
        (date(2026, 12, 16), Meaning.DUE, "20 · due", "Wednesday 16 December, day 20, due"),
        (date(2026, 12, 17), Meaning.OUTSIDE, "", "Thursday 17 December"),
    ],
)
def test_each_day_says_what_it_is(weeks, day, meaning, words, spoken):
    found = cell(weeks, day)
    assert (found.meaning, found.words, found.spoken) == (meaning, words, spoken)


def test_a_closure_is_named_and_a_new_year_says_which(case):
    winter = case((Kind.RECEIVED, date(2026, 12, 10)), today=date(2026, 12, 11))
    weeks = weeks_of(explain(winter.clock("response"), winter.procedure, winter.days).days)
    assert cell(weeks, date(2026, 12, 24)).words == "closed: Christmas Eve"
    assert cell(weeks, date(2027, 1, 1)).date_text == "1 Jan 2027"


def test_a_complaint_received_on_a_sunday_starts_there(case):
    sunday = case((Kind.RECEIVED, date(2026, 11, 15)))
    weeks = weeks_of(explain(sunday.clock("receipt"), sunday.procedure, sunday.days).days)
    assert cell(weeks, date(2026, 11, 15)).meaning is Meaning.TRIGGER


def test_no_days_are_no_weeks():
    assert weeks_of(()) == []


@given(st.integers(0, 6), st.integers(1, 400))
def test_weeks_are_whole_and_hold_every_day_once(start, length):
    first = MONDAY + timedelta(days=start)
    days = [CountedDay(first + timedelta(days=n), n or None, "") for n in range(length)]
    weeks = weeks_of(days)
    shown = [each.day for week in weeks for each in week]
    assert all(len(week) == DAYS_IN_WEEK for week in weeks)
    assert all(week[0].day.weekday() == 0 for week in weeks)
    assert shown == sorted(set(shown))
    inside = [each.day for week in weeks for each in week if each.meaning is not Meaning.OUTSIDE]
    assert inside == [day.date for day in days]
