"""Cases of other people's software, with the dates that theirs gives."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import holidays
import pytest

from amends.domain.working_days import Calendar, Holiday, WorkingDays

NATIONS = ("ENG", "NIR", "SCT", "WLS")
CASES = Path(__file__).parent / "data" / "clock-cases.csv"

with CASES.open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))

# Rolling a date that falls on a non-working day is not built yet: the other rows wait for it.
WORKING_DAY_ROWS = [row for row in ROWS if row["rule"] == "+20WD"]


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


@pytest.mark.parametrize(
    "row", WORKING_DAY_ROWS, ids=[f"{row['start']} {row['notes']}" for row in WORKING_DAY_ROWS]
)
def test_twenty_working_days_end_where_alaveteli_ends_them(row):
    start = date.fromisoformat(row["start"][:10])  # of an instant, the day counts
    assert all_nations().add(start, 20) == date.fromisoformat(row["expected"])
