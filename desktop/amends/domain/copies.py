"""Which copies of an office are worth keeping as they grow old."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

DAILY_FOR: Final = timedelta(weeks=2)
WEEKLY_FOR: Final = timedelta(days=91)  # three months

_FIRST_YEAR: Final = 1971
_LAST_YEAR: Final = 2999


def is_possible(made: datetime) -> bool:
    """Return whether a copy can be of that moment: of no other, every system tells local time."""
    return _FIRST_YEAR <= made.year <= _LAST_YEAR


def worth_keeping(made: Iterable[datetime], today: date) -> set[datetime]:
    """Return the copies to keep: all of today, then the last of each day, week and month.

    One a day for two weeks, one a week for three months, one a month after that; and of the last
    fourteen days on which any was made, however long ago: a clock that runs ahead by years for a
    day must not make all of them old. What is kept today was kept yesterday, so it does not matter
    how often the rest is thrown away. Days are those that the instants themselves tell, weeks begin
    on Monday.
    """
    instants = sorted(made)
    days = sorted({each.date() for each in instants if each.date() < today})
    latest = frozenset(days[-DAILY_FOR.days :])
    last: dict[tuple[object, ...], datetime] = {}
    for each in instants:
        last[_shelf(each, today, latest)] = each
    return set(last.values())


def _shelf(made: datetime, today: date, latest: frozenset[date]) -> tuple[object, ...]:
    """Return what a copy shares with those of which only the last is kept."""
    day, age = made.date(), today - made.date()
    if age < timedelta(days=1):
        return "each", made
    if age <= DAILY_FOR or day in latest:
        return "day", day
    if age <= WEEKLY_FOR:
        return ("week", *day.isocalendar()[:2])
    return "month", day.year, day.month
