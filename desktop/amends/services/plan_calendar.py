"""Plan a change of the days on which the office works: its calendar, dates put right, closures.

Nothing here changes anything: `propose_change.py` tells what a plan would do, and records it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from amends.domain.calendar_layers import difference
from amends.domain.errors import (
    DateNotPossibleError,
    TooManyHolidaysError,
    UnknownCalendarError,
)
from amends.domain.events.base import required
from amends.domain.events.corrections import EventWithdrawn
from amends.domain.events.office_events import CalendarAdopted, ClosureAdded, HolidaysCorrected
from amends.domain.working_days import Calendar, Closure, Holiday
from amends.readers.holiday_lists import HolidayList
from amends.services.desk import Desk
from amends.services.ground import read_ground
from amends.services.progress import Progress
from amends.services.propose_change import PlannedChange
from amends.storage.calendars import decode_calendar, encode_calendar, take_snapshot

MOST_HOLIDAYS: Final = 40  # a year; the fullest calendar of any country has 38
BY_HAND: Final = "the office"


@dataclass(frozen=True, slots=True)
class Import:
    """What a list of holidays would change, and what somebody should look at first.

    `on_weekend` are its days on which nobody works anyway, `without` the years between its first
    and its last for which it names no day; those years stay as they are.
    """

    planned: PlannedChange
    on_weekend: tuple[Holiday, ...]
    without: tuple[int, ...]


def plan_calendar(name: str, today: date) -> PlannedChange:
    """Plan to count by the calendar of other places ("GB-ENG", "GB-ENG+IE").

    Raises `UnknownCalendarError`; of it, `CalendarOfPartsError` for the United Kingdom.
    """
    return _adopting(take_snapshot(name), today)


def plan_newer_dates(desk: Desk, today: date, _progress: Progress) -> PlannedChange | None:
    """Plan to take the dates of the same places that came with this version of Amends.

    Returns None where they are those that the office has pinned, or older, or there are none.
    """
    with desk.store.reading() as unit:
        pinned = decode_calendar(unit.pins.read(read_ground(unit).office.calendar_digest))
    try:
        newer = take_snapshot(pinned.name)
    except UnknownCalendarError:  # of a place that is called otherwise by now
        return None
    if _release(newer) < _release(pinned) or _tells_the_same(newer, pinned):
        return None
    return _adopting(newer, today)


def plan_day(calendar: Calendar, day: date, name: str, today: date) -> PlannedChange:
    """Plan to make one day a holiday, or to give it another name.

    Raises `DateNotPossibleError` outside the calendar, and `FieldMissingError` without a name.
    """
    added = (Holiday(_known(calendar, day), required("name", name)),)
    return PlannedChange(HolidaysCorrected(happened_on=today, source=BY_HAND, why="", added=added))


def plan_without_day(calendar: Calendar, day: date, today: date) -> PlannedChange:
    """Plan that one day is no holiday. Raises `DateNotPossibleError` outside the calendar."""
    removed = (_known(calendar, day),)
    return PlannedChange(
        HolidaysCorrected(happened_on=today, source=BY_HAND, why="", removed=removed)
    )


def plan_import(
    calendar: Calendar, listed: HolidayList, source: str, today: date, *, is_whole: bool
) -> Import:
    """Plan to take the days of a list; of a whole one, also that no other day is a holiday.

    The list speaks for the years of which it names a day. Raises `TooManyHolidaysError`.
    """
    by_year = _by_year(listed)
    known = {holiday.day: holiday.name for holiday in calendar.holidays}
    event = HolidaysCorrected(
        happened_on=today,
        source=source,
        why="",
        added=tuple(it for it in listed.holidays if not _is_same(it.name, known.get(it.day, ""))),
        removed=tuple(_not_listed(calendar, by_year)) if is_whole else (),
    )
    years = range(min(by_year), max(by_year) + 1)
    return Import(
        PlannedChange(event),
        tuple(it for it in listed.holidays if it.day.weekday() in calendar.weekend),
        tuple(year for year in years if year not in by_year) if is_whole else (),
    )


def plan_closure(closure: Closure, today: date) -> PlannedChange:
    """Plan that the office is closed on some days."""
    return PlannedChange(
        ClosureAdded(happened_on=today, first=closure.first, last=closure.last, name=closure.name)
    )


def plan_withdrawal(entry: UUID, today: date) -> PlannedChange:
    """Plan that a closure, or a correction of the calendar, does not hold."""
    return PlannedChange(EventWithdrawn(happened_on=today, target=entry, reason=""))


def _adopting(calendar: Calendar, today: date) -> PlannedChange:
    raw = encode_calendar(calendar)
    digest = hashlib.sha256(raw).hexdigest()
    return PlannedChange(
        CalendarAdopted(happened_on=today, calendar=calendar.name, digest=digest), raw
    )


def _release(calendar: Calendar) -> tuple[int, ...]:
    """Return the release of the source as figures: (0, 109) for "holidays 0.109"."""
    return tuple(int(figures) for figures in re.findall(r"\d+", calendar.source))


def _tells_the_same(one: Calendar, other: Calendar) -> bool:
    bounds = [(it.first, it.last, it.confirmed_through) for it in (one, other)]
    return bounds[0] == bounds[1] and difference(one, other).is_empty


def _known(calendar: Calendar, day: date) -> date:
    if not calendar.first <= day <= calendar.last:
        raise DateNotPossibleError(day, calendar.first, calendar.last)
    return day


def _by_year(listed: HolidayList) -> Mapping[int, set[date]]:
    """Return the days of each year of a list. Raises `TooManyHolidaysError`."""
    by_year: dict[int, set[date]] = {}
    for holiday in listed.holidays:
        by_year.setdefault(holiday.day.year, set()).add(holiday.day)
    for year, days in by_year.items():
        if len(days) > MOST_HOLIDAYS:
            raise TooManyHolidaysError(year, len(days), MOST_HOLIDAYS)
    return by_year


def _not_listed(calendar: Calendar, by_year: Mapping[int, set[date]]) -> Iterator[date]:
    """Return the holidays that a whole list lacks; at weekends it need not name them."""
    for holiday in calendar.holidays:
        days = by_year.get(holiday.day.year)
        is_idle = holiday.day.weekday() in calendar.weekend
        if days is not None and holiday.day not in days and not is_idle:
            yield holiday.day


def _is_same(name: str, other: str) -> bool:
    """Return whether two names differ in how they are written alone, as in "St. Andrew’s Day"."""

    def bare(text: str) -> str:
        return "".join(char for char in text.casefold() if char.isalnum())

    return bare(name) == bare(other)
