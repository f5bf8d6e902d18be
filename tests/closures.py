"""An office that shuts on some days, or does not after all, by the services that its people use."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from amends.services.change_office import planned_closure
from amends.services.desk import Changed, Desk, Moment
from amends.services.plan_calendar import plan_closure, plan_withdrawal
from amends.services.propose_change import PlannedChange, accept_change, effect_of


def add_closure(desk: Desk, first: date, last: date, name: str, moment: Moment) -> Changed:
    return _accepted(desk, plan_closure(planned_closure(first, last, name), moment.today), moment)


def remove_closure(desk: Desk, closure: UUID, moment: Moment) -> Changed:
    return _accepted(desk, plan_withdrawal(closure, moment.today), moment)


def _accepted(desk: Desk, planned: PlannedChange, moment: Moment) -> Changed:
    def unseen(done: int, total: int) -> None:
        """Nobody waits for it."""

    effect = effect_of(desk, planned, moment.today, unseen)
    return accept_change(desk, planned, effect, "", moment)
