"""Holidays out of a calendar file (.ics): its all-day events, each a day or a few in a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from amends.domain.errors import HolidayFileError, Problem
from amends.readers.holiday_lists import Entry, HolidayList, holidays_of, text_of

if TYPE_CHECKING:
    from icalendar import Component

LONGEST_EVENT_DAYS: Final = 31

_ALL_DAY: Final = "an all-day event"
_FILE: Final = "a calendar file that begins with BEGIN:VCALENDAR"
_BEGINS: Final = "BEGIN:VEVENT"
_REPEATS: Final = ("RRULE", "RDATE")


def read_events(raw: bytes, file: str) -> tuple[HolidayList, ...]:
    """Return the one list that a calendar file holds.

    Raises `HolidayFileError`, also for an event with a time of day, and for one that repeats: what
    is meant by them would have to be guessed.
    """
    from icalendar import Calendar

    text = text_of(raw, file)
    try:
        found = Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError, RecursionError) as error:
        raise HolidayFileError(file, (Problem("", str(error), _FILE),)) from None
    events = [event for part in found for event in part.walk("VEVENT")]
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip().upper() == _BEGINS]
    if len(events) != len(lines):  # one of them lies in something else, or does not end
        raise HolidayFileError(file, (Problem("", "an event that is cut off", _FILE),))
    entries = (
        entry
        for event, line in zip(events, lines, strict=True)
        for entry in _days_of(event, line, file)
    )
    return (HolidayList("", holidays_of(entries, file)),)


def _days_of(event: Component, line: int, file: str) -> Iterator[Entry]:
    name = str(event.get("SUMMARY", ""))

    def refused(found: str, allowed: str) -> HolidayFileError:
        return HolidayFileError(file, (Problem(name, found, allowed, line),))

    if any(event.get(each) is not None for each in _REPEATS):
        raise refused("an event that repeats", "one event for each day")
    first = _day(event.get("DTSTART"))
    last = _day(event.get("DTEND")) if "DTEND" in event else first
    if first is None or last is None:
        raise refused("an event with a time of day, or without a day", _ALL_DAY)
    length = max((last - first).days, 1)  # the end is the day after the last one
    if length > LONGEST_EVENT_DAYS:
        raise refused(f"an event of {length} days", f"at most {LONGEST_EVENT_DAYS}")
    for number in range(length):
        yield Entry(first + timedelta(days=number), name, name, line)


def _day(found: object) -> date | None:
    """Return the day that is found, None where that is an instant, or cannot be read."""
    from icalendar import vDDDTypes

    day = found.dt if isinstance(found, vDDDTypes) else None
    return day if isinstance(day, date) and not isinstance(day, datetime) else None
