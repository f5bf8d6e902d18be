"""How clocks run: procedure, happenings and working days make what is owed, and by when.

Nothing here is stored. A clock is derived anew from what happened, so it cannot drift from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

import msgspec

from amends.domain.as_told import as_told
from amends.domain.beginnings import begin, end_of_hours
from amends.domain.clock_rules import ClockRule, Takes
from amends.domain.clocks import Clock, State
from amends.domain.counting import Span, days_between, days_left, due_date
from amends.domain.durations import Duration, Unit, read_duration
from amends.domain.happenings import Happening, as_if_not_closed, in_order
from amends.domain.hours import last_day
from amends.domain.idle_clocks import Limit, Readied, readied
from amends.domain.missed import marked, missed
from amends.domain.pauses import pauses
from amends.domain.procedure import Procedure
from amends.domain.stage_spans import Part, StageSpans
from amends.domain.starting import started
from amends.domain.stopping import Stops, first, stops
from amends.domain.terms import USUAL, Terms
from amends.domain.working_days import WorkingDays

# A day may be agreed where the policy states no time; the days left until then are working days.
_AGREED: Final = Duration(1, Unit.WORKING_DAYS)


def run_clocks(
    procedure: Procedure,
    readings: Mapping[str, str],
    happenings: Iterable[Happening],
    days: WorkingDays,
    today: date,
    terms: Terms = USUAL,
) -> tuple[Clock, ...]:
    """Return every clock of the procedure as it stands on `today`, in the procedure's order.

    Raises `CalendarRangeError` where a date lies outside the calendar.
    """
    ready, done = readied(procedure, readings), as_if_not_closed(happenings)
    clocks = _run_each(ready, done, days, today, terms)
    if kinds := ready.awaited:
        late: dict[str, Happening] = {}
        while new := [it for it in missed(clocks, kinds) if it.kind not in late]:
            late.update((it.kind, it) for it in new)  # one that was missed may lead to the next
            clocks = _run_each(ready, in_order((*done, *late.values())), days, today, terms)
        clocks = [marked(clock, late) for clock in clocks]
    return tuple(
        _projected(clock, clocks, days, today) if clock.state is State.NOT_STARTED else clock
        for clock in clocks
    )


def _run_each(
    ready: Readied, done: Sequence[Happening], days: WorkingDays, today: date, terms: Terms
) -> Sequence[Clock]:
    """Return every clock that there is in a case with these terms, given what was done in order."""
    spans, procedure = StageSpans(ready.outline, done), ready.procedure
    clocks = []
    for number, _stage, rule, name, limits in ready.rules(terms):
        part = spans.part_for(number, rule.until)
        each = [_run(_begun(it, part, procedure), rule, part, days, today) for it in limits]
        clock = each[0] if len(each) == 1 else _taken(each, rule.takes)
        if rule.target is not None or rule.not_before is not None:
            clock = _opened(clock, rule, part, days)
        told = terms.told.get(name)
        clocks.append(clock if told is None else as_told(clock, told, days, today))
    return clocks


def _taken(each: Sequence[Clock], takes: Takes) -> Clock:
    """Return the one of several limits that counts, of those that have a date."""
    dated = [clock for clock in each if clock.due is not None]
    if not dated:
        return each[0]
    return (min if takes is Takes.EARLIER else max)(dated, key=lambda clock: clock.due or date.max)


def _opened(clock: Clock, rule: ClockRule, part: Part, days: WorkingDays) -> Clock:
    """Return the clock with the first day on which it can be kept, and that at which it aims."""
    if rule.target is not None and clock.due is not None and clock.start is not None:
        runs_from = clock.counts_from or clock.start
        aim = due_date(runs_from, read_duration(rule.target), days, clock.counting)
        clock = msgspec.structs.replace(clock, target=min(aim, clock.due))
    if (limit := rule.not_before) is None:
        return clock
    start = first(part.done, limit.from_)
    if start is None:
        return clock
    opens_on = due_date(start, read_duration(limit.within), days, clock.counting)
    return msgspec.structs.replace(clock, opens_on=opens_on)


class _Begun(NamedTuple):
    """A clock, and what began its days, if anything did."""

    idle: Clock
    by: Happening | None


def _begun(limit: Limit, part: Part, procedure: Procedure) -> _Begun:
    """Return a limit of a promise with what began its days; by that its trigger is called then."""
    idle = limit.idle
    by = started(part, limit.every, limit.resets, limit.kept_by)
    if by is None or idle.trigger is None or by.kind in (idle.trigger.kind, idle.until):
        return _Begun(idle, by)
    trigger = msgspec.structs.replace(idle.trigger, kind=by.kind, words=procedure.words(by.kind))
    return _Begun(msgspec.structs.replace(idle, trigger=trigger), by)


def _run(begun: _Begun, rule: ClockRule, part: Part, days: WorkingDays, today: date) -> Clock:
    """Return the clock, given what was done."""
    idle, by = begun
    start = by.on if by else None
    if (within := idle.within or (_AGREED if idle.pinned else None)) is None:
        return msgspec.structs.replace(idle, state=State.NOT_STATED, start=start)
    met, ended = stops(idle, rule, part, start, days)
    stopped = met or ended
    if by is None or start is None:
        if stopped is None:
            return idle
        state = State.ENDED if met is None else State.MET
        return msgspec.structs.replace(idle, state=state, stopped=stopped)
    if idle.pause is not None:
        idle = msgspec.structs.replace(
            idle, without=tuple(pauses(idle.pause, part.done, stopped, part.over))
        )
    idle = begin(idle, by, days)
    within = idle.within or within
    if idle.without and (paused := _paused(idle, within, start, days)) is not None:
        return paused
    due, due_at = _due(idle, within, start, days)
    return msgspec.structs.replace(
        idle,
        state=_state(idle, due, Stops(met, ended), today),
        start=start,
        due=due,
        due_at=due_at,
        days_left=days_between(stopped or today, due, within.unit, days),
        stopped=stopped,
    )


def _paused(idle: Clock, within: Duration, start: date, days: WorkingDays) -> Clock | None:
    """Return the clock as it stands still, with days left and no date; None where it does not.

    A pause that begins after the last day that counts changes nothing.
    """
    if idle.without[-1].last is not None or idle.pinned is not None:
        return None
    since = idle.without[-1].first
    left = days_left(
        idle.counts_from or start, since, within, days, idle.counting, idle.without[:-1]
    )
    if left == 0:
        return None
    return msgspec.structs.replace(idle, state=State.PAUSED, start=start, days_left=left)


def _projected(clock: Clock, clocks: Sequence[Clock], days: WorkingDays, today: date) -> Clock:
    """Return an idle clock, dated by the promise that will start it if that one is still open."""
    if clock.within is None:
        return clock
    start = _expected_start(clock, clocks, today)
    if start is None:
        return clock
    clock = begin(clock, Happening(start, clock.until), days)
    assert clock.within is not None
    return _dated(clock, clock.within, State.PROJECTED, start, today, days)


def _dated(
    idle: Clock, within: Duration, state: State, start: date, seen_on: date, days: WorkingDays
) -> Clock:
    """Return the clock running from `start`, with the days left as seen on `seen_on`."""
    due, at = _due(idle, within, start, days)
    left = days_between(seen_on, due, within.unit, days)
    return msgspec.structs.replace(
        idle, state=state, start=start, due=due, due_at=at, days_left=left
    )


def _due(
    idle: Clock, within: Duration, start: date, days: WorkingDays
) -> tuple[date, datetime | None]:
    """Return the last day of a clock, and for one in hours the instant at which it ends."""
    if idle.pinned is not None:
        return idle.pinned, None
    if idle.begins is None:
        return due_date(start, within, days, idle.counting, _known(idle.without)), None
    if (at := end_of_hours(idle, days)) is not None:
        return last_day(at), at
    return due_date(idle.begins.on, within, days, idle.counting, _known(idle.without)), None


def _known(spans: Sequence[Span]) -> Sequence[Span]:
    """Return the spans whose end is known; one that began after the clock ran out has none."""
    return [span for span in spans if span.last is not None] if spans else spans


def _state(clock: Clock, due: date, stopped: Stops, today: date) -> State:
    if stopped.met is not None:
        return State.MET if stopped.met <= due else State.MET_LATE
    if stopped.ended is not None:
        return State.ENDED
    if today <= due:
        return State.RUNNING
    return State.LAPSED if clock.owed_by else State.LATE


def _expected_start(idle: Clock, clocks: Sequence[Clock], today: date) -> date | None:
    """Return when the clock starts if the promise that starts it is kept on its own last day.

    Today, where that day has passed. Another stage's promise starts only what waits for a stage
    to be entered.
    """
    starts = (
        clock
        for clock in clocks
        if idle.trigger
        and clock.until == idle.trigger.kind
        and (clock.stage == idle.stage or idle.owed_by)
        and clock.is_open
    )
    due = next((clock.due for clock in starts), None)
    return max(due, today) if due else None
