"""What a policy lets its office change about the times of a case, and why not where it does not.

Each rule is the policy's own: without it nothing of the kind is recorded, whoever asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum, auto
from typing import Final

from amends.domain.case import Case
from amends.domain.clock_rules import ClockRule, Extension
from amends.domain.clocks import Clock, State
from amends.domain.durations import Duration, read_duration
from amends.domain.happenings import Kind
from amends.domain.joined import policies
from amends.domain.procedure import Procedure
from amends.domain.stage_spans import kinds_over

_STOPPABLE: Final = frozenset({State.RUNNING, State.LATE, State.PROJECTED})
_EXTENDABLE: Final = frozenset({State.RUNNING, State.PROJECTED})


class Refused(Enum):
    """Why a case does not allow something to be done with its times."""

    NO_RULE = auto()
    CLOSED = auto()
    PAUSED = auto()
    NOT_PAUSED = auto()
    NOTHING_RUNS = auto()
    OVER = auto()
    ALL_GIVEN = auto()


def paused_since(case: Case, procedure: Procedure) -> date | None:
    """Return the day from which the clocks of the case stand still, None where they do not."""
    since: date | None = None
    over = kinds_over(procedure)
    for it in case.happenings:
        if it.kind == Kind.PAUSED:
            since = since or it.on
        elif it.kind == Kind.RESUMED or it.kind in over:
            since = None
    return since


def first_day_to_pause(case: Case, procedure: Procedure) -> date | None:
    """Return the first day on which a pause can begin, None where nothing has come in.

    It begins no earlier than the matter came in, and than an earlier pause was over.
    """
    came_in = case.came_in_on
    if case.earlier:
        came_in = case.happenings[0].on
    over = kinds_over(procedure) | {Kind.RESUMED}
    ends = (it for it in case.happenings if it.kind in over)
    past = [it.on for it in ends if case.scheduled.get(it.kind) != it.on]
    return max([came_in, *past]) if came_in else None


def pausing(case: Case, procedure: Procedure, clocks: Iterable[Clock]) -> Refused | None:
    """Return why the clocks cannot be paused now, None where they can."""
    if procedure.pause is None:
        return Refused.NO_RULE
    if case.closed_on is not None:
        return Refused.CLOSED
    if paused_since(case, procedure) is not None:
        return Refused.PAUSED
    can = any(it.pause and it.pinned is None and it.state in _STOPPABLE for it in clocks)
    return None if can and case.came_in_on else Refused.NOTHING_RUNS


def resuming(case: Case, procedure: Procedure) -> Refused | None:
    """Return why the clocks cannot go on now, None where they can."""
    if procedure.pause is None:
        return Refused.NO_RULE
    if case.closed_on is not None:
        return Refused.CLOSED
    return Refused.NOT_PAUSED if paused_since(case, procedure) is None else None


def paused_clock(clocks: Iterable[Clock]) -> Clock | None:
    """Return the clock of the office that stands still and has the fewest days left, if any."""
    paused = (clock for clock in clocks if standing_since(clock) is not None)
    return min(paused, key=lambda clock: clock.days_left or 0, default=None)


def standing_since(clock: Clock) -> date | None:
    """Return since when a clock of the office stands still, None where it does not."""
    if clock.state is not State.PAUSED or clock.owed_by:
        return None
    return clock.without[-1].first


def left_words(clock: Clock) -> str:
    """Return how much is left of a clock that stands still, such as "8 working days left"."""
    left = clock.days_left or 0
    return f"{Duration(left, clock.told_in)} left"


def paused_words(clock: Clock) -> str:
    """Return how a clock stands still, such as "paused, 8 working days left"."""
    return f"paused, {left_words(clock)}"


def clock_rule(procedure: Procedure, name: str) -> ClockRule | None:
    """Return the rule of the clock called "stage.clock", None for a promise of the office."""
    rules = (
        (f"{stage.key}.{rule.key}", rule)
        for policy in policies(procedure)
        for stage in policy.stages
        for rule in stage.clocks
    )
    return next((rule for key, rule in rules if key == name), None)


def extension_of(procedure: Procedure, clock: Clock) -> Extension | None:
    """Return what the policy says of more time for a clock, None where it says nothing."""
    rule = clock_rule(procedure, clock.name)
    return rule.extension if rule else None


def extending(case: Case, procedure: Procedure, clock: Clock) -> Refused | None:
    """Return why a clock cannot be given more time now, None where it can.

    A policy that states no time may still let a day be agreed.
    """
    if (rule := extension_of(procedure, clock)) is None:
        return Refused.NO_RULE
    if case.closed_on is not None:
        return Refused.CLOSED
    if clock.state is State.PAUSED:
        return Refused.PAUSED
    if clock.state is State.LATE:
        return Refused.OVER
    most = None if rule.beyond else rule.at_most
    if most and added(case, clock, most) >= read_duration(most).count:
        return Refused.ALL_GIVEN
    is_to_agree = clock.state is State.NOT_STATED and clock.start is not None
    return None if clock.state in _EXTENDABLE or is_to_agree else Refused.NOTHING_RUNS


def added(case: Case, clock: Clock, at_most: str) -> int:
    """Return how much was added to a clock so far, as far as that was in the unit of `at_most`."""
    unit, name = read_duration(at_most).unit, clock.name
    lengths = [read_duration(it.by) for it in case.terms.extensions if it.clock == name and it.by]
    return sum(length.count for length in lengths if length.unit is unit)


def extendable(case: Case, procedure: Procedure, clocks: Iterable[Clock]) -> tuple[Clock, ...]:
    """Return the clocks that can be given more time now, the one that is due first first."""
    can = (clock for clock in clocks if extending(case, procedure, clock) is None)
    return tuple(sorted(can, key=lambda clock: clock.due or date.max))


def why_no_more_time(
    case: Case, procedure: Procedure, clocks: Sequence[Clock]
) -> tuple[Refused, Clock | None] | None:
    """Return why no clock at all can be given more time, and which is nearest to it."""
    if extendable(case, procedure, clocks):
        return None
    order = (
        Refused.CLOSED,
        Refused.PAUSED,
        Refused.ALL_GIVEN,
        Refused.OVER,
        Refused.NOTHING_RUNS,
    )
    found = {extending(case, procedure, clock): clock for clock in reversed(clocks)}
    return next(((why, found[why]) for why in order if why in found), (Refused.NO_RULE, None))


def came_late(procedure: Procedure, clocks: Iterable[Clock]) -> tuple[Clock, ...]:
    """Return the limits after which something came to the office that opens a stage."""
    stages = (stage for policy in policies(procedure) for stage in policy.stages)
    openings = {kind for stage in stages for kind in stage.openings}
    return tuple(
        clock
        for clock in clocks
        if clock.owed_by and clock.state is State.MET_LATE and clock.until in openings
    )


def late_to_decide(procedure: Procedure, clocks: Iterable[Clock]) -> dict[str, Clock]:
    """Return the limits after which something came that the office may take all the same."""
    late = came_late(procedure, clocks)
    return {clock.name: clock for clock in late if clock.discretion}


def may_precede(procedure: Procedure, kind: str) -> bool:
    """Return whether an event may have happened before the matter came in.

    That is so where a limit runs from it within which somebody else has to come to the office.
    """
    rules = (rule for stage in procedure.stages for rule in stage.clocks if rule.owed_by)
    own = {event.key for event in procedure.events}
    return kind in own and any(
        kind in (rule.from_, *(limit.from_ for limit in rule.also)) for rule in rules
    )
