"""Decide whether to take what came after the time within which the complainant had to come."""

from __future__ import annotations

from enum import StrEnum

from amends.domain.case_times import clock_rule, late_to_decide
from amends.domain.errors import CaseMovedOnError, NotInPolicyError
from amends.domain.events.base import required
from amends.domain.events.clock_events import LateDecided
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import must_be_open, record


class Decision(StrEnum):
    """What the office does about something that came too late."""

    TAKE = "take"
    LEAVE = "leave"


def decide_late(
    desk: Desk, view: CaseView, clock: str, decision: str, because: str, moment: Moment
) -> Changed:
    """Record whether the office takes what came after the limit "stage.clock", and why.

    `decision` is a `Decision`, "" where none was made. It can be changed: a later one counts.
    Raises `NotInPolicyError` where the policy leaves the office no choice, `CaseClosedError`,
    `CaseMovedOnError` where nothing came late, and `FieldMissingError` without a decision or a
    reason.
    """
    rule = clock_rule(view.procedure, clock)
    if rule is None or not rule.discretion:
        raise NotInPolicyError("late")
    must_be_open(view)
    if clock not in late_to_decide(view.procedure, view.clocks):
        raise CaseMovedOnError(view.stream)
    taken = Decision(required("whether you take it", decision)) is Decision.TAKE
    decided = LateDecided(
        happened_on=moment.today,
        clock=clock,
        accepted=taken,
        because=required("reason", because),
    )
    return record(desk, view.stream, view.seq, [decided], moment)
