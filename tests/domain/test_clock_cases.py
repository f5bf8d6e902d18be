"""Cases of other people's software, with the dates that theirs gives."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import holidays
import pytest

from amends.domain.counting import PLAIN, Counting, LastDay, due_date
from amends.domain.durations import read_duration
from amends.domain.working_days import Calendar, Holiday, WorkingDays

NATIONS = ("ENG", "NIR", "SCT", "WLS")
CASES = Path(__file__).parent / "data" / "clock-cases.csv"

with CASES.open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))

RULES = {
    "+20WD": ("20 working days", PLAIN),
    "+20CD;roll=fwd": ("20 days", Counting(last_day=LastDay.NEXT_WORKING_DAY)),
}


@cache
def all_nations() -> WorkingDays:
    """Return the days that are worked in every part of the United Kingdom."""
    found: dict[date, str] = {}
    for nation in NATIONS:
        place = holidays.country_holidays(
            "GB", subdiv=nation, years=range(2007, 2011), expand=False, language="en_GB"
        )
        found |= dict(place.items())
    calendar = Calendar(
        name="GB-ALL",
        title="bank holidays of any part of the United Kingdom",
        source="holidays",
        first=date(2007, 1, 1),
        last=date(2010, 12, 31),
        confirmed_through=date(2010, 12, 31),
        holidays=tuple(Holiday(day, name) for day, name in sorted(found.items())),
    )
    return WorkingDays(calendar)


def test_no_case_was_lost():
    rules = [row["rule"] for row in ROWS]
    assert (rules.count("+20WD"), rules.count("+20CD;roll=fwd"), len(rules)) == (9, 8, 17)
    assert {row["calendar"] for row in ROWS} == {"GB-ALL"}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['start']} {row['notes']}" for row in ROWS])
def test_twenty_days_end_where_alaveteli_ends_them(row):
    start = date.fromisoformat(row["start"][:10])  # of an instant, the day counts
    within, how = RULES[row["rule"]]
    due = due_date(start, read_duration(within), all_nations(), how)
    assert due == date.fromisoformat(row["expected"])
