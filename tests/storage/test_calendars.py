"""Calendars hold the days that governments have announced, whatever the computer's language."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import msgspec
import pytest

from amends.domain.errors import UnknownCalendarError
from amends.domain.working_days import WorkingDays
from amends.storage.calendars import decode_calendar, encode_calendar, take_snapshot


@pytest.fixture(scope="module")
def scotland():
    return take_snapshot("GB-SCT")


def names(calendar, *days):
    by_day = {holiday.day: holiday.name for holiday in calendar.holidays}
    return [by_day.get(day, "") for day in days]


def test_scotland_keeps_its_own_days(scotland):
    days = names(
        scotland,
        date(2026, 1, 1),
        date(2026, 1, 2),
        date(2026, 6, 15),
        date(2026, 8, 3),
        date(2026, 11, 30),
    )
    assert all(days)
    assert "Andrew" in days[-1]


def test_scotland_works_where_england_does_not(scotland):
    assert names(scotland, date(2026, 4, 6), date(2026, 8, 31)) == ["", ""]
    assert all(names(take_snapshot("GB-ENG", 2026, 2026), date(2026, 4, 6), date(2026, 8, 31)))


@pytest.mark.parametrize(
    ("name", "substitutes"),
    [
        ("GB-SCT", [date(2022, 1, 3), date(2022, 1, 4), date(2027, 1, 4), date(2025, 12, 1)]),
        ("GB-ENG", [date(2022, 1, 3), date(2021, 12, 27), date(2021, 12, 28), date(2027, 12, 28)]),
        ("GB-NIR", [date(2024, 3, 18), date(2026, 7, 13)]),
    ],
)
def test_substitute_days_are_kept(name, substitutes):
    assert all(names(take_snapshot(name, 2020, 2028), *substitutes))


def test_days_moved_by_proclamation_are_where_they_were_held():
    england = take_snapshot("GB-ENG", 2020, 2024)
    held = [date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)]
    assert all(names(england, *held, date(2023, 5, 8)))
    assert names(england, date(2020, 5, 4), date(2022, 5, 30)) == ["", ""]


def test_a_snapshot_says_what_it_is_and_what_it_knows(scotland):
    assert scotland.name == "GB-SCT"
    assert scotland.title == "Scottish bank holidays"
    assert scotland.source.startswith("holidays 0.")
    assert (scotland.first, scotland.last) == (date(1990, 1, 1), date(2060, 12, 31))
    assert scotland.confirmed_through == date(2028, 12, 31)
    assert scotland.weekend == (5, 6)
    assert all(scotland.first <= holiday.day <= scotland.last for holiday in scotland.holidays)
    assert list(scotland.holidays) == sorted(scotland.holidays)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("GB-ENG", "English bank holidays"),
        ("GB-WLS", "Welsh bank holidays"),
        ("GB-NIR", "Northern Irish bank holidays"),
        ("IE", "Public holidays of Ireland"),
        ("IM", "Public holidays of Isle of Man"),
        ("DE-BY", "Public holidays of Germany, Bayern"),
    ],
)
def test_a_calendar_is_called_by_its_place(name, title):
    assert take_snapshot(name, 2026, 2026).title == title


def test_other_countries_are_confirmed_for_the_year_of_the_release():
    assert take_snapshot("IE").confirmed_through == date(2026, 12, 31)
    assert take_snapshot("IE", 2020, 2024).confirmed_through == date(2024, 12, 31)


def test_ireland_has_its_days():
    ireland = take_snapshot("IE", 2026, 2026)
    assert len(ireland.holidays) == 10
    assert all(names(ireland, date(2026, 2, 2), date(2026, 3, 17), date(2026, 8, 3)))


def test_a_weekend_is_that_of_the_country():
    assert take_snapshot("SA", 2026, 2026).weekend == (4, 5)


def test_holidays_that_fall_together_are_both_named():
    germany = take_snapshot("DE", 2008, 2008)
    (both,) = names(germany, date(2008, 5, 1))
    assert both.count("; ") == 1


@pytest.mark.parametrize(
    "name",
    [
        "GB",
        "UK",
        "GBR",
        "XX",
        "",
        "-",
        "GB-",
        "GB-XX",
        "GB-Scotland",
        "gb-sct",
        "IE-D",
        "XNYS",
    ],
)
def test_what_is_no_place_with_holidays_is_refused(name):
    with pytest.raises(UnknownCalendarError) as caught:
        take_snapshot(name)
    assert caught.value.name == name
    assert "GB-SCT" in str(caught.value)


def test_a_snapshot_survives_its_pinning(scotland):
    raw = encode_calendar(scotland)
    assert decode_calendar(raw) == scotland
    assert encode_calendar(decode_calendar(raw)) == raw
    assert raw == encode_calendar(take_snapshot("GB-SCT"))


def test_other_bytes_are_no_calendar():
    for raw in (b"", b"{}", b"\xff"):
        with pytest.raises(msgspec.MsgspecError):
            decode_calendar(raw)


def test_a_snapshot_counts_working_days(scotland):
    working = WorkingDays(scotland)
    assert working.add(date(2026, 11, 27), 1) == date(2026, 12, 1)
    assert working.add(date(2025, 12, 31), 1) == date(2026, 1, 5)


def test_many_threads_get_the_same_calendar(scotland):
    with ThreadPoolExecutor(4) as threads:
        taken = list(threads.map(take_snapshot, ["GB-SCT", "IE", "GB-ENG", "GB-SCT"] * 2))
    assert {calendar.name: calendar for calendar in taken}["GB-SCT"] == scotland
    assert taken[:4] == taken[4:]


def test_no_year_lacks_its_first_of_january(scotland):
    day = date(1990, 1, 1)
    while day < date(2060, 1, 1):
        assert names(scotland, day) != [""]
        day = date(day.year + 1, 1, 1)


@pytest.mark.parametrize("language", ["de_DE.UTF-8", "th_TH.UTF-8", "C"])
def test_names_do_not_follow_the_language_of_the_computer(scotland, language):
    program = (
        "import sys; from amends.storage.calendars import *;"
        " sys.stdout.buffer.write(encode_calendar(take_snapshot('GB-SCT')))"
    )
    environment = os.environ | {
        "LANG": language,
        "LANGUAGE": language,
        "LC_ALL": language,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    found = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=True
    )
    assert decode_calendar(found.stdout) == scotland
