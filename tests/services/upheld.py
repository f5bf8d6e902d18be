"""A complaint that was found upheld and answered, after which the office owes something."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from amends.domain.happenings import Kind
from amends.services.case_view import CaseView
from amends.services.define_points import define_points
from amends.services.desk import Desk
from amends.services.make_finding import make_finding
from amends.services.plan_action import Action, plan_action
from amends.services.promising import Dated
from amends.services.read_case import read_case
from amends.services.record_step import Step, record_step
from tests.desks import MOMENT, TODAY

CONSIDERED = ("others-affected", "put-right", "stop-recurring", "compensate")


def now(desk: Desk, view: CaseView) -> CaseView:
    """Return the case as it stands by now."""
    return read_case(desk, view.stream, TODAY)


def uphold(desk: Desk, view: CaseView) -> CaseView:
    """Find the complaint upheld."""
    define_points(desk, view, ["No feedback"], MOMENT)
    (point,) = now(desk, view).case.points
    make_finding(desk, now(desk, view), point.id, "upheld", "The log shows it.", MOMENT)
    return now(desk, view)


def answer(desk: Desk, view: CaseView) -> CaseView:
    """Record that the complaint was answered."""
    record_step(desk, now(desk, view), Step(Kind.OUTCOME_SENT, TODAY), MOMENT)
    return now(desk, view)


def plan(
    desk: Desk, view: CaseView, what: str, due: date, owner: str = "", follow_up: str = ""
) -> UUID:
    """Plan an action, and return the id of its promise."""
    action = Action(Dated(what, due), owner, follow_up)
    plan_action(desk, now(desk, view), action, MOMENT)
    return now(desk, view).case.handling.promises[-1].promise.id
