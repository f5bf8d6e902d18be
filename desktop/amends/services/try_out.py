"""Try a procedure out: what would fall due when, without a case, by the office's own calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from amends.domain.clocks import State
from amends.domain.clockwork import run_clocks
from amends.domain.events.base import EARLIEST_DAY
from amends.domain.explanation import Explanation, explain
from amends.domain.happenings import Happening, Kind, in_order
from amends.domain.procedure import Procedure
from amends.domain.terms import Terms
from amends.domain.working_days import WorkingDays
from amends.services.desk import Desk
from amends.services.ground import read_ground
from amends.services.policy_in_words import readings_of


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed to have happened, each kind of event on its day, and the facts that hold."""

    days: Mapping[str, date]
    facts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One promise as it would stand: `due` is None where it has no date, and `state` tells why."""

    stage_title: str
    title: str
    step: str
    owed_by: str
    due: date | None
    state: State
    explanation: Explanation


def try_out(
    desk: Desk,
    procedure: Procedure,
    readings: Mapping[str, str],
    supposed: Supposed,
    today: date,
) -> tuple[Outcome, ...]:
    """Return every promise of the procedure, in its order, as it would stand.

    A day may still be to come: everything is told as on the last of the days, or today. Raises
    `CalendarRangeError` where a date lies outside the office's calendar.
    """
    with desk.store.reading() as unit:
        days = read_ground(unit).days
    return outcomes(procedure, readings, supposed, days, today)


def outcomes(
    procedure: Procedure,
    readings: Mapping[str, str],
    supposed: Supposed,
    days: WorkingDays,
    today: date,
) -> tuple[Outcome, ...]:
    """Return the same by days that the caller has at hand."""
    happened = in_order(
        Happening(day, kind) for kind, day in supposed.days.items() if day >= EARLIEST_DAY
    )
    as_of = max([today, *(it.on for it in happened)])
    read = readings_of(procedure, readings)
    clocks = run_clocks(procedure, read, happened, days, as_of, Terms(supposed.facts))
    return tuple(
        Outcome(
            clock.stage_title,
            clock.title,
            clock.step,
            clock.owed_by,
            clock.due,
            clock.state,
            explain(clock, procedure, days),
        )
        for clock in clocks
    )


def askable(procedure: Procedure) -> tuple[str, ...]:
    """Return the kinds of event that matter to its dates, in the order in which a case runs."""
    named = {Kind.RECEIVED.value}
    for stage in procedure.stages:
        named |= {*stage.openings, *stage.after}
        for rule in stage.clocks:
            named |= {rule.from_ or "", rule.until, *rule.from_every, *rule.resets}
            named |= {*rule.or_until, *rule.and_until}
            named |= {limit.from_ for limit in rule.also}
            named |= {release.event for release in rule.released_by}
            named |= set(rule.reading.choices) if rule.reading else set()
    if procedure.pause is not None:
        named |= {Kind.PAUSED.value, Kind.RESUMED.value}
    return tuple(kind for kind in procedure.kinds if kind in named)
