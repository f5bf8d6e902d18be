"""Short ways to write down how a case was handled, and how it stands then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from amends.domain.case import Case, fold
from amends.domain.case_clocks import case_clocks
from amends.domain.clocks import Clock
from amends.domain.events import AnyEvent
from amends.domain.events.case_events import (
    Acknowledged,
    Channel,
    FindingMade,
    OutcomeSent,
    Point,
    PointsDefined,
    Received,
)
from amends.domain.events.corrections import EventWithdrawn
from amends.domain.events.handling_events import (
    ActionPlanMade,
    ActionPlanned,
    ActionPlanSent,
    Promise,
    PromiseKept,
    PromiseLetGo,
)
from amends.domain.handling import Owed
from amends.domain.procedure import Procedure
from tests.domain.logs import entry_id, log_from
from tests.domain.scotland import DAYS
from tests.domain.shipped import shipped


def id_(number: int) -> UUID:
    return UUID(int=number)


def promise(number: int, due: date, what: str = "Refund £95") -> Promise:
    return Promise(id_(number), what, due)


def received(on: date) -> Received:
    return Received(happened_on=on, title="No feedback", complaint="None.", channel=Channel.EMAIL)


def acknowledged(on: date) -> Acknowledged:
    return Acknowledged(happened_on=on, channel=Channel.EMAIL)


def answered(on: date) -> OutcomeSent:
    return OutcomeSent(happened_on=on, channel=Channel.EMAIL)


def action(number: int, on: date, due: date, follow_up: str = "") -> ActionPlanned:
    return ActionPlanned(happened_on=on, promise=promise(number, due), follow_up=follow_up)


def kept(number: int, on: date, note: str = "") -> PromiseKept:
    return PromiseKept(happened_on=on, promise=id_(number), note=note)


def let_go(number: int, on: date, because: str = "Not asked for any more.") -> PromiseLetGo:
    return PromiseLetGo(happened_on=on, promise=id_(number), because=because)


def plan_made(plan: int, on: date, answer: Promise, *steps: Promise) -> ActionPlanMade:
    return ActionPlanMade(
        happened_on=on, plan=id_(plan), reason="The tutor is away.", answer=answer, steps=steps
    )


def plan_sent(plan: int, on: date) -> ActionPlanSent:
    return ActionPlanSent(happened_on=on, channel=Channel.EMAIL, plan=id_(plan))


def withdrawn(number: int, on: date) -> EventWithdrawn:
    """Return the event that takes back the entry with that number; the first has number 1."""
    return EventWithdrawn(happened_on=on, target=entry_id(number), reason="A slip.")


def found(on: date, finding: str) -> tuple[AnyEvent, ...]:
    """Return a complaint of one point, and what was found on it."""
    points = PointsDefined(happened_on=on, points=(Point(id_(900), "No feedback"),))
    return points, FindingMade(happened_on=on, point=id_(900), finding=finding, reasons="The log.")


def case_of(*events: AnyEvent) -> Case:
    return fold(log_from(events))


def owed_by_number(case: Case) -> dict[int, Owed]:
    """Return the promises of a case by the numbers that a test gave them."""
    return {owed.promise.id.int: owed for owed in case.handling.promises}


def open_numbers(case: Case) -> list[int]:
    """Return the numbers of what is still owed, the earliest first."""
    return [owed.promise.id.int for owed in case.handling.open_promises]


def clocks_on(
    today: date,
    events: Iterable[AnyEvent],
    *,
    readings: Mapping[str, str] | None = None,
    procedure: Procedure | None = None,
) -> dict[str, Clock]:
    """Return the clocks of a case by their keys; a promise's key is the number it was given."""
    case = case_of(*events)
    clocks = case_clocks(case, procedure or shipped(), readings or {}, DAYS, today)
    by_key = {
        str(UUID(clock.key).int) if clock.is_promise else clock.key: clock for clock in clocks
    }
    assert len(by_key) == len(clocks)
    return by_key
