"""Read what the office works to: its procedure, what it counts by, and what new cases would owe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from amends.domain.case import Case
from amends.domain.case_clocks import case_clocks
from amends.domain.clocks import Clock, State
from amends.domain.happenings import Happening, Kind, in_order
from amends.domain.people import Identity
from amends.domain.procedure import Procedure
from amends.domain.working_days import Calendar
from amends.services.desk import Desk
from amends.services.ground import Ground, procedure_of, read_ground


@dataclass(frozen=True, slots=True)
class Policy:
    """The procedure that a new case would run under, and the ground it would stand on."""

    procedure: Procedure
    ground: Ground

    @property
    def calendar(self) -> Calendar:
        return self.ground.days.calendar


def read_policy(desk: Desk) -> Policy:
    """Return the policy that the office has adopted, as it reads it."""
    with desk.store.reading() as unit:
        ground = read_ground(unit)
        return Policy(procedure_of(unit, ground.office), ground)


def promised_dates(
    policy: Policy,
    received_on: date,
    raised_on: date | None,
    today: date,
    *,
    is_reachable: bool = True,
) -> tuple[Clock, ...]:
    """Return what the office would owe for a complaint, and by when, in the policy's order.

    Nobody who cannot be written to is owed a receipt. Raises `CalendarRangeError` where a date
    lies outside the calendar.
    """
    happenings = [Happening(received_on, Kind.RECEIVED)]
    if raised_on is not None:
        happenings.append(Happening(raised_on, Kind.RAISED))
    identity = Identity.OPEN if is_reachable else Identity.ANONYMOUS
    case = Case(identity=identity, happenings=in_order(happenings))
    readings = policy.ground.office.readings
    clocks = case_clocks(case, policy.procedure, readings, policy.ground.days, today)
    return tuple(
        clock
        for clock in clocks
        if clock.due is not None and not clock.owed_by and clock.state is not State.ENDED
    )
