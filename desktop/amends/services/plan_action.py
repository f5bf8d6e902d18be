"""Plan an action, or settle that a consideration of the procedure needs none."""

from __future__ import annotations

from dataclasses import dataclass

from amends.domain.errors import CaseMovedOnError
from amends.domain.events.base import required
from amends.domain.events.handling_events import ActionPlanned, FollowUpSettled
from amends.domain.remedies import open_considerations
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.promising import Dated, promised
from amends.services.recording import record


@dataclass(frozen=True, slots=True)
class Action:
    """Something to be done; `follow_up` is the consideration that it answers, "" for none."""

    todo: Dated
    owner: str = ""
    follow_up: str = ""


def plan_action(desk: Desk, view: CaseView, action: Action, moment: Moment) -> Changed:
    """Record that the office will do it; a consideration that it answers is planned by that.

    Raises `FieldMissingError` where it does not say what, `DateNotPossibleError` for a day before
    today, `CalendarRangeError` for one that the calendar does not know, and `CaseMovedOnError` in
    a closed case or for a consideration that its procedure does not have.
    """
    known = {"", *(follow_up.key for follow_up in view.procedure.follow_ups)}
    if view.case.closed_on is not None or action.follow_up not in known:
        raise CaseMovedOnError(view.stream)
    planned = ActionPlanned(
        happened_on=moment.today,
        promise=promised(action.todo, moment.today, view.ground.days),
        owner=action.owner.strip(),
        follow_up=action.follow_up,
    )
    return record(desk, view.stream, view.seq, [planned], moment)


def settle_follow_up(
    desk: Desk, view: CaseView, follow_up: str, because: str, moment: Moment
) -> Changed:
    """Record that a consideration needs no action, and why.

    Raises `FieldMissingError` without a reason, and `CaseMovedOnError` where it is not open.
    """
    open_ones = {it.follow_up.key for it in open_considerations(view.case, view.procedure)}
    if view.case.closed_on is not None or follow_up not in open_ones:
        raise CaseMovedOnError(view.stream)
    settled = FollowUpSettled(
        happened_on=moment.today, follow_up=follow_up, because=required("reason", because)
    )
    return record(desk, view.stream, view.seq, [settled], moment)
