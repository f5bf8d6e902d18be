"""Why a clock falls due when it does: the rule in words, and every day, counted or not.

Screen, paper and command line show this same explanation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from amends.domain.clocks import Clock, State
from amends.domain.dates_in_words import full, long
from amends.domain.durations import Duration
from amends.domain.happenings import Kind
from amends.domain.procedure import Procedure
from amends.domain.working_days import ONE_DAY, Day, DayKind, WorkingDays

# How a sentence names what a clock runs from, as "the day after ...".
_TRIGGERS: Final = {
    Kind.RAISED: "the concern was raised",
    Kind.RECEIVED: "the complaint was received",
    Kind.ACKNOWLEDGED: "the receipt was sent",
    Kind.ACTION_PLAN_SENT: "the action plan was sent",
    Kind.OUTCOME_SENT: "the outcome was sent",
    Kind.STAGE_NOT_POSSIBLE_SENT: "the complainant was told that the stage is not possible",
    Kind.REDIRECT_SENT: "the complainant was told where the matter goes",
    Kind.TAKEN_OVER: "the matter was taken over",
    Kind.PROMISE_KEPT: "the promise was kept",
    Kind.REFERRED: "the complaint was referred",
    Kind.NOTIFIED: "the outside body's notice was received",
    Kind.OUTSIDE_BODY_WROTE: "the outside body wrote",
    Kind.CLOSED: "the case was closed",
}
_MARKS: Final = {
    Kind.RAISED: "raised",
    Kind.RECEIVED: "received",
    Kind.ACKNOWLEDGED: "receipt sent",
    Kind.ACTION_PLAN_SENT: "action plan sent",
    Kind.OUTCOME_SENT: "outcome sent",
    Kind.STAGE_NOT_POSSIBLE_SENT: "stage not possible",
    Kind.REDIRECT_SENT: "redirected",
    Kind.TAKEN_OVER: "taken over",
    Kind.PROMISE_KEPT: "promise kept",
    Kind.REFERRED: "referred",
    Kind.NOTIFIED: "notified",
    Kind.OUTSIDE_BODY_WROTE: "outside body wrote",
    Kind.CLOSED: "closed",
}


class CountedDay(msgspec.Struct, frozen=True):
    """A day of the count: its number where it counts, and what it is called.

    `note` is the trigger's name on the first day, else why the day does not count.
    """

    date: date
    number: int | None
    note: str
    is_due: bool = False


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """One clock explained: a heading, the rule in words, the days, and what was counted by."""

    title: str
    rule: str
    days: tuple[CountedDay, ...]
    basis: str
    source: str

    def as_text(self) -> str:
        """Return the whole explanation as plain text, a day a line."""
        lines = [self.title, self.rule]
        lines += [_line(day) for day in self.days]
        policy = [f"Policy: “{self.source}”"] if self.source else []
        return "\n".join([*lines, self.basis, *policy])


def explain(clock: Clock, procedure: Procedure, days: WorkingDays) -> Explanation:
    """Return why `clock` falls due when it does, or why it has no date."""
    counted = tuple(counted_days(clock, days))
    return Explanation(
        title=f"Why {long(clock.due)}?" if clock.due else f"Why no date for “{clock.title}”?",
        rule=" ".join(_rule(clock, counted)),
        days=counted,
        basis=_basis(clock, procedure, days),
        source=clock.source,
    )


def counted_days(clock: Clock, days: WorkingDays) -> Iterator[CountedDay]:
    """Return each day from the trigger to the due date; none where the clock has no dates."""
    if clock.start is None or clock.due is None:
        return
    if clock.due < clock.start:  # promised once it was due already
        yield CountedDay(clock.due, None, "already past", is_due=True)
    yield CountedDay(clock.start, None, trigger_mark(clock), is_due=clock.due == clock.start)
    by_working_day = clock.counts_working_days
    number = 0
    for day in days.days(clock.start + ONE_DAY, clock.due):
        counts = not by_working_day or day.kind is DayKind.WORKING
        number += counts
        note = "" if counts else why_not_counted(day)
        yield CountedDay(day.date, number if counts else None, note, day.date == clock.due)


def trigger_mark(clock: Clock) -> str:
    """Return what stands on the day a clock starts: "received", or "expected" if projected."""
    if clock.state is State.PROJECTED:
        return "expected"
    return _MARKS[clock.trigger.kind] if clock.trigger else "promised"


def why_not_counted(day: Day) -> str:
    """Return the reason for which a day is not a working day, "" where it is one."""
    match day.kind:
        case DayKind.WORKING:
            return ""
        case DayKind.WEEKEND:
            return "weekend"
        case DayKind.HOLIDAY:
            return day.name
        case DayKind.CLOSURE:
            return f"closed: {day.name}" if day.name else "closed"


def trigger_words(kind: Kind) -> str:
    """Return what a clock runs from, to complete "the day after ..."."""
    return _TRIGGERS[kind]


def promise_sentence(stage_title: str, promise: str, within: Duration | None) -> str:
    """Return what the policy promises: "Stage 2 promises a response within 20 working days."."""
    if within is None:
        return f"{stage_title} speaks of {promise}; the policy states no time for it."
    return f"{stage_title} promises {promise} within {within}."


def _rule(clock: Clock, counted: Sequence[CountedDay]) -> Iterator[str]:
    if clock.is_promise:
        yield "This date was named in the case itself. It comes from no period of the policy."
        return
    yield promise_sentence(clock.stage_title, clock.promise, clock.within)
    if clock.within is None:
        return
    if clock.trigger is None:
        yield "The policy does not say from when; the office has not said either."
        return
    counted_from = f"the day after {_TRIGGERS[clock.trigger.kind]}"
    if clock.trigger.is_reading:
        yield f"The policy does not say from when; your office counts from {counted_from}."
    else:
        yield f"The policy counts from {counted_from}."
    yield _first_day(clock, counted)


def _first_day(clock: Clock, counted: Sequence[CountedDay]) -> str:
    if clock.start is None or clock.trigger is None:
        return "That has not happened yet."
    if clock.state is State.PROJECTED:
        return f"That has not happened yet; if it happens on {long(clock.start)}, this is the date."
    day_1 = next(day.date for day in counted if day.number == 1)
    began = f"{_MARKS[clock.trigger.kind].capitalize()} {long(clock.start)}"
    return f"{began}, so day 1 is {long(day_1)}."


def _basis(clock: Clock, procedure: Procedure, days: WorkingDays) -> str:
    calendar = days.calendar
    policy = f"{procedure.organisation} {procedure.title.lower()}, {clock.stage_title}"
    promise = f"Promise: {clock.promise}." if clock.is_promise else f"Promise: {policy}."
    if clock.start is None or clock.due is None:
        return promise
    closed = [
        day.name or "the office's closure"
        for day in days.days(clock.start + ONE_DAY, clock.due)
        if clock.counts_working_days and day.kind is DayKind.CLOSURE
    ]
    closures = f", with {_listed(closed)}" if closed else ""
    warning = ""
    if clock.due > calendar.confirmed_through:
        through = full(calendar.confirmed_through)
        warning = f" The holidays are announced up to {through}; after that they are expected."
    return f"Calendar: {calendar.title}{closures} ({calendar.source}).{warning} {promise}"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(dict.fromkeys(names))


def _line(day: CountedDay) -> str:
    count = f"day {day.number}" if day.number is not None else day.note
    return f"{long(day.date):<24}{count}{', due' if day.is_due else ''}"
