"""Why a clock falls due when it does: the rule in words, and every day, counted or not.

Screen, paper and command line show this same explanation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from amends.domain.clocks import Clock, State
from amends.domain.counting import (
    ClosedDay,
    Counting,
    FirstDay,
    LastDay,
    days_of,
    numbered,
)
from amends.domain.dates_in_words import by_time, full, long, time_of_day
from amends.domain.durations import HOURLY, Duration
from amends.domain.happenings import SENT
from amends.domain.hours_in_words import (
    hours_by_day,
    how_hours_ran,
    known_terms,
    why_it_begins,
)
from amends.domain.procedure import Procedure
from amends.domain.working_days import ONE_DAY, Day, DayKind, WorkingDays

UNVERIFIED: Final = "Unverified: read in a secondary source."
_MOVED: Final = "the date moves here"
_AGREED: Final = "agreed"
_AS_TOLD: Final = "as told"
# What a procedure may say of counting that is not taken for granted.
_FIRST: Final = {FirstDay.SAME_DAY: "That day itself is day 1."}
_RECEIVED: Final = {
    ClosedDay.NEXT_WORKING_DAY: (
        "What comes on a day that is not worked counts from the next working day."
    )
}
_LAST: Final = {
    LastDay.NEXT_WORKING_DAY: "A last day that is not worked moves to the next working day.",
    LastDay.WORKING_DAY_BEFORE: "A last day that is not worked moves to the working day before.",
}


class CountedDay(msgspec.Struct, frozen=True):
    """A day of the count: its number where it counts, and what it is called.

    `note` is the trigger's name on the first day, else why the day does not count. `hours` is how
    much of it counts to a clock in hours.
    """

    date: date
    number: int | None
    note: str
    is_due: bool = False
    hours: str = ""

    @property
    def said(self) -> str:
        """What is said of a day that has no number."""
        return ", ".join(filter(None, (self.note, self.hours)))


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
        policy = [f"Policy: {quoted(self.source)}"] if self.source else []
        return "\n".join([*lines, self.basis, *policy])


def explain(
    clock: Clock, procedure: Procedure, days: WorkingDays, drift: Sequence[str] = ()
) -> Explanation:
    """Return why `clock` falls due when it does, or why it has no date.

    `drift` is what came since a letter told the date, a few words each, see `drift.py`.
    """
    counted = tuple(counted_days(clock, days))
    return Explanation(
        title=_title(clock),
        rule=" ".join([*_rule(clock, procedure, counted, days), *told_sentences(clock, drift)]),
        days=counted,
        basis=_basis(clock, procedure, days),
        source=clock.source,
    )


def counted_days(clock: Clock, days: WorkingDays) -> Iterator[CountedDay]:
    """Return each day from the trigger to the due date; none where the clock has no dates.

    Where days are counted backwards, they come in the order of the calendar all the same.
    """
    if clock.state is State.PAUSED:
        yield from _until_paused(clock, days)
    if clock.start is None or clock.due is None:
        return
    if clock.due < clock.start and clock.is_promise:  # promised once it was due already
        yield CountedDay(clock.due, None, "already past", is_due=True)
        yield CountedDay(clock.start, None, trigger_mark(clock))
        return
    days = days_of(clock.within.unit, days) if clock.within else days
    numbers = _numbers(clock, clock.counts_from or clock.start, clock.due, days)
    hours = hours_by_day(clock, days)
    ends = [clock.start, clock.due, clock.counted or clock.due]
    for day in days.days(min(ends), max(ends)):
        number, is_due = numbers.get(day.date), day.date == clock.due
        counts = number is not None or day.date in hours
        note = "" if counts else why_not_counted(day) or _why_paused(clock, day)
        if day.date == clock.start:
            note = trigger_mark(clock)
        elif day.date == clock.counts_from:
            note = "counts as received"
        elif is_due and not counts and not clock.is_promise:
            note = _AS_TOLD if clock.counted else _AGREED if clock.pinned else _MOVED
        yield CountedDay(day.date, number, note, is_due, hours.get(day.date, ""))


def _until_paused(clock: Clock, days: WorkingDays) -> Iterator[CountedDay]:
    """Return each day from the trigger to the first on which the clock stood still."""
    start, since = clock.start, clock.without[-1].first
    if start is None or clock.within is None:
        return
    days, known = days_of(clock.within.unit, days), clock.without[:-1]
    numbers = numbered(clock.counts_from or start, clock.within, days, clock.counting, known)
    for day in days.days(min(start, since), max(start, since)):
        number = numbers.get(day.date) if day.date < since else None
        note = "" if number is not None else why_not_counted(day) or _why_paused(clock, day)
        is_first = day.date == start
        yield CountedDay(day.date, number, trigger_mark(clock) if is_first else note)


def _title(clock: Clock) -> str:
    if clock.due is None:
        return f"Why no date for “{clock.title}”?"
    at = f", {by_time(clock.due_at)}" if clock.due_at else ""
    return f"Why {long(clock.due)}{at}?"


def _why_paused(clock: Clock, day: Day) -> str:
    spans = clock.without
    paused = any(span.first <= day.date <= (span.last or day.date) for span in spans)
    return "paused" if paused else ""


def _numbers(clock: Clock, start: date, due: date, days: WorkingDays) -> dict[date, int]:
    """Return the days that count, each with its number."""
    if clock.within is not None:
        without = [span for span in clock.without if span.last is not None]
        return numbered(start, clock.within, days, clock.counting, without)
    named = days.days(start + ONE_DAY, due) if due > start else ()
    worked = (day.date for day in named if day.kind is DayKind.WORKING)
    return {day: number for number, day in enumerate(worked, 1)}


def trigger_mark(clock: Clock) -> str:
    """Return what stands on the day a clock starts: "received", or "expected" if projected."""
    if clock.state is State.PROJECTED:
        return "expected"
    mark = clock.trigger.words.mark if clock.trigger else "promised"
    came_at = clock.begins.came_at if clock.begins else None
    return f"{mark} {time_of_day(came_at)}" if came_at else mark


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


def promise_sentence(stage_title: str, promise: str, within: Duration | None) -> str:
    """Return what the policy promises: "Stage 2 promises a response within 20 working days."."""
    if within is None:
        return f"{stage_title} speaks of {promise}; the policy states no time for it."
    return f"{stage_title} promises {promise} within {within}."


def counted_from(within: Duration, how: Counting) -> str:
    """Return what stands between "counted" and the trigger: "from the day after"."""
    if within.unit in HOURLY:
        return f"{'back ' if within.before else ''}from the time at which"
    if within.before:
        return "back from the day on which"
    return f"from the day {'on which' if how.first_day is FirstDay.SAME_DAY else 'after'}"


def quoted(source: str) -> str:
    """Return the policy's words in quotation marks; what stands in brackets is our own wording."""
    return source if source.startswith("[") else f"“{source}”"


