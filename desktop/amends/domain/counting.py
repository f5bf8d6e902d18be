"""How days are counted: from which day, in what, and where the last one falls.

Two policies that say "20 working days" may mean different dates. A procedure says what it means in
its table `[counting]`; what it leaves out is counted as most public bodies count: the day after is
day 1, a complaint of a Sunday was received on that Sunday, and a date stays where it falls.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Final, NamedTuple

import msgspec

from amends.domain.durations import HOURLY, Duration, Unit, add_months, read_duration
from amends.domain.hours import Hours, given_away, known_zone, last_day
from amends.domain.opening_hours import WrittenTime
from amends.domain.working_days import ONE_DAY, WorkingDays

DAYS_IN_WEEK: Final = 7
MONTHS_IN_YEAR: Final = 12

_CLEAR: Final = frozenset({Unit.CLEAR_DAYS, Unit.CLEAR_WORKING_DAYS})
_SCHOOL: Final = frozenset({Unit.SCHOOL_DAYS, Unit.TEACHING_DAYS, Unit.TERM_DAYS})
_WORKED: Final = frozenset(
    {Unit.WORKING_DAYS, Unit.CLEAR_WORKING_DAYS, Unit.WORKING_HOURS, *_SCHOOL}
)

POSTED_EXAMPLES: Final = '"2 working days", "2 days"'
POSTED_PATTERN: Final = "^[1-9][0-9]? (?:working )?days?$"


class FirstDay(StrEnum):
    """Which day is day 1. Clear days begin on the day after, whatever is said here."""

    DAY_AFTER = "the day after"
    SAME_DAY = "the same day"


class ClosedDay(StrEnum):
    """When something counts as received that came on a day on which nobody works."""

    STANDS = "that day"
    NEXT_WORKING_DAY = "the next working day"


class AfterHours(StrEnum):
    """When something counts as received that came later in the day than is received."""

    NEXT_DAY = "the next day"
    NEXT_WORKING_DAY = "the next working day"


class LastDay(StrEnum):
    """Where a last day goes that falls on a day on which nobody works."""

    AS_IT_FALLS = "as it falls"
    NEXT_WORKING_DAY = "the next working day"
    WORKING_DAY_BEFORE = "the working day before"


class Counting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a procedure says of counting; the defaults stand where it says nothing.

    What is known to have come later than `received_until` on its day counts as received on the one
    that `received_after` says. What the office sent by post counts as received so long after
    posting as `posted` says, and then on the next working day if that day is none.
    Where the office counts so by its own reading, the policy being silent, `because` says why.
    """

    first_day: FirstDay = FirstDay.DAY_AFTER
    received_when_closed: ClosedDay = ClosedDay.STANDS
    last_day: LastDay = LastDay.AS_IT_FALLS
    received_until: WrittenTime = ""
    received_after: AfterHours = AfterHours.NEXT_DAY
    posted: Annotated[str, msgspec.Meta(pattern=POSTED_PATTERN)] = ""
    because: str = ""


class Span(NamedTuple):
    """Days that do not count, both ends included; `last` is None while nobody knows it."""

    first: date
    last: date | None


PLAIN: Final = Counting()


def is_worked(unit: Unit) -> bool:
    """Return whether only working days count."""
    return unit in _WORKED


def in_terms(unit: Unit) -> bool:
    """Return whether only working days within a term count."""
    return unit in _SCHOOL


def days_of(unit: Unit, days: WorkingDays) -> WorkingDays:
    """Return the days by which a unit is counted: those of the terms, or all that are worked."""
    return days.school_days if unit in _SCHOOL else days


def deemed_received(posted_on: date, how: Counting, days: WorkingDays) -> date:
    """Return when what was posted on a day counts as received; `how` must have a rule for that."""
    day = due_date(posted_on, read_duration(how.posted), days)
    return day if days.works(day) else days.add(day, 1)


def starting_day(start: date, how: Counting, days: WorkingDays) -> date:
    """Return the day on which something that came on `start` counts as received."""
    stands = how.received_when_closed is ClosedDay.STANDS or days.works(days.known(start))
    return start if stands else days.add(start, 1)


def due_date(
    start: date,
    within: Duration,
    days: WorkingDays,
    how: Counting = PLAIN,
    without: Sequence[Span] = (),
) -> date:
    """Return the last day of `within`, counted from `start`, or back from it.

    The days of `without` do not count; they come in order, and each has a last day.

    Raises `CalendarRangeError` where either day lies outside the calendar.
    """
    if how is PLAIN and not without and within.unit is Unit.WORKING_DAYS and not within.before:
        return days.add(start, within.count)
    if within.unit in HOURLY:
        return last_counted(start, within, days, how, without)
    days = days_of(within.unit, days)
    day = last_counted(start, within, days, how, without)
    if within.unit in _CLEAR:  # what comes after the clear days is in time on the next day
        step = -1 if within.before else 1
        day = days.add(day, step) if is_worked(within.unit) else day + step * ONE_DAY
    if how.last_day is LastDay.AS_IT_FALLS or days.works(days.known(day)):
        return days.known(day)
    return days.add(day, 1 if how.last_day is LastDay.NEXT_WORKING_DAY else -1)


