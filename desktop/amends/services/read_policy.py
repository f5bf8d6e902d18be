"""Read what the office works to: its procedure, what it counts by, and what new cases would owe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from amends.domain.case import Case
from amends.domain.case_clocks import case_clocks
from amends.domain.clocks import Clock, State
from amends.domain.happenings import Happening, Kind, in_order
from amends.domain.people import Identity
from amends.domain.procedure import Procedure
from amends.domain.working_days import Calendar
from amends.services.desk import Desk
from amends.services.ground import Ground, pinned_procedure, procedure_of, read_ground


@dataclass(frozen=True, slots=True)
class Policy:
    """The procedure that a new case would run under, and the ground it would stand on.

    `pinned` holds every version that the office has adopted, by its digest. `chosen` names one of
    the policies that the office works to, where it is not the first of them.
    """

    procedure: Procedure
    ground: Ground
    pinned: Mapping[str, Procedure]
    chosen: str = ""

    @property
    def calendar(self) -> Calendar:
        return self.ground.days.calendar

    @property
    def in_use(self) -> tuple[tuple[str, str], ...]:
        """The policies that a new case can run under, each by its name, with what it is called."""
        office = self.ground.office
        latest = {it.procedure: it.digest for it in office.versions}
        return tuple((name, self.pinned[latest[name]].called) for name in office.in_use)

    def under(self, chosen: str, received_on: date) -> tuple[Procedure, Mapping[str, str]]:
        """Return the version for a complaint of that day, and how the office reads it."""
        version = self.ground.office.version_for(chosen, received_on)
        return self.pinned[version.digest], version.readings or {}


def read_policy(desk: Desk) -> Policy:
    """Return the policy that the office has adopted, as it reads it."""
    with desk.store.reading() as unit:
        ground = read_ground(unit)
        pinned = {
            it.digest: pinned_procedure(unit, it.procedure, it.digest)
            for it in ground.office.versions
        }
        return Policy(procedure_of(unit, ground.office), ground, pinned)


def promised_dates(
    policy: Policy,
    received_on: date,
    raised_on: date | None,
    today: date,
    *,
    is_reachable: bool = True,
    received_at: datetime | None = None,
    zone: str = "",
) -> tuple[Clock, ...]:
    """Return what the office would owe for a complaint, and by when, in the policy's order.

    It goes by the version in force on the day received.
    Nobody who cannot be written to is owed a receipt. Raises `CalendarRangeError` where a date
    lies outside the calendar.
    """
    happenings = [Happening(received_on, Kind.RECEIVED, received_at, zone)]
    if raised_on is not None:
        happenings.append(Happening(raised_on, Kind.RAISED))
    identity = Identity.OPEN if is_reachable else Identity.ANONYMOUS
    case = Case(identity=identity, happenings=in_order(happenings))
    procedure, readings = policy.under(policy.chosen, received_on)
    clocks = case_clocks(case, procedure, readings, policy.ground.days, today)
    return tuple(
        clock
        for clock in clocks
        if clock.due is not None and not clock.owed_by and clock.state is not State.ENDED
    )
