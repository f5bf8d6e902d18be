"""Which copies of an office are worth keeping as they grow old."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

DAILY_FOR: Final = timedelta(weeks=2)
WEEKLY_FOR: Final = timedelta(days=91)  # three months


def worth_keeping(made: Iterable[datetime], today: date) -> set[datetime]:
    """Return the copies to keep: all of today, then the last of each day, week and month.

    One a day for two weeks, one a week for three months, one a month after that. What is kept
    today was kept yesterday, so it does not matter how often the rest is thrown away. Days are
    those that the instants themselves tell, weeks begin on Monday.
    """
    last: dict[tuple[object, ...], datetime] = {}
    for each in sorted(made):
        last[_shelf(each, today)] = each
    return set(last.values())


def _shelf(made: datetime, today: date) -> tuple[object, ...]:
    """Return what a copy shares with those of which only the last is kept."""
    day, age = made.date(), today - made.date()
    if age < timedelta(days=1):
        return "each", made
    if age <= DAILY_FOR:
        return "day", day
    if age <= WEEKLY_FOR:
        return ("week", *day.isocalendar()[:2])
    return "month", day.year, day.month
