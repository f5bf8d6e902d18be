"""How clocks run: procedure, happenings and working days make what is owed, and by when.

Nothing here is stored. A clock is derived anew from what happened, so it cannot drift from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from amends.domain.clocks import Clock, State
from amends.domain.counting import Span, days_between, due_date
from amends.domain.durations import Duration, Unit, read_duration
from amends.domain.events.clock_events import Extended
from amends.domain.happenings import Happening, Kind
from amends.domain.pauses import pauses
from amends.domain.procedure import (
    ClockRule,
    Procedure,
    Stage,
    Takes,
    Trigger,
    length,
    trigger,
)
from amends.domain.stage_spans import Part, StageSpans
from amends.domain.terms import USUAL, Terms
from amends.domain.working_days import ONE_DAY, WorkingDays

# A day may be agreed where the policy states no time; the days left until then are working days.
_AGREED: Final = Duration(1, Unit.WORKING_DAYS)
# After these nothing that a stage promised is left to wait for.
_ENDINGS: Final = (Kind.CLOSED, Kind.REDIRECT_SENT, Kind.STAGE_NOT_POSSIBLE_SENT)


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
    spans = StageSpans(procedure, happenings)
    clocks = []
    for number, stage in enumerate(procedure.stages):
        for rule in stage.clocks:
            idle = _idle(procedure, stage, rule, readings, terms)
            part = spans.part_for(number, rule.until)
            each = [_run(it, part, days, today) for it in (idle, *_limits(idle, procedure, rule))]
            clocks.append(_opened(_taken(each, rule.takes), rule, part, days))
    return tuple(_projected(clock, clocks, days, today) for clock in clocks)


def _idle(
    procedure: Procedure,
    stage: Stage,
    rule: ClockRule,
    readings: Mapping[str, str],
    terms: Terms,
) -> Clock:
    """Return the clock of a rule before anything has happened."""
    lasts = length(stage, rule, readings, terms.facts)
    extensions = [it for it in terms.extensions if it.clock == f"{stage.key}.{rule.key}"]
    pause = procedure.pause
    return Clock(
        stage=stage.key,
        stage_title=stage.title,
        key=rule.key,
        title=rule.title,
        step=rule.step,
        promise=rule.promise,
        within=_longer(lasts.within, extensions) if lasts else None,
        trigger=trigger(procedure, stage, rule, readings),
        until=rule.until,
        state=State.NOT_STARTED,
        source=rule.source,
        letter=rule.letter,
        owed_by=rule.owed_by,
        fallback=rule.fallback.until if rule.fallback else None,
        counting=rule.counting or procedure.counting,
        repeats=rule.repeats,
        is_own_time=lasts is not None and lasts.is_reading,
        pause=pause if pause and pause.stops(stage.key, rule.key) else None,
        pinned=next((it.until for it in reversed(extensions) if it.until), None),
    )


def _limits(idle: Clock, procedure: Procedure, rule: ClockRule) -> Iterator[Clock]:
    """Return the clock once more for each further limit of the same promise."""
    for limit in rule.also:
        begins = Trigger(limit.from_, procedure.words(limit.from_), is_reading=False)
        yield msgspec.structs.replace(
            idle, within=read_duration(limit.within), trigger=begins, source=limit.source
        )


def _taken(each: Sequence[Clock], takes: Takes) -> Clock:
    """Return the one of several limits that counts, of those that have a date."""
    if len(each) == 1:
        return each[0]
    dated = [clock for clock in each if clock.due is not None]
    if not dated:
        return each[0]
    return (min if takes is Takes.EARLIER else max)(dated, key=lambda clock: clock.due or date.max)


def _opened(clock: Clock, rule: ClockRule, part: Part, days: WorkingDays) -> Clock:
    """Return the clock with the first day on which it can be kept, where there is one."""
    if (limit := rule.not_before) is None:
        return clock
    start = _first(part.done, limit.from_)
    if start is None:
        return clock
    opens_on = due_date(start, read_duration(limit.within), days, clock.counting)
    return msgspec.structs.replace(clock, opens_on=opens_on)


def _longer(within: Duration, extensions: Sequence[Extended]) -> Duration:
    """Return the time with what was added to it, which counts in the same unit."""
    if not extensions:
        return within
    added = [read_duration(it.by) for it in extensions if it.by]
    more = sum(by.count for by in added if by.unit is within.unit)
    return msgspec.structs.replace(within, count=within.count + more)


def _run(idle: Clock, part: Part, days: WorkingDays, today: date) -> Clock:
    """Return the clock, given what was done."""
    done = part.done
    start = _started(part, idle.trigger.kind) if idle.trigger else None
    if (within := idle.within or (_AGREED if idle.pinned else None)) is None:
        return msgspec.structs.replace(idle, state=State.NOT_STATED, start=start)
    if idle.repeats and start is not None:
        start = max([start, *(it.on for it in done if it.kind == idle.until)])
    met, ended = _stops(idle, part, start)
    stopped = met or ended
    if start is None:
        if stopped is None:
            return idle
        state = State.ENDED if met is None else State.MET
        return msgspec.structs.replace(idle, state=state, stopped=stopped)
    if idle.pause is not None:
        idle = msgspec.structs.replace(idle, without=tuple(pauses(idle.pause, done, stopped)))
        if (paused := _paused(idle, within, start, days)) is not None:
            return paused
    clock = _dated(idle, within, State.RUNNING, start, stopped or today, days)
    assert clock.due is not None
    state = _state(clock.due, met, ended, today)
    return msgspec.structs.replace(clock, state=state, stopped=stopped)


def _paused(idle: Clock, within: Duration, start: date, days: WorkingDays) -> Clock | None:
    """Return the clock as it stands still, with days left and no date; None where it does not.

    A pause that begins after the clock ran out changes nothing.
    """
    if not idle.without or idle.without[-1].last is not None or idle.pinned is not None:
        return None
    since = idle.without[-1].first
    due = due_date(start, within, days, idle.counting, idle.without[:-1])
    if since > due:
        return None
    left = days_between(max(since - ONE_DAY, start), due, within, days)
    return msgspec.structs.replace(idle, state=State.PAUSED, start=start, days_left=left)


def _stops(idle: Clock, part: Part, start: date | None) -> tuple[date | None, date | None]:
    """Return when the promise was kept, and when nothing was left to keep.

    What the policy asks for instead keeps it as well. Once the complaint is answered, sent
    elsewhere or closed, or a later stage has begun to answer it, a promise that was not kept has
    nothing left to wait for. An answer may come before the clock's own start: it may go out before
    the receipt from which its days run. What came before the stage was opened belongs to another.
    An answer does not end the time in which the next stage can be asked for.
    """
    days = [day for day in (part.opened_on, start) if day is not None]
    if not days:
        return None, None
    since, done = min(days), part.done
    ends: dict[str, date] = {**dict.fromkeys(_ENDINGS, since), Kind.OUTCOME_SENT: start or since}
    if part.leads_in:
        ends.pop(Kind.OUTCOME_SENT)
    if idle.trigger is not None:
        ends.pop(idle.trigger.kind, None)  # what starts a clock does not end it
    ended = [on for kind, day in ends.items() if (on := _first(done, kind, day)) is not None]
    if part.taken_over_on is not None:
        ended.append(part.taken_over_on)
    keeps = [] if idle.repeats else [idle.until]
    keeps += [idle.fallback] if idle.fallback else []
    kept = [on for kind in keeps if (on := _first(done, kind, since)) is not None]
    return min(kept, default=None), min(ended, default=None)


def _projected(clock: Clock, clocks: Sequence[Clock], days: WorkingDays, today: date) -> Clock:
    """Return the clock, dated by the promise that will start it if that one is still open."""
    if clock.state is not State.NOT_STARTED or clock.within is None:
        return clock
    start = _expected_start(clock, clocks, today)
    if start is None:
        return clock
    return _dated(clock, clock.within, State.PROJECTED, start, today, days)


def _dated(
    idle: Clock, within: Duration, state: State, start: date, seen_on: date, days: WorkingDays
) -> Clock:
    """Return the clock running from `start`, with the days left as seen on `seen_on`."""
    due = idle.pinned or due_date(start, within, days, idle.counting, _known(idle.without))
    left = days_between(seen_on, due, within, days)
    return msgspec.structs.replace(idle, state=state, start=start, due=due, days_left=left)


def _known(spans: Sequence[Span]) -> Sequence[Span]:
    """Return the spans whose end is known; one that began after the clock ran out has none."""
    return [span for span in spans if span.last is not None] if spans else spans


def _state(due: date, met: date | None, ended: date | None, today: date) -> State:
    if met is not None:
        return State.MET if met <= due else State.MET_LATE
    if ended is not None:
        return State.ENDED
    return State.RUNNING if today <= due else State.LATE


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


def _started(part: Part, kind: str) -> date | None:
    """Return when the days began to run: in the clock's own part, or else before it."""
    return _first(part.done, kind) or _first(part.led_here, kind)


def _first(done: Sequence[Happening], kind: str, since: date | None = None) -> date | None:
    """Return the first day on which `kind` happened, on or after `since`."""
    for it in done:
        if it.kind == kind and (since is None or it.on >= since):
            return it.on
    return None
