"""Hours: worked by hand across clock changes and closed days, and what holds for all of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.counting import Span, days_left, due_date
from amends.domain.durations import Unit, read_duration
from amends.domain.errors import CalendarRangeError
from amends.domain.hours import Hours, find_zone, known_zone, last_day, midnight
from amends.domain.opening_hours import USUAL_HOURS, Open, OpeningHours, crossed
from amends.domain.working_days import Closure
from tests.domain.many import MANY
from tests.domain.scotland import DAYS, dec, nov, scottish_days

LONDON = ZoneInfo("Europe/London")
ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/London", "Pacific/Auckland", "Pacific/Honolulu", "UTC")]
)
INSTANTS = st.datetimes(datetime(2026, 2, 1), datetime(2026, 12, 1), timezones=st.just(UTC))
COUNTS = st.integers(1, 120)
ANY_HOURS = st.sampled_from(
    [
        None,
        USUAL_HOURS,
        OpeningHours(monday="09:00-12:30, 13:30-17:00", thursday="00:00-24:00"),
        OpeningHours(sunday="00:00-24:00", tuesday="01:00-01:30, 01:30-20:00"),
    ]
)
PAUSES = st.lists(st.dates(date(2026, 2, 1), date(2026, 12, 1)), max_size=4).map(
    lambda firsts: [Span(first, first + timedelta(days=2)) for first in sorted(firsts)]
)


def london(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


def working(*closures: Closure, **hours: str) -> Hours:
    opening = OpeningHours(**hours) if hours else USUAL_HOURS
    return Hours(LONDON, scottish_days(*closures), opening)


def test_48_hours_over_the_night_in_which_the_clocks_go_back_end_an_hour_early_by_the_clock():
    """Sat 24 Oct 09:00 BST is 08:00 UTC; 48 hours later it is Mon 26 Oct 08:00 UTC, and GMT."""
    end = Hours(LONDON, DAYS).add(london(date(2026, 10, 24), 9), 48)
    assert end == london(date(2026, 10, 26), 8)
    assert (end.hour, end.tzinfo) == (8, LONDON)
    # From 9 to 9 by the clock are 49 hours.
    assert Hours(LONDON, DAYS).add(london(date(2026, 10, 24), 9), 49).hour == 9


def test_24_hours_over_the_night_in_which_the_clocks_go_forward_end_an_hour_late_by_the_clock():
    """Sat 28 Mar 2026 12:00 GMT; on the 29th the clock jumps from 01:00 to 02:00."""
    assert Hours(LONDON, DAYS).add(london(date(2026, 3, 28), 12), 24).hour == 13


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        # Friday 20 November 16:00: one hour that day, then Monday from 09:00.
        (london(nov(20), 16), 1, london(nov(20), 17)),
        (london(nov(20), 16), 3, london(nov(23), 11)),
        # What comes at night counts from the morning, on a Saturday from Monday.
        (london(nov(19), 22), 1, london(nov(20), 10)),
        (london(nov(21), 10), 8, london(nov(23), 17)),
        # Mon 30 November is St Andrew's Day: Fri 27 Nov 16:30 has 30 minutes, Tue the rest.
        (london(nov(27), 16, 30), 1, london(dec(1), 9, 30)),
        # 72 working hours are nine days of eight: Mon 16 Nov 09:00 to Thu 26 Nov 17:00.
        (london(nov(16), 9), 72, london(nov(26), 17)),
        # Back from Monday 23 November 10:00: one hour on Monday, the other on Friday at its end.
        (london(nov(23), 10), -2, london(nov(20), 16)),
        (london(nov(22), 12), -8, london(nov(20), 9)),
    ],
)
def test_working_hours_run_while_the_office_works(start, count, end):
    assert working().add(start, count) == end


def test_working_hours_keep_the_break_at_noon_and_the_days_of_a_closure():
    hours = working(Closure(nov(24), nov(25), "training"), monday="09:00-12:30, 13:30-17:00")
    # Monday has seven hours, and is the only day with any.
    assert hours.add(london(nov(23), 12), 1) == london(nov(23), 14)  # 30 minutes, noon, 30 minutes
    assert hours.add(london(nov(23), 9), 8) == london(dec(7), 10)  # Mon 30 November is a holiday
    closed = working(Closure(nov(24), nov(25), "training"))
    assert closed.add(london(nov(23), 16), 2) == london(nov(26), 10)


def test_hours_stand_still_on_paused_days():
    paused = [Span(nov(24), nov(25))]
    assert Hours(LONDON, DAYS, None, paused).add(london(nov(23), 12), 24) == london(nov(26), 12)
    assert Hours(LONDON, DAYS, USUAL_HOURS, paused).add(london(nov(23), 12), 8) == london(
        nov(26), 12
    )


def test_the_hours_of_each_day_add_up_to_what_was_counted():
    start = london(date(2026, 10, 24), 9)
    by_day = dict(Hours(LONDON, DAYS).by_day(start, Hours(LONDON, DAYS).add(start, 48)))
    assert [hours / timedelta(hours=1) for hours in by_day.values()] == [15, 25, 8]


def test_a_midnight_ends_the_day_before_it():
    assert last_day(midnight(nov(24), LONDON).astimezone(LONDON)) == nov(23)
    assert last_day(london(nov(24), 0, 1)) == nov(24)


@pytest.mark.parametrize(
    ("written", "due"),
    [
        # From the end of Saturday: 48 hours, of which Sunday has 25, end on Monday at 23:00.
        ("48 hours", date(2026, 10, 26)),
        ("24 hours", date(2026, 10, 25)),
        ("1 hour", date(2026, 10, 25)),
        # Back from the beginning of Saturday: the last moment is that of Thursday.
        ("24 hours before", date(2026, 10, 22)),
        ("8 working hours", date(2026, 10, 26)),
        ("9 working hours", date(2026, 10, 27)),
    ],
)
def test_a_day_whose_time_nobody_knows_is_given_away(written, due):
    assert due_date(date(2026, 10, 24), read_duration(written), DAYS) == due


def test_hours_that_a_pause_interrupts_tell_the_days_that_are_left():
    assert days_left(nov(23), nov(24), read_duration("48 hours"), DAYS) == 2
    assert days_left(nov(23), nov(26), read_duration("48 hours"), DAYS) == 0


def test_beyond_the_calendar_hours_are_refused_and_not_guessed():
    for hours in (Hours(LONDON, DAYS), working(), Hours(LONDON, DAYS, OpeningHours())):
        with pytest.raises(CalendarRangeError):
            hours.add(london(date(2027, 12, 31), 12), 24)
        with pytest.raises(CalendarRangeError):
            hours.add(london(date(2026, 1, 1), 12), -24)


@pytest.mark.parametrize(
    "name", ["", "Europe", "Mars/Olympus", "../../etc/passwd", "x" * 5000, "\x00"]
)
def test_what_is_no_time_zone_is_none(name):
    assert find_zone(name) is None
    assert known_zone(name, "Pacific/Auckland").key == "Pacific/Auckland"
    assert known_zone(name).key == "Europe/London"


@MANY
@given(ANY_HOURS, ZONES, PAUSES, INSTANTS, COUNTS)
def test_what_was_added_is_what_counts_in_between(opening, zone, pauses, start, count):
    hours = Hours(zone, DAYS, opening, pauses)
    end = hours.add(start, count)
    assert sum((part for _day, part in hours.by_day(start, end)), timedelta()) == timedelta(
        hours=count
    )


@MANY
@given(ANY_HOURS, ZONES, PAUSES, INSTANTS, COUNTS)
def test_back_and_forth_again_loses_no_hour(opening, zone, pauses, start, count):
    hours = Hours(zone, DAYS, opening, pauses)
    end = hours.add(start, count)
    assert hours.add(hours.add(end, -count), count) == end


@MANY
@given(ANY_HOURS, ZONES, INSTANTS, COUNTS, st.integers(1, 20), st.integers(0, 5_000))
def test_more_hours_end_later_and_a_later_start_never_ends_earlier(
    opening, zone, start, count, more, minutes
):
    hours = Hours(zone, DAYS, opening)
    assert hours.add(start, count) < hours.add(start, count + more)
    assert hours.add(start, count) <= hours.add(start + timedelta(minutes=minutes), count)


@MANY
@given(INSTANTS, st.sampled_from([24, 48, 72]))
def test_whole_days_of_hours_end_on_the_same_day_whether_the_time_is_known_or_not(start, count):
    """But for the night in which the clocks change, and for midnight itself."""
    local = start.astimezone(LONDON)
    later = local + timedelta(days=count // 24 + 1)  # the whole of the last day is given away
    if local.utcoffset() == later.utcoffset() and last_day(local) == local.date():
        known = last_day(Hours(LONDON, DAYS).add(start, count))
        assert known == due_date(local.date(), read_duration(f"{count} hours"), DAYS)


@MANY
@given(ANY_HOURS.filter(bool), st.integers(0, 6))
def test_opening_hours_are_told_as_they_are_written(opening, weekday):
    assert list(crossed(opening)) == []
    for opens, closes in opening.on(weekday):
        for minutes in (opens, closes):
            assert f"{minutes // 60:02}:{minutes % 60:02}" in str(opening)


def test_opening_hours_of_days_that_follow_one_another_are_told_together():
    assert str(USUAL_HOURS) == "Monday to Friday 09:00 to 17:00"
    own = OpeningHours(
        monday="09:00-12:30, 13:30-17:00", tuesday="10:00-16:00", sunday="10:00-24:00"
    )
    assert str(own) == (
        "Monday 09:00 to 12:30 and 13:30 to 17:00, Tuesday 10:00 to 16:00, Sunday 10:00 to 24:00"
    )
    assert own.on(0) == (Open(540, 750), Open(810, 1020))
    assert str(OpeningHours()) == ""


@pytest.mark.parametrize("written", ["17:00-09:00", "09:00-09:00", "09:00-12:00, 11:00-17:00"])
def test_hours_that_cross_are_found(written):
    assert list(crossed(OpeningHours(monday="09:00-17:00", friday=written))) == ["friday"]


def test_every_unit_says_itself_again():
    for unit in Unit:
        for count in (1, 2):
            duration = read_duration(f"{count} {unit.value if count > 1 else unit.value[:-1]}")
            assert (duration.unit, duration.count) == (unit, count)
            assert read_duration(str(duration)) == duration
