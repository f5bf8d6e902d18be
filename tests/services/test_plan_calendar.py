"""Newer dates, lists from files and single days become plans, which change nothing themselves."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from amends.domain.calendar_layers import difference
from amends.domain.errors import (
    CalendarOfPartsError,
    DateNotPossibleError,
    FieldMissingError,
    TooManyHolidaysError,
)
from amends.domain.events.office_events import CalendarAdopted
from amends.domain.streams import OFFICE
from amends.domain.working_days import Holiday
from amends.readers.holiday_lists import HolidayList
from amends.services import plan_calendar as service
from amends.services.change_office import office_ground
from amends.services.plan_calendar import (
    MOST_HOLIDAYS,
    plan_calendar,
    plan_day,
    plan_import,
    plan_newer_dates,
    plan_without_day,
)
from amends.services.propose_change import accept_change, effect_of
from amends.storage.calendars import decode_calendar, take_snapshot
from tests.desks import MOMENT, TODAY

OWN = Holiday(date(2026, 4, 20), "Edinburgh Spring Holiday")
ANDREW = date(2026, 11, 30)


def ignore(_done, _total):
    pass


def calendar(desk):
    return office_ground(desk).days.calendar


def listed(*holidays):
    return HolidayList("", tuple(sorted(holidays)))


def imported(desk, *holidays, is_whole=False):
    return plan_import(calendar(desk), listed(*holidays), "days.csv", TODAY, is_whole=is_whole)


def after(desk, planned):
    return effect_of(desk, planned, TODAY, ignore)


# Newer dates


def newer(monkeypatch, **changes):
    """Let the library give other dates than those that are pinned."""

    def take(name):
        return replace(take_snapshot(name), **changes)

    monkeypatch.setattr(service, "take_snapshot", take)


def test_where_the_dates_are_the_pinned_ones_nothing_is_offered(desk):
    assert plan_newer_dates(desk, TODAY, ignore) is None


def test_newer_dates_are_offered_and_accepted_with_their_own_pin(desk, monkeypatch):
    holidays = (*calendar(desk).holidays, OWN)
    newer(monkeypatch, holidays=tuple(sorted(holidays)), source="holidays 0.200")
    planned = plan_newer_dates(desk, TODAY, ignore)
    assert planned is not None
    seen = after(desk, planned)
    assert seen.difference.added == (OWN,)
    accept_change(desk, planned, seen, "Newer dates.", MOMENT)
    assert calendar(desk).source == "holidays 0.200"
    assert plan_newer_dates(desk, TODAY, ignore) is None


def test_dates_that_are_announced_further_are_newer_too(desk, monkeypatch):
    newer(monkeypatch, confirmed_through=date(2029, 12, 31))
    planned = plan_newer_dates(desk, TODAY, ignore)
    assert planned is not None
    assert after(desk, planned).difference.is_empty


def test_a_newer_release_with_the_same_dates_is_no_news(desk, monkeypatch):
    newer(monkeypatch, source="holidays 0.200")
    assert plan_newer_dates(desk, TODAY, ignore) is None


def test_the_dates_of_an_older_release_are_not_offered(desk, monkeypatch):
    newer(monkeypatch, holidays=(OWN,), source="holidays 0.9")
    assert plan_newer_dates(desk, TODAY, ignore) is None


def test_what_the_office_put_right_itself_is_no_difference_to_newer_dates(desk):
    planned = plan_day(calendar(desk), OWN.day, OWN.name, TODAY)
    accept_change(desk, planned, after(desk, planned), "Ours.", MOMENT)
    assert plan_newer_dates(desk, TODAY, ignore) is None


# Other places


def test_a_plan_carries_the_calendar_that_it_would_pin():
    planned = plan_calendar("IE", TODAY)
    assert decode_calendar(planned.snapshot) == take_snapshot("IE")
    assert isinstance(planned.event, CalendarAdopted)


def test_the_united_kingdom_alone_cannot_be_planned():
    with pytest.raises(CalendarOfPartsError):
        plan_calendar("GB", TODAY)


# Lists from files


def test_days_are_added_and_the_others_stay(desk):
    found = imported(desk, OWN)
    assert after(desk, found.planned).difference == difference(
        calendar(desk),
        replace(calendar(desk), holidays=tuple(sorted((*calendar(desk).holidays, OWN)))),
    )
    assert (found.on_weekend, found.without) == ((), ())
    assert found.planned.event.source == "days.csv"


def test_of_a_whole_list_the_other_days_of_its_years_go(desk):
    change = after(desk, imported(desk, OWN, is_whole=True).planned).difference
    assert change.added == (OWN,)
    assert ANDREW in {it.day for it in change.removed}
    assert {it.day.year for it in change.removed} == {2026}
    assert all(it.day.weekday() < 5 for it in change.removed)


def test_a_name_that_is_only_written_otherwise_is_no_change(desk):
    found = imported(desk, Holiday(ANDREW, "saint andrew’s day"))
    assert found.planned.event.added == ()
    other = imported(desk, Holiday(ANDREW, "Patron's Day"))
    [renamed] = after(desk, other.planned).difference.renamed
    assert renamed.after == "Patron's Day"


def test_holidays_at_weekends_are_asked_about(desk):
    saturday = Holiday(date(2027, 12, 25), "Christmas Day")
    assert imported(desk, OWN, saturday).on_weekend == (saturday,)


def test_a_year_for_which_a_whole_list_names_nothing_is_told_and_stays_as_it_is(desk):
    later = Holiday(date(2028, 4, 17), "Spring Holiday")
    found = imported(desk, OWN, later, is_whole=True)
    assert found.without == (2027,)
    assert {it.year for it in found.planned.event.removed} == {2026, 2028}


@pytest.mark.parametrize("is_whole", [True, False])
def test_more_holidays_in_a_year_than_any_country_keeps_are_refused(desk, is_whole):
    start = date(2026, 1, 1).toordinal()
    days = [Holiday(date.fromordinal(start + n), "x") for n in range(MOST_HOLIDAYS + 1)]
    assert imported(desk, *days[1:], is_whole=is_whole).planned
    with pytest.raises(TooManyHolidaysError) as caught:
        imported(desk, *days, is_whole=is_whole)
    assert (caught.value.year, caught.value.count) == (2026, MOST_HOLIDAYS + 1)


# Single days


def test_a_day_is_made_a_holiday_or_none(desk):
    adding = after(desk, plan_day(calendar(desk), OWN.day, f" {OWN.name} ", TODAY))
    assert adding.difference.added == (OWN,)
    removing = after(desk, plan_without_day(calendar(desk), ANDREW, TODAY))
    assert [it.day for it in removing.difference.removed] == [ANDREW]


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2061, 1, 1), date.min])
def test_a_day_that_the_calendar_does_not_know_is_refused(desk, day):
    with pytest.raises(DateNotPossibleError):
        plan_day(calendar(desk), day, "x", TODAY)
    with pytest.raises(DateNotPossibleError):
        plan_without_day(calendar(desk), day, TODAY)


def test_a_holiday_without_a_name_is_refused(desk):
    with pytest.raises(FieldMissingError):
        plan_day(calendar(desk), OWN.day, "  ", TODAY)


def test_planning_records_nothing(desk):
    with desk.store.reading() as unit:
        before = unit.events.last_seq(OFFICE)
    plan_calendar("GB-ENG", TODAY)
    imported(desk, OWN, is_whole=True)
    plan_day(calendar(desk), OWN.day, OWN.name, TODAY)
    with desk.store.reading() as unit:
        assert unit.events.last_seq(OFFICE) == before