def _rule(
    clock: Clock, procedure: Procedure, counted: Sequence[CountedDay], days: WorkingDays
) -> Iterator[str]:
    if clock.is_promise:
        yield "This date was named in the case itself. It comes from no period of the policy."
        return
    yield promise_sentence(clock.stage_title, clock.promise, clock.stated)
    if procedure.is_unverified(clock.stage, clock.key):
        yield UNVERIFIED
    if clock.within is None:
        yield from _agreed(clock)
        return
    if clock.is_own_time:
        yield f"The {clock.usual} are your office's own."
    if clock.added:
        verb = "was" if clock.added == 1 else "were"
        more = Duration(clock.added, clock.within.unit)
        yield f"{more} {verb} added in this case: {clock.within} in all."
    if clock.trigger is None:
        yield "The policy does not say from when; the office has not said either."
        return
    begins = f"{counted_from(clock.within, clock.counting)} {clock.trigger.words.when}"
    begins += " and received" if clock.on_receipt and clock.trigger.kind in SENT else ""
    if clock.trigger.is_reading:
        yield f"The policy does not say from when; your office counts {begins}."
    else:
        yield f"The policy counts {begins}."
    yield from _said_of_counting(clock.counting, is_hourly=clock.is_hourly)
    yield from why_it_begins(clock, days)
    if clock.pause is not None and clock.without:
        yield f"The clock may stand still: {clock.pause.when}"
        yield from _paused(clock)
    if clock.target is not None:
        yield f"It aims at {long(clock.target)}."
    if clock.opens_on is not None:
        yield f"It cannot be kept before {long(clock.opens_on)}."
    yield from _agreed(clock)
    yield _first_day(clock, counted)


