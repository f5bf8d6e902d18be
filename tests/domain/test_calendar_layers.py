"""What the office puts right in its calendar lies over the snapshot, and never in it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from amends.domain.calendar_layers import Difference, Layer, Renamed, difference, layered
from amends.domain.working_days import Calendar, Holiday, WorkingDays

FIRST, LAST = date(2022, 1, 1), date(2022, 12, 31)
PLATINUM = Holiday(date(2022, 6, 3), "Platinum Jubilee")
SUMMER = Holiday(date(2022, 8, 1), "Summer bank holiday")
FUNERAL = Holiday(date(2022, 9, 19), "State Funeral of Queen Elizabeth II")
SATURDAY = Holiday(date(2022, 12, 24), "a Saturday")
CALENDAR = Calendar(
    name="GB-SCT",
    title="Scottish bank holidays",
    source="holidays 0.109",
    first=FIRST,
    last=LAST,
    confirmed_through=LAST,
    holidays=(PLATINUM, SUMMER),
)
DAYS = st.dates(FIRST, LAST)
HOLIDAYS = st.builds(Holiday, DAYS, st.text(max_size=5))


def layer(*added: Holiday, removed: tuple[date, ...] = (), source: str = "GOV.UK") -> Layer:
    return Layer(
        source=source,
        why="",
        added=added,
        removed=removed,
        recorded_on=FIRST,
        recorded_by=UUID(int=1),
    )


LAYERS = st.builds(
    lambda added, removed: layer(*added, removed=tuple(removed)),
    st.lists(HOLIDAYS, max_size=4),
    st.lists(DAYS, max_size=4),
)


def test_without_layers_the_calendar_is_the_snapshot():
    assert layered(CALENDAR, []) is CALENDAR


def test_a_layer_adds_renames_and_takes_away_and_is_named_as_a_source():
    renamed = Holiday(PLATINUM.day, "Jubilee")
    corrected = layered(CALENDAR, [layer(FUNERAL, renamed, removed=(SUMMER.day,))])
    assert corrected.holidays == (renamed, FUNERAL)
    assert corrected.source == "holidays 0.109; corrected by GOV.UK"
    assert CALENDAR.holidays == (PLATINUM, SUMMER)


def test_of_two_layers_that_name_one_day_the_later_one_holds():
    takes_away, adds = layer(removed=(FUNERAL.day,)), layer(FUNERAL)
    assert FUNERAL in layered(CALENDAR, [takes_away, adds]).holidays
    assert FUNERAL not in layered(CALENDAR, [adds, takes_away]).holidays


def test_a_source_that_corrects_twice_is_named_once():
    assert layered(CALENDAR, [layer(FUNERAL), layer(SUMMER)]).source.count("GOV.UK") == 1


def test_taking_away_what_is_no_holiday_changes_nothing():
    corrected = layered(CALENDAR, [layer(removed=(FUNERAL.day,))])
    assert difference(CALENDAR, corrected).is_empty


def test_a_day_that_was_added_moves_what_falls_due_after_it():
    start = date(2022, 9, 2)
    assert WorkingDays(CALENDAR).add(start, 20) == date(2022, 9, 30)
    assert WorkingDays(layered(CALENDAR, [layer(FUNERAL)])).add(start, 20) == date(2022, 10, 3)


def test_a_difference_tells_what_comes_what_goes_and_what_is_renamed():
    renamed = Holiday(PLATINUM.day, "Jubilee")
    after = replace(CALENDAR, holidays=(renamed, FUNERAL))
    assert difference(CALENDAR, after) == Difference(
        added=(FUNERAL,),
        removed=(SUMMER,),
        renamed=(Renamed(PLATINUM.day, "Platinum Jubilee", "Jubilee"),),
    )


def test_days_of_the_weekend_make_no_difference_unless_the_weekend_differs():
    after = replace(CALENDAR, holidays=(*CALENDAR.holidays, SATURDAY))
    assert difference(CALENDAR, after).is_empty
    other = replace(after, weekend=(4, 5))
    assert difference(CALENDAR, other) == Difference(weekend=(4, 5))


def test_days_that_only_one_of_two_calendars_knows_are_not_compared():
    short = replace(CALENDAR, last=date(2022, 7, 1), holidays=(PLATINUM,))
    assert difference(CALENDAR, short).is_empty
    assert difference(short, CALENDAR).is_empty


@given(st.lists(LAYERS, max_size=4))
def test_a_difference_is_what_has_to_be_done_to_get_from_one_to_the_other(layers):
    after = layered(CALENDAR, layers)
    change = difference(CALENDAR, after)
    names = tuple(Holiday(it.day, it.after) for it in change.renamed)
    way = layer(*change.added, *names, removed=tuple(it.day for it in change.removed))
    assert difference(layered(CALENDAR, [way]), after).is_empty


@given(LAYERS)
def test_the_way_back_is_the_same_days_the_other_way_round(one):
    after = layered(CALENDAR, [one])
    there, back = difference(CALENDAR, after), difference(after, CALENDAR)
    assert (there.added, there.removed) == (back.removed, back.added)
