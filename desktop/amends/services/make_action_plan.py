"""Work out an action plan: what the office will do by when, as it cannot answer in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from amends.domain.course import may_plan
from amends.domain.errors import CaseMovedOnError
from amends.domain.events.base import required
from amends.domain.events.handling_events import ActionPlanMade
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.promising import Dated, all_promised, promised
from amends.services.recording import record

ANSWER = "Send our answer"


def make_action_plan(
    desk: Desk, view: CaseView, reason: str, steps: Sequence[Dated], answer: date, moment: Moment
) -> Changed:
    """Record a plan, to be sent by its letter; it takes the place of one that was not sent yet.

    Steps may come after the answer. Raises `FieldMissingError` without a reason,
    `DateNotPossibleError` for a day before today, `CalendarRangeError` for one that the calendar
    does not know, and `CaseMovedOnError` where nothing is left that a plan could put off.
    """
    if not may_plan(view.case, view.clocks):
        raise CaseMovedOnError(view.stream)
    days, today = view.ground.days, moment.today
    made = ActionPlanMade(
        happened_on=today,
        plan=uuid4(),
        reason=required("reason", reason),
        steps=all_promised(steps, today, days),
        answer=promised(Dated(ANSWER, answer), today, days),
    )
    return record(desk, view.stream, view.seq, [made], moment)
