"""What lists say of a date is what the page of the case says of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amends.domain.clockwork import run_clocks
from amends.domain.durations import Unit
from amends.domain.happenings import Happening, Kind
from amends.domain.procedure_file import read_procedure
from amends.domain.school_terms import SchoolTerm
from amends.domain.working_days import WorkingDays
from amends.paths import resource
from amends.services.shipped import find_procedure, other_procedures, shipped_procedures
from amends.ui.theme import Tone
from amends.ui.widgets.countdown_words import clock_words
from amends.ui.widgets.due_words import DueWords
from tests.domain.shipped import changed

pytestmark = pytest.mark.usefixtures("qapp")

TODAY = date(2026, 11, 21)
EVERY = (*shipped_procedures(resource()), *other_procedures(resource()))
RECEIVED = [TODAY - timedelta(days=ago) for ago in (0, 1, 3, 9, 25, 60)]


def told(words, due, told_in):
    countdown = words.countdown(due, told_in)
    assert countdown is not None
    return countdown


def open_clocks(procedure, received, days):
    done = [Happening(received, Kind.RECEIVED)]
    clocks = run_clocks(procedure, {}, done, days, TODAY)
    return [clock for clock in clocks if clock.is_open and clock.due]


@pytest.mark.parametrize("received", RECEIVED)
@pytest.mark.parametrize("name", EVERY)
def test_the_list_and_the_case_count_the_same_days(name, received, case):
    procedure = find_procedure(resource(), name)
    words = DueWords(TODAY, case.days, None)
    for clock in open_clocks(procedure, received, case.days):
        assert told(words, clock.due, clock.told_in).headline == clock_words(clock, TODAY).headline


def test_plain_days_are_told_as_plain_days(case):
    ten = read_procedure(changed(('"20 working days"', '"10 days"')).encode(), "ten.toml")
    [clock] = [it for it in open_clocks(ten, date(2026, 11, 7), case.days) if it.key == "response"]
    words = DueWords(TODAY, case.days, None)
    assert (clock.told_in, clock.due) == (Unit.DAYS, date(2026, 11, 17))
    assert told(words, clock.due, Unit.DAYS).text.startswith("4 days late")
    assert told(words, clock.due, Unit.WORKING_DAYS).text.startswith("3 days late")


def test_the_block_has_the_tone_of_its_group(case):
    words = DueWords(TODAY, case.days, None)
    wednesday = date(2026, 11, 25)
    assert words.heading(wednesday).title == "Next 3 working days"
    assert told(words, wednesday, Unit.DAYS).tone is Tone.SOON
    assert told(words, wednesday + timedelta(days=1), Unit.DAYS).tone is Tone.CALM


def test_a_date_behind_the_school_holidays_is_not_soon_for_being_few_school_days_away(case):
    terms = (
        SchoolTerm(date(2026, 8, 17), date(2026, 11, 24), "Autumn"),
        SchoolTerm(date(2026, 12, 7), date(2027, 3, 26), "Winter"),
    )
    words = DueWords(TODAY, WorkingDays(case.days.calendar, terms=terms), None)
    monday = date(2026, 12, 7)
    assert words.heading(monday).title == "Later"
    assert told(words, monday, Unit.SCHOOL_DAYS).headline == "3"
    assert told(words, monday, Unit.SCHOOL_DAYS).tone is Tone.CALM
