"""Term dates and opening hours are planned, shown and accepted like every change of the days."""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.errors import OpeningHoursError
from amends.domain.opening_hours import OpeningHours
from amends.domain.school_terms import SchoolTerm
from amends.paths import resource
from amends.services.change_office import office_ground, read_office
from amends.services.plan_times import (
    counts_school_days,
    counts_working_hours,
    plan_opening_hours,
    plan_terms,
)
from amends.services.propose_change import accept_change, effect_of
from amends.services.shipped import find_procedure
from tests.desks import MOMENT, TODAY

AUTUMN = SchoolTerm(date(2026, 8, 19), date(2026, 10, 9), "Autumn, first half")
LATE = SchoolTerm(date(2026, 10, 26), date(2026, 12, 18), "Autumn, second half")


def accept(desk, planned):
    seen = effect_of(desk, planned, TODAY, lambda _done, _total: None)
    accept_change(desk, planned, seen, "", MOMENT)


def procedure(within, **changes):
    """Return the policy of Active X Backs with another time for its response."""
    raw = resource("procedures", "active-x-backs.toml").read_text("utf-8")
    assert '"20 working days"' in raw
    from amends.domain.procedure_file import read_procedure

    return read_procedure(raw.replace('"20 working days"', f'"{within}"').encode(), "x.toml")


def test_terms_are_kept_in_order_and_counted_by(desk):
    accept(desk, plan_terms([LATE, AUTUMN], TODAY))
    assert read_office(desk).terms == (AUTUMN, LATE)
    days = office_ground(desk).days
    assert days.school_days.add(date(2026, 10, 9), 1) == LATE.first
    assert days.add(date(2026, 10, 9), 1) == date(2026, 10, 12)
    accept(desk, plan_terms([], TODAY))
    assert office_ground(desk).days.terms == ()


def test_opening_hours_are_those_by_which_the_office_counts(desk):
    written = {"monday": " 09:00-12:30,  13:30-17:00 ", "tuesday": ""}
    accept(desk, plan_opening_hours(written, TODAY))
    expected = OpeningHours(monday="09:00-12:30, 13:30-17:00")
    assert read_office(desk).opening_hours == expected
    assert office_ground(desk).days.opening_hours == expected


@pytest.mark.parametrize(
    "written", ["9-5", "09:00-25:00", "17:00-09:00", "09:00-12:00, 11:00-13:00", "🎉", "x" * 9_999]
)
def test_hours_that_cannot_be_are_refused_by_their_weekday(written):
    with pytest.raises(OpeningHoursError) as caught:
        plan_opening_hours({"monday": "09:00-17:00", "friday": written}, TODAY)
    assert (caught.value.weekday, caught.value.written) == ("friday", written)


def test_an_office_that_never_works_is_refused():
    with pytest.raises(OpeningHoursError):
        plan_opening_hours({"monday": "  "}, TODAY)


def test_a_policy_tells_by_what_it_counts():
    usual = find_procedure(resource(), "active-x-backs")
    assert not counts_school_days(usual)
    assert not counts_working_hours(usual)
    assert counts_school_days(procedure("20 school days"))
    assert counts_working_hours(procedure("72 working hours"))
