"""A made-up policy with one promise, an answer, and short ways to write down a case under it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from amends.domain.case import Case, fold
from amends.domain.case_clocks import case_clocks
from amends.domain.clocks import Clock
from amends.domain.events import AnyEvent
from amends.domain.events.case_events import CaseClosed, Channel, OutcomeSent, Received
from amends.domain.events.clock_events import Extended, Paused, Resumed
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure
from amends.domain.working_days import WorkingDays
from tests.domain.logs import log_from
from tests.domain.oracle import Level, Promised, Rules
from tests.domain.oracle_cases import as_file
from tests.domain.scotland import DAYS


@cache
def policy(
    within: str = "20 working days", *, resuming_counts: bool = False, moves_on: bool = False
) -> Procedure:
    """Return a procedure of one answer, which may be paused, and takes twice as long if complex."""
    count, unit = within.split(" ", 1)
    answer = Promised("answer", int(count), unit, "received", "outcome-sent", True, int(count) * 2)
    rules = Rules(
        (Level("stage-1", "received", (answer,)),),
        closed_day_moves_on=moves_on,
        resuming_day_counts=resuming_counts,
    )
    return read_procedure(as_file(rules, every_clock=True).encode(), "policy.toml")


def case_of(*events: AnyEvent) -> Case:
    return fold(log_from(events))


def answer(
    events: Iterable[AnyEvent],
    today: date,
    procedure: Procedure | None = None,
    days: WorkingDays = DAYS,
) -> Clock:
    [clock] = case_clocks(case_of(*events), procedure or policy(), {}, days, today)
    return clock


def received(on: date) -> AnyEvent:
    return Received(happened_on=on, title="Late", complaint="Late.", channel=Channel.EMAIL)


def sent(on: date) -> AnyEvent:
    return OutcomeSent(happened_on=on, channel=Channel.EMAIL)


def paused(on: date) -> AnyEvent:
    return Paused(happened_on=on, reason="We wait for the invoice.")


def resumed(on: date) -> AnyEvent:
    return Resumed(happened_on=on)


def closed(on: date) -> AnyEvent:
    return CaseClosed(happened_on=on, reason="Over.")


def extended(on: date, by: str = "", until: date | None = None) -> AnyEvent:
    return Extended(happened_on=on, clock="stage-1.answer", reason="Illness.", by=by, until=until)


def mar(day: int) -> date:
    return date(2026, 3, day)


# Fri 20 February 2026: 23-27 = 5, 2-6 = 10, 9-13 = 15, 16-20 = 20, so Fri 20 March.
RECEIVED = received(date(2026, 2, 20))
# Four working days stood still, which are Mon 9 to Thu 12.
WAITED = (RECEIVED, paused(mar(9)), resumed(mar(12)))
