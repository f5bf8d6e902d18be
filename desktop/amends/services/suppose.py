"""Work out what something would do to the dates of a case, before it is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from amends.domain.case import supposing
from amends.domain.case_clocks import case_clocks
from amends.domain.clocks import Clock, State
from amends.domain.events.corrections import CaseFact
from amends.services.case_view import CaseView

_SHOWN = frozenset(
    {
        State.RUNNING,
        State.LATE,
        State.LAPSED,
        State.PROJECTED,
        State.PAUSED,
        State.NOT_STATED,
    }
)


class Moved(NamedTuple):
    """A clock as it stands, and as it would."""

    before: Clock
    after: Clock


def clocks_if(view: CaseView, *facts: CaseFact) -> tuple[Clock, ...]:
    """Return the clocks as they would be had these facts been recorded.

    Raises `CalendarRangeError` where a date would lie outside the calendar.
    """
    case = supposing(view.case, facts)
    return case_clocks(case, view.procedure, view.readings, view.ground.days, view.today)


def moved_if(view: CaseView, *facts: CaseFact) -> tuple[Moved, ...]:
    """Return the clocks whose dates these facts would move, or stop, or let go on."""
    return tuple(_moved(view, clocks_if(view, *facts)))


def _moved(view: CaseView, clocks: tuple[Clock, ...]) -> Iterator[Moved]:
    before = {(clock.stage, clock.key): clock for clock in view.clocks}
    for clock in clocks:
        was = before.get((clock.stage, clock.key))
        if was is None or not {was.state, clock.state} & _SHOWN:
            continue
        if _end(was) != _end(clock):
            yield Moved(was, clock)


def _end(clock: Clock) -> tuple[date | None, datetime | None, bool]:
    return clock.due, clock.due_at, clock.state is State.PAUSED
