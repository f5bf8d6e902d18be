"""Why a clock counts from another time than the day of its trigger, and how its hours ran."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from amends.domain.beginnings import hours_of
from amends.domain.clocks import Begin, Clock
from amends.domain.counting import in_terms, is_worked
from amends.domain.dates_in_words import by_time, full, long, time_of_day
from amends.domain.hours import last_day
from amends.domain.working_days import WorkingDays

_SECONDS_IN_HOUR: Final = 3600
_SECONDS_IN_MINUTE: Final = 60


def why_it_begins(clock: Clock, days: WorkingDays) -> Iterator[str]:
    """Return why the clock counts from when it does, where that is not its trigger's own day."""
    if clock.closed_by:
        closed = f"in a closure ({clock.closed_by})"
        yield f"Part of the usual time would fall {closed}, so it is {clock.within}."
    if clock.begins is None or clock.start is None:
        return
    yield from _why_later(clock, clock.begins, clock.start)
    if clock.begins.at is not None:
        yield from _why_hours(clock, clock.begins, days)


def how_hours_ran(clock: Clock, begins: Begin, mark: str) -> str:
    """Return "Received Saturday 24 October at 09:00, so the 48 hours end on ... at 08:00."."""
    assert clock.start is not None
    assert clock.due is not None
    assert clock.due_at is not None
    assert clock.within is not None
    at = f" at {time_of_day(begins.came_at)}" if begins.came_at is not None else ""
    began = f"{mark.capitalize()} {long(clock.start)}{at}"
    if clock.within.before:
        return f"{began}; {clock.within} that is {long(clock.due)}, {by_time(clock.due_at)}."
    is_midnight = last_day(clock.due_at) != clock.due_at.date()
    ends = "with" if is_midnight else f"at {time_of_day(clock.due_at)} on"
    return f"{began}, so the {clock.within} end {ends} {long(clock.due)}."


def hours_by_day(clock: Clock, days: WorkingDays) -> Mapping[date, str]:
    """Return how much of each day counts, for a clock in hours that has an end: "15 hours"."""
    if clock.begins is None or clock.begins.at is None or clock.due_at is None:
        return {}
    first, last = sorted((clock.begins.at, clock.due_at))
    by_day = hours_of(clock, days).by_day(first, last)
    return {day: _hours(counted) for day, counted in by_day if counted}


def known_terms(clock: Clock, days: WorkingDays) -> str:
    """Return how far the dates of the terms are known, where the clock ends after them."""
    if clock.within is None or clock.due is None or not in_terms(clock.within.unit):
        return ""
    if not days.terms:
        return " No term dates are entered: every working day is taken for a school day."
    first, through = days.terms[0].first, max(term.last for term in days.terms)
    if clock.due <= through and (clock.counts_from or clock.due) >= first:
        return ""
    known = f"from {full(first)} to {full(through)}"
    return f" Term dates are entered {known}; outside them every working day counts."


def _why_later(clock: Clock, begins: Begin, start: date) -> Iterator[str]:
    how = clock.counting
    if clock.on_receipt:
        if begins.is_deemed:
            rule = f"What goes by post counts as received {how.posted} after posting"
            yield f"{rule}: on {long(begins.on)}."
        elif begins.on != start:
            yield f"It was received on {long(begins.on)}."
    elif begins.came_at is not None and begins.is_late:
        came = f"It came at {time_of_day(begins.came_at)}, which is after {how.received_until}"
        yield f"{came}, so it counts as received on {long(begins.on)}."


def _why_hours(clock: Clock, begins: Begin, days: WorkingDays) -> Iterator[str]:
    assert clock.within is not None
    if begins.came_at is None and not begins.is_moved:
        runs = "back from its beginning" if clock.within.before else "from the end of that day"
        yield f"The time of day is not known, so the hours run {runs}."
    elif begins.is_moved:
        yield f"The hours run from the beginning of {long(begins.on)}."
    if is_worked(clock.within.unit):
        whose = "as your office reads it" if clock.opening_hours is None else "by the policy"
        yield f"Working hours, {whose}: {clock.opening_hours or days.opening_hours}."
    yield f"Times are those of {begins.zone}."


def _hours(counted: timedelta) -> str:
    """Return "15 hours", or in short "5 h 30 min" where that is no whole number of them."""
    hours, rest = divmod(round(counted.total_seconds()), _SECONDS_IN_HOUR)
    minutes = rest // _SECONDS_IN_MINUTE
    if not minutes:
        return f"{hours} hour{'s' * (hours != 1)}" if hours else "less than a minute"
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
