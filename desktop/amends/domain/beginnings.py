"""From when a clock counts: what came late in the day, what went by post, and the hour of it.

A clock starts on the day of its trigger. By a rule of the procedure that may count as a later day,
and a clock in hours runs from an instant. Where only the day is known its whole is given away:
hours run from its end, or back from its beginning, so that never fewer lie between.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from amends.domain.clocks import Begin, Clock
from amends.domain.counting import (
    AfterHours,
    Counting,
    deemed_received,
    due_date,
    is_worked,
    starting_day,
)
from amends.domain.durations import Duration
from amends.domain.happenings import Happening
from amends.domain.hours import Hours, given_away, known_zone, last_day, midnight
from amends.domain.opening_hours import read_minutes
from amends.domain.working_days import ONE_DAY, DayKind, WorkingDays


def begin(idle: Clock, done: Happening, days: WorkingDays) -> Clock:
    """Return the clock with what its trigger counts as, where that is not simply its day.

    Where its time would fall in a closure, and is another then, it has that other time.
    """
    is_timed = done.at is not None and idle.counting.received_until != ""
    if idle.is_hourly or is_timed or (idle.on_receipt and (done.posted or done.arrived_on)):
        idle = replace(idle, begins=_beginning(idle, done, days))
    if idle.if_closed is None or idle.within is None or idle.closed_by:
        return idle
    if not (closed_by := _closed_by(idle, idle.within, done.on, days)):
        return idle
    return begin(replace(idle, within=idle.if_closed, closed_by=closed_by), done, days)


def end_of_hours(clock: Clock, days: WorkingDays) -> datetime | None:
    """Return the instant at which a clock in hours ends that has begun; None for one in days."""
    if clock.begins is None or clock.begins.at is None or clock.within is None:
        return None
    count = -clock.within.count if clock.within.before else clock.within.count
    return hours_of(clock, days).add(clock.begins.at, count)


def hours_of(clock: Clock, days: WorkingDays) -> Hours:
    """Return what counts as an hour to a clock that runs in hours from an instant."""
    assert clock.begins is not None
    assert clock.within is not None
    opening = clock.opening_hours or days.opening_hours
    without = [span for span in clock.without if span.last is not None]
    zone = known_zone(clock.begins.zone)
    return Hours(zone, days, opening if is_worked(clock.within.unit) else None, without)


def _beginning(idle: Clock, done: Happening, days: WorkingDays) -> Begin:
    zone = known_zone(idle.time_zone, done.zone)
    came_at = done.at.astimezone(zone) if done.at is not None else None
    came_on = came_at.date() if came_at is not None else done.on
    is_deemed = idle.on_receipt and done.posted and done.arrived_on is None
    if is_deemed:
        came_on, came_at = deemed_received(done.on, idle.counting, days), None
    elif idle.on_receipt and done.arrived_on is not None:
        came_on, came_at = done.arrived_on, None
    begins = Begin(came_on, zone.key, came_at, is_deemed=is_deemed)
    if idle.within is None or not idle.within.before:
        on = _received(came_on, came_at, idle.counting, days)
        begins = replace(begins, on=on, is_late=on > came_on)
    return _by_the_hour(begins, idle, came_on, zone, days) if idle.is_hourly else begins


def _by_the_hour(
    begins: Begin, idle: Clock, came_on: date, zone: ZoneInfo, days: WorkingDays
) -> Begin:
    """Return the beginning with the instant from which hours run."""
    assert idle.within is not None
    before = idle.within.before
    on = begins.on if before else starting_day(begins.on, idle.counting, days)
    if on > came_on:
        return replace(begins, on=on, at=midnight(on, zone).astimezone(zone), is_moved=True)
    return replace(begins, at=begins.came_at or given_away(came_on, zone, before=before))


def _received(on: date, at: datetime | None, how: Counting, days: WorkingDays) -> date:
    """Return the day as which something counts that may have come too late on its own."""
    if at is None or not how.received_until:
        return on
    until = read_minutes(how.received_until)
    if (at.hour, at.minute, at.second) <= (*divmod(until, 60), 0):
        return on
    return on + ONE_DAY if how.received_after is AfterHours.NEXT_DAY else days.add(on, 1)


def _closed_by(clock: Clock, within: Duration, start: date, days: WorkingDays) -> str:
    """Return the name of a closure, or of holidays between terms, in the time of a clock."""
    start, at = clock.counts_from or start, end_of_hours(clock, days)
    last = last_day(at) if at else due_date(start, within, days, clock.counting)
    first, last = (last, start - ONE_DAY) if within.before else (start + ONE_DAY, last)
    met = (day for day in days.school_days.days(first, last) if day.kind is DayKind.CLOSURE)
    return next((day.name or "a closure" for day in met), "")
