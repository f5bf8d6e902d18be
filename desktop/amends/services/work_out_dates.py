"""Work out what falls due when, without a case: a procedure, a calendar and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from amends.domain.clocks import Clock
from amends.domain.clockwork import run_clocks
from amends.domain.errors import UnknownWordError
from amends.domain.events.base import check_day
from amends.domain.events.clock_events import Extended
from amends.domain.explanation import Explanation, explain
from amends.domain.happenings import Happening
from amends.domain.procedure import Procedure
from amends.domain.terms import Terms
from amends.domain.working_days import Closure, WorkingDays, united
from amends.storage.calendars import take_snapshot


@dataclass(frozen=True, slots=True)
class Dates:
    """The clocks of a procedure, given what happened, and how each is explained."""

    procedure: Procedure
    days: WorkingDays
    clocks: tuple[Clock, ...]

    def explain(self, clock: Clock) -> Explanation:
        """Return why `clock` falls due when it does."""
        return explain(clock, self.procedure, self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known of a case that need not be on record: events, facts, more time, closed days.

    Without `calendars` the procedure's own counts; of several, a day must be worked in all.
    """

    happenings: tuple[Happening, ...]
    calendars: tuple[str, ...] = ()
    closures: tuple[Closure, ...] = ()
    facts: frozenset[str] = frozenset()
    agreed: tuple[tuple[str, date], ...] = ()  # "stage.clock", and the day that was agreed


def work_out_dates(procedure: Procedure, given: Given, today: date) -> Dates:
    """Return every clock as it stands on `today`.

    What the policy leaves open is read as the procedure suggests. Raises `UnknownWordError` for an
    event, a fact or a clock that the procedure does not have, `UnknownCalendarError`,
    `CalendarRangeError`, and `DateNotPossibleError` for a happening after today or before 1990.
    """
    for happening in given.happenings:
        _known("event", happening.kind, procedure.kinds)
        check_day(happening.on, today)
    clocks = [f"{stage.key}.{rule.key}" for stage in procedure.stages for rule in stage.clocks]
    for name, _day in given.agreed:
        _known("clock", name, clocks)
    for fact in given.facts:
        _known("fact", fact, [rule.key for rule in procedure.facts])
    names = given.calendars or (procedure.calendar,)
    days = WorkingDays(united([take_snapshot(name) for name in names]), given.closures)
    terms = Terms(given.facts, tuple(_agreed(name, day, today) for name, day in given.agreed))
    return Dates(procedure, days, run_clocks(procedure, {}, given.happenings, days, today, terms))


def _agreed(clock: str, day: date, today: date) -> Extended:
    return Extended(happened_on=today, clock=clock, reason="", until=day)


def _known(what: str, word: str, known: Sequence[str]) -> None:
    if word not in known:
        raise UnknownWordError(what, word, tuple(known))