def last_counted(
    start: date,
    within: Duration,
    days: WorkingDays,
    how: Counting = PLAIN,
    without: Sequence[Span] = (),
) -> date:
    """Return the day that has the last number, wherever the due date goes from there.

    The end of hours is not moved; from a day whose time nobody knows, they run from its end.
    """
    days = days_of(within.unit, days)
    start = starting_day(start, how, days)
    if within.unit in HOURLY:
        return _last_day_of_hours(start, within, days, without)
    count = -within.count if within.before else within.count
    back = timedelta()
    if _counts_itself(how, within):
        back = ONE_DAY if within.before else -ONE_DAY
    if is_worked(within.unit):
        day = days.add(days.known(start + back), count)
    else:
        day = days.known(_in_calendar_days(start, count, within.unit) + back)
    begins = start if _counts_itself(how, within) else start + ONE_DAY
    return day if within.before else _given_back(begins, day, without, within, days)


def numbered(
    start: date,
    within: Duration,
    days: WorkingDays,
    how: Counting = PLAIN,
    without: Sequence[Span] = (),
) -> dict[date, int]:
    """Return the days that count, each with its number; counted backwards, the latest comes first.

    The last of them is `last_counted`: this is the same rule, told day by day. Hours are not told
    by numbers of days.
    """
    if within.unit in HOURLY:
        return {}
    days = days_of(within.unit, days)
    step = -1 if within.before else 1
    day = starting_day(start, how, days)
    if not _counts_itself(how, within):
        day += step * ONE_DAY
    last = last_counted(start, within, days, how, without)
    walked = (day + step * ONE_DAY * n for n in range(abs((last - day).days) + 1))
    counted = (
        it
        for it in walked
        if (not is_worked(within.unit) or days.works(it))
        and not any(span.first <= it <= (span.last or it) for span in without)
    )
    return {it: number for number, it in enumerate(counted, 1)}


def days_left(
    start: date,
    since: date,
    within: Duration,
    days: WorkingDays,
    how: Counting = PLAIN,
    without: Sequence[Span] = (),
) -> int:
    """Return how many of the days counted from `start` are still to come on the morning of `since`.

    0 once the last of them has passed. Where it goes from there is not known before, but that of
    clear days comes the day after them. What is counted back from a day is not held up.
    """
    last = last_counted(start, within, days, how, without)
    if since > last or within.before:
        return 0
    begins = starting_day(start, how, days)
    begins = begins if _counts_itself(how, within) else begins + ONE_DAY
    left = days_between(max(since, begins) - ONE_DAY, last, within.unit, days)
    return left + (within.unit in _CLEAR)


def days_between(after: date, through: date, unit: Unit, days: WorkingDays) -> int:
    """Return the days after `after` through `through`, as that unit counts them.

    Hours are told in days, working hours in working days.
    """
    if is_worked(unit):
        return days_of(unit, days).count(after, through)
    return (through - after).days


def _last_day_of_hours(
    start: date, within: Duration, days: WorkingDays, without: Sequence[Span]
) -> date:
    zone = known_zone()
    opening = days.opening_hours if is_worked(within.unit) else None
    count = -within.count if within.before else within.count
    from_ = given_away(start, zone, before=within.before)
    return last_day(Hours(zone, days, opening, without).add(from_, count))


def _given_back(
    begins: date, day: date, without: Sequence[Span], within: Duration, days: WorkingDays
) -> date:
    """Return the day that is later by what did not count from `begins` on, in its own unit."""
    for span in without:
        first = max(span.first, begins)
        if span.last is None or span.last < first:
            continue
        if first > day:
            break
        lost = days_between(first - ONE_DAY, span.last, within.unit, days)
        day = days.add(day, lost) if is_worked(within.unit) else day + lost * ONE_DAY
    return days.known(day)


def _counts_itself(how: Counting, within: Duration) -> bool:
    """Return whether the day from which the days run is day 1."""
    return how.first_day is FirstDay.SAME_DAY and within.unit not in _CLEAR


def _in_calendar_days(start: date, count: int, unit: Unit) -> date:
    """Return the corresponding date; beyond the last year there is, the last date there is."""
    try:
        match unit:
            case Unit.WEEKS:
                return start + timedelta(days=DAYS_IN_WEEK * count)
            case Unit.MONTHS:
                return add_months(start, count)
            case Unit.YEARS:
                return add_months(start, MONTHS_IN_YEAR * count)
            case _:
                return start + timedelta(days=count)
    except (OverflowError, ValueError):
        return date.max if count > 0 else date.min
