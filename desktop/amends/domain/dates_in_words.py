"""Dates as the office reads them, the same on screen, on paper and on the command line.

English, whatever the computer speaks: a letter is written in the office's language, not in that of
the machine. No other language is there yet.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_WEEKDAYS: Final = tuple(name[:3] for name in _WEEKDAYS)


def day_month(day: date) -> str:
    """Return "24 Nov"."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def short(day: date, today: date | None = None) -> str:
    """Return "Tue 24 Nov", with the year where it is not that of `today`."""
    year = f" {day.year}" if today is not None and day.year != today.year else ""
    return f"{SHORT_WEEKDAYS[day.weekday()]} {day_month(day)}{year}"


def long(day: date) -> str:
    """Return "Tuesday 24 November"."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def full(day: date) -> str:
    """Return "24 November 2026", the form in which a date leaves the office."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def time_of_day(at: datetime) -> str:
    """Return "14:30"."""
    return f"{at:%H:%M}"


def end_time(end: datetime) -> str:
    """Return "14:30", or "midnight" for the end of a day."""
    return "midnight" if (end.hour, end.minute) == (0, 0) else time_of_day(end)


def by_time(end: datetime) -> str:
    """Return "by 14:30", or "by midnight" for the end of a day."""
    return f"by {end_time(end)}"
