"""Every country and region has a name, and its calendar can be taken."""

from __future__ import annotations

import itertools
import subprocess
import sys
from datetime import date

import pytest

from amends.domain.errors import CalendarOfPartsError, UnknownCalendarError
from amends.domain.working_days import united
from amends.storage.calendars import take_snapshot
from amends.storage.places import UK_WIDE, all_places, country_of

IN_CI = 15  # each fifteenth place; --whole takes all of them
# Nobody lives there, so that no government keeps a holiday.
WITHOUT_HOLIDAYS = {"BV", "HM", "IO"}


def by_name():
    return {place.name: place for place in all_places()}


def test_every_country_and_region_of_the_library_is_listed_once():
    import holidays

    supported = holidays.list_supported_countries(include_aliases=False)
    expected = {UK_WIDE, *supported} - {"GB"}
    expected |= {f"{code}-{region}" for code, regions in supported.items() for region in regions}
    names = [place.name for place in all_places()]
    assert set(names) == expected
    assert len(names) == len(set(names))


def test_every_place_has_a_name_that_is_no_code():
    for place in all_places():
        assert place.country[0].isupper()
        assert "_" not in place.title
    titles = [place.title for place in all_places()]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("IE", "Ireland"),
        ("IM", "Isle of Man"),
        ("GB-SCT", "United Kingdom: Scotland"),
        (UK_WIDE, "United Kingdom: UK-wide (all four)"),
        ("DE-BY", "Germany: Bayern"),
        ("CH-ZH", "Switzerland: Zürich"),
        ("NZ-AUK", "New Zealand: Auckland"),
        ("FR-971", "France: Guadeloupe"),
        ("CI", "Ivory Coast"),
        ("CW", "Curaçao"),
        ("TL", "Timor-Leste"),
    ],
)
def test_places_are_called_as_people_call_them(name, title):
    assert by_name()[name].title == title


def test_the_places_of_a_country_follow_it_in_order_of_names():
    for _country, group in itertools.groupby(all_places(), key=lambda place: place.country):
        first, *regions = group
        assert not first.region or first.name == UK_WIDE
        assert len({it.region for it in regions}) == len(regions)


def test_places_stand_under_their_letter_whatever_its_accents():
    countries = list(dict.fromkeys(place.country for place in all_places()))
    assert countries[:3] == ["Afghanistan", "Åland Islands", "Albania"]
    assert countries[-1] == "Zimbabwe"
    regions = [place.region for place in all_places() if place.region]
    assert regions.index("Évora") < regions.index("Faro")


def test_the_calendar_of_every_place_can_be_taken(whole):
    places = all_places() if whole else all_places()[::IN_CI]
    years = (1990, 2060) if whole else (2020, 2030)
    for place in places:
        calendar = take_snapshot(place.name, *years)
        assert calendar.name == place.name
        assert calendar.first <= calendar.last
        assert bool(calendar.holidays) == (place.name not in WITHOUT_HOLIDAYS)
        assert all(calendar.first <= it.day <= calendar.last for it in calendar.holidays)
        days = [it.day for it in calendar.holidays]
        assert days == sorted(set(days))


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("LK", date(2003, 1, 1), date(2026, 12, 31)),
        ("MW", date(2000, 1, 1), date(2060, 12, 31)),
        ("IN-MH", date(2001, 1, 1), date(2035, 12, 31)),
    ],
)
def test_years_that_the_library_does_not_know_are_not_taken_for_years_without_holidays(
    name, first, last
):
    calendar = take_snapshot(name)
    assert (calendar.first, calendar.last) == (first, last)
    assert calendar.holidays[0].day.year == first.year
    assert calendar.confirmed_through <= last


def test_the_united_kingdom_alone_is_refused_and_its_parts_are_named():
    with pytest.raises(CalendarOfPartsError) as caught:
        take_snapshot("GB")
    assert caught.value.parts == ("GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS")
    for name in (*caught.value.parts, UK_WIDE):
        assert name in str(caught.value)


def test_uk_wide_is_the_union_of_all_four():
    whole = take_snapshot(UK_WIDE, 2026, 2026)
    assert whole.title == "UK-wide bank holidays (all four parts)"
    parts = [take_snapshot(name, 2026, 2026) for name in UK_WIDE.split("+")]
    assert whole.holidays == united(parts).holidays
    days = {it.day for it in whole.holidays}
    assert {date(2026, 4, 6), date(2026, 11, 30), date(2026, 7, 13)} <= days
    assert whole.confirmed_through == parts[0].confirmed_through


def test_a_union_of_a_place_that_nobody_knows_is_refused():
    with pytest.raises(UnknownCalendarError):
        take_snapshot("GB-SCT+XX")


def test_a_region_belongs_to_its_own_country_alone():
    assert country_of("GB-SCT")[1] == "SCT"
    with pytest.raises(UnknownCalendarError):
        country_of("IE-SCT")


def test_the_library_is_loaded_when_the_list_is_first_asked_for_and_not_before():
    program = (
        "import sys; from amends.services import list_calendars, plan_calendar, set_up_office;"
        " sys.exit('holidays' in sys.modules or 'icalendar' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
