"""Which days an office works, and the arithmetic on them.

A calendar is a snapshot: dates copied out of a source once, with their provenance. The arithmetic
runs on a rank table made from it, so that adding and counting can never disagree. Outside its
range the table raises; it does not guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Final

import msgspec

from amends.domain.errors import CalendarRangeError, NoWorkingDayError
from amends.domain.opening_hours import USUAL_HOURS, OpeningHours
from amends.domain.school_terms import SchoolTerm

SCHOOL_HOLIDAYS: Final = "school holidays"
SATURDAY: Final = 5
ONE_DAY: Final = timedelta(days=1)


class Holiday(msgspec.Struct, frozen=True, order=True):
    """A public holiday: its date, and its name as the source gives it."""

    day: date
    name: str


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """The holidays of one place, as one source gave them.

    `first` and `last` bound what is known; after `confirmed_through` the dates are expected rather
    than announced. Weekdays count from Monday as 0.
    """

    name: str
    title: str
    source: str
    first: date
    last: date
    confirmed_through: date
    holidays: tuple[Holiday, ...]
    weekend: tuple[int, ...] = (SATURDAY, SATURDAY + 1)


def united(calendars: Sequence[Calendar]) -> Calendar:
    """Return the calendar by which only those days are worked that all of these work.

    It knows what all of them know. One calendar is returned as it is; there must be at least one.
    """
    if len(calendars) == 1:
        return calendars[0]
    names: dict[date, list[str]] = {}
    for calendar in calendars:
        for holiday in calendar.holidays:
            names.setdefault(holiday.day, []).append(holiday.name)
    return Calendar(
        name="+".join(calendar.name for calendar in calendars),
        title=" and ".join(calendar.title for calendar in calendars),
        source="; ".join(dict.fromkeys(calendar.source for calendar in calendars)),
        first=max(calendar.first for calendar in calendars),
        last=min(calendar.last for calendar in calendars),
        confirmed_through=min(calendar.confirmed_through for calendar in calendars),
        holidays=tuple(
            Holiday(day, " / ".join(dict.fromkeys(names[day]))) for day in sorted(names)
        ),
        weekend=tuple(sorted({day for calendar in calendars for day in calendar.weekend})),
    )


class Closure(msgspec.Struct, frozen=True, order=True):
    """Days on which the office itself is closed, first and last included."""

    first: date
    last: date
    name: str


class DayKind(StrEnum):
    """What a day is to the office."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSURE = "closure"


class Day(msgspec.Struct, frozen=True):
    """One day, what it is, and the name of the holiday or closure that makes it so."""

    date: date
    kind: DayKind
    name: str = ""


class WorkingDays:
    """A calendar and the office's closures as a rank table; immutable, and safe in any thread.

    `opening_hours` are those of the office; they count where its policy states none.
    """

    def __init__(
        self,
        calendar: Calendar,
        closures: Iterable[Closure] = (),
        terms: Iterable[SchoolTerm] = (),
        opening_hours: OpeningHours = USUAL_HOURS,
    ) -> None:
        """Build the table. Raises `NoWorkingDayError` where no day would be left to work."""
        self.calendar = calendar
        self.terms = tuple(sorted(terms))
        self.opening_hours = opening_hours
        self._closures = closures = tuple(closures)
        self._holidays = {holiday.day: holiday.name for holiday in calendar.holidays}
        self._closed = {
            day: closure.name for closure in closures for day in _closed_days(closure, calendar)
        }
        self._working: list[date] = []
        self._rank: dict[date, int] = {}  # working days up to and including that day
        for day in _each_day(calendar.first, calendar.last):
            if self.works(day):
                self._working.append(day)
            self._rank[day] = len(self._working)
        if not self._working:
            raise NoWorkingDayError(calendar.name)

    @cached_property
    def school_days(self) -> WorkingDays:
        """The working days that lie in a term, or where no term dates are known.

        Beyond the terms that are listed every working day is taken for a school day: that gives
        the earliest date that it can be. Raises `NoWorkingDayError` where none is left.
        """
        if not self.terms:
            return self
        between = _between(self.terms)
        return WorkingDays(self.calendar, (*self._closures, *between), (), self.opening_hours)

    def add(self, start: date, count: int) -> date:
        """Return the `count`th working day strictly after `start`; before it where negative."""
        rank = self._rank_of(start)
        if count == 0:
            return start
        place = rank + count
        if count > 0 or self.works(start):
            place -= 1
        if 0 <= place < len(self._working):
            return self._working[place]
        raise self._out_of_range(_beyond(self.calendar, count))

    def count(self, after: date, through: date) -> int:
        """Return how many working days lie after `after`, up to and including `through`.

        Negative where `through` is the earlier.
        """
        try:
            return self._rank[through] - self._rank[after]
        except KeyError as error:
            raise self._out_of_range(error.args[0]) from None

    def known(self, day: date) -> date:
        """Return `day`. Raises `CalendarRangeError` where the calendar does not know it."""
        self._rank_of(day)
        return day

    def day(self, day: date) -> Day:
        """Return what `day` is; a closure shows only where the office would have worked."""
        self._rank_of(day)
        if day.weekday() in self.calendar.weekend:
            return Day(day, DayKind.WEEKEND)
        if day in self._holidays:
            return Day(day, DayKind.HOLIDAY, self._holidays[day])
        if day in self._closed:
            return Day(day, DayKind.CLOSURE, self._closed[day])
        return Day(day, DayKind.WORKING)

    def days(self, first: date, last: date) -> Iterator[Day]:
        """Return each day from `first` to `last`, both included."""
        return (self.day(day) for day in _each_day(self.known(first), self.known(last)))

    def works(self, day: date) -> bool:
        """Return whether the office works on `day`, which the calendar must know."""
        return not (
            day.weekday() in self.calendar.weekend or day in self._holidays or day in self._closed
        )

    def _rank_of(self, day: date) -> int:
        try:
            return self._rank[day]
        except KeyError:
            raise self._out_of_range(day) from None

    def _out_of_range(self, day: date) -> CalendarRangeError:
        return CalendarRangeError(self.calendar.name, day, self.calendar.first, self.calendar.last)


def _between(terms: Sequence[SchoolTerm]) -> Iterator[Closure]:
    """Return the holidays between terms, which come in order and may overlap."""
    last = terms[0].last
    for term in terms[1:]:
        if term.first > last + ONE_DAY:
            yield Closure(last + ONE_DAY, term.first - ONE_DAY, SCHOOL_HOLIDAYS)
        last = max(last, term.last)


def _each_day(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _closed_days(closure: Closure, calendar: Calendar) -> Iterator[date]:
    return _each_day(max(closure.first, calendar.first), min(closure.last, calendar.last))


def _beyond(calendar: Calendar, count: int) -> date:
    """Return the first day that the calendar does not know, towards later days or earlier ones."""
    return calendar.last + ONE_DAY if count > 0 else calendar.first - ONE_DAY
