"""What is owed, and by when: procedure, happenings and working days make clocks.

Nothing here is stored. A clock is derived anew from what happened, so it cannot drift from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import msgspec

from amends.domain.durations import Duration, Unit, add_months, read_duration
from amends.domain.happenings import Happening, Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.procedure import ClockRule, Procedure, Stage, Trigger, trigger
from amends.domain.working_days import WorkingDays

DAYS_IN_WEEK: Final = 7
PROMISED: Final = "promise"  # stands where a clock of the policy names its stage


class State(StrEnum):
    """How a clock stands. PAUSED is for procedures whose policy lets a clock stop for a while."""

    RUNNING = "running"
    MET = "met"
    MET_LATE = "met-late"
    LATE = "late"
    PROJECTED = "projected"
    NOT_STATED = "not-stated"
    NOT_STARTED = "not-started"
    PAUSED = "paused"
    ENDED = "ended"


# After these nothing that a stage promised is left to wait for.
_ENDINGS: Final = (Kind.CLOSED, Kind.REDIRECT_SENT, Kind.STAGE_NOT_POSSIBLE_SENT)
OPEN_STATES: Final = frozenset({State.RUNNING, State.LATE})


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """One promise in one case, as it stands today.

    `days_left` counts from today to `due` in the clock's own unit (working days, else days); it is
    negative when late, 0 on the day itself, and frozen at `stopped` once the clock has stopped.
    It is also 0 when only days that do not count have passed since `due`: `state` tells. What
    happens by `fallback` is what the policy asks for instead where the promise cannot be kept.
    """

    stage: str
    stage_title: str
    key: str
    title: str
    step: str
    promise: str
    within: Duration | None
    trigger: Trigger | None
    until: Kind
    state: State
    source: str
    start: date | None = None
    due: date | None = None
    stopped: date | None = None
    days_left: int | None = None
    letter: LetterKind | None = None
    owed_by: str = ""
    fallback: Kind | None = None

    @property
    def is_promise(self) -> bool:
        """Whether the date is the office's own word, and no period of the policy."""
        return self.stage == PROMISED

    @property
    def counts_working_days(self) -> bool:
        """Whether days that are not worked do not count."""
        return self.within is None or self.within.unit is Unit.WORKING_DAYS

    @property
    def is_open(self) -> bool:
        """Whether the office owes something on a known day, and has not done it."""
        return self.state in OPEN_STATES and not self.owed_by


def run_clocks(
    procedure: Procedure,
    readings: Mapping[str, str],
    happenings: Iterable[Happening],
    days: WorkingDays,
    today: date,
) -> tuple[Clock, ...]:
    """Return every clock of the procedure as it stands on `today`, in the procedure's order.

    Raises `CalendarRangeError` where a date lies outside the calendar.
    """
    done = tuple(sorted(happenings))
    clocks = [
        _run(_idle(stage, rule, trigger(stage, rule, readings)), stage.opens, done, days, today)
        for stage in procedure.stages
        for rule in stage.clocks
    ]
    return tuple(_projected(clock, clocks, days, today) for clock in clocks)


def due_date(start: date, within: Duration, days: WorkingDays) -> date:
    """Return the last day of `within`, the day after `start` being the first that counts.

    Raises `CalendarRangeError` where either day lies outside the calendar.
    """
    days.known(start)
    match within.unit:
        case Unit.WORKING_DAYS:
            return days.add(start, within.count)
        case Unit.DAYS:
            return days.known(start + timedelta(days=within.count))
        case Unit.WEEKS:
            return days.known(start + timedelta(days=DAYS_IN_WEEK * within.count))
        case Unit.MONTHS:
            return days.known(add_months(start, within.count))


def days_between(after: date, through: date, within: Duration, days: WorkingDays) -> int:
    """Return the days after `after` through `through`, in the unit in which `within` counts."""
    if within.unit is Unit.WORKING_DAYS:
        return days.count(after, through)
    return (through - after).days


def _idle(stage: Stage, rule: ClockRule, begins: Trigger | None) -> Clock:
    """Return the clock of a rule before anything has happened."""
    return Clock(
        stage=stage.key,
        stage_title=stage.title,
        key=rule.key,
        title=rule.title,
        step=rule.step,
        promise=rule.promise,
        within=read_duration(rule.within) if rule.within else None,
        trigger=begins,
        until=rule.until,
        state=State.NOT_STARTED,
        source=rule.source,
        letter=rule.letter,
        owed_by=rule.owed_by,
        fallback=rule.fallback.until if rule.fallback else None,
    )


def _run(
    idle: Clock, opens: Kind, done: Sequence[Happening], days: WorkingDays, today: date
) -> Clock:
    """Return the clock, given what was done; `opens` is what opens its stage."""
    start = _first(done, idle.trigger.kind) if idle.trigger else None
    if idle.within is None:
        return msgspec.structs.replace(idle, state=State.NOT_STATED, start=start)
    met, ended = _stops(idle, opens, done, start)
    if start is None:
        if met is None and ended is None:
            return idle
        state = State.ENDED if met is None else State.MET
        return msgspec.structs.replace(idle, state=state, stopped=met or ended)
    clock = _dated(idle, idle.within, State.RUNNING, start, met or ended or today, days)
    assert clock.due is not None
    state = _state(clock.due, met, ended, today)
    return msgspec.structs.replace(clock, state=state, stopped=met or ended)


def _stops(
    idle: Clock, opens: Kind, done: Sequence[Happening], start: date | None
) -> tuple[date | None, date | None]:
    """Return when the promise was kept, and when nothing was left to keep.

    What the policy asks for instead keeps it as well. Once the complaint is answered, sent
    elsewhere or closed, a promise that was not kept has nothing left to wait for. An answer may
    come before the clock's own start: it may go out before the receipt from which its days run.
    What came before the stage was opened belongs to another one.
    """
    opened = _first(done, opens)
    since = min((day for day in (opened, start) if day is not None), default=None)
    if since is None:
        return None, None
    ends = {**dict.fromkeys(_ENDINGS, since), Kind.OUTCOME_SENT: start or since}
    if idle.trigger is not None:
        ends.pop(idle.trigger.kind, None)  # what starts a clock does not end it
    ended = [on for kind, day in ends.items() if (on := _first(done, kind, day)) is not None]
    keeps = (idle.until, idle.fallback) if idle.fallback else (idle.until,)
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
    due = due_date(start, within, days)
    left = days_between(seen_on, due, within, days)
    return msgspec.structs.replace(idle, state=state, start=start, due=due, days_left=left)


def _state(due: date, met: date | None, ended: date | None, today: date) -> State:
    if met is not None:
        return State.MET if met <= due else State.MET_LATE
    if ended is not None:
        return State.ENDED
    return State.RUNNING if today <= due else State.LATE


def _expected_start(idle: Clock, clocks: Sequence[Clock], today: date) -> date | None:
    """Return when the clock starts if the promise that starts it is kept on its own last day.

    Today, where that day has passed.
    """
    for clock in clocks:
        if idle.trigger and clock.until is idle.trigger.kind and clock.is_open:
            return max(clock.due, today) if clock.due else None
    return None


def _first(done: Sequence[Happening], kind: Kind, since: date | None = None) -> date | None:
    """Return the first day on which `kind` happened, on or after `since`."""
    return next(
        (it.on for it in done if it.kind is kind and (since is None or it.on >= since)), None
    )