def _paused(clock: Clock) -> Iterator[str]:
    if clock.state is State.PAUSED:
        left = Duration(clock.days_left or 0, clock.told_in)
        since = long(clock.without[-1].first)
        yield f"It is paused from {since} on, with {left} left. Until it goes on it has no date."


def _agreed(clock: Clock) -> Iterator[str]:
    if clock.pinned is not None:
        instead = " instead" if clock.within else ""
        yield f"{long(clock.pinned)} was agreed{instead}, and nothing moves it."
        if why := clock.pinned_because.strip():
            yield f"The reason: {why}{'' if why.endswith('.') else '.'}"


def told_sentences(clock: Clock, drift: Sequence[str] = ()) -> Iterator[str]:
    """Return that a date stands as a letter told it, where it is counted otherwise today."""
    if clock.told_on is None or clock.due is None or clock.counted is None:
        return
    yield f"Your letter of {long(clock.told_on)} said {long(clock.due)}, and that stands."
    because = f", because of {_listed(drift)}" if drift else ""
    yield f"Counted today it would be {long(clock.counted)}{because}."


def _said_of_counting(how: Counting, *, is_hourly: bool) -> Iterator[str]:
    """Return how days are counted, as far as that is not taken for granted.

    Hours run from an instant to an instant: they have no first day, and no last one to move.
    """
    until = f"What comes after {how.received_until} counts as received on {how.received_after}."
    said = (
        None if is_hourly else _FIRST.get(how.first_day),
        _RECEIVED.get(how.received_when_closed),
        until if how.received_until else None,
        None if is_hourly else _LAST.get(how.last_day),
        f"To count so is your office's reading: {how.because}" if how.because else None,
    )
    return (words for words in said if words)


def _first_day(clock: Clock, counted: Sequence[CountedDay]) -> str:
    if clock.start is None or clock.trigger is None:
        return "That has not happened yet."
    if clock.state is State.PROJECTED:
        return f"That has not happened yet; if it happens on {long(clock.start)}, this is the date."
    if clock.begins is not None and clock.due_at is not None:
        return how_hours_ran(clock, clock.begins, clock.trigger.words.mark)
    day_1 = next((day.date for day in counted if day.number == 1), clock.start)
    began = f"{clock.trigger.words.mark.capitalize()} {long(clock.start)}"
    return f"{began}, so day 1 is {long(day_1)}."


def _basis(clock: Clock, procedure: Procedure, days: WorkingDays) -> str:
    calendar = days.calendar
    stage = clock.stage_title.removeprefix(f"{clock.policy}: ")
    policy = f"{procedure.organisation} {procedure.title.lower()}, {stage}"
    promise = f"Promise: {clock.promise}." if clock.is_promise else f"Promise: {policy}."
    if clock.start is None or clock.due is None:
        return promise
    table = days_of(clock.within.unit, days) if clock.within else days
    closed = [
        day.name or "the office's closure"
        for day in table.days(clock.start + ONE_DAY, clock.due)
        if clock.counts_working_days and day.kind is DayKind.CLOSURE
    ]
    closures = f", with {_listed(closed)}" if closed else ""
    warning = known_terms(clock, days)
    if clock.due > calendar.confirmed_through:
        through = full(calendar.confirmed_through)
        warning += f" The holidays are announced up to {through}; after that they are expected."
    return f"Calendar: {calendar.title}{closures} ({calendar.source}).{warning} {promise}"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(dict.fromkeys(names))


def _line(day: CountedDay) -> str:
    count = f"day {day.number}" if day.number is not None else day.said
    return f"{long(day.date):<24}{count}{', due' if day.is_due else ''}"
