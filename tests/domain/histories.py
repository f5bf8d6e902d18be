"""Short ways to write down what happened in a case, and how its clocks stand then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from amends.domain.clocks import Clock
from amends.domain.clockwork import run_clocks
from amends.domain.happenings import Happening, Kind
from amends.domain.procedure import Procedure
from amends.domain.working_days import WorkingDays
from tests.domain.scotland import DAYS
from tests.domain.shipped import shipped

# The office counts the days of the response from its receipt, where it says nothing else.
FROM_THE_RECEIPT = {"stage-2.response": "acknowledged"}


def raised(on: date) -> Happening:
    return Happening(on, Kind.RAISED)


def received(on: date) -> Happening:
    return Happening(on, Kind.RECEIVED)


def acknowledged(on: date) -> Happening:
    return Happening(on, Kind.ACKNOWLEDGED)


def answered(on: date) -> Happening:
    return Happening(on, Kind.OUTCOME_SENT)


def referred(on: date) -> Happening:
    return Happening(on, Kind.REFERRED)


def closed(on: date) -> Happening:
    return Happening(on, Kind.CLOSED)


def clocks_of(
    history: Iterable[Happening],
    today: date,
    *,
    readings: Mapping[str, str] | None = None,
    days: WorkingDays = DAYS,
    procedure: Procedure | None = None,
) -> dict[str, Clock]:
    """Return the clocks by their keys."""
    clocks = run_clocks(procedure or shipped(), readings or {}, history, days, today)
    return {clock.key: clock for clock in clocks}
