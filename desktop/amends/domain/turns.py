"""What comes next in a case beside its clocks, and what can be done about the step that is due."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from amends.domain.case import Case
from amends.domain.case_times import extending, paused_clock
from amends.domain.clocks import Clock
from amends.domain.course import asks_for_plan, plan_to_send, waits_for_takeover
from amends.domain.events.handling_events import Redirected
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.procedure import Procedure
from amends.domain.remedies import open_considerations
from amends.domain.standing import waits_outside
from amends.domain.timeline import next_step


class Turn(Enum):
    """What comes next in a case in which no date is due."""

    TELL = auto()
    GO_ON = auto()
    TAKE_OVER = auto()
    HEAR = auto()
    GO_OUTSIDE = auto()
    CONSIDER = auto()


class Alternative(Enum):
    """What can be done about the step that is due, or beside it."""

    SEND_PLAN = auto()
    TELL = auto()
    PUT_OFF = auto()
    MORE_TIME = auto()
    REOPEN = auto()


def turn(case: Case, procedure: Procedure, clocks: Sequence[Clock]) -> Turn | None:
    """Return what comes next; None where a date is due, or the case can be closed."""
    handling = case.handling
    if case.closed_on is not None or next_step(clocks) is not None:
        return None
    if handling.must_tell is not None:
        return Turn.TELL
    if paused_clock(clocks) is not None:
        return Turn.GO_ON
    if waits_for_takeover(case):
        return Turn.TAKE_OVER
    if waits_outside(case, procedure):
        return Turn.HEAR
    if handling.not_possible is not None and procedure.outside_body is not None:
        return None if case.happened(Kind.REFERRED) else Turn.GO_OUTSIDE
    return Turn.CONSIDER if open_considerations(case, procedure) else None


def alternative(case: Case, procedure: Procedure, clocks: Sequence[Clock]) -> Alternative | None:
    """Return what else can be done now, None where there is no choice."""
    if case.closed_on is not None:
        return Alternative.REOPEN
    if plan_to_send(case, clocks) is not None:
        return Alternative.SEND_PLAN
    if (step := next_step(clocks)) is None:
        return None
    if case.handling.must_tell is not None and step.letter is None:
        return Alternative.TELL
    if asks_for_plan(step, case):
        return Alternative.PUT_OFF
    is_longer = extending(case, procedure, step) is None
    return Alternative.MORE_TIME if is_longer else None


def letter_to_tell(case: Case) -> LetterKind:
    """Return the letter by which the complainant learns what was decided."""
    if isinstance(case.handling.must_tell, Redirected):
        return LetterKind.REDIRECT
    return LetterKind.STAGE_NOT_POSSIBLE
